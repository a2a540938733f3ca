"""How the search index is laid out: the kinds of entries, their numbers, and the marks by which they are filtered."""

import datetime as dt
import hashlib

from scraper.search.analysis import country_word

KINDS = ("news", "documents", "groups", "people", "funds")
"""Tables whose records are found. An article's event is found with it."""
EVENT = "event"
"""The kind, beside `news`, of an article that has an event."""
NAMED = ("groups", "people", "funds")
"""Kinds of records that have a name and no day, in the order in which those of one name are found."""
STEMS = ("title", "body", "more")
WORDS = ("title_words", "body_words", "more_words")
"""The columns of the index that have stems, and those that have words as written."""
COLUMNS = (*STEMS, *WORDS, "marks")
"""All of them, in order."""
FIRST_NAMED = 1 << 44
"""Entries with this number or a later one have a name and no day."""
ALL_MARK = "all"
"""The mark of every entry."""
_DAY_BITS = 20


def numbers_of(first: str | None, last: str | None) -> tuple[int, int]:
    """Return the numbers that entries of some days may have, from the first on and before the second.

    A number begins with the day, as FTS5 goes through its rows by number: so it gives the newest first. None: no day.
    """
    return _ordinal(first) << _DAY_BITS, (_ordinal(last) + 1) << _DAY_BITS


def group_mark(group_id: str) -> str:
    """Return the mark of a group's entries. An id may have signs that would make it several words."""
    return f"g{hashlib.sha256(group_id.encode()).hexdigest()[:16]}"


def marks(kind: str, *, is_event: bool, countries: list[str], groups: list[str]) -> str:
    """Return the marks of an entry, with spaces between them."""
    return " ".join(
        (ALL_MARK, kind, *([EVENT] if is_event else ()), *map(country_word, countries), *map(group_mark, groups))
    )


def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0
