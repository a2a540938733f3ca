"""E-mail addresses in any of the forms people write them, and the form without the part that names a person."""

import html
import json
import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from urllib.parse import unquote_to_bytes

MASK = "…@"
"""What stands for the name and the sign of an address: `f.nom@exemple.org` becomes `…@exemple.org`."""

_INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_PRINTED = "\u034f"
"""The one of them that Python calls printable."""
_AT = re.compile(r"at(?<![^\W_]at)(?![^\W_])")
_BRACKETED = re.compile(r"[(\[{（［][aà][)\]}）］]")
"""What a text with an address has in it, in small letters. Most have nothing of it, and cost no more than a search."""
_SIGN_IN_PLAIN = re.compile(r"@|arr?obas|\bat\b|_at_|[(\[{](?:[aà]|chez)[)\]}]", re.IGNORECASE)
"""The same once it reads as a person reads it: most addresses of pages with a `%` have nothing of it then."""

_ESCAPE = (
    r"%(?:25)*[0-9A-F]{2}(?:%(?:25)*[89AB][0-9A-F])*"
    r"|&(?:amp;)*(?:#0*\d{1,7}|#x0*[0-9A-F]{1,6}|commat|period|nbsp|[lr](?:par|sqb|brack|cub|brace));?"
)
_ESCAPED = re.compile(_ESCAPE, re.IGNORECASE)
_UNIT = re.compile(rf"[{_INVISIBLE}]+|{_ESCAPE}", re.IGNORECASE)
"""What stands for one character, or for none: in an address, in HTML that was escaped twice, between letters."""
_WIDE = str.maketrans("＠﹫．。｡․（［｛＜【）］｝＞】", "@@....((((()))))")

_WORD = r"[\w.+'’-]"
_DOT = r"(?:[ \n]?[\[({<][ ]?(?i:dot|point|\.)[ ]?[\])}>][ \n]?)"
_NAME = rf"""(?:
    (?<!{_WORD}) (?=[.+'’-]*\w) {_WORD}++ (?: (?<=\w[-_]) \n {_WORD}++ | {_DOT} {_WORD}++ ){{0,4}} (?<!['’])
  | "[^"\n]{{1,64}}"
)"""
"""The part before the sign, hyphenated or quoted; none that an apostrophe ends (`l'@mbassade.fr`)."""
_GAP = r"[\s|]{0,4}"
"""Between the parts of an address that stand on two lines or in two cells."""
_LABEL = r"[^\W_][\w-]*(?:(?<=-)\n[\w-]+)?"
_FILES = "jpe?g|png|gif|webp|avif|svg|bmp|tiff?|ico|pdf|docx?|xlsx?|pptx?|od[tsp]|mp[34]|html?|php|css|js|json|xml|txt"
_END = rf"(?!(?:{_FILES})\b)(?:xn--[a-z0-9-]+|[^\W\d_]{{2,}})(?!\w)"
"""The last part of a domain; `photo@2x.jpg` has none."""
_DOMAIN = rf"(?:{_LABEL}(?:\.|{_DOT}|\s(?i:dot|point)\s)){{1,9}}?{_END}"
_SPACED_DOMAIN = rf"(?:{_LABEL}\.){{0,9}}?{_LABEL}(?:\s?\.\s|\s\.)(?:[a-z]{{2}}|com|org|net|info|asso|gouv)(?!\w)"
"""A domain whose last dot has a space beside it; a sentence that begins there begins with a capital."""
_PLAIN_DOMAIN = rf"(?:{_LABEL}\.){{1,9}}?(?=[^\W\d_A-Z]|[A-Z]{{2,}}\b){_END}"
_NO_NAME = (
    r"(?!(?i:en|à|a|au|aux|avec|chez|d|de|des|du|et|est|la|le|les|ou|par|pour|sur|un|une|via|suivez|suivez-nous|suivre"
    r"|compte|twitter|instagram|bluesky|mastodon|[\d.,]+)\s)"
)
"""Words before the name of an account (`suivez-nous sur @cuf.exemple`) are none of a mailbox, nor are numbers
(`SPIP 4.2.8 @ www.spip.net`)."""
_ADDRESS = re.compile(
    rf"""
    {_NAME} @ {_GAP} (?={_DOMAIN}|{_SPACED_DOMAIN})
  | (?<!{_WORD}) {_NO_NAME} {_NAME} [\s|]{{1,4}} @ (?!\s*(?i:www)\.)
    (?: {_GAP} (?={_PLAIN_DOMAIN}) | [\s|]{{1,4}} (?={_SPACED_DOMAIN}) )
  | {_NAME} {_GAP} (?: [\[({{<*|\#] [ ]? (?i:@|at|arr?obase?) [ ]? [\])}}>*|\#] | \b(?i:arr?obase?)\b )
    {_GAP} (?={_DOMAIN})
  | {_NAME} [\[({{] (?i:chez|à|a) [\])}}] (?={_DOMAIN})
    """,
    re.VERBOSE,
)
_UNDERLINED = re.compile(rf"(?<!{_WORD})(?:[\w.+'’-](?!_at_)){{0,63}}[^\W_]_at_(?={_DOMAIN})", re.IGNORECASE)


