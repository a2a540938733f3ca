"""What a French text is found by: its words, their stems, and the countries it names, by noun or adjective.

A word is folded (no case, no accents, ligatures apart), then stemmed by Snowball: `collectivité` and `collectivites`
are one. An elision goes with its apostrophe (`d'eau` is `eau`). A compound is its parts, and one word
(`franco-sénégalais` is `franco`, `senegalais` and `francosenegalais`).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer
from babel import Locale

from scraper import portal
from scraper.text import APOSTROPHES, HIDDEN, LIGATURES

_ROOM = Path(__file__).parent
_LEXICON = tomllib.loads((_ROOM / "words.toml").read_text(encoding="utf-8"))
ELIDED = frozenset(_LEXICON["elided"].split())
COMMON = frozenset(_LEXICON["common"].split())
COUNTRY_MARK = "@"
"""Begins the one word of a country (`@ma`): no written word has it."""
LONGEST_WORD = 60
"""Letters of a word that are looked at."""
LONGEST_COMPOUND = 4
"""Parts of the longest compound that is one word too."""

WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{HIDDEN}])*")
"""A word as written, with its accents and what is not seen in it."""
_ELISION = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(ELIDED))})['{APOSTROPHES}](?=[^\W_])", re.IGNORECASE)
_APOSTROPHES = frozenset(f"'{APOSTROPHES}")
_LINKS = _APOSTROPHES | {"-", "‐", "‑"}
"""Signs between the parts of a compound."""
_SPLIT_LIGATURES = str.maketrans(LIGATURES)
_ACCENTED = [(re.compile(ending), accented) for ending, accented in (
    ("ite(s?)$", r"ité\1"), ("iere(s?)$", r"ière\1"), ("ee(s?)$", r"ée\1"),
)]  # fmt: skip
"""Endings that Snowball knows by their accents. All words lose theirs before, as many people type none."""
_STEMMER = snowballstemmer.stemmer("french")


class Word(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    """Where it is in the text."""
    folded: str
    """The word in small letters, without accents."""
    is_linked: bool = False
    """Whether a hyphen or an apostrophe joins it to the word before."""


@dataclass(frozen=True)
class Indexed:
    """What a text is found by, as words between spaces."""

    stems: str
    """Stems of all words but the common ones; then compounds as one word, then countries, once for each place."""
    words: str
    """All words, folded, in order."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes of the countries that it names."""


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order, without elided ones."""
    words, before = [], None
    for match in WORD.finditer(text):
        start, end = match.span()
        folded = fold_word(match[0])
        if not folded:
            continue
        if folded in ELIDED and text[end : end + 1] in _APOSTROPHES:
            before = None  # an elision is no part of a compound: in "rappelle-t'en" nothing is linked
            continue
        words.append(Word(start, end, folded, before is not None and text[before:start] in _LINKS))
        before = end
    return words


def without_elisions(text: str) -> str:
    """Return a text without its elided words: `eau` for `d'eau`."""
    return _ELISION.sub("", text)


def chains(words: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each compound, or word alone."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or not words[at].is_linked:
            yield first, at - 1
            first = at


@lru_cache(2**16)
def fold_word(word: str) -> str:
    """Return a word in small letters, without accents, ligatures apart; empty when nothing of it is a letter."""
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word.translate(_SPLIT_LIGATURES)).casefold()
        word = "".join(char for char in unicodedata.normalize("NFKD", apart) if char.isalnum())
    return word.lower()[:LONGEST_WORD]


@lru_cache(2**16)
def stem(folded: str) -> str:
    """Return the stem of a folded word, folded: the same for its singular, plural and feminine."""
    word = folded
    for ending, accented in _ACCENTED:
        word = ending.sub(accented, word)
    return fold_word(_STEMMER.stemWord(word)) or folded


def joined(parts: list[str]) -> str:
    """Return the stem of a compound's parts, folded, as one word."""
    return stem("".join(parts)[:LONGEST_WORD])


def indexed(*texts: str | None) -> Indexed:
    """Return what texts are found by, one after the other."""
    stems, compounds, exact, countries = [], [], [], []
    for text in filter(None, texts):
        words = words_of(text)
        folded = [word.folded for word in words]
        exact += folded
        stems += [stem(word) for word in folded if word not in COMMON]
        for first, last in chains(words):
            if first < last < first + LONGEST_COMPOUND:
                compounds.append(joined(folded[first : last + 1]))
        countries += [code for _, _, code in countries_in(folded)]
    marks = (country_word(code) for code in countries)
    return Indexed(" ".join((*stems, *compounds, *marks)), " ".join(exact), tuple(dict.fromkeys(countries)))


def name_of(text: str) -> str:
    """Return what a whole name is found by, so that two spellings of it are equal: stems and countries, in order."""
    return " ".join(name_parts([word.folded for word in words_of(text)]))


def name_parts(folded: list[str]) -> list[str]:
    """Return folded words as stems, without common words, each country as its one word."""
    parts, at = [], 0
    for start, end, code in [*countries_in(folded), (len(folded), len(folded), None)]:
        parts += [stem(word) for word in folded[at:start] if word not in COMMON]
        parts += [country_word(code)] if code else []
        at = end
    return parts


def country_word(code: str) -> str:
    """Return the one word of a country by its code."""
    return COUNTRY_MARK + code.lower()


def countries_in(folded: list[str]) -> list[tuple[int, int, str]]:
    """Return the countries that folded words name: first word, the word after the last, code. The longest name
    counts."""
    names = _names()
    found, at = [], 0
    while at < len(folded):
        for length in names.get(folded[at], ()):
            code = _codes().get(tuple(folded[at : at + length]))
            if code is not None and at + length <= len(folded):
                found += [(at, at + length, code)] if code else []
                at += length - 1
                break
        at += 1
    return found


@cache
def first_words(country: str) -> frozenset[str]:
    """Return the first word of each name and adjective of a country, by its one word."""
    return frozenset(key[0] for key, code in _codes().items() if country_word(code) == country)


@cache
def _codes() -> dict[tuple[str, ...], str]:
    """Return the code of each country by the words of its names and adjectives; no code for a name that only has a
    country in it, as the portal's own may."""
    facts = tomllib.loads((_ROOM / "countries.toml").read_text(encoding="utf-8"))
    named = [(code, name) for code, name in Locale("fr").territories.items() if len(code) == 2]
    named += [(code, name) for code, names in facts["names"].items() for name in names]
    words = portal.load().words
    named += [(code, name) for name, code in words.get("countries", {}).items()]
    codes = {_key(name): code for code, name in named if code not in facts["no_countries"]}
    for code, adjectives in facts["adjectives"].items():
        for adjective in adjectives:
            codes |= dict.fromkeys(map(_key, _forms(adjective)), code)
    return codes | dict.fromkeys(map(_key, words.get("frame", {}).get("names", ())), "")


@cache
def _names() -> dict[str, list[int]]:
    """Return by its first word how many words the names of countries have, the longest first."""
    lengths: dict[str, set[int]] = {}
    for key in _codes():
        lengths.setdefault(key[0], set()).add(len(key))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _key(name: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words_of(name))


def _forms(adjective: str) -> list[str]:
    """Return the forms of an adjective: as listed when there are several, else by the rules of French."""
    listed = adjective.split()
    if len(listed) == 1:
        doubled = adjective[-1] if adjective.endswith(("en", "on")) else ""
        listed += [] if adjective.endswith("e") else [f"{adjective}{doubled}e"]
    return [*listed, *(f"{form}s" for form in listed if not form.endswith("s"))]
