"""Search as a reader of French expects it: "œ" and "oe" are one, a word finds its plural, and a plural its singular.

Letters with and without accents are one already, by the index (unicode61 remove_diacritics 2).
"""

import re

from datasette import hookimpl
from datasette.utils import escape_fts

_TERM = re.compile(r'"[^"]*"')
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_SHORTEST_SINGULAR = 2
_SHORTEST_BEGINNING = 4
"""Letters a word needs to find the words that begin with it."""


@hookimpl(trylast=True)
def prepare_connection(conn):
    """Replace Datasette's escape_fts(), which its search boxes and our queries call; last, so that ours stays."""
    conn.create_function("escape_fts", 1, expression, deterministic=True)


def expression(query: str) -> str:
    """A search as FTS5 reads it: all terms, each in both spellings and both numbers; a quoted phrase as it stands.

    coeur de villes -> ("coeur"* OR "cœur"*) AND ("de" OR "des") AND ("villes"* OR "ville")
    """
    return " AND ".join(_spellings(term) for term in _TERM.findall(escape_fts(query))) or '""'


def _spellings(term: str) -> str:
    apart = together = term
    for ligature, letters in _LIGATURES.items():
        apart, together = apart.replace(ligature, letters), together.replace(letters, ligature)
    both = dict.fromkeys((apart, together))
    either = dict.fromkeys(
        [*(each + _ending(each) for each in both), *(other for each in both for other in _numbers(each))]
    )
    return f"({' OR '.join(either)})"


def _ending(term: str) -> str:
    return "*" if _is_word(term) and len(term) >= _SHORTEST_BEGINNING + len('""') else ""


def _numbers(term: str) -> list[str]:
    """The singulars of a word that may be a plural, the plural of one that is too short to find what begins with it."""
    word = term.strip('"')
    if not _is_word(term) or len(word) < _SHORTEST_SINGULAR:
        return []
    if word[-1] in "sxSX":
        singulars = [word[:-1]] + ([word[:-3] + "al"] if word.lower().endswith("aux") else [])
        return [f'"{singular}"' for singular in singulars]
    return [] if _ending(term) else [f'"{word}s"']


def _is_word(term: str) -> bool:
    return term.strip('"').isalpha()
