"""What differs between two texts: paragraph by paragraph, then word by word.

difflib's cost grows with the square of a text's length and worse, so it is bounded: past the limits a whole stretch is
replaced.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

MOST_PARTS = 2000
"""How many paragraphs of a text, or words and spaces of a stretch, are compared one by one, on each side."""
MOST_WORDS = 20_000
"""How many words a text may have, both sides together, to be compared by words."""

_WORD = re.compile(r"\s+|\d+|[^\W\d]+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words of one side; changed: the other side does not have them there."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Passage:
    """Paragraphs that stand side by side. same: both sides are equal, paragraph by paragraph."""

    before: tuple[tuple[Piece, ...], ...]
    after: tuple[tuple[Piece, ...], ...]
    same: bool = False


def differences(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """Return two texts, as paragraphs, side by side."""
    by_words = sum(len(paragraph.split()) for paragraph in (*before, *after)) <= MOST_WORDS
    return [
        passage
        for same, old, new in _stretches(before, after)
        for passage in _passages(before[old], after[new], same=same, by_words=by_words)
    ]


def _passages(before: Sequence[str], after: Sequence[str], *, same: bool, by_words: bool) -> Iterator[Passage]:
    if same:
        yield Passage(_whole(before, changed=False), _whole(after, changed=False), same=True)
    elif by_words and len(before) == len(after):
        yield from (_by_words(*pair) for pair in zip(before, after, strict=True))
    elif by_words and before and after:
        yield _by_words("\n\n".join(before), "\n\n".join(after))
    else:
        yield Passage(_whole(before, changed=True), _whole(after, changed=True))


def _whole(paragraphs: Sequence[str], *, changed: bool) -> tuple[tuple[Piece, ...], ...]:
    return tuple((Piece(paragraph, changed),) for paragraph in paragraphs)


def _by_words(before: str, after: str) -> Passage:
    olds, news = _WORD.findall(before), _WORD.findall(after)
    sides: tuple[list[Piece], list[Piece]] = [], []
    for same, old, new in _stretches(olds, news):
        for side, words in zip(sides, (olds[old], news[new]), strict=True):
            if words:
                side.append(Piece("".join(words), not same))
    return Passage((tuple(sides[0]),), (tuple(sides[1]),))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, slice, slice]]:
    """Yield where two sequences are the same and where not, in order. Equal ends cost nothing."""
    head = _equal(before, after)
    tail = _equal(before[head:][::-1], after[head:][::-1])
    old, new = slice(head, len(before) - tail), slice(head, len(after) - tail)
    if head:
        yield True, slice(0, head), slice(0, head)
    yield from _middle(before, after, old, new)
    if tail:
        yield True, slice(old.stop, len(before)), slice(new.stop, len(after))


def _middle(before: Sequence[str], after: Sequence[str], old: slice, new: slice) -> Iterator[tuple[bool, slice, slice]]:
    if old.start == old.stop and new.start == new.stop:
        return
    if max(old.stop - old.start, new.stop - new.start) > MOST_PARTS:
        yield False, old, new
        return
    for tag, i, j, k, m in SequenceMatcher(str.isspace, before[old], after[new]).get_opcodes():
        yield tag == "equal", slice(old.start + i, old.start + j), slice(new.start + k, new.start + m)


def _equal(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many parts two sequences begin with that are equal."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
