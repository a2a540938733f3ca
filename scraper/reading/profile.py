"""What is known of a site's layouts, and what each line of a page is by them. It is learned from many pages
(scraper/learning); a page is read with it as it is read without, from its own lines."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Sequence, Set
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from bs4 import Tag

from scraper.dates import find_dates
from scraper.reading.lines import Line
from scraper.reading.pieces import CELLS
from scraper.reading.text import LONGEST_PREFIX, fold, label_before, squeeze, without_counts

ABOVE, TITLE, BELOW = "<", "=", ">"
"""The side of the title that a place is on."""
OWN, OVER, UNDER = "own", "above", "below"
LIST_SIDES = (OWN, OVER, UNDER)
"""Where a list has the date of an article: in the same element as its title, above or below it."""
ALWAYS_DATED = 0.9
"""Share of a layout's pages with a date in the publication's place, from which one without is an exception."""
NEARLY_ALL = 0.9
"""Share of a layout's pages that have what is the site's frame."""
LEAST_KNOWN = 0.6
"""Share of a page's lines in places that a layout knows, from which the page is of that layout."""
Step = tuple[str, tuple[str, ...]]
"""An element's name, with its classes, sorted, or else its style."""
ABOUT = frozenset("mot rubrique auteur home plan service login search duplicate feed".split())
"""Kinds of addresses (spip.Address.kind) that a page leads to beside articles: its keywords, its section, its author,
its site, a form to write or to print it."""
OUTER = frozenset(("body", "html", "[document]"))
"""Elements that are no part of a path."""
_TABLES = frozenset(("table", "tr", "td", "th"))
_LOOKS = ("width", "height", "bgcolor", "background", "align", "valign")
"""Attributes by which old templates tell the cells of a page apart, in the place of a class or a style."""
LONGEST_STYLE = 80
"""Characters of the longest `style` that a template gives its elements; a longer one is an editor's."""
_SIGNS = " ·•|/>›»:,-–—"
"""Signs between a section and an overtitle."""
_NUMBER = re.compile(r"^\d+ ")
_UNNUMBERED = {"numbered": "text", "numbered files": "files"}


@dataclass(frozen=True)
class Slot:
    """A place of a layout."""

    path: str
    """The elements that lead to it, from the body, each with its template's names."""
    side: str
    """Of the title: ABOVE, TITLE or BELOW."""
    role: str
    """What its lines are: title, overtitle, subtitle, date, lead, text, keywords, files, picture, card, summary, frame.

    kicker: the page's section, with the overtitle behind it; event: the box about the page's event; numbered, numbered
    files: text and files that the template numbers; facts: other dates beside the text; legend: the same words of a
    picture on all pages; mixed: some of date, keywords, files, cards and links to other sites, each as its links
    show."""
    pages: int
    """How many of the layout's pages have it."""
    share: float
    """Share of its lines that agree."""


@dataclass(frozen=True)
class ListedDates:
    """What the dates in the lists of a layout are, by the articles they list."""

    side: str
    """Where the date of an article is, one of LIST_SIDES."""
    of: str
    """What it is the day of: published, or event for another day that the article's text has."""
    agreed: int
    """How many of them are that day of their article."""
    compared: int
    """Of how many."""


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
    """Path, side and words of the layout's own amid lines that are a page's, beside its links to other sites, or, with
    a colon, before its words."""
    names: frozenset[str]
    """Classes and styles of its templates; all others are a page's own."""
    listed: ListedDates | None = None
    """What the dates are that its pages list articles with; None where articles do not show it."""

    @cached_property
    def roles(self) -> dict[tuple[str, str], str]:
        return {(slot.path, slot.side): slot.role for slot in self.slots}

    @property
    def frame_roles(self) -> frozenset[str]:
        """Roles of what is beside the content. What is beside the text of an article is what a list is made of."""
        beside = ("frame", "summary", "event")
        return frozenset((*beside, "card", "facts") if self.kind == "article" else beside)

    @property
    def sets_text_apart(self) -> bool:
        """Whether the text has an element of its own, which the title is not in."""
        return bool(self.text) and not f"{self.title}/".startswith(f"{self.text}/")

    @cached_property
    def has_date(self) -> bool:
        """Whether the publication has a place of its own."""
        return any(slot.role == "date" for slot in self.slots)

    @property
    def is_always_dated(self) -> bool:
        """Whether its pages show their publication in one place, but for exceptions."""
        return any(slot.role == "date" and slot.pages >= ALWAYS_DATED * self.pages for slot in self.slots)

    @cached_property
    def title(self) -> str:
        """Path of the title."""
        return next(slot.path for slot in self.slots if slot.side == TITLE)

    def places(self, paths: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]] | None:
        """Return the place of each line of a page: its path, and its side of the title; None where the page shows no
        title there. paths: of its lines, written with this layout's names; texts: their words."""
        return places_by(self.title, paths, texts)

    def known(self, places: Sequence[tuple[str, str]], texts: Sequence[str]) -> float:
        """Return the share of a page's lines with words that are in places of this layout."""
        shown = [place in self.roles for place, text in zip(places, texts, strict=True) if text]
        return sum(shown) / len(shown)


