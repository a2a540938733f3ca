"""Text made plain for the grammar, character for character, so that every offset still points into the source."""

from __future__ import annotations

import html
import re

from scraper.text import plain_in_place

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
LONGEST_SLUG = 200
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}")
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
        plain = _MARKED.sub(_without_marks, plain)
        for broken, head in _MENDS:
            plain = broken.sub(lambda found, head=head: (head + found[1]).ljust(len(found[0])), plain)
    if "--" in plain:
        plain = _TWO_DASHES.sub("- ", plain)
    if ".m" in plain:
        plain = _MERIDIAN.sub(lambda found: f"{found[1]}m".ljust(len(found[0])), plain)
    if "et/ou" in plain:
        plain = plain.replace("et/ou", "et   ")
    if "-" in plain and " " not in plain and _is_slug(plain):
        plain = _SLUG_DASH.sub(" ", plain)
    return plain


def _unescaped(found: re.Match[str]) -> str:
    """Return the character an entity stands for, with blanks behind it; behind a letter hidden signs: words go on."""
    char = html.unescape(found[0])
    return char.ljust(len(found[0]), "\xad" if char.isalpha() else " ") if len(char) == 1 else found[0]


def _without_marks(found: re.Match[str]) -> str:
    return _MARKS.sub("", found[0]).ljust(len(found[0]))


def _is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and bool(_SLUG.fullmatch(text)) and not text.replace("-", "").isdigit()
