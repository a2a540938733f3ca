"""What saving a page did, and a crawl's counts of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

_COUNTED = {"first": "new", "change": "changed", "restored": "changed", "same": "unchanged"}
"""The count of a version's kind; a draft and a technical version have none."""


@dataclass(frozen=True)
class Outcome:
    """What saving one page did. new, changed, unchanged: articles, and groups when their crawl ends; what waits is
    counted when it is written. problems: those met for the first time.

    fetch_id: the fetch, None when there was none; record: the page's record as table/id, or None.
    """

    fetch_id: int | None = None
    record: str | None = None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: int = 0


def outcome_of(kinds: Iterable[str | None], **more) -> Outcome:
    """The outcome of what was written. kinds: of the versions, as add_version says."""
    counted = [_COUNTED[kind] for kind in kinds if kind in _COUNTED]
    return Outcome(**{name: counted.count(name) for name in set(counted)}, **more)


def count(db: Database, crawl_id: int, outcome: Outcome) -> None:
    """Add an outcome to a crawl's counts."""
    db.execute(
        "UPDATE crawls SET new = new + ?, changed = changed + ?, unchanged = unchanged + ?, problems = problems + ? "
        "WHERE id = ?",
        [outcome.new, outcome.changed, outcome.unchanged, outcome.problems, crawl_id],
    )
