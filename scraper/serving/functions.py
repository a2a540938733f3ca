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
_SHORTEST_SINGULAR = 2
_SHORTEST_BEGINNING = 4
"""Letters a word needs to find the words that begin with it."""


def add_functions(connection: sqlite3.Connection) -> None:
    """Add our functions to a connection. Datasette's escape_fts(), which its search boxes call too, is replaced."""
    connection.create_function("french_day", 1, french_day)
    connection.create_function("fold", 1, _folded, deterministic=True)
    connection.create_function("canonical_url", 1, canonical_url, deterministic=True)
    connection.create_function("escape_fts", 1, expression, deterministic=True)
    connection.create_function("search_terms", 1, search_terms, deterministic=True)
    connection.create_function("search_name", 1, search_name, deterministic=True)


def french_day(text: str | None) -> str | None:
    """Return the day that a person writes (2026-03-01, 1er mars, hier), YYYY-MM-DD; None for any other text."""
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

    from scraper.search.analysis import without_elisions

    terms = re.findall('"([^"]*)"', escape_fts(without_elisions(str(query or "")[:_LONGEST])))
    return " AND ".join(f"({' OR '.join(_spellings(term))})" for term in terms) or '""'


def search_terms(query: str | None) -> str:
    """Return a search as `search_fts` takes it: MATCH search_terms('régionaux')."""
    from scraper.search import parse

    wanted = parse(str(query or ""))
    return '""' if wanted.is_empty else wanted.expression()


def search_name(query: str | None) -> str | None:
    """Return a search as the name of a record, as `search_entries.name` has it; None when it is more than
    words."""
    from scraper.search import parse

    return parse(str(query or "")).name or None


def _spellings(term: str) -> list[str]:
    apart = together = term
    for ligature, letters in LIGATURES.items():
        apart, together = apart.replace(ligature, letters), together.replace(letters, ligature)
    begun, others = [], []
    for word in dict.fromkeys((apart, together)):
        is_long = word.isalpha() and len(word) >= _SHORTEST_BEGINNING
        begun.append(f'"{word}"' + "*" * is_long)
        if word.isalpha() and len(word) >= _SHORTEST_SINGULAR:
            if word[-1] in "sxSX":  # perhaps a plural
                others.append(f'"{word[:-1]}"')
                others += [f'"{word[:-3]}al"'] if word.lower().endswith("aux") else []
            elif not is_long:  # a longer one finds its plural, which begins with it
                others.append(f'"{word}s"')
    return list(dict.fromkeys(begun + others))
