"""Plain text: white space, bullets, and words compared as a reader compares them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from scraper.text import fold

UPPER = "A-ZÀ-ÖØ-ÞŒ"
"""Capital letters of French, for a class of characters."""
PROPER = (
    rf"[{UPPER}][\w’'-]*(?:[ -](?:(?:de|du|des|la|le|les|sur|sous|en|et|of) |de la |d[’'])?[{UPPER}][\w’'-]*){{0,3}}"
)
"""The name of a place, for a pattern."""
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«“\"0-9])|\n+")
_BULLET = re.compile(r"^(?:[•·▪◦●■►‣⁃∙]+|\*+(?=\s)|[-–—]+(?=\s)|=>|>>|->)\s*")


def squeeze(text: str) -> str:
    """Runs of white space and no-break spaces as one plain space. What is invisible, steers a terminal or turns the
    direction of writing is dropped."""
    return " ".join(_INVISIBLE.sub("", text).split())


def unbullet(text: str) -> tuple[str, bool]:
    """The text of a list item without its bullet, and whether it had one."""
    match = _BULLET.match(text)
    return (text[match.end() :], True) if match else (text, False)


@lru_cache(maxsize=2**9)
def _folded(labels: tuple[str, ...]) -> dict[str, str]:
    """Labels by their folded words, the first of those that read the same."""
    return {fold(label): label for label in reversed(labels)}


@lru_cache(maxsize=2**9)
def _beginnings(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{fold(label)} " for label in labels)


def starts_with(text: str, labels: Iterable[str]) -> str | None:
    """The label a text begins with, as whole words, or None."""
    labels, folded = tuple(labels), fold(text[:160]) + " "
    beginnings = _beginnings(labels)
    if not folded.startswith(beginnings):
        return None
    return next(label for label, begins in zip(labels, beginnings, strict=True) if folded.startswith(begins))


def equals(text: str, labels: Iterable[str]) -> bool:
    """Whether a text is nothing but one of the labels."""
    return len(text) < 120 and fold(text) in _folded(tuple(labels))


def contains(text: str, words: Iterable[str]) -> str | None:
    """The first of some words that stands in a text as whole words, or None."""
    words, folded = tuple(words), f" {fold(text)} "
    return next((word for word, own in zip(words, _beginnings(words), strict=True) if f" {own}" in folded), None)


def spans_between(separator: re.Pattern, text: str) -> list[tuple[int, int]]:
    """Where the pieces of a text begin and end that a separator splits it into."""
    ends = [0, *(at for match in separator.finditer(text) for at in match.span()), len(text)]
    return list(zip(ends[::2], ends[1::2], strict=True))


def sentences(paragraphs: Iterable[str]) -> list[str]:
    """The sentences of some paragraphs, in order; a line feed ends one too."""
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]
