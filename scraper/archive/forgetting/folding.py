"""A text as it reads: small letters without accents, whatever way they are written, and where each of them stands.

Two readings find together what neither finds alone: as written, in which tags are text (addresses and titles within
them, JSON in a script), and as shown, without the tags (`Jeanne <strong>MARTIN</strong>`).
"""

import html
import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

TAG = re.compile(r"<[a-z/!?][^<>]*>|&lt;[a-z/](?:(?!&[lg]t;).){0,2000}?&gt;", re.IGNORECASE | re.DOTALL)
_BYTE = "%(?:25)*"
_OPENING = "[&%\\\\\x00\x80-\U0010ffff{}]"
_AFTER = (
    r"(?<=&)(?:amp;)*(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});",
    rf"(?<=%)(?:25)*[cd][0-9a-f]{_BYTE}[89ab][0-9a-f]",
    rf"(?<=%)(?:25)*e[0-9a-f](?:{_BYTE}[89ab][0-9a-f]){{2}}",
    r"(?<=%)(?:25)*[0-9a-f]{2}",
    r"(?<=\\)(?:u[0-9a-f]{4}|[nrt])",
    "(?<=[ÃÂ])[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]",
    "(?<=[àé])[¡-ª¬®-¶¸-º¼-¿]",
    "",
)
"""What stands for a letter, or a few, and is not that letter in ASCII: entities, percent-encoding (of UTF-8 or of one
byte, encoded twice too), escapes of JSON, UTF-8 that was read as another encoding, and all other letters."""
_TAG_AFTER = (r"(?<=<)[a-z/!?][^<>]*>", r"(?<=&)lt;[a-z/](?:(?!&[lg]t;).){0,2000}?&gt;")
_UNIT = re.compile(f"{_OPENING.format('')}(?i:{'|'.join(_AFTER)})")
_UNIT_OR_TAG = re.compile(f"{_OPENING.format('<')}(?i:{'|'.join((*_TAG_AFTER, *_AFTER))})", re.DOTALL)
_TAG_NAME = re.compile(r"(?:<|&lt;)/?([a-z0-9]*)", re.IGNORECASE)
_WITHIN_WORDS = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup "
    "tt u var wbr".split()
)
_WITHIN_LINES = {"td", "th", "img", "input", "label", "button"}
_PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", **dict.fromkeys("‘’ʼ´`", "'"), **dict.fromkeys("‐‑−", "-")}
)


class Folded:
    """text: as it reads, a line's end as one; `between` tells where a stretch of it stands in the text that was given.

    shown: whether tags are left out, and the ends of paragraphs and lists taken for ends of lines.
    """

    def __init__(self, given: str, *, shown: bool = False):
        self._given = given
        pieces: list[str] = []
        self._begins, self._places, self._plain = [], [], []
        length, at = 0, 0
        for unit in (_UNIT_OR_TAG if shown else _UNIT).finditer(given):
            run = _ascii(given[at : unit.start()], shown)
            meaning = _meaning(unit[0], shown)
            for piece, place, plain in ((run, at, True), (meaning, unit.start(), False)):
                if piece:
                    pieces.append(piece)
                    self._begins.append(length)
                    self._places.append(place)
                    self._plain.append(plain)
                    length += len(piece)
            at = unit.end()
        pieces.append(_ascii(given[at:], shown))
        self._begins.append(length)
        self._places.append(at)
        self._plain.append(True)
        self.text = "".join(pieces)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch begins and ends in the text that was given; signs that are not seen go with what is before
        them."""
        return self._place(start), len(self._given) if end == len(self.text) else self._place(end)

    def _place(self, index: int) -> int:
        part = bisect_right(self._begins, index) - 1
        return self._places[part] + (index - self._begins[part] if self._plain[part] else 0)


def _ascii(run: str, shown: bool) -> str:
    """ASCII letters in small; in HTML as it is shown, a line's end in the source is a space."""
    return run.lower().replace("\n", " ") if shown else run.lower()


@lru_cache(maxsize=2**14)
def _meaning(unit: str, shown: bool) -> str:
    """What a unit reads as; nothing for what is not seen."""
    if shown and TAG.fullmatch(unit):
        return _of_tag(_TAG_NAME.match(unit)[1].lower())
    if len(unit) == 1:
        return _folded(
            bytes([ord(unit) - 0xDC00]).decode("cp1252", "replace") if "\udc80" <= unit <= "\udcff" else unit
        )
    if unit[0] == "&":
        return _folded(html.unescape(re.sub("^&(?:amp;)*", "&", unit, flags=re.IGNORECASE)))
    if unit[0] == "%":
        return _folded(_decoded(bytes.fromhex("".join(re.findall("%(?:25)*(..)", unit)))))
    if unit[0] == "\\":
        return _folded(chr(int(unit[2:], 16))) if unit[1] in "uU" else "\n"
    return _folded(_undamaged(*unit))


def _of_tag(name: str) -> str:
    if not name or name in _WITHIN_WORDS:
        return ""
    return " " if name in _WITHIN_LINES else "\n"


def _decoded(read: bytes) -> str:
    try:
        return read.decode("utf-8")
    except UnicodeDecodeError:
        return read.decode("latin-1")


def _undamaged(first: str, second: str) -> str:
    """The letter whose two bytes of UTF-8 were read as these."""
    try:
        last = second.encode("cp1252")
    except UnicodeEncodeError:
        last = second.encode("latin-1")
    try:
        return ((b"\xc2" if first == "Â" else b"\xc3") + last).decode("utf-8")
    except UnicodeDecodeError:
        return first + second


def _folded(letters: str) -> str:
    told = unicodedata.normalize("NFKD", letters.casefold().translate(_PLAIN))
    return "".join(sign for sign in told if sign.isspace() or unicodedata.category(sign) not in {"Mn", "Cf", "Cc"})
