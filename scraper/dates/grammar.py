"""The grammar of date expressions, grammar.ini, compiled: its notation over names of tokens turned to that of `re`."""

from __future__ import annotations

import configparser
import re
from importlib import resources

from scraper.dates.lexicon import LETTERS, SETS

GRAMMAR = configparser.ConfigParser(delimiters="=", inline_comment_prefixes=("# ",), interpolation=None)
GRAMMAR.read_string(resources.files("scraper.dates").joinpath("grammar.ini").read_text(encoding="utf-8"))
_SYNTAX = re.compile(
    r"""
      \\. | \(\?P<\w+> | \(\?\(\w+\)              # a sign, the beginning of a named group or of a condition: as in re
    | (?<!\?) < (?P<tokens>[^>]+) >
    | \{ (?P<piece>[a-z_]+) \}
    | (?P<group>(?<!\?) \( (?!\?))
    | (?P<blank>[_~])
    | \s+
    """,
    re.VERBOSE,
)
_LETTERS = LETTERS | {"_": " ", "newline": "\n"}


def _one_of(names: str) -> str:
    """Return the class of letters and signs that is written between angle brackets."""
    tokens = [token for name in names.removeprefix("^").split() for token in SETS.get(name, name).split()]
    unknown = [token for token in tokens if len(token) > 1 and token not in _LETTERS]
    if unknown:
        raise ValueError(f"grammar.ini: <{unknown[0]}> is no token: those are in words.toml and lexicon.py")
    letters = re.escape("".join(_LETTERS.get(token, token) for token in tokens))
    return f"[{'^' * names.startswith('^')}{letters}]"


def _over_letters(pattern: str, pieces: dict[str, str]) -> str:
    """Return a pattern of `re` over letters for one over tokens."""

    def written(found: re.Match[str]) -> str:
        if found["tokens"]:
            return _one_of(found["tokens"])
        if found["piece"]:
            return f"(?:{pieces[found['piece']]})"
        if found["group"]:
            return "(?:"
        if found["blank"]:
            return " " if found[0] == "_" else " ?"
        return found[0] if found[0][0] in "\\(" else ""

    return _SYNTAX.sub(written, pattern)


def _compiled(name: str) -> re.Pattern[str]:
    pattern = _over_letters(GRAMMAR["patterns"][name], _PIECES)
    numbers = {name: str(number) for number, name in enumerate(re.findall(r"\(\?P<(\w+)>", pattern), 1)}
    # by its name `re` knows a group only behind it
    return re.compile(re.sub(r"(?<=\(\?\()\w+", lambda found: numbers[found[0]], pattern))


_PIECES: dict[str, str] = {}
for _name, _pattern in GRAMMAR["pieces"].items():
    _PIECES[_name] = _over_letters(_pattern, _PIECES)
for _section in ("forms", "forms_before_hours", "parts"):  # as a piece, each is one of its patterns, by name
    _named = [f"(?P<{name}>{_over_letters(pattern, _PIECES)})" for name, pattern in GRAMMAR[_section].items()]
    _PIECES[_section] = "|".join(_named)

EXPRESSION = _compiled("expression")
PARTS = _compiled("part")
DATED = _compiled("dated")
LOOKS_LIKE_A_DATE = _compiled("looks_like_a_date")
ODD = _compiled("odd")
