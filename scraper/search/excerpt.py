"""The passage of a text that shows best why it was found, and what of it is to be highlighted.

Only the text itself is shown. Nothing here is markup: whoever shows it escapes it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scraper.search.analysis import (
    COMMON,
    COUNTRY_MARK,
    LONGEST_COMPOUND,
    WORD,
    chains,
    countries_in,
    country_word,
    first_words,
    fold_word,
    joined,
    stem,
    words_of,
)
from scraper.search.query import SearchTerm

LENGTH = 240
"""Characters of a passage, about."""
LONGEST = 60_000
"""Characters of a text that are looked through."""
_BEFORE = 60
"""Characters that are shown before the first word that was found, at most."""
_SHORTEST_PART = 3
"""Letters of the shortest word that may begin a compound which is looked for as one word."""
_MOST_NEAR = 500
"""Words that may be matches, of which the best are sought."""
_TRIED = 4
"""Passages that are compared."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Excerpt:
    """A passage of a text."""

    pieces: tuple[tuple[str, bool], ...]
    """The passage cut in pieces, each with whether it is to be highlighted."""
    start: int
    end: int
    """Where it is in the text."""
    is_begun: bool
    """Whether there is text before it."""
    is_cut: bool
    """Whether there is text after it."""

    @property
    def text(self) -> str:
        """The passage."""
        return "".join(text for text, _ in self.pieces)


class Finder:
    """Finds terms in texts: of one search, as words that were met are remembered."""

    def __init__(self, terms: Iterable[SearchTerm]):
        self._terms = tuple(terms)
        self._exact = {word for term in self._terms if term.is_exact for word in term.words}
        self._beginnings = tuple(term.words[-1] for term in self._terms if term.is_beginning)
        wanted = [term for term in self._terms if not term.is_exact]
        self._stems = {word for term in wanted for word in (*term.words, term.joined) if word}
        self._begun = tuple({word[: max(1, min(3, len(word) - 1))] for word in self._stems})
        alone = (term.words[0] for term in wanted if len(term.words) == 1)
        self._wholes = tuple({*filter(None, (term.joined for term in wanted)), *alone})
        """What may be written as a compound."""
        countries = [term.words[0] for term in wanted if term.words[0].startswith(COUNTRY_MARK)]
        self._firsts = {first for country in countries for first in first_words(country)}
        self._known: dict[str, str | None] = {}
        """By a word as written: the word that it may be a match by; None for one that cannot match."""

    def highlight(self, text: str) -> tuple[tuple[str, bool], ...]:
        """Return a whole text in pieces, each with whether it is to be highlighted."""
        return _pieces(text, 0, len(text), [span for span, _ in self._matches(text)])

    def excerpt(self, text: str) -> Excerpt:
        """Return the passage of a text with most of the terms; its beginning when it has none."""
        passages = [self._passage(text, at) for at in self._candidates(text[:LONGEST])]
        best = max(passages, key=lambda passage: passage[:2], default=None)
        if best is None or not best[0]:
            start, end, spans = 0, _end(text, LENGTH), []
        else:
            _, _, start, end, spans = best
        start = len(text) - len(text[start:].lstrip())
        end = max(start, start + len(text[start:end].rstrip()))
        is_begun, is_cut = bool(text[:start].strip()), bool(text[end : end + LENGTH].strip())
        return Excerpt(_pieces(text, start, end, spans), start, end, is_begun, is_cut)

    def _candidates(self, text: str) -> list[int]:
        """Return where a passage may begin: with words that may be matches, most different ones first."""
        met = self._met(text)
        if not met:
            return []
        either = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(met)))})(?![^\W_])")
        near = [(match.start(), self._known[match[0]]) for match in either.finditer(text)]
        scored, end = [], 0
        for first, (start, _) in enumerate(near):
            end = max(end, first)
            while end < len(near) and near[end][0] <= start + LENGTH - _BEFORE:
                end += 1
            scored.append((-len({key for _, key in near[first:end]}), first - end, start))
        return [start for _, _, start in sorted(scored[:_MOST_NEAR])[:_TRIED]]

    def _passage(self, text: str, at: int) -> tuple[int, int, int, int, list[Span]]:
        """Return of a passage: how many different terms it has, how many matches, its start and end, and where the
        matches are."""
        start = _start(text, at)
        end = _end(text, start + LENGTH)
        before = max(0, start - _BEFORE)
        found = [((first + before, last + before), number) for (first, last), number in
                 self._matches(text[before : end + _BEFORE])]  # fmt: skip
        inside = [(span, number) for span, number in found if start <= span[0] and span[1] <= end]
        return len({number for _, number in inside}), len(inside), start, end, [span for span, _ in inside]

    def _met(self, text: str) -> list[str]:
        """Return the words of a text, as written, that may be matches."""
        words = set(WORD.findall(text))
        for word in words - self._known.keys():
            self._known[word] = self._key_of(fold_word(word))
        return [word for word in words if self._known[word]]

    def _key_of(self, folded: str) -> str | None:
        if folded in self._exact or folded in self._firsts:
            return folded
        # Few words are worth stemming: a stem begins as its words do.
        if folded.startswith(self._begun) and (stemmed := stem(folded)) in self._stems:
            return stemmed
        begun = (whole for whole in self._wholes if len(folded) >= _SHORTEST_PART and whole.startswith(folded))
        return next((word for word in self._beginnings if folded.startswith(word)), None) or next(begun, None)

    def _matches(self, text: str) -> list[tuple[Span, int]]:
        """Return where a text has the terms, in order, and the number of the term."""
        if not self._met(text):
            return []
        words = words_of(text)
        folded = [word.folded for word in words]
        stems = [(at, stem(word)) for at, word in enumerate(folded) if word not in COMMON]
        exact = list(enumerate(folded))
        wholes = defaultdict(list)
        """Countries, and compounds as one word: by their word, the first and the last one in the text."""
        for first, after, code in countries_in(folded):
            wholes[country_word(code)].append((first, after - 1))
        for first, last in chains(words):
            if first < last < first + LONGEST_COMPOUND:
                wholes[joined(folded[first : last + 1])].append((first, last))
        found = set()
        for number, term in enumerate(self._terms):
            places = [*_places(exact if term.is_exact else stems, term.words, is_beginning=term.is_beginning)]
            if not term.is_exact:
                for one in filter(None, (term.joined, term.words[0] if len(term.words) == 1 else None)):
                    places += [*wholes[one], *_places(stems, (one,))]
            found |= {((words[first].start, words[last].end), number) for first, last in places}
        return sorted(found)


