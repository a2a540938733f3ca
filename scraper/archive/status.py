"""How an archive stands: its last crawls, its size, its freshness, what is wrong."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from scraper import records
from scraper.archive.health import sick_signs

_LAST_CRAWLS = 5


@dataclass(frozen=True)
class Status:
    """crawls: the last ones, newest first. counts: rows by table. freshest: time of the last response, UTC, or None.
    problems: those that still hold, by rule, most frequent first. withdrawn: records the portal has removed. held:
    pages whose record updates are held back; sick: of what the last crawl that was judged was sick, in words.
    """

    crawls: tuple[records.Crawl, ...]
    counts: dict[str, int]
    freshest: str | None
    problems: dict[str, int]
    withdrawn: int
    held: int
    sick: list[str]

    def age(self, now: datetime | None = None) -> timedelta | None:
        """How long ago the portal last answered; None when it never did."""
        return self.freshest and (now or datetime.now(UTC)) - datetime.fromisoformat(self.freshest)


def status(db: Database) -> Status:
    """Read how an archive stands, in one look at it."""
    last = "SELECT * FROM crawls ORDER BY id DESC LIMIT ?"
    crawls = tuple(records.Crawl(**row) for row in db.query(last, [_LAST_CRAWLS]))
    return Status(
        crawls=crawls,
        counts={table.name: db[table.name].count for table in records.TABLES},
        freshest=_freshest(db),
        problems=dict(db.execute("SELECT rule, count(*) FROM open_problems GROUP BY rule ORDER BY 2 DESC, 1")),
        withdrawn=sum(db.table(name).count_where("withdrawn IS NOT NULL") for name in ("news", "groups")),
        held=db.table("held").count,
        sick=_sick(db),
    )


def _sick(db: Database) -> list[str]:
    """Of what the last crawl was sick that has come to its end."""
    last = db.execute("SELECT id, health FROM crawls WHERE health IS NOT NULL ORDER BY id DESC LIMIT 1").fetchone()
    return sick_signs(db, last[0]) if last and last[1] == "sick" else []


def _freshest(db: Database) -> str | None:
    last = "SELECT fetched_at FROM fetches WHERE status IS NOT NULL ORDER BY id DESC LIMIT 1"
    found = db.execute(last).fetchone()
    return found and found[0]
