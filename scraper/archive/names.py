"""Find a person's name in a text, in whatever way it is written there, and take it out."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile

from scraper.archive.errors import RefusedName

REDACTED = "[nom retiré]"
"""Stands in the place of a name."""
REDACTED_IN_ADDRESSES = "nom-retire"
"""The same where the words of the name do not stand apart, as in addresses and ids; a number may follow."""

_LATE = "[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_ENCODED = re.compile(  # every alternative begins with a letter of its own, by which `re` goes through a page fast
    r"%(?:25)*[0-9a-fA-F]{2}(?:%(?:25)*[0-9a-fA-F]{2})*"  # percent-encoded, once or twice
    r"|\\(?:u([0-9a-fA-F]{4})|[nrt])"  # escaped in JSON
    f"|Ã{_LATE}|Â{_LATE}|ã{_LATE}|â{_LATE}|à[¡-ª¬®-¶¸-º¼-¿]|é[¡-ª¬®-¶¸-º¼-¿]"  # UTF-8 that was read as CP1252
)
_TAG = re.compile(r"<[/!?]?([a-zA-Z][a-zA-Z0-9]*)?[^<>\s]*(?:\s[^<>]*)?>")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup "
    "tt u var wbr".split()
)
_CELLS = {"td", "th", "img", "input", "label", "button"}
_PLAIN = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    **dict.fromkeys("‘’ʼ´`", "'"),
    **dict.fromkeys("‐‑−", "-"),
}

_TITLES = {"m", "mm", "mme", "mmes", "mlle", "mr", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr", "me"}
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_GAP = r"(?:[\s\-_+']*|\.)"
_GAP_IN_LINE = r"(?:(?:[^\S\n]|[\-_+'])*|\.)"
_GAP_AFTER_INITIAL = r"[\s\-_+'.]*"
_AT = r"(?=\s?(?:@|\[at\]|\(at\)|\[arobase\]))"
_LONGEST = 80
"""Letters of a spelling, at most, that are shown."""


class _Letters(dict):
    """What each letter reads as, for `str.translate`: in small, without accents; nothing for what is not seen."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if "\udc80" <= letter <= "\udcff":  # a byte of a page that is no UTF-8
            letter = bytes([code - 0xDC00]).decode("cp1252", "replace")
        plain = unicodedata.normalize("NFKD", "".join(_PLAIN.get(each, each) for each in letter.casefold()))
        seen = (sign for sign in plain if sign.isspace() or unicodedata.category(sign) not in {"Mn", "Cf", "Cc"})
        return self.setdefault(code, "".join(seen))


_LETTERS = _Letters()


def decoded(text: str) -> str:
    """Return a text without entities, percent-encoding, escapes of JSON and letters of a damaged encoding."""
    return _ENCODED.sub(_decode, html.unescape(html.unescape(text)))


def _decode(match: re.Match) -> str:
    if match[0][0] == "\\":
        letter = chr(int(match[1], 16)) if match[1] else "\n"
        return match[0] if "\ud800" <= letter <= "\udfff" else letter  # half a letter could not be written
    if match[0][0] == "%":
        encoded = bytes.fromhex("".join(re.findall("%(?:25)*(..)", match[0])))
    else:
        encoded = (b"\xc2" if match[0][0] in "Ââ" else b"\xc3") + match[0][1].encode("cp1252", "replace")
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError:
        return encoded.decode("latin-1")


def without_tags(text: str) -> str:
    """Return a text as it is shown: without tags, on lines that end where paragraphs and list items do."""
    return _TAG.sub(_space, text.replace("\n", " ")) if _TAG.search(text) else text


def _space(tag: re.Match) -> str:
    name = (tag[1] or "").lower()
    return "" if not name or name in _INLINE else " " if name in _CELLS else "\n"


