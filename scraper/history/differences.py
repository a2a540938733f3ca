"""What differs between two texts: paragraph by paragraph, then word by word.

difflib's cost grows with the square of a text's length and worse, so it is bounded: past the limits a whole stretch is
replaced.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

MOST_PARTS = 2000
"""How many paragraphs of a text, or words and spaces of a stretch, are compared one by one, on each side."""
MOST_WORDS = 20_000
"""How many words a text may have, both sides together, to be compared by words."""

_WORD = re.compile(r"\s+|\d+|[^\W\d]+|[^\w\s]")


class Piece(NamedTuple):
    """Some words of one side; changed: the other side does not have them there."""

    text: str
    changed: bool


class Passage(NamedTuple):
    """Paragraphs that stand side by side. same: both sides are equal, paragraph by paragraph."""

    before: list[list[Piece]]
    after: list[list[Piece]]
    same: bool = False


def differences(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """Return two texts, as paragraphs, side by side."""
    by_words = sum(len(paragraph.split()) for paragraph in (*before, *after)) <= MOST_WORDS
    passages = []
    for same, olds, news in _stretches(before, after):
        if same or not (by_words and olds and news):
            sides = ([[Piece(paragraph, not same)] for paragraph in side] for side in (olds, news))
            passages.append(Passage(*sides, same))
        elif len(olds) == len(news):
            passages += map(_by_words, olds, news)
        else:
            passages.append(_by_words("\n\n".join(olds), "\n\n".join(news)))
    return passages


def _by_words(before: str, after: str) -> Passage:
    sides: tuple[list[Piece], list[Piece]] = [], []
    for same, *stretches in _stretches(_WORD.findall(before), _WORD.findall(after)):
        for side, words in zip(sides, stretches, strict=True):
            if words:
                side.append(Piece("".join(words), not same))
    return Passage(*([side] for side in sides))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield what two sequences have alike and what not, in order. Equal ends cost nothing."""
    head = _equal(before, after)
    tail = _equal(before[head:][::-1], after[head:][::-1])
    olds, news = before[head : len(before) - tail], after[head : len(after) - tail]
    if head:
        yield True, before[:head], after[:head]
    if max(len(olds), len(news)) > MOST_PARTS:
        yield False, olds, news
    else:
        for tag, i, j, k, m in SequenceMatcher(str.isspace, olds, news).get_opcodes():
            yield tag == "equal", olds[i:j], news[k:m]
    if tail:
        yield True, before[-tail:], after[-tail:]


def _equal(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many parts two sequences begin with that are equal."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