def mask(text: str) -> str:
    """Return a text with the mask in place of the name and sign of each e-mail address. Idempotent."""
    if not may_hold_address(text):
        return text
    plain, origins = _plain(text)
    if not _SIGN_IN_PLAIN.search(plain):
        return text
    spans = sorted({match.span() for pattern in (_ADDRESS, _UNDERLINED) for match in pattern.finditer(plain)})
    pieces, end = [], 0
    for start, stop in spans:
        begin = origins(start)
        if begin >= end:
            pieces += [text[end:begin], MASK]
        end = max(end, origins(stop))
    masked = "".join([*pieces, text[end:]])
    return masked if masked == text else mask(masked)  # an address may begin where another ends: a@b.fr_at_c.fr


def may_hold_address(text: str) -> bool:
    """Return whether a text has a sign of an address in it: one that has none need not be masked."""
    if "@" in text and "@" in text.replace(MASK, ""):  # no name ends with the mask's dots
        return True
    if ("%" in text or "&" in text) and _ESCAPED.search(text):
        return True
    if (not text.isprintable() or _PRINTED in text) and _HIDDEN.search(text):
        return True
    if not text.isascii() and ("＠" in text or "﹫" in text):
        return True
    small = text.lower()
    if "robas" in small or _AT.search(small):
        return True
    return any(sign in small for sign in "([{（［") and bool(_BRACKETED.search(small))


def mask_json(text: str) -> str:
    """Return JSON with all its texts masked: the values alone, as an escaped character is none of an address."""
    if not may_hold_address(text):
        return text
    return change_json(text, mask)


def change_json(text: str, change: Callable[[str], str]) -> str:
    """Return JSON with each of its texts changed; keys of objects stay. Raises ValueError for what is no JSON."""
    value = json.loads(text)
    changed = _changed(value, change)
    return text if changed == value else json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _changed(value, change: Callable[[str], str]):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_changed(each, change) for each in value]
    if isinstance(value, dict):
        return {name: _changed(each, change) for name, each in value.items()}
    return value


def _plain(text: str):
    """Return a text as a person reads it, and a function from its positions to those in the text as written."""
    pieces, sources, end = [], [], 0
    for unit in _UNIT.finditer(text):
        pieces += [text[end : unit.start()], _character(unit[0])]
        sources += [end, unit.start()]
        end = unit.end()
    pieces.append(text[end:])
    sources.append(end)
    targets = list(accumulate(map(len, pieces[:-1]), initial=0))

    def origin(position: int) -> int:
        piece = bisect_right(targets, position) - 1
        return sources[piece] + position - targets[piece]

    return "".join(pieces).translate(_WIDE), origin


def _character(unit: str) -> str:
    if unit[0] == "%":
        return unquote_to_bytes(re.sub("%(?:25)+", "%", unit)).decode("utf-8", "replace")[:1]
    return html.unescape(re.sub("(?:amp;)+", "", unit, flags=re.IGNORECASE))[:1] if unit[0] == "&" else ""
