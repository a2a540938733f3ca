"""The words of dates, words.toml: which token each word, number or sign of a text is, and what it is worth.

A text is made plain and cut into pieces, and each becomes a token: `le 26 mai 2025` is `le _ dd _ month_name _ yyyy`.
Within the package a token is one letter, so that a text's tokens are a string, its *shape*, over which the patterns of
grammar.ini run. Nobody writes these letters: `LETTERS` has them by name. Signs are their own tokens.
"""

from __future__ import annotations

import html
import re
import string
import tomllib
from collections.abc import Iterator
from importlib import resources

from scraper.text import plain_in_place

_WORDS = tomllib.loads(resources.files("scraper.dates").joinpath("words.toml").read_text(encoding="utf-8"))


def _values(table: dict[str, str]) -> dict[str, str]:
    """Return the name each word is listed under."""
    return {word: name for name, words in table.items() for word in words.split()}


def _places(lists: list[str]) -> dict[str, int]:
    """Return the place of each word in its list, from 0."""
    return {word: place for words in lists for place, word in enumerate(words.split())}


def _slips(name: str) -> Iterator[str]:
    """Yield a name with one letter behind the first left out, put in or changed, or two changed about."""
    for at in range(1, len(name) + 1):
        head, tail = name[:at], name[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in string.ascii_lowercase:
            yield from (head + letter + tail, head + letter + tail[1:])


_MONTH_NAMES, _ABBREVIATIONS = _WORDS["months"]["names"], _WORDS["months"]["abbreviations"]
CUT_MONTH = "jui"
"""June or July."""
MONTHS = {word: place + 1 for word, place in _places(_MONTH_NAMES).items()} | {"mar": 3, CUT_MONTH: 7}
MONTHS |= {word: month for month, words in enumerate(_ABBREVIATIONS, 1) for word in words.split()}
_OTHER_WORDS = {*MONTHS, *_WORDS["months"]["no_slips"].split()}
_LONG_MONTHS = _WORDS["months"]["long"].split()
MISSPELT = {slip: MONTHS[name] for name in _LONG_MONTHS for slip in _slips(name) if slip not in _OTHER_WORDS}
"""Months that are a slip of one letter away; one that stands alone is another word, as *févier*."""

_WEEKDAY_NAMES = _WORDS["weekdays"]["names"]
DAYS_OF_WEEK = tuple(_WEEKDAY_NAMES[0].split())
"""The French names, from lundi."""
REPEATED = {f"{word}s": day for day, word in enumerate(DAYS_OF_WEEK)}
WEEKDAYS = _places([*_WEEKDAY_NAMES, *_WORDS["weekdays"]["abbreviations"]]) | REPEATED
_DAY_OF_WEEK = re.compile(rf"\b({'|'.join(DAYS_OF_WEEK)})\b", re.IGNORECASE)

_TABLES = ("numbers", "ordinals", "seasons", "parts_of_year", "edges", "days_away", "fractions")
NUMBERS, ORDINALS, SEASONS, PARTS_OF_YEAR, EDGES, DAYS_AWAY, FRACTIONS = (
    {word: int(number) for word, number in _values(_WORDS[table]).items()} for table in _TABLES
)
UNITS, VAGUE = _values(_WORDS["units"]), _values(_WORDS["vague"])
THIS, EVENING, DAY_LEADS, WEEKLY, NEXT, THOUSAND = (
    frozenset((_WORDS["signs"] | _WORDS["tokens"])[name].split())
    for name in ("this", "evening", "day_leads", "weekly", "next", "thousand")
)

TOKENS = {
    "month_name": " ".join(_MONTH_NAMES),
    "month_abbr": " ".join(_ABBREVIATIONS),
    "weekday_name": " ".join([*_WEEKDAY_NAMES, *REPEATED]),
    "weekday_abbr": " ".join(_WORDS["weekdays"]["abbreviations"]),
    "numeral": " ".join(NUMBERS),
    "mar": "mar",  # mars or mardi
    "sept": "sept",  # septembre or seven
    "jui": CUT_MONTH,
    "hour": _WORDS["units"]["hour"],
    "minute": "{minute} {second}".format_map(_WORDS["units"]),
    "year": _WORDS["units"]["year"],
    "month_word": _WORDS["units"]["month"],
    "day_word": "{day} {week} {weekend}".format_map(_WORDS["units"]),
    "season": " ".join(SEASONS),
    **_WORDS["tokens"],
    "d": " ".join(map(str, range(1, 10))),
    "dd": " ".join(f"{number:02}" for number in range(1, 32)),
    "nn": "0 00 " + " ".join(map(str, range(32, 100))),  # two figures that are no day
    "yyyy": " ".join(map(str, range(1000, 2200))),
    "yyyymmdd": "",
    "figures": "",  # any other number
    "word": "",  # any other word
}
"""The words of each token; the last token that claims a word has it."""

LETTERS = dict(zip(TOKENS, string.ascii_letters + string.digits, strict=False))
SETS = {
    "month": "month_name month_abbr mar sept jui",
    "weekday": "weekday_name weekday_abbr mar",
    "day": "d dd",
    "mm": "dd nn",
    "hh": "d dd nn",
    "the": "le les",
    "next_last": "next last",
    "digits": "d dd nn yyyy figures",
    "any": " ".join(TOKENS),
}
"""Tokens that a pattern names together."""

_YYYYMMDD = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
"""Year, month and day of a file's name: 20240315."""


class _Lexicon(dict[str, str]):
    """The letter of each piece of a plain text: from the lists above, else by what it is made of."""

    def __missing__(self, piece: str) -> str:
        if piece.isalpha():
            return LETTERS["word"]
        if piece.isspace():
            return "\n" if piece.count("\n") > 1 else " "
        if piece.isdigit():
            return LETTERS["yyyymmdd" if _YYYYMMDD.fullmatch(piece) else "figures"]
        return LETTERS["word"] if piece.isalnum() else piece


_LETTER_OF = _Lexicon(dict.fromkeys(MISSPELT, LETTERS["month_name"]))
_LETTER_OF |= {word: LETTERS[token] for word, token in _values(TOKENS).items()}
_LETTER_OF |= {" ": " ", "_": " ", "`": "'"}
_PIECES = re.compile(r"[a-z]+|[0-9]+|\s+|[^\W\d_]+|.", re.DOTALL)


def tokenize(text: str) -> tuple[list[str], str]:
    """Return the pieces of a text made plain, and its shape: the token of each, one letter."""
    pieces = _PIECES.findall(clean(text))
    return pieces, "".join(map(_LETTER_OF.__getitem__, pieces))


def weekday_in(text: str) -> int | None:
    """Return the first weekday that a text writes out in French, 0 for lundi; None when there is none."""
    found = _DAY_OF_WEEK.search(text)
    return DAYS_OF_WEEK.index(found[1].lower()) if found else None


# --- characters made plain at the same places, so that every offset still points into the source ---

_BROKEN = re.compile(r"[^\x00-\x7f°«»]|a»|[fd][?]")
_MENDS = [
    (re.compile(r"(?<!\S)Ã()\s"), "a"),
    (re.compile(r"\bf(?:e[^a-z0-9\s]|a?[^a-z0-9\s]{1,2})(vr(?:ier)?)\b"), "fe"),
    (re.compile(r"\bd(?:e[^a-z0-9\s]|a?[^a-z0-9\s]{1,2})(c(?:embre)?)\b"), "de"),
    (re.compile(r"\bao(?:u[^a-z0-9\s]|a?[^a-z0-9\s]{1,2} ?)(t)\b"), "aou"),
]
_MERIDIAN = re.compile(r"\b([ap])\.m\b\.?")
_TWO_DASHES = re.compile(r"(?<!-)--(?!-)")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_MARKS = re.compile(r"[\xad\u0300-\u036f]+")
_MARKED = re.compile(r"[a-z0-9]+(?:[\xad\u0300-\u036f]+[a-z0-9]*)+")
_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+){2,}")
_SLUG_DASH = re.compile(r"(?<=[a-z])-(?!-)|-(?=[a-z])")


