"""SQL functions with which questions take what a person types: a day in French, a name without its accents, an address
of the portal in any of its forms, and a search as a reader of French expects it.

What they need is imported when they are first called: a process that answers one query needs little of it.
"""

import re
import sqlite3
from datetime import UTC, datetime
from functools import cache

from scraper.text import LIGATURES

_LONGEST = 10_000
"""Characters of an argument that are looked at: a day, an address or a search is shorter."""
_TERM = re.compile(r'"[^"]*"')
_SHORTEST_SINGULAR = 2
_SHORTEST_BEGINNING = 4
"""Letters a word needs to find the words that begin with it."""


def add_functions(connection: sqlite3.Connection) -> None:
    """Add our functions to a connection. Datasette's escape_fts(), which its search boxes call too, is replaced."""
    connection.create_function("french_day", 1, french_day)
    connection.create_function("fold", 1, _folded, deterministic=True)
    connection.create_function("canonical_url", 1, canonical_url, deterministic=True)
    connection.create_function("escape_fts", 1, expression, deterministic=True)


def french_day(text: str | None) -> str | None:
    """Return the day that a person writes (2026-03-01, 1er mars, hier), YYYY-MM-DD; None when it is none."""
    from scraper.dates import read_date

    written = str(text or "")
    if len(written) > 100:  # no day is
        return None
    span = read_date(written, on=datetime.now(UTC).date(), prefer="past")
    return span.start.isoformat()[:10] if span and span.precision in {"day", "minute"} else None


def canonical_url(text: str | None) -> str | None:
    """Return the canonical address of a page, whichever host, scheme or form it is typed in; None when it is not the
    portal's."""
    words = str(text or "")[:_LONGEST].strip().rstrip("/")
    return _portal().canonical(f"https://{words}") or _portal().canonical(words)


@cache
def _portal():
    from scraper import portal

    return portal.load()


def _folded(text: str | None) -> str:
    from scraper.text import fold

    written = str(text or "")
    return fold(written) if len(written) < _LONGEST else fold.__wrapped__(written)  # long texts are not worth keeping


def expression(query: str) -> str:
    """Return a search as FTS5 reads it: all terms, in both spellings and both numbers; a quoted phrase as it stands.

    coeur de villes -> ("coeur"* OR "cœur"*) AND ("de" OR "des") AND ("villes"* OR "ville")
    """
    from datasette.utils import escape_fts

    return " AND ".join(_spellings(term) for term in _TERM.findall(escape_fts(str(query or "")[:_LONGEST]))) or '""'


def _spellings(term: str) -> str:
    apart = together = term
    for ligature, letters in LIGATURES.items():
        apart, together = apart.replace(ligature, letters), together.replace(letters, ligature)
    both = dict.fromkeys((apart, together))
    either = dict.fromkeys(
        [*(each + _ending(each) for each in both), *(other for each in both for other in _numbers(each))]
    )
    return f"({' OR '.join(either)})"


def _ending(term: str) -> str:
    return "*" if _is_word(term) and len(term) >= _SHORTEST_BEGINNING + len('""') else ""


def _numbers(term: str) -> list[str]:
    """Return the singulars of a possible plural, or the plural of a word too short to find what begins with it."""
    word = term.strip('"')
    if not _is_word(term) or len(word) < _SHORTEST_SINGULAR:
        return []
    if word[-1] in "sxSX":
        singulars = [word[:-1]] + ([word[:-3] + "al"] if word.lower().endswith("aux") else [])
        return [f'"{singular}"' for singular in singulars]
    return [] if _ending(term) else [f'"{word}s"']


def _is_word(term: str) -> bool:
    return term.strip('"').isalpha()
