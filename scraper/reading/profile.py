"""What is known of a site's layouts, and what each line of a page is by them. It is learned from many pages
(scraper/learning); a page is read with it as it is read without, from its own lines."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Protocol

from scraper.reading.lines import Line
from scraper.reading.paths import masked, path_of
from scraper.reading.text import fold

ABOVE, TITLE, BELOW = "<", "=", ">"
"""The side of the title that a place is on."""
LEAST_KNOWN = 0.6
"""Share of a page's lines in places that a layout knows, from which the page is of that layout."""


@dataclass(frozen=True)
class Slot:
    """A place of a layout."""

    path: str
    """The elements that lead to it, from the body, each with its template's names."""
    side: str
    """Of the title: ABOVE, TITLE or BELOW."""
    role: str
    """What its lines are: title, overtitle, subtitle, date, lead, text, keywords, files, card, summary, frame;
    facts: other dates beside the text; legend: the same words of a picture on all pages; mixed: some of date,
    keywords, files, cards and links to other sites, each as its links show."""
    pages: int
    """How many of the layout's pages have it."""
    share: float
    """Share of its lines that agree."""


@dataclass(frozen=True)
class Layout:
    """How a kind of page is built."""

    kind: str
    """As reading.read.kind_of has it."""
    pages: int
    """From how many it was learned."""
    agreed: int
    """Of how many of them the title is what links call them."""
    called: int
    """How many of them links call something."""
    text: str
    """Path of the element that holds the text."""
    slots: tuple[Slot, ...]
    repeated: frozenset[tuple[str, str, str]]
    """Path, side and words of lines of the layout's own amid lines that are a page's."""
    names: frozenset[str]
    """Classes and styles of its templates; all others are a page's own."""

    @cached_property
    def roles(self) -> dict[tuple[str, str], str]:
        return {(slot.path, slot.side): slot.role for slot in self.slots}

    @property
    def sets_text_apart(self) -> bool:
        """Whether the text has an element of its own, which the title is not in."""
        return bool(self.text) and not f"{self.title}/".startswith(f"{self.text}/")

    @cached_property
    def title(self) -> str:
        """Path of the title."""
        return next(slot.path for slot in self.slots if slot.side == TITLE)

    def places(self, paths: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]] | None:
        """Return the place of each line of a page: its path, and its side of the title; None where the page shows no
        title there. paths: of its lines, written with this layout's names; texts: their words."""
        at = next((i for i, path in enumerate(paths) if path == self.title and texts[i]), None)
        return None if at is None else [(p, sided(p, i, at, self.title)) for i, p in enumerate(paths)]

    def known(self, places: Sequence[tuple[str, str]], texts: Sequence[str]) -> float:
        """Return the share of a page's lines with words that are in places of this layout."""
        shown = [place in self.roles for place, text in zip(places, texts, strict=True) if text]
        return sum(shown) / len(shown)


def sided(path: str, i: int, at: int, title: str) -> str:
    """Return the side of the title that a line is on. path, i: its own; at, title: those of the title."""
    return TITLE if path == title else ABOVE if i < at else BELOW


@dataclass(frozen=True)
class Profile:
    """The layouts of a site."""

    layouts: tuple[Layout, ...] = ()

    @cached_property
    def version(self) -> str:
        """A short hash of all of it; empty for a site of which nothing is known."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12] if self.layouts else ""

    def to_json(self) -> str:
        """Return it as JSON, which is the same for the same profile."""
        names = sorted({tuple(sorted(layout.names)) for layout in self.layouts})
        as_objects = [_as_object(layout, names.index(tuple(sorted(layout.names)))) for layout in self.layouts]
        return json.dumps({"names": names, "layouts": as_objects}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Profile":
        """Return the profile that to_json wrote."""
        saved = json.loads(text)
        names = [frozenset(each) for each in saved["names"]]
        return cls(tuple(_layout(each, names) for each in saved["layouts"]))

    def nearest(self, steps: "Steps", texts: Sequence[str], kinds: Collection[str]) -> tuple[Layout, list] | None:
        """Return the layout that a page is of, with the places of its lines; None when it is of none that is known.

        kinds: those the page may be of, empty for any.
        """
        best, most = None, (LEAST_KNOWN, 0)
        for layout in self.layouts:
            if (kinds and layout.kind not in kinds) or (
                places := layout.places(steps.paths(layout.names), texts)
            ) is None:
                continue
            score = (layout.known(places, texts), layout.pages)
            if score > most:
                best, most = (layout, places), score
        return best

    def layout_of(self, lines: Sequence[Line], kinds: Collection[str]) -> Layout | None:
        """Return the layout that lines are of, after noting on each what it is there (`Line.slot`). kinds: as in
        nearest."""
        texts = [line.text for line in lines]
        found = self.nearest(LineSteps(lines), texts, kinds) if self.layouts else None
        if found is None:
            return None
        layout, places = found
        for line, place in zip(lines, places, strict=True):
            line.slot = layout.roles.get(place) or _unknown(layout, *place)
            if line.slot == "mixed":
                line.slot = _of_mixed(line)
            elif line.slot == "legend":
                line.text = ""
            if layout.repeated and (*place, masked(fold(line.text))) in layout.repeated:
                line.slot = "frame"
        return layout


UNKNOWN = Profile()
"""The profile of a site of which nothing is known."""


class Steps(Protocol):
    """The elements around the lines of a page."""

    def paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each line, written with some names."""


class LineSteps:
    """The elements around parsed lines."""

    def __init__(self, lines: Sequence[Line]):
        self._lines = lines
        self._written: dict[frozenset[str], list[str]] = {}

    def paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each line, written with some names."""
        if names not in self._written:
            known: dict[int, str] = {}
            self._written[names] = [path_of(line.node, names, known) for line in self._lines]
        return self._written[names]


def _unknown(layout: Layout, path: str, side: str) -> str | None:
    return "text" if side == BELOW and layout.text and path.startswith(f"{layout.text}/") else None


def _of_mixed(line: Line) -> str:
    """Return what a line is in a place of dates, keywords, files and cards."""
    kinds = {anchor.kind for anchor in line.anchors}
    if not kinds:
        return "date"
    if kinds == {None}:
        return "text"
    return "keywords" if kinds == {"mot"} else "files" if "file" in kinds else "card"


def _as_object(layout: Layout, names: int) -> dict:
    plain = {name: getattr(layout, name) for name in ("kind", "pages", "agreed", "called", "text")}
    slots = [list(astuple(slot)) for slot in layout.slots]
    return plain | {"names": names, "slots": slots, "repeated": sorted(map(list, layout.repeated))}


def _layout(saved: dict, names: Sequence[frozenset[str]]) -> Layout:
    slots = tuple(Slot(*slot) for slot in saved["slots"])
    return Layout(
        **saved | {"slots": slots, "repeated": frozenset(map(tuple, saved["repeated"])), "names": names[saved["names"]]}
    )
