"""Plain text: white space, bullets, and words compared as a reader compares them."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile("[\\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_BULLET = re.compile(r"^(?:[•·▪◦●■►‣⁃∙]+|\*+(?=\s)|[-–—]+(?=\s)|=>|>>|->)\s*")


def squeeze(text: str) -> str:
    """Runs of white space and no-break spaces as one plain space. What is invisible, steers a terminal or turns the
    direction of writing is dropped."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def unbullet(text: str) -> tuple[str, bool]:
    """The text of a list item without its bullet, and whether it had one."""
    match = _BULLET.match(text)
    return (text[match.end() :], True) if match else (text, False)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Text as labels are compared: no accents, no case, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def starts_with(text: str, labels) -> str | None:
    """The label a text begins with, as whole words, or None."""
    folded = fold(text[:160]) + " "
    return next((label for label in labels if folded.startswith(fold(label) + " ")), None)


def equals(text: str, labels) -> bool:
    """Whether a text is nothing but one of the labels."""
    return len(text) < 120 and fold(text) in {fold(label) for label in labels}


def contains(text: str, words) -> str | None:
    """The first of some words that stands in a text as whole words, or None."""
    folded = f" {fold(text)} "
    return next((word for word in words if f" {fold(word)} " in folded), None)


def spans_between(separator: re.Pattern, text: str) -> list[tuple[int, int]]:
    """Where the pieces of a text begin and end that a separator splits it into."""
    ends = [0, *(at for match in separator.finditer(text) for at in match.span()), len(text)]
    return list(zip(ends[::2], ends[1::2], strict=True))
