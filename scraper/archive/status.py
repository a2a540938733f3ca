"""An archive's status: its crawls, size, freshness, last copy, and what is wrong."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from scraper import records
from scraper.archive.database import WriterLock
from scraper.archive.health import sick_signs
from scraper.archive.sentences import read_now
from scraper.archive.snapshot import LastSnapshot, last_snapshot

GOOD = ("finished", "budget", "hours")
"""The finish reasons of a crawl that did what it was to do."""
_HEALTHY = "health IN ('fine', 'accepted')"
_LAST = "SELECT * FROM crawls ORDER BY id DESC LIMIT 5"
_LAST_GOOD = f"SELECT * FROM crawls WHERE {_HEALTHY} AND finish_reason IN {GOOD} ORDER BY id DESC LIMIT 1"  # noqa: S608
_LAST_JUDGED = "SELECT id, health FROM crawls WHERE health IS NOT NULL ORDER BY id DESC LIMIT 1"
_FRESHEST = "SELECT fetched_at FROM fetches WHERE status IS NOT NULL ORDER BY id DESC LIMIT 1"
_PROBLEMS = "SELECT rule, count(*) FROM open_problems GROUP BY rule ORDER BY 2 DESC, 1"
_RISEN = """
SELECT crawl_id, measured, usual FROM crawl_health
WHERE sign = 'problems' AND NOT sick AND measured > 2 * usual AND measured * pages >= 5
  AND crawl_id = (SELECT max(id) FROM crawls WHERE health IS NOT NULL)
"""


@dataclass(frozen=True)
class Risen:
    """A share of pages with problems of more than twice the baseline, though not enough for a sick crawl."""

    crawl_id: int
    measured: float
    usual: float


@dataclass(frozen=True)
class Status:
    """An archive's status at one moment."""

    crawls: tuple[records.Crawl, ...]
    """The last ones, newest first."""
    good: records.Crawl | None
    """The last one that finished, or ended with its budget or hours, and was healthy or accepted."""
    is_whole: bool
    """Whether a good crawl has gone through the whole portal."""
    writer: str | None
    """The process that is writing the archive now, in words."""
    counts: dict[str, int]
    """Rows by table."""
    freshest: str | None
    """Time of the last response, UTC."""
    problems: dict[str, int]
    """Open problems by rule, the most frequent first."""
    risen: Risen | None
    """The last crawl's problems, when they have risen."""
    withdrawn: int
    """Records the portal has removed."""
    held: int
    """Pages that are quarantined."""
    sick: list[str]
    """Why the last crawl that was judged is sick, in words; empty when it is healthy."""
    bytes: int
    """Size of the file, with its write-ahead log."""
    free: int
    """Bytes that are free on its disk."""
    snapshot: LastSnapshot | None
    """The last copy."""
    sentences: int
    """Articles whose sentences were read as they are now."""

    def age(self, now: datetime | None = None) -> timedelta | None:
        """Return how long ago the portal last answered; None when it never did."""
        return self.freshest and (now or datetime.now(UTC)) - datetime.fromisoformat(self.freshest)


def status(db: Database, path: Path) -> Status:
    """Return an archive's status."""
    judged, freshest = (db.execute(sql).fetchone() for sql in (_LAST_JUDGED, _FRESHEST))
    files = (path, path.with_name(path.name + "-wal"))
    return Status(
        crawls=_crawls(db, _LAST),
        good=next(iter(_crawls(db, _LAST_GOOD)), None),
        is_whole=db.table("crawls").count_where(f"{_HEALTHY} AND complete") > 0,
        writer=WriterLock(path).holder(),
        counts={table.name: db[table.name].count for table in records.TABLES},
        freshest=freshest and freshest[0],
        problems=dict(db.execute(_PROBLEMS)),
        risen=next((Risen(**row) for row in db.query(_RISEN)), None),
        withdrawn=sum(db.table(name).count_where("withdrawn IS NOT NULL") for name in ("news", "groups")),
        held=db.table("held").count,
        sick=sick_signs(db, judged[0]) if judged and judged[1] == "sick" else [],
        bytes=sum(file.stat().st_size for file in files if file.exists()),
        free=shutil.disk_usage(path.absolute().parent).free,
        snapshot=last_snapshot(path),
        sentences=read_now(db),
    )


def _crawls(db: Database, sql: str) -> tuple[records.Crawl, ...]:
    return tuple(records.Crawl(**row) for row in db.query(sql))
