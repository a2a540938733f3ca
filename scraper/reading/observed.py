"""A page as it is learned from: its lines, each with the elements around it, and where its links lead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bs4 import Tag

from scraper import spip
from scraper.dates import find_dates
from scraper.reading.context import PageContext
from scraper.reading.furniture import shows_change
from scraper.reading.paths import OUTER, Step, masked, step_of, written
from scraper.reading.text import fold

MOST_LINES = 2000
"""Lines of a page that are learned from: a whole list of the site's articles has ten times as many, all alike."""
LONGEST_DATED = 90
"""Characters of the longest line that is a date with what goes with it."""


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
    its words."""
    dated: str
    """`date` for a short line with one day in it, `change` when that is the day of a change, else empty."""
    unlinked: str
    """Those of its words that are in no link."""
    level: int
    links: tuple[ObservedLink, ...]
    pictures: int


@dataclass(frozen=True)
class ObservedPage:
    """A page of the site."""

    url: str
    kind: str
    """What its address alone calls it: spip.Address.kind."""
    elements: tuple[tuple[int, Step], ...]
    """The elements around its lines: the number of the one around each, -1 for none, and its step."""
    lines: tuple[ObservedLine, ...]

    def element_paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each element, written with some names."""
        found: list[str] = []
        for parent, step in self.elements:
            own = written(step, names)
            found.append(f"{found[parent]}/{own}" if parent >= 0 else own)
        return found

    def paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each line, written with some names."""
        elements = self.element_paths(names)
        return [elements[line.element] if line.element >= 0 else "" for line in self.lines]

    @cached_property
    def holders(self) -> tuple[tuple[int, ...], ...]:
        """The elements around each line, innermost first."""
        return tuple(tuple(self._around(line.element)) for line in self.lines)

    def _around(self, element: int) -> Iterator[int]:
        while element >= 0:
            yield element
            element = self.elements[element][0]


def observe(ctx: PageContext) -> ObservedPage:
    """Return what is learned from a page."""
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

    lines = []
    for line in ctx.lines[:MOST_LINES]:
        links = tuple(
            ObservedLink(
                a.target, a.kind, fold(a.text), a.href.startswith("#") or (a.target == ctx.url and "#" in a.href)
            )
            for a in line.anchors
        )
        lines.append(
            ObservedLine(
                number(line.node),
                line.text,
                fold(line.text),
                _shape(line.text, dated := _dated(line.text), links),
                dated,
                fold(line.unlinked) if links else fold(line.text),
                line.level,
                links,
                len(line.images),
            )
        )
    return ObservedPage(ctx.url, spip.address(ctx.url).kind, tuple(elements), tuple(lines))


def _shape(text: str, dated: str, links: Sequence[ObservedLink]) -> str:
    words = fold(text)
    files = [link.target or "" for link in links if link.kind == "file"]
    return " ".join([words if dated == "date" else masked(words), *files])


def _dated(text: str) -> str:
    """Return what a line's date is: a date's line is short, and has one day."""
    if not 0 < len(text) <= LONGEST_DATED or not any(map(str.isdigit, text)):
        return ""
    if shows_change(text):
        return "change"
    days = [span for span in find_dates(text) if span.precision in ("day", "minute")]
    return "date" if len(days) == 1 and days[0].start == days[0].end else ""
