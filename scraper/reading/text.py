"""Plain text: white space, bullets, and words compared as a reader compares them."""

import re
from collections.abc import Iterable

from scraper.dates import DAYS_OF_WEEK
from scraper.text import Labels, fold, labels_of

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
_ARROWS = " →↗⇗➔➜➚⟶⇒↓⤓⬇⭳"
"""Where a link leads, or that it saves a file."""
_BULLET = re.compile(r"^(?:[•·▪◦●■►‣⁃∙]+|\*+(?=\s)|[-–—]+(?=\s)|=>|>>|->)\s*")

MONTH = r"(?:jan|f[ée]v|feb|mar|avr|apr|mai|may|jui|jun|jul|ao[uû]|aug|sep|oct|nov|d[ée]c)[a-zûéè]*\.?"
"""A month's name, French or English, whole or cut, for a pattern that ignores case."""
DATE_LINE = re.compile(
    rf"^(?:(?:publié |mis en ligne )?le |{' |'.join(DAYS_OF_WEEK)} )?"
    rf"(?:\d{{1,2}}|1er)[ /.-]\s?(?:\d+|{MONTH})(?:[ /.-]\s?\d{{2,4}}(?!\d)|(?=,|$| par\b))",
    re.IGNORECASE,
)
TEASER_ENDS = ("(...)", "(…)", "[...]", "[…]")
"""How SPIP and editors end a text that is cut."""
CUT_ENDS = (*TEASER_ENDS, "…", "...")
"""How anybody ends words that are cut."""
LONGEST_PREFIX = 40
"""Characters of a line in which a label before its words ends."""
SENTENCE_ENDS = (".", "!", "?", "…")
TEXT_ENDS = (*SENTENCE_ENDS, ":", ";", ",")
"""Signs that a line of running text ends with."""


def squeeze(text: str) -> str:
    """Replace runs of white space and no-break spaces by one plain space. What is invisible, steers a terminal or turns
    the direction of writing is dropped."""
    return " ".join((text if text.isprintable() else _INVISIBLE.sub("", text)).split())


def unbullet(text: str) -> tuple[str, bool]:
    """Return the text of a list item without its bullet, and whether it had one."""
    match = _BULLET.match(text)
    return (text[match.end() :], True) if match else (text, False)


def without_arrow(text: str) -> str:
    """Return the words of a link, or of a line that ends with one, without an arrow behind them."""
    return text.rstrip(_ARROWS) if text[-1:] in _ARROWS else text


def starts_with(text: str, labels: Iterable[str]) -> str | None:
    """Return the label a text begins with, as whole words, or None."""
    known, folded = _as_labels(labels), f"{fold(text[:160])} "
    if not folded.startswith(known.beginnings):
        return None
    return next(label for label, begins in zip(known, known.beginnings, strict=True) if folded.startswith(begins))


def equals(text: str, labels: Iterable[str]) -> bool:
    """Return whether a text is nothing but one of the labels."""
    return len(text) < 120 and fold(text) in _as_labels(labels).by_words


def contains(text: str, words: Iterable[str]) -> str | None:
    """Return the first of some words that is in a text as a whole word, or None."""
    known, folded = _as_labels(words), f" {fold(text)} "
    return next((word for word, own in zip(known, known.beginnings, strict=True) if f" {own}" in folded), None)


def _as_labels(words: Iterable[str]) -> Labels:
    return words if type(words) is Labels else labels_of(tuple(words))


def label_before(text: str) -> str:
    """Return the few words before a colon that a text begins with, folded, with the colon; empty for none."""
    label, colon, rest = text[:LONGEST_PREFIX].partition(":")
    return f"{fold(label)}:" if colon and label.strip() and rest.strip() else ""


def without_counts(words: str) -> str:
    """Return folded words with each number as `0`: counts and years differ where a template's words do not."""
    return re.sub(r"\d+", "0", words)


def spans_between(separator: re.Pattern, text: str) -> list[tuple[int, int]]:
    """Return the start and end of each piece of a text between separators."""
    ends = [0, *(at for match in separator.finditer(text) for at in match.span()), len(text)]
    return list(zip(ends[::2], ends[1::2], strict=True))


def sentences(paragraphs: Iterable[str]) -> list[str]:
    """Return the sentences of some paragraphs, in order; a line feed ends one too."""
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]
