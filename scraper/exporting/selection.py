"""Which fetches an export takes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from sqlite_utils import Database

from scraper.records import Fetch

_CHOSEN = (
    "FROM fetches WHERE (:since IS NULL OR substr(fetched_at, 1, 10) >= :since) "
    "AND (:until IS NULL OR substr(fetched_at, 1, 10) <= :until) AND (:crawl IS NULL OR crawl_id = :crawl)"
)
_COUNT = "SELECT count(*), count(body_sha256), max(fetched_at) FILTER (WHERE body_sha256 IS NOT NULL) " + _CHOSEN
_ORIGINS = " ".join(
    ("SELECT origin FROM crawls WHERE id IN (SELECT crawl_id", _CHOSEN, ") GROUP BY origin ORDER BY min(id)")
)
_READ = "SELECT * " + _CHOSEN + " ORDER BY id"


@dataclass(frozen=True)
class Extent:
    """What a selection holds."""

    fetches: int
    responses: int
    """Fetches that brought a body."""
    last: str | None
    """Time of the last response, UTC."""
    origins: tuple[str, ...]
    """Addresses at which the portal was crawled."""


@dataclass(frozen=True)
class Selection:
    """The bounds of an export; None is no bound."""

    since: date | None = None
    """First day of the fetches, UTC."""
    until: date | None = None
    """Last day of the fetches, UTC."""
    crawl: int | None = None
    """Number of their crawl."""

    def __str__(self) -> str:
        bounds = {"since": self.since, "until": self.until, "crawl": self.crawl}
        return ", ".join(f"{name} {bound}" for name, bound in bounds.items() if bound is not None) or "all"

    def extent(self, db: Database) -> Extent:
        """Count what is selected."""
        fetches, responses, last = db.execute(_COUNT, self._bounds()).fetchone()
        origins = db.execute(_ORIGINS, self._bounds()).fetchall()
        return Extent(fetches, responses, last, tuple(origin for (origin,) in origins))

    def fetches(self, db: Database) -> Iterator[Fetch]:
        """Yield the fetches in the order they were made, one at a time."""
        return (Fetch(**row) for row in db.query(_READ, self._bounds()))

    def _bounds(self) -> dict[str, str | int | None]:
        return {name: bound.isoformat() if isinstance(bound, date) else bound for name, bound in asdict(self).items()}