def _places(words: list[tuple[int, str]], wanted: tuple[str, ...], *, is_beginning: bool = False) -> Iterator[Span]:
    """Yield the first and last word of each place where wanted words are side by side."""
    count = len(wanted)
    first, last = wanted[0], wanted[-1]
    for at, (number, word) in enumerate(words[: len(words) - count + 1]):
        if count > 1 and word != first:
            continue
        end, written = words[at + count - 1]
        is_last = written.startswith(last) if is_beginning else written == last
        if is_last and all(words[at + step][1] == wanted[step] for step in range(1, count - 1)):
            yield number, end


def _start(text: str, at: int) -> int:
    """Return where a passage begins whose first found word is at a place: a sentence or a word, a little before."""
    if at <= _BEFORE:
        return 0
    earliest = max(0, at - _BEFORE)
    for sign in ("\n", ". ", " "):
        place = text.find(sign, earliest, at) if sign == " " else text.rfind(sign, earliest, at)
        if place >= 0:
            return place + len(sign)
    return at


def _end(text: str, at: int) -> int:
    """Return where a passage ends that may go as far as a place: after a word."""
    if at >= len(text):
        return len(text)
    place = max(text.rfind(" ", max(0, at - _BEFORE), at), text.rfind("\n", max(0, at - _BEFORE), at))
    return at if place < 0 else place


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> tuple[tuple[str, bool], ...]:
    pieces, at = [], start
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first < last:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    return tuple(piece for piece in (*pieces, (text[at:end], False)) if piece[0])