class Name:
    """A person's name: a first name and more, in any order of its words (`Jeanne Martin`, `MARTIN Jeanne`).

    others: names of other people, which are left where this one is a part of them. Raises RefusedName.
    """

    def __init__(self, given: str, others: Iterable[str] = ()):
        words = _words(given)
        if len(words) < 2 or not all(re.search(r"[^\W\d_]", word) for word in words):
            raise RefusedName(
                f"{given!r} is no person's whole name, and would be taken out of others': give a first name and a "
                "name, as 'Jeanne Martin'."
            )
        orders = (_joined(words[n:] + words[:n], _GAP_IN_LINE if n else _GAP) for n in range(len(words)))
        self._whole = "|".join(orders)
        self._last = re.compile(_letters(max(_groups(words[-1]), key=len)))
        self._words = re.compile("|".join(_letters(each) for word in words for each in _groups(word) if len(each) > 1))
        longer = sorted({_joined(_words(other), _GAP) for other in others if self._is_part_of(other)}, key=len)
        kinds = [f"(?:{pattern}){_ENDS}" for pattern in reversed(longer)]
        kinds += [rf"(?P<mail>{'|'.join(_mails(*words))})\d*{_AT}", f"(?P<name>{self._whole}){_ENDS}"]
        kinds += [f"(?:{pattern}){_ENDS}" for pattern in _abbreviated(*words)]
        self._pattern = re.compile(f"{_BEGINS}(?:{'|'.join(kinds)})")

    def is_of(self, name: str) -> bool:
        """Return whether a name is this one, and no more."""
        return re.fullmatch(self._whole, " ".join(_words(name)).translate(_LETTERS)) is not None

    def has_word_in(self, text: str) -> bool:
        """Return whether a word of the name stands in a text, in a longer word too."""
        return self._words.search(without_tags(decoded(text)).translate(_LETTERS)) is not None

    def places(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Yield where the name stands in a text: start, end, and whether it is perhaps another person's (a longer name,
        or one with an initial)."""
        folded = text.translate(_LETTERS)
        if not self._last.search(folded):
            return
        origins = [place for place, letter in enumerate(text) for _ in _LETTERS[ord(letter)]] + [len(text)]
        for match in self._pattern.finditer(folded):
            start, end = match.span()
            is_left = match.lastgroup is None
            if match.lastgroup == "name" and re.search(r"\s", match[0]):  # `Marie-Jeanne Martin` is somebody else
                before = re.search(r"(?:[\w'-]*[^\W_]-)?$", folded[max(0, start - _LONGEST) : start])[0]
                after = re.match(r"(?:-[^\W_][\w'-]*)?", folded[end : end + _LONGEST])[0]
                is_left = bool(before or after)
                start, end = start - len(before), end + len(after)
            yield origins[start], origins[end], is_left

    def _is_part_of(self, other: str) -> bool:
        found = re.search(f"{_BEGINS}(?:{self._whole}){_ENDS}", other.translate(_LETTERS))
        return found is not None and not self.is_of(other)


class Redactor:
    """Takes a name out of texts.

    highest: the highest number after REDACTED_IN_ADDRESSES in the archive. Addresses and ids that differ go on
    differing, in all tables alike, so each spelling has a number of its own.
    """

    def __init__(self, name: Name, highest: int = 0):
        self.name = name
        self.written: Counter[str] = Counter()
        """Spellings that were taken out, each with how often it was met."""
        self.left: Counter[str] = Counter()
        """Spellings that were left, as they may be another person's."""
        self._numbers: dict[str, int] = {}
        self._highest = highest

    def text(self, text: str, *, distinct: bool = False) -> str:
        """Return a text without the name, the same where it does not stand in it.

        Where the name stands in it only when letters are decoded or tags are left out, it is returned so.
        """
        given, reading, left = text, None, Counter()
        for read in (str, decoded, without_tags):
            before, reading = reading, read(text if reading is None else reading)
            if reading == before:
                continue
            left_in_reading: Counter[str] = Counter()
            numbered = "" if reading == given else given  # two addresses may read alike
            without = "".join(self._pieces(reading, numbered, distinct or "%" in given, left_in_reading))
            if without != reading:
                text = reading = without
            left |= left_in_reading
        self.left += left
        return text

    def distinct(self, text: str) -> str:
        """Return the same, where texts that differ must do so afterwards, as keys must."""
        return self.text(text, distinct=True)

    def _pieces(self, text: str, numbered: str, distinct: bool, left: Counter[str]) -> Iterator[str]:
        at = 0
        for start, end, is_left in self.name.places(text):
            found = text[start:end]
            (left if is_left else self.written)[" ".join(found.split())[:_LONGEST]] += 1
            if not is_left:
                yield text[at:start]
                yield self._numbered(numbered + found) if distinct or not re.search(r"\s", found) else REDACTED
                at = end
        yield text[at:]

    def _numbered(self, spelling: str) -> str:
        number = self._numbers.setdefault(spelling, self._highest + len(self._numbers) + 1)
        return f"{REDACTED_IN_ADDRESSES}{number}" if number > 1 else REDACTED_IN_ADDRESSES


