"""Text folded, so that two spellings of one thing are equal, from the weakest folding on; text made visible."""

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property, lru_cache, wraps

LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
LONGEST_REMEMBERED = 4000
"""Characters of the longest text that is remembered."""
DASHES = "‐‑‒–—―−"
APOSTROPHES = "’‘ʼʻ′‵ʹ՚`´"
_WORD = re.compile(r"[a-z0-9]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""Accents and other marks of Latin letters, apart from them (Unicode, Combining Diacritical Marks)."""
HIDDEN = "\xad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens, zero-width spaces and joiners."""


def _plain(char: str) -> str:
    """Return the small letter without accent, or the plain space, for one character."""
    if char.isspace():
        return char if char == "\n" else " "
    folded = unicodedata.normalize("NFD", char)[0].lower()
    return folded if len(folded) == 1 else char


_PLAIN = {
    code: _plain(chr(code)) for block in [(0, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070)] for code in range(*block)
}
_PLAIN |= dict.fromkeys(map(ord, DASHES), "-") | dict.fromkeys(map(ord, APOSTROPHES), "'")
_PLAIN |= dict.fromkeys(map(ord, HIDDEN), "\xad") | {ord("º"): "°", ord("ᵉ"): "e", ord("ʳ"): "r"}
# "Ã" is the trace of bytes read in the wrong code page: it must stay a stranger among the letters.
_PLAIN |= {ord("œ"): "o", ord("Œ"): "o", ord("Ã"): "Ã"}


def plain_in_place(text: str) -> str:
    """Return a text in small letters without accents, with plain spaces, dashes and apostrophes, in the same length.

    Every offset still points into the source. What is hidden becomes a soft hyphen.
    """
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def remembered(size: int) -> Callable:
    """Return a decorator that remembers what a function returned for its last short texts.

    A page may hold texts of megabytes, and the process that reads pages is bounded: those are not kept.
    """

    def decorate(function: Callable) -> Callable:
        kept = lru_cache(size)(function)

        @wraps(function)
        def call(text: str, *more):
            return (kept if len(text) <= LONGEST_REMEMBERED else function)(text, *more)

        call.cache_clear = kept.cache_clear
        return call

    return decorate


def fold(text: str) -> str:
    """Return a text as labels are compared: no accents, no case, no punctuation, ligatures apart, single spaces."""
    return _fold(text) if len(text) <= LONGEST_REMEMBERED else _fold.__wrapped__(text)


@lru_cache(2**13)
def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_WORD.findall(_MARKS.sub("", plain)))


class Labels(tuple[str, ...]):
    """Labels of portal.toml, with their words as texts are compared with them, which are folded once."""

    @cached_property
    def by_words(self) -> dict[str, str]:
        """The labels by their folded words; of those that read the same, the first."""
        return {fold(label): label for label in reversed(self)}

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """The folded words of each, with a space behind them."""
        return tuple(f"{fold(label)} " for label in self)


@lru_cache(maxsize=2**9)
def labels_of(words: tuple[str, ...]) -> Labels:
    """Return words as labels, the same ones for the same words."""
    return Labels(words)


def visible(text: str) -> str:
    """Return a text that a stranger wrote, for a terminal: what would steer it is shown instead of obeyed.

    Each character that is not seen (controls, C1 too, and those that turn the direction of writing) is as Python
    writes it: `\\x9b`, `\\u202e`. Spaces, ends of lines and tabs stay.
    """
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each in "\n\t" or unicodedata.category(each) == "Zs" else repr(each)[1:-1]
        for each in text
    )
