"""A difference in one column: what went struck out, what came underlined, and what stayed cut or folded."""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from scraper.history.differences import Passage, Piece

CONTEXT = 12
"""Words beside a difference that are shown of a longer stretch that stayed."""
CUT = " […] "
"""Shown in place of the words that are left out."""
_WORDS = re.compile(r"\S+\s*")


class MarkedText(NamedTuple):
    """Some words of a difference."""

    text: str
    mark: str
    """del when they went, ins when they came; empty when they stayed."""


class MarkedPassage(NamedTuple):
    """Paragraphs of a difference."""

    paragraphs: list[list[MarkedText]]
    is_folded: bool = False
    """Whether they stayed as they were."""


def marked(passage: Passage) -> MarkedPassage:
    """Return the two sides of a passage as one column."""
    if passage.same:
        return MarkedPassage([[MarkedText(_text(paragraph), "")] for paragraph in passage.after], is_folded=True)
    if len(passage.before) == len(passage.after) == 1:
        return MarkedPassage([_cut(list(_merged(passage.before[0], passage.after[0])))])
    sides = ((passage.before, "del"), (passage.after, "ins"))
    return MarkedPassage([[MarkedText(_text(paragraph), mark)] for side, mark in sides for paragraph in side])


def in_lines(passage: MarkedPassage) -> list[str]:
    """Return a passage as lines of text, for programs that show no marks: − what it was, + what it became."""
    lines = []
    for paragraph in passage.paragraphs if not passage.is_folded else ():
        for sign, other in (("−", "ins"), ("+", "del")):
            if text := " ".join("".join(piece.text for piece in paragraph if piece.mark != other).split()):
                lines.append(f"{sign} {text}")
    return lines


def _merged(before: list[Piece], after: list[Piece]) -> Iterator[MarkedText]:
    olds, news = deque(before), deque(after)
    while olds or news:
        while olds and olds[0].changed:
            yield MarkedText(olds.popleft().text, "del")
        while news and news[0].changed:
            yield MarkedText(news.popleft().text, "ins")
        if news:  # what stayed is on both sides, in the same pieces
            olds.popleft()
            yield MarkedText(news.popleft().text, "")


def _cut(pieces: list[MarkedText]) -> list[MarkedText]:
    """Cut the stretches that stayed to the words beside what differs."""
    cut = []
    for place, piece in enumerate(pieces):
        text, found = piece.text, _WORDS.findall(piece.text)
        if not piece.mark and len(found) > 3 * CONTEXT:
            head = "".join(found[:CONTEXT]) if place else ""
            tail = "".join(found[-CONTEXT:]) if place < len(pieces) - 1 else ""
            text = f"{' ' * text[:1].isspace()}{head.rstrip()}{CUT}{tail}"
        cut.append(MarkedText(text, piece.mark))
    return cut


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
