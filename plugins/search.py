"""Search as a reader of French expects it: "œ" and "oe" are one, and a word finds its plural.

Letters with and without accents are one already, by the index (unicode61 remove_diacritics 2).
"""

import re

from datasette import hookimpl
from datasette.utils import escape_fts

_TERM = re.compile(r'"[^"]*"')
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_SHORTEST_BEGINNING = 4
"""Letters a word needs to find the words that begin with it."""


@hookimpl(trylast=True)
def prepare_connection(conn):
    """Replace Datasette's escape_fts(), which its search boxes and our queries call; last, so that ours stays."""
    conn.create_function("escape_fts", 1, expression, deterministic=True)


def expression(query: str) -> str:
    """A search as FTS5 reads it: all terms, each in both spellings; a quoted phrase as it stands.

    coeur de ville -> ("coeur"* OR "cœur"*) AND ("de") AND ("ville"*)
    """
    return " AND ".join(_spellings(term) for term in _TERM.findall(escape_fts(query))) or '""'


def _spellings(term: str) -> str:
    apart = together = term
    for ligature, letters in _LIGATURES.items():
        apart, together = apart.replace(ligature, letters), together.replace(letters, ligature)
    either = " OR ".join(spelling + _ending(spelling) for spelling in dict.fromkeys((apart, together)))
    return f"({either})"


def _ending(term: str) -> str:
    is_word = " " not in term and len(term) >= _SHORTEST_BEGINNING + len('""')
    return "*" if is_word else ""