def highest_number(text: str) -> int:
    """Return the highest number after REDACTED_IN_ADDRESSES in a text, 1 for none, 0 where it does not stand."""
    return max((int(number or 1) for number in re.findall(f"{REDACTED_IN_ADDRESSES}([0-9]*)", text)), default=0)


def _words(name: str) -> list[str]:
    """Return the words of a name as given, without the signs around them and the forms of address before them."""
    words = re.split(r"[\s.,;:()\[\]\"«»]+", unicodedata.normalize("NFC", name))
    words = [word for word in words if word.strip("-'’_")]
    return list(dropwhile(lambda word: word.translate(_LETTERS) in _TITLES, words))


def _groups(word: str) -> list[str]:
    """Return the letters of a word between its hyphens and apostrophes."""
    return re.findall(r"[^\W_]+", word)


def _letters(group: str) -> str:
    """Return the pattern of letters as they read. One with an accent may have been lost to a damaged encoding."""
    folded = ((sign, re.escape(_LETTERS[ord(sign)])) for sign in group)
    return "".join(letter if sign.isascii() else rf"(?:{letter}|[?\ufffd]+)" for sign, letter in folded)


def _joined(words: Iterable[str], gap: str) -> str:
    """Return the pattern of words, one after the other. After an initial a full stop may stand."""
    groups = list(chain.from_iterable(map(_groups, words)))
    gaps = [_GAP_AFTER_INITIAL if len(group) == 1 else gap for group in groups[:-1]]
    return "".join(chain.from_iterable(zip(map(_letters, groups), [*gaps, ""], strict=True)))


def _mails(first: str, *rest: str) -> Iterator[str]:
    """Yield patterns of the name, or of an initial and the rest of it, before an @."""
    lasts = dict.fromkeys(_joined(words, "[._'-]?") for words in (rest, rest[-1:]))
    for begun in (_joined([first], "[._'-]?"), *_initials(first)):
        for last in lasts:
            yield from (f"{begun}[._-]?{last}", f"{last}[._-]?{begun}")


def _abbreviated(first: str, *rest: str) -> Iterator[str]:
    """Yield patterns of the name with an initial for the first name: perhaps another person's."""
    last = _joined(rest, _GAP_IN_LINE)
    for initial in _initials(first):
        yield rf"{initial}(?:\.[^\S\n]?|[^\S\n]){last}|{last}[^\S\n]{initial}\."


def _initials(word: str) -> list[str]:
    """Return patterns of the initials of a first name (`j-p` and `j` of Jean-Pierre), none where it is one itself."""
    groups = _groups(word)
    if len(groups[0]) == 1:
        return []
    firsts = [_letters(group[0]) for group in groups]
    return list(dict.fromkeys([r"[.\-]{0,2}".join(firsts), firsts[0]]))
