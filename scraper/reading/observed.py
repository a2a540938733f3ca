"""A page as it is learned from: its lines, each with the elements around it, and where its links lead."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bs4 import Tag

from scraper.dates import day_of, find_dates
from scraper.reading.context import PageContext
from scraper.reading.furniture import unchanged_days
from scraper.reading.lines import Line
from scraper.reading.profile import OUTER, Step, path_below, step_in_cell, step_of
from scraper.reading.text import fold, without_counts

MOST_LINES = 2000
"""Lines of a page that are learned from: a whole list of the site's articles has ten times as many, all alike."""
LONGEST_DATED = 90
"""Characters of the longest line that is a date with what goes with it."""
LONGEST_WITH_DAYS = 2000
"""Characters of the longest line whose days are noted."""


@dataclass(frozen=True, slots=True)
class ObservedLink:
    """A link of a line."""

    target: str | None
    """Canonical address on the portal."""
    kind: str | None
    """Kind of that address."""
    text: str
    """Its words, folded."""
    inside: bool
    """Whether it leads to a place in the page."""


@dataclass(frozen=True, slots=True)
class ObservedLine:
    """A line of a page."""

    element: int
    """Number of the block around it, -1 for the page itself."""
    text: str
    words: str
    """Its text, folded."""
    shape: str
    """What is the same where a line is repeated: its words, each number as `0`, and the files it links to; of a date,
    its words; of pictures without words, where they are."""
    is_date: bool
    """Whether it is short and has one day in it, beside that of a change."""
    unlinked: str
    """Those of its words that are in no link."""
    level: int
    links: tuple[ObservedLink, ...]
    pictures: int
    in_box: bool
    """Whether it is in the box about the page's event."""
    days: tuple[str, ...]
    """The days in it: YYYY-MM-DD, MM-DD where the year is not written."""


@dataclass(frozen=True, slots=True)
class ListedDays:
    """An article that a page lists."""

    url: str
    line: int
    """Position of its title's line on the page."""
    days: dict[str, str]
    """The day that it has if the list's dates are on a side, by that side (profile.LIST_SIDES): YYYY-MM-DD, MM-DD where
    the year is not written."""


@dataclass(frozen=True)
class ObservedPage:
    """A page of the site."""

    url: str
    elements: tuple[tuple[int, Step], ...]
    """The elements around its lines: the number of the one around each, -1 for none, and its step."""
    lines: tuple[ObservedLine, ...]
    listed: tuple[ListedDays, ...] = ()
    """The articles that it lists."""
    written: frozenset[str] = frozenset()
    """Folded paragraphs of the article's text as it was known before, whatever the templates were."""

    def element_paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each element, written with some names."""
        found: list[str] = []
        for parent, step in self.elements:
            found.append(path_below(found[parent] if parent >= 0 else "", step, names))
        return found

    def paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each line, written with some names."""
        elements = self.element_paths(names)
        return [elements[line.element] if line.element >= 0 else "" for line in self.lines]

    @cached_property
    def holders(self) -> tuple[tuple[int, ...], ...]:
        """The elements around each line, innermost first."""
        return tuple(tuple(self._around(line.element)) for line in self.lines)

    @cached_property
    def links_to_files(self) -> int:
        """How many of its lines link to a file."""
        return sum(any(link.kind == "file" for link in line.links) for line in self.lines)

    def _around(self, element: int) -> Iterator[int]:
        while element >= 0:
            yield element
            element = self.elements[element][0]


def observe(ctx: PageContext, listed: Iterable[ListedDays] = ()) -> ObservedPage:
    """Return what is learned from a page. listed: the articles that it lists, by lists.days_by_side."""
    numbers: dict[int, int] = {}
    elements: list[tuple[int, Step]] = []

    def number(tag: Tag | None) -> int:
        if tag is None or tag.name in OUTER:
            return -1
        if id(tag) not in numbers:
            parent = number(tag.parent)
            numbers[id(tag)] = len(elements)
            elements.append((parent, step_of(tag)))
        return numbers[id(tag)]

    def place(line: Line) -> int:
        around, step = number(line.node), step_in_cell(line)
        if step is None:
            return around
        elements.append((around, step))
        return len(elements) - 1

    lines = []
    boxed = {id(line) for line in ctx.event_box.lines} if ctx.event_box else set()
    for line in ctx.lines[:MOST_LINES]:
        links = tuple(
            ObservedLink(
                a.target, a.kind, fold(a.text), a.href.startswith("#") or (a.target == ctx.url and "#" in a.href)
            )
            for a in line.anchors
        )
        lines.append(
            ObservedLine(
                place(line),
                line.text,
                fold(line.text),
                _shape(line, links, is_date=(is_date := _is_date(line.text))),
                is_date,
                fold(line.unlinked) if links else fold(line.text),
                line.level,
                links,
                len(line.images),
                id(line) in boxed,
                _days(line, ctx.fetched),
            )
        )
    return ObservedPage(ctx.url, tuple(elements), tuple(lines), tuple(listed))


def _shape(line: Line, links: Sequence[ObservedLink], *, is_date: bool) -> str:
    words = fold(line.text)
    files = [link.target or "" for link in links if link.kind == "file"]
    pictures = [] if words else [source.partition("?")[0] for source, _ in line.images]
    return " ".join([words if is_date else without_counts(words), *files, *pictures])


def _days(line: Line, on: dt.date) -> tuple[str, ...]:
    if line.machine:
        return (line.machine[:10],)
    if not any(map(str.isdigit, line.text)) or len(line.text) > LONGEST_WITH_DAYS:
        return ()
    spans = [span for span in find_dates(line.text, on=on, prefer="same_year") if span.precision in ("day", "minute")]
    days = ((str(day_of(moment)), span) for span in spans for moment in (span.start, span.end))
    return tuple(dict.fromkeys(day[5:] if "year" in span.inferred else day for day, span in days))


def _is_date(text: str) -> bool:
    """Return whether a line is short and has one day, beside that of a change."""
    if not 0 < len(text) <= LONGEST_DATED or not any(map(str.isdigit, text)):
        return False
    days = [span for span in unchanged_days(text) if span.precision in ("day", "minute")]
    return len(days) == 1 and days[0].start == days[0].end
