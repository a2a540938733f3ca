"""A person's name, and the ways in which it may be written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from scraper.archive.errors import RefusedName
from scraper.archive.forgetting.folding import TAG, Folded

_CIVIL = {"m", "mm", "mme", "mmes", "mlle", "mr", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr", "me"}
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_GAP = r"(?:[\s\-_+']*|\.)"
_GAP_IN_LINE = r"(?:(?:[^\S\n]|[\-_+'])*|\.)"
_GAP_OF_INITIAL = r"[\s\-_+'.]*"
_AT = r"(?=\s?(?:@|\[at\]|\(at\)|\[arobase\]))"
_LONGER_BEFORE, _LONGER_AFTER = re.compile(r"[^\W_]-$"), re.compile(r"-[^\W_]")
_LONGEST = 80
"""Letters of a way to write the name, at most, that are told."""


@dataclass(frozen=True)
class Place:
    """Where a name stands in a text. kind: name, mail (the part of an address before the @), or left, which is not
    taken for the person: a longer name, another known person's, an initial. spaced: whether its words stand apart."""

    start: int
    end: int
    kind: str
    spaced: bool


class Name:
    """A person's name: a first name and more, in any order of its words (`Jeanne Martin`, `MARTIN Jeanne`).

    others: names of other people, which are left where hers is a part of them. Raises RefusedName.
    """

    def __init__(self, given: str, others: Iterable[str] = ()):
        self._words = _words(given)
        self._whole = re.compile("|".join(self._orders()))
        self._last = re.compile(_letters(max(_groups(self._words[-1]), key=len)))
        groups = list(chain.from_iterable(map(_groups, self._words)))
        self._parts = re.compile("|".join(_letters(each) for each in groups if len(each) > 2) or _joined(groups, "|"))
        self._pattern = re.compile(f"{_BEGINS}(?:{'|'.join(self._kinds(others))})")

    def is_of(self, name: str) -> bool:
        """Whether a name is this one, and no more."""
        return self._whole.fullmatch(Folded(" ".join(_without_title(name))).text) is not None

    def is_part_of(self, name: str) -> bool:
        """Whether a name is longer, and has this one in it."""
        found = re.search(f"{_BEGINS}(?:{self._whole.pattern}){_ENDS}", Folded(name).text)
        return found is not None and not self.is_of(name)

    def places(self, text: str, *, shown: bool) -> Iterator[Place]:
        """Where the name stands in a text, as written or as shown (folding.py)."""
        folded = Folded(text, shown=shown)
        if not self._last.search(folded.text):
            return
        for match in self._pattern.finditer(folded.text):
            kind = match.lastgroup if match.lastgroup in {"mail", "name"} else "left"
            spaced = any(sign.isspace() for sign in match[0])
            start, end = match.span()
            if kind == "name" and spaced and _is_longer(folded.text, match):
                kind, start, end = "left", *_whole_words(folded.text, match)
            yield Place(*folded.between(start, end), kind, spaced)

    def parts(self, text: str, *, shown: bool) -> Iterator[tuple[int, int]]:
        """Where a part of the name stands, in longer words too: what is left of a name where a text is cut."""
        folded = Folded(text, shown=shown)
        return (folded.between(*match.span()) for match in self._parts.finditer(folded.text))

    def _kinds(self, others: Iterable[str]) -> Iterator[str]:
        """The patterns of all that is looked for, a group each, named after its kind; longer names come first."""
        longer = {_joined(_without_title(name), _GAP) for name in others if self.is_part_of(name)}
        for number, pattern in enumerate(sorted(longer, key=len, reverse=True)):
            yield f"(?P<other{number}>{pattern}){_ENDS}"
        yield rf"(?P<mail>{'|'.join(self._mails())})\d*{_AT}"
        yield f"(?P<name>{self._whole.pattern}){_ENDS}"
        if initials := "|".join(self._initials()):
            yield f"(?P<initial>{initials}){_ENDS}"

    def _orders(self) -> Iterator[str]:
        """The words beginning with any of them; unless with the first, they stand on one line."""
        for first in range(len(self._words)):
            words = self._words[first:] + self._words[:first]
            yield _joined(words, _GAP_IN_LINE if first else _GAP)

    def _mails(self) -> Iterator[str]:
        """The name, or an initial for the first name, before an @."""
        first, *rest = self._words
        lasts = {_joined(rest, "[._'-]?"), _joined(rest[-1:], "[._'-]?")}
        for begun in (_joined([first], "[._'-]?"), *_initials(first)):
            for last in sorted(lasts):
                yield from (f"{begun}[._-]?{last}", f"{last}[._-]?{begun}")

    def _initials(self) -> Iterator[str]:
        """The name with an initial for the first name: perhaps another person's."""
        first, *rest = self._words
        last = _joined(rest, _GAP_IN_LINE)
        for initial in _initials(first):
            yield from (rf"{initial}(?:\.[^\S\n]?|[^\S\n]){last}", rf"{last}[^\S\n]{initial}\.")