def clean(text: str) -> str:
    """Return `text` in small letters without accents, and of the same length.

    No-break and thin spaces, dashes and apostrophes are made plain, month names with a damaged accent (`fÃ©vrier`,
    `d�cembre`) and entities that were escaped twice mended, the dashes of a slug turned to spaces, "et/ou" to "et",
    "p.m." to "pm", and two dashes to one.
    """
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    plain = plain_in_place(text)
    if (not plain.isascii() or "?" in plain) and _BROKEN.search(plain):
        plain = _MARKED.sub(lambda found: _MARKS.sub("", found[0]).ljust(len(found[0])), plain)
        for broken, head in _MENDS:
            plain = broken.sub(lambda found, head=head: (head + found[1]).ljust(len(found[0])), plain)
    if "--" in plain:
        plain = _TWO_DASHES.sub("- ", plain)
    if ".m" in plain:
        plain = _MERIDIAN.sub(lambda found: f"{found[1]}m".ljust(len(found[0])), plain)
    if "-" in plain and " " not in plain and _SLUG.fullmatch(plain):
        plain = _SLUG_DASH.sub(" ", plain)
    return plain.replace("et/ou", "et   ")


def _unescaped(found: re.Match[str]) -> str:
    """Return the character an entity stands for, with blanks behind it; behind a letter hidden signs: words go on."""
    char = html.unescape(found[0])
    return char.ljust(len(found[0]), "\xad" if char.isalpha() else " ") if len(char) == 1 else found[0]