def places_by(title: str, paths: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return the places of a page's lines by the path of its title: as Layout.places."""
    at = next((i for i, path in enumerate(paths) if path == title and texts[i]), None)
    if at is None:
        return None
    return [(path, TITLE if path == title else ABOVE if i < at else BELOW) for i, path in enumerate(paths)]


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

    def in_site_frame(self, steps: "LineSteps") -> set[int]:
        """Return those of a page's lines, by Python's id, that are in the site's frame, whatever the page's layout."""
        return {
            id(line)
            for names, frame in self._site_frame.items()
            for line, path in zip(steps.lines, steps.paths(names), strict=True)
            if path in frame
        }

    @cached_property
    def _site_frame(self) -> dict[frozenset[str], frozenset[str]]:
        """The paths of the site's frame, by the names that they are written with: nearly all pages of two layouts have
        them, as frame, and they have a name, for an element without one may hold anything in another layout."""
        found = {}
        for names in {layout.names for layout in self.layouts}:
            frames, others = Counter(), set()
            for layout in (each for each in self.layouts if each.names == names):
                own = {s.path for s in layout.slots if s.role in layout.frame_roles}
                others |= {s.path for s in layout.slots} - own
                frames.update({s.path for s in layout.slots if s.pages >= NEARLY_ALL * layout.pages} & own)
            common = {path for path, n in frames.items() if n > 1 and "." in path}
            found[names] = frozenset(common - others)
        return found

    def layout_of(self, steps: "LineSteps", kinds: Collection[str]) -> Layout | None:
        """Return the layout that a page's lines are of, after noting on each what it is there (`Line.slot`). kinds: as
        in nearest."""
        lines = steps.lines
        found = self.nearest(steps, [line.text for line in lines], kinds) if self.layouts else None
        if found is None:
            return None
        layout, places = found
        title = next(line.text for line, (_, side) in zip(lines, places, strict=True) if side == TITLE)
        for line, place in zip(lines, places, strict=True):
            line.slot = layout.roles.get(place) or _unknown(layout, *place)
            if line.slot == "mixed" or (line.slot == "keywords" and _leads_off_site(line)):
                line.slot = "frame" if line.text == title else _of_mixed(line)
                if line.slot == "date" and layout.has_date:
                    line.slot = "facts"
            elif line.slot == "legend":
                line.text = ""
            elif line.slot == "kicker":
                line.text = squeeze(line.unlinked).strip(_SIGNS)
                line.slot, line.anchors = ("overtitle", []) if line.text else ("frame", line.anchors)
            elif line.slot in ("numbered", "numbered files"):
                line.slot, line.text = _UNNUMBERED[line.slot], _NUMBER.sub("", line.text)
                for anchor in line.anchors:
                    anchor.text = _NUMBER.sub("", anchor.text)
            if layout.repeated:
                _take_labels_off(line, place, layout.repeated)
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
        self.lines = lines
        self._written: dict[frozenset[str], list[str]] = {}

    def paths(self, names: frozenset[str]) -> list[str]:
        """Return the path of each line, written with some names."""
        if names not in self._written:
            known: dict[int, str] = {}
            self._written[names] = [_path_of_line(line, names, known) for line in self.lines]
        return self._written[names]


def _path_of_line(line: Line, names: frozenset[str], known: dict[int, str]) -> str:
    path, step = path_of(line.node, names, known), step_in_cell(line)
    return path_below(path, step, names) if step else path


def step_of(tag: Tag) -> Step:
    """Return an element's step."""
    attrs = tag.attrs
    if not attrs:
        return tag.name, ()
    if names := attrs.get("class"):
        return _classed(tag.name, tuple(names))
    look = (f"{name}:{attrs[name]}" for name in _LOOKS if name in attrs) if tag.name in _TABLES else ()
    style = re.sub(r"\s+", "", attrs["style"] if "style" in attrs else ";".join(look))
    return tag.name, (f"~{style}",) if 0 < len(style) <= LONGEST_STYLE else ()


def step_in_cell(line: Line) -> Step | None:
    """Return a step for a line that has no element of its own in the cell of a table, but looks that all of it has: how
    old templates tell a title from what is beside it; None for any other."""
    if not line.styles or line.node.name not in CELLS or line.node.attrs.get("class"):
        return None
    return "", tuple(f"~{style}" for style in sorted(line.styles))


@lru_cache(maxsize=4096)
def _classed(name: str, classes: tuple[str, ...]) -> Step:
    return name, tuple(sorted(set(classes)))


@lru_cache(maxsize=4096)
def written(step: Step, names: frozenset[str]) -> str:
    """Return a step in writing. names: those of the site's templates, without a sign by which `width-1-3@m.grid` would
    be masked as an address."""
    return ".".join([step[0], *(name.replace("@", "~") for name in step[1] if name in names)])


def path_of(tag: Tag | None, names: frozenset[str], known: dict[int, str]) -> str:
    """Return the path of an element below the body; empty for the body. known: those of other elements of the page, by
    Python's id, to which all on the way are added."""
    if tag is None or tag.name in OUTER:
        return ""
    if id(tag) not in known:
        known[id(tag)] = path_below(path_of(tag.parent, names, known), step_of(tag), names)
    return known[id(tag)]


def path_below(around: str, step: Step, names: frozenset[str]) -> str:
    """Return the path of a step in an element; that of the element, for a step without a name that is known."""
    own = written(step, names)
    return f"{around}/{own}" if around and own else around or own


def _unknown(layout: Layout, path: str, side: str) -> str | None:
    return "text" if side == BELOW and layout.text and path.startswith(f"{layout.text}/") else None


def _take_labels_off(line: Line, place: tuple[str, str], repeated: Set[tuple[str, str, str]]) -> None:
    """Make a line that is the layout's own frame; take off what is so before a line's words or beside its links.
    repeated: as in Layout."""
    if (*place, without_counts(fold(line.text))) in repeated:
        line.slot = "frame"
    elif _leads_off_site(line) and (*place, fold(line.unlinked)) in repeated:
        line.text = " ".join(anchor.text for anchor in line.anchors)
    elif ":" in line.text[:LONGEST_PREFIX] and (*place, label_before(line.text)) in repeated:
        line.text = line.text.partition(":")[2].strip()


def _leads_off_site(line: Line) -> bool:
    """Return whether all links of a line lead to other sites."""
    return bool(line.anchors) and not any(anchor.target or anchor.href.startswith("#") for anchor in line.anchors)


def _of_mixed(line: Line) -> str:
    """Return what a line is in a place of dates, keywords, files and cards."""
    kinds = {anchor.kind for anchor in line.anchors}
    if kinds == {"mot"}:
        return "keywords"
    kinds -= ABOUT
    if not kinds:
        return "date" if any(span.precision in ("day", "minute") for span in find_dates(line.text)) else "facts"
    if kinds == {None}:
        return "text"
    return "files" if "file" in kinds else "card"


def _as_object(layout: Layout, names: int) -> dict:
    plain = {name: getattr(layout, name) for name in ("kind", "pages", "agreed", "called", "text")}
    slots = [list(astuple(slot)) for slot in layout.slots]
    # A profile that was kept without it has the same version after it was loaded.
    listed = {"listed": list(astuple(layout.listed))} if layout.listed else {}
    return plain | {"names": names, "slots": slots, "repeated": sorted(map(list, layout.repeated))} | listed


def _layout(saved: dict, names: Sequence[frozenset[str]]) -> Layout:
    as_saved = {
        "slots": tuple(Slot(*slot) for slot in saved["slots"]),
        "repeated": frozenset(map(tuple, saved["repeated"])),
        "names": names[saved["names"]],
        "listed": ListedDates(*saved["listed"]) if "listed" in saved else None,
    }
    return Layout(**saved | as_saved)