def spelling(text: str) -> str:
    """A way to write a name, as it is told: without tags, on one line, in letters that can be printed."""
    told = "".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in TAG.sub("", text))
    return " ".join(told.split())[:_LONGEST]


def _is_longer(text: str, match: re.Match) -> bool:
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return bool(_LONGER_BEFORE.search(before) or _LONGER_AFTER.match(after))


def _whole_words(text: str, match: re.Match) -> tuple[int, int]:
    """Where the longer name that a match is a part of begins and ends."""
    before = re.search(r"[\w'-]*$", text[max(0, match.start() - _LONGEST) : match.start()])[0]
    return match.start() - len(before), match.end() + len(re.match(r"[\w'-]*", text[match.end() :])[0])


def _without_title(name: str) -> list[str]:
    """The words of a name, letters as they are given, without signs around them and forms of address before them."""
    words = [
        word for word in re.split(r"[\s.,;:()\[\]\"«»]+", unicodedata.normalize("NFC", name)) if word.strip("-'’_")
    ]
    while words and Folded(words[0]).text in _CIVIL:
        del words[0]
    return words


def _words(given: str) -> list[str]:
    """The words of a person's name. Raises RefusedName."""
    words = _without_title(given)
    if len(words) < 2 or not all(re.search(r"[^\W\d_]", word) for word in words):
        raise RefusedName(
            f"{given!r} is no person's whole name, and would be taken out of others': give a first name and a name, "
            "as 'Jeanne Martin'."
        )
    return words


def _joined(words: list[str], gap: str) -> str:
    """The pattern of words, one after the other, as they read. After an initial a full stop may stand."""
    groups = list(chain.from_iterable(map(_groups, words)))
    gaps = [_GAP_OF_INITIAL if len(group) == 1 else gap for group in groups[:-1]]
    return "".join(chain.from_iterable(zip(map(_letters, groups), [*gaps, ""], strict=True)))


def _groups(word: str) -> list[str]:
    """The letters of a word between its hyphens and apostrophes, as given."""
    return re.findall(r"[^\W_]+", word)


def _letters(group: str) -> str:
    """The pattern of letters as they read; one with an accent may have been lost to a damaged encoding."""
    return "".join(
        re.escape(sign.lower()) if sign.isascii() else f"(?:{re.escape(Folded(sign).text)}|[?\ufffd]+)"
        for sign in group
    )


def _initials(word: str) -> list[str]:
    """The initials of a first name, none where it is one itself: `j`, and `j-p` of Jean-Pierre."""
    groups = _groups(word)
    if len(groups[0]) == 1:
        return []
    firsts = [_letters(group[0]) for group in groups]
    return list(dict.fromkeys([r"[.\-]{0,2}".join(firsts), firsts[0]]))
