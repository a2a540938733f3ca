"""Find a person's name in a text, in whatever way it is written there, and take it out."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from urllib.parse import unquote_to_bytes

from scraper.archive.errors import RefusedName
from scraper.text import APOSTROPHES

REDACTED = "[nom retiré]"
"""Stands in the place of a name."""
REDACTED_IN_ADDRESSES = "nom-retire"
"""The same where the words of the name do not stand apart, as in addresses and ids; a number may follow."""

_DAMAGED = {
    damaged: letter
    for letter in (*map(chr, range(0xA0, 0x180)), *"‐‑‘’\u202f")
    for encoding in ("latin-1", "cp1252")
    for damaged in [letter.encode().decode(encoding, "replace")]
}
"""Letters by what they are in UTF-8 that was read in another encoding: `Ã©`."""
_DAMAGED |= {damaged[0].lower() + damaged[1:]: letter for damaged, letter in _DAMAGED.items()}
_ENDS_OF_DAMAGED = sorted({damaged[1:] for damaged in _DAMAGED}, key=len, reverse=True)
_ENCODED = re.compile(  # every alternative begins with a letter of its own, by which `re` goes through a page fast
    r"(?:%(?:25)*[0-9a-fA-F]{2})+"  # percent-encoded, once or twice
    r"|\\(?:u[0-9a-fA-F]{4}|[nrt])"  # escaped in JSON
    rf"|[{''.join({damaged[0] for damaged in _DAMAGED})}](?:{'|'.join(map(re.escape, _ENDS_OF_DAMAGED))})"
)
_TAG = re.compile(r"<[/!?]?([a-zA-Z][a-zA-Z0-9]*)?[^<>\s]*(?:\s[^<>]*)?>")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup "
    "tt u var wbr".split()
)
_CELLS = {"td", "th", "img", "input", "label", "button"}
_PLAIN = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_PLAIN |= dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("‐‑−", "-")

_TITLES = {"m", "mm", "mme", "mmes", "mlle", "mr", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr", "me"}
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_GAP = r"(?:[\s\-_+']*|\.)"
_GAP_IN_LINE = r"(?:(?:[^\S\n]|[\-_+'])*|\.)"
_GAP_IN_MAIL = "[._'-]?"
_GAP_AFTER_INITIAL = r"[\s\-_+'.]*"
_AT = r"(?=\s?(?:@|\[at\]|\(at\)|\[arobase\]))"
_LONGEST = 80
"""Letters of a spelling, at most, that are shown."""

Word = list[str]
"""A word of a name: the letters between its hyphens and apostrophes."""


class Redactor:
    """Takes a person's name out of texts: a first name and more, in any order of its words (`Jeanne Martin`, `MARTIN
    Jeanne`).

    others: names of other people, which are left where this one is a part of them. Raises RefusedName.
    """

    def __init__(self, given: str, others: Iterable[str] = ()):
        words = _words(given)
        if len(words) < 2 or not all(re.search(r"[^\W\d]", "".join(word)) for word in words):
            raise RefusedName(
                f"{given!r} is no person's whole name, and would be taken out of others': give a first name and a "
                "name, as 'Jeanne Martin'."
            )
        self.written: Counter[str] = Counter()
        """Spellings that were taken out, each with how often it was met."""
        self.left: Counter[str] = Counter()
        """Spellings that were left, as they may be another person's."""
        self._numbers: dict[str, int] = {}
        """Number of each spelling in addresses and ids: those that differ go on differing, in all tables alike."""
        self._highest = 0
        """Highest number that an earlier erasure left in the texts that were met."""
        self._last = re.compile(_letters(max(words[-1], key=len)))
        self._name, mail, abbreviated = _kinds(words)
        longer = sorted({_pattern(_words(other), _GAP) for other in others if self._is_part_of(other)}, key=len)
        kinds = [f"(?:{'|'.join(reversed(longer))}){_ENDS}"] if longer else []
        kinds += [rf"(?P<mail>{mail})\d*{_AT}", f"(?P<name>{self._name}){_ENDS}"]
        kinds += [f"(?:{abbreviated}){_ENDS}"] if abbreviated else []
        self._all = re.compile(f"{_BEGINS}(?:{'|'.join(kinds)})")

    def is_of(self, name: str) -> bool:
        """Return whether a name is this one, and no more."""
        words = " ".join("-".join(word) for word in _words(name))
        return re.fullmatch(self._name, words.translate(_LETTERS)) is not None

    def text(self, text: str, *, distinct: bool = False) -> str:
        """Return a text without the name, the same where it does not stand in it.

        Where the name stands in it only when letters are decoded or tags are left out, it is returned so. distinct:
        whether texts that differ must do so afterwards, as keys must.
        """
        numbers = re.findall(f"{REDACTED_IN_ADDRESSES}([0-9]{{0,9}})", text)
        self._highest = max([self._highest, *(int(number or 1) for number in numbers)])
        distinct = distinct or "%" in text
        without, left = self._without(text, distinct)
        reading = plain(without)
        if reading != without:
            redacted, left = self._without(reading, distinct, written=text)
            without = without if redacted == reading else redacted
        self.left += left
        return without

    def _without(self, text: str, distinct: bool, written: str = "") -> tuple[str, Counter[str]]:
        """Return a text without the name, and the spellings that are left. written: the text before it was decoded, as
        two addresses may read alike."""
        pieces, left, at = [], Counter(), 0
        for start, end, is_left in self._places(text):
            found = text[start:end]
            (left if is_left else self.written)[" ".join(found.split())[:_LONGEST]] += 1
            if not is_left:
                stands_apart = re.search(r"\s", found) and not distinct
                pieces += [text[at:start], REDACTED if stands_apart else self._numbered(written + found)]
                at = end
        return "".join([*pieces, text[at:]]), left

    def _places(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Yield where the name stands in a text: start, end, and whether it is perhaps another person's (a longer name,
        or one with an initial)."""
        folded = text.translate(_LETTERS)
        if not self._last.search(folded):
            return
        origins = [place for place, letter in enumerate(text) for _ in _LETTERS[ord(letter)]] + [len(text)]
        for match in self._all.finditer(folded):
            start, end = match.span()
            is_left = match.lastgroup is None
            if match.lastgroup == "name" and re.search(r"\s", match[0]):  # `Marie-Jeanne Martin` is somebody else
                before = re.search(r"(?:[\w'-]*[^\W_]-)?$", folded[max(0, start - _LONGEST) : start])[0]
                after = re.match(r"(?:-[^\W_][\w'-]*)?", folded[end : end + _LONGEST])[0]
                is_left = bool(before or after)
                start, end = start - len(before), end + len(after)
            yield origins[start], origins[end], is_left

    def _is_part_of(self, other: str) -> bool:
        return bool(re.search(f"{_BEGINS}(?:{self._name}){_ENDS}", other.translate(_LETTERS))) and not self.is_of(other)

    def _numbered(self, spelling: str) -> str:
        number = self._highest + self._numbers.setdefault(spelling, len(self._numbers) + 1)
        return f"{REDACTED_IN_ADDRESSES}{number}" if number > 1 else REDACTED_IN_ADDRESSES


def as_text(body: bytes) -> str:
    """Return bytes as text: UTF-8, or else CP1252, which leaves damaged letters of what is UTF-8 in part."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def plain(text: str) -> str:
    """Return a text as a person reads it: without tags, entities, percent-encoding, escapes of JSON and letters of a
    damaged encoding, on lines that end where paragraphs and list items do."""
    text = _ENCODED.sub(_decode, html.unescape(html.unescape(text)))
    return _TAG.sub(_space, text.replace("\n", " ")) if _TAG.search(text) else text


def _decode(match: re.Match) -> str:
    found = match[0]
    if found[0] == "%":
        return as_text(unquote_to_bytes(re.sub("%(?:25)+", "%", found)))
    if found[0] != "\\":
        return _DAMAGED.get(found, found)
    letter = chr(int(found[2:], 16)) if found[1] == "u" else "\n"
    return found if "\ud800" <= letter <= "\udfff" else letter  # half a letter could not be written


def _space(tag: re.Match) -> str:
    name = (tag[1] or "").lower()
    return "" if not name or name in _INLINE else " " if name in _CELLS else "\n"


class _Letters(dict):
    """What each letter reads as, for `str.translate`: in small, without accents; nothing for what is not seen."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", "".join(_PLAIN.get(each, each) for each in chr(code).casefold()))
        seen = (sign for sign in letters if sign.isspace() or unicodedata.category(sign) not in {"Mn", "Cf", "Cc"})
        return self.setdefault(code, "".join(seen))


_LETTERS = _Letters()


def _words(name: str) -> list[Word]:
    """Return the words of a name as given, without the forms of address before them."""
    words = re.split(r"[\s.,;:()\[\]\"«»]+", unicodedata.normalize("NFC", name))
    words = filter(None, (re.findall(r"[^\W_]+", word) for word in words))
    return list(dropwhile(lambda word: "".join(word).translate(_LETTERS) in _TITLES, words))


def _kinds(words: list[Word]) -> tuple[str, str, str]:
    """Return the patterns of a name: the whole, with or without initials before an @, and with an initial for the first
    name, which is perhaps another person's."""
    first, *rest = words
    whole = "|".join(_pattern(words[n:] + words[:n], _GAP_IN_LINE if n else _GAP) for n in range(len(words)))
    letters = [_letters(group[0]) for group in first]
    initials = dict.fromkeys([r"[.\-]{0,2}".join(letters), letters[0]])  # `j-p` and `j` of Jean-Pierre
    if len(first[0]) == 1:  # an initial is all that is known
        initials = {}
    firsts = [_pattern([first], _GAP_IN_MAIL), *initials]
    lasts = dict.fromkeys(_pattern(words, _GAP_IN_MAIL) for words in (rest, rest[-1:]))
    mail = "|".join(f"{one}[._-]?{last}|{last}[._-]?{one}" for one in firsts for last in lasts)
    last = _pattern(rest, _GAP_IN_LINE)
    abbreviated = "|".join(rf"{one}(?:\.[^\S\n]?|[^\S\n]){last}|{last}[^\S\n]{one}\." for one in initials)
    return whole, mail, abbreviated


def _pattern(words: Iterable[Word], gap: str) -> str:
    """Return the pattern of words, one after the other. After an initial a full stop may stand."""
    groups = [group for word in words for group in word]
    gaps = [_GAP_AFTER_INITIAL if len(group) == 1 else gap for group in groups[:-1]]
    return "".join(_letters(group) + between for group, between in zip(groups, [*gaps, ""], strict=True))


def _letters(group: str) -> str:
    """Return the pattern of letters as they read. One with an accent may have been lost to a damaged encoding."""
    folded = ((sign, re.escape(_LETTERS[ord(sign)])) for sign in group)
    return "".join(letter if sign.isascii() else rf"(?:{letter}|[?\ufffd]+)" for sign, letter in folded)
