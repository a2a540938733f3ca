"""The box beside or above a text with the day, hour and place of an event: pairs of a label and a value."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bs4 import Tag

from scraper.dates import find_dates
from scraper.reading.elements import TEXT
from scraper.reading.lines import Line, lines_within
from scraper.reading.text import SENTENCE_ENDS, fold, starts_with
from scraper.text import labels_of

LONGEST_VALUE = 160
"""Characters of the longest value."""
LONGEST_LINE = 3 * LONGEST_VALUE
"""Characters of the longest line of pairs: a day, an hour and a place."""
MOST_LINES = 16
"""Lines of the longest box."""
_OUTSIDE = frozenset(("footer", "nav", "form", "body", "html", "main", "[document]"))
_HOUR = r"(?:[01]?\d|2[0-3])\s*(?:h(?:eures?)?\s*(?:[0-5]\d)?|:\s*[0-5]\d)"
_HOURS = re.compile(rf"({_HOUR})(?:\s*(?:-|–|—|à|/|>|→|jusqu['’]à)\s*({_HOUR}))?", re.IGNORECASE)
_SIGNS = " :-–—·•|,;"


@dataclass(frozen=True)
class EventBox:
    """A box about an event: its lines, and its values as written."""

    lines: tuple[Line, ...]
    day: str | None
    hour: str | None
    place: str | None

    @property
    def times(self) -> tuple[str, ...]:
        """The hours, written as dates are read: the first, and the last where there is one."""
        found = _HOURS.search(self.hour or "")
        return tuple(re.sub(r"\s", "", time.replace(":", "h")) for time in found.groups() if time) if found else ()


def find_event_box(lines: Sequence[Line], labels: Mapping[str, Sequence[str]]) -> EventBox | None:
    """Find the box of a page's own event; None where it has none, or several. labels: the portal's."""
    kinds = {label: kind for kind in ("day", "hour", "place") for label in labels[f"event_{kind}"]}
    begins = labels_of(tuple(kinds))
    boxes: list[EventBox] = []
    last = -1
    for i, line in enumerate(lines):
        if i > last and _is_labelled(line, begins) and (box := _box_at(lines, i, kinds)):
            last = i + len(box.lines)
            boxes.append(box)
    own = [box for box in boxes if any(line.slot == "event" for line in box.lines)] or _slotted(lines, kinds) or boxes
    # A small screen's copy is the same box.
    return own[0] if len({(box.day, box.hour, box.place) for box in own}) == 1 else None


def _slotted(lines: Sequence[Line], kinds: Mapping[str, str]) -> list[EventBox]:
    """Return the box in the place of the layout's, which may have a single pair there."""
    at = [i for i, line in enumerate(lines) if line.slot == "event"]
    own = lines[max(0, at[0] - 1) : at[-1] + 1] if at else ()
    found = dict(_pairs(own, kinds)) if len(own) <= MOST_LINES else {}
    return [_read([line for line in own if line.slot in ("event", "frame")], found)] if found else []


def _read(lines: Sequence[Line], found: Mapping[str, str]) -> EventBox:
    day = found.get("day")
    return EventBox(
        tuple(lines), day if day and find_dates(day) else None, found.get("hour") or day, found.get("place")
    )


def _is_labelled(line: Line, labels: Iterable[str]) -> bool:
    """Return whether a line begins with a label."""
    return 0 < len(line.text) <= LONGEST_LINE and starts_with(line.text, labels) is not None


def _box_at(lines: Sequence[Line], i: int, kinds: Mapping[str, str]) -> EventBox | None:
    """Return the box whose first label is on a line: the smallest element around it that has two pairs, with all that
    is in it."""
    for tag in (lines[i].node, *lines[i].node.parents):
        own = lines_within(lines, i, tag, MOST_LINES)
        # A long list is never searched for its title, once for each of its entries.
        if tag.name in _OUTSIDE or len(own) > MOST_LINES or tag.find("h1"):
            return None
        found = dict(_pairs(own, kinds))
        if len(found) > 1:
            return _box(tag, _with_heading(lines, own, tag), found)
    return None


def _with_heading(lines: Sequence[Line], own: Sequence[Line], tag: Tag) -> Sequence[Line]:
    """Return the lines of a box with the heading above it in an element that holds nothing else."""
    begin = next(i for i, line in enumerate(lines) if line is own[0]) - 1
    if begin >= 0 and lines[begin].level and not tag.parent.find("h1"):
        around = lines_within(lines, begin, tag.parent, len(own) + 1)
        return around if len(around) == len(own) + 1 else own
    return own


def _box(tag: Tag, own: Sequence[Line], found: dict[str, str]) -> EventBox | None:
    shows_day = bool(find_dates(found.get("day", "")))
    shows_hour = _HOURS.search(found.get("hour", "")) is not None
    if not (shows_day or (shows_hour and "place" in found)) or _is_written(tag, own):
        return None
    if any(anchor.kind in ("article", "plain", "breve") for line in own for anchor in line.anchors):
        return None  # What another page is about.
    return _read(own, found)


def _is_written(tag: Tag, own: Sequence[Line]) -> bool:
    """Return whether an author wrote the pairs in the text: a paragraph, SPIP's field, or what is amid sentences."""
    if tag.name == "p" or any(line.part in {*TEXT, "lead"} for line in own):
        return True
    beside = (tag.find_previous_sibling(), tag.find_next_sibling())
    return all(each and each.name == "p" and each.get_text().rstrip().endswith(SENTENCE_ENDS) for each in beside)


def _pairs(lines: Sequence[Line], kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the values of some lines with their kinds: behind a label, in its line or below it; the first of each."""
    seen: set[str] = set()
    waiting: str | None = None
    for line in lines:
        if not line.text:
            continue
        pairs = list(_pairs_in(line, kinds))
        if not pairs and waiting and len(line.text) <= LONGEST_VALUE:
            pairs = [(waiting, line.text)]
        waiting = next((kind for kind, value in pairs if not value), None)
        for kind, value in pairs:
            if value and kind not in seen and len(value) <= LONGEST_VALUE:
                seen.add(kind)
                yield kind, value


def _pairs_in(line: Line, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the kinds of a line that begins with a label, each with its value: a line may have several pairs."""
    if not _is_labelled(line, kinds):
        return
    by_words = {fold(label): kind for label, kind in kinds.items()}
    names = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    marks = list(re.finditer(rf"(?:^|(?<=\s))({names})\s*:\s*", line.text, re.IGNORECASE))
    if not marks or marks[0].start() > 0:
        marks = list(re.finditer(rf"^({names})(?:\s+|$)", line.text, re.IGNORECASE))
    if not marks:  # a label without its accents: "OU" is more often a conjunction
        return
    ends = [mark.start() for mark in marks[1:]] + [len(line.text)]
    for mark, end in zip(marks, ends, strict=True):
        yield by_words[fold(mark[1])], line.text[mark.end() : end].strip(_SIGNS)
