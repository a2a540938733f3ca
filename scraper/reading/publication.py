"""When an article was published, and which of its lines say so."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scraper.dates import day_of, find_dates, read_date
from scraper.portal import Portal
from scraper.reading import years
from scraper.reading.datelines import LONGEST, SAID, dateline, is_labelled, without_article
from scraper.reading.lines import Line
from scraper.reading.metadata import Candidate, Metadata, declared_moment, sources
from scraper.reading.text import fold, starts_with

NEAR = 6
"""Lines around a title among which its publication date may stand without a label."""
BARE = range(-2, 4)
"""Lines from a title at which a mere day is its publication's."""
FARTHEST_AHEAD = 366
"""Days after the fetch of the latest publication that is believed where it is only declared: the portal dates an
article by its event, which may be to come."""


@dataclass(frozen=True)
class Publication:
    """When an article was published, as its page shows or declares it."""

    day: str | None = None
    """YYYY-MM-DD."""
    words: str | None = None
    """The date as shown; as declared where none is."""
    rule: str = ""
    """Why it is that."""
    lines: frozenset[int] = frozenset()
    """Positions of the lines that show it."""
    conflict: str | None = None
    """What the page declares against it."""


def find_publication(lines: Sequence[Line], title: int, portal: Portal, on: dt.date) -> Publication:
    """The publication of the article whose title stands at a position: by the portal's label, SPIP's class, a machine's
    date near the title, the words of a line, a line that is nothing but a day. on: the day of the fetch. A day without
    a year is of the one that the title tells."""
    found = _find(lines, max(0, title), portal, on)
    if title < 0 or not found.day or not found.words or "machine" in found.rule or not years.is_inferred(found.words):
        return found
    day = years.own_year(years.Shown(dt.date.fromisoformat(found.day), found.words, lines[title].text), on)
    return replace(found, day=day.isoformat()) if day else found


def held_against(found: Publication, metadata: Metadata, on: dt.date) -> Publication:
    """Hold a publication against what its page declares. on: the day of the fetch.

    A day that is shown counts; a declared one confirms it, or has its year where none is shown. Where no day is shown,
    a declared one fills the gap when it is plausible and the only one.
    """
    declared = [(day_of(moment), each) for each in metadata.published if (moment := declared_moment(each.value))]
    if not declared:
        return found
    if not found.day:
        plausible = [(day, each) for day, each in declared if _is_plausible(day, each, metadata, on)]
        if len({day for day, _ in plausible}) == 1:
            day, first = plausible[0]
            rule = f"{sources(each for _, each in plausible)}, machine-readable"
            return replace(found, day=day.isoformat(), words=found.words or first.value, rule=rule)
    elif years.is_inferred(found.words or ""):
        same_day = {day for day, _ in declared if day.isoformat()[4:] == found.day[4:]}
        found = replace(found, day=same_day.pop().isoformat()) if len(same_day) == 1 else found
    agreeing = [each for day, each in declared if found.day in (day.isoformat(), each.value[:10])]
    others = [f"{each.source} {each.value}" for _, each in declared if each not in agreeing]
    rule = f"{found.rule}; {sources(agreeing)}" if agreeing else found.rule
    conflict = f"the page shows {found.day or 'no publication date'}, declared: {', '.join(others)}" if others else None
    return replace(found, rule=rule, conflict=conflict)


def _is_plausible(day: dt.date, declared: Candidate, metadata: Metadata, on: dt.date) -> bool:
    """Whether a declared day may be a publication's: not before the site, not the day of the fetch or one far ahead,
    not the moment of the last change, with which some templates fill both."""
    changed = {each.value for each in metadata.modified}
    return (
        day.year >= years.FIRST_YEAR
        and day != on
        and day <= on + dt.timedelta(days=FARTHEST_AHEAD)
        and declared.value not in changed
    )


def _find(lines: Sequence[Line], title: int, portal: Portal, on: dt.date) -> Publication:
    after = range(title, len(lines))
    ways = (
        ("label", [i for i in range(len(lines)) if is_labelled(lines[i], portal)]),
        ("class info-publi", [i for i in after if lines[i].part == "published"]),
        ("time", [i for i in after[:NEAR] if lines[i].machine and len(lines[i].text) < LONGEST]),
    )
    for rule, places in ways:
        for i in places:
            if found := _marked(lines, i, rule, portal, on):
                return found
    return _told(lines, title, on)


def _marked(lines: Sequence[Line], i: int, rule: str, portal: Portal, on: dt.date) -> Publication | None:
    """What a line says that a label, a class or an attribute tells to be the publication. A whole date that is shown
    counts before a machine's, which templates may take from the last change."""
    words, places = _without_label(lines, i, portal)
    words, machine = _first_date(words), lines[i].machine
    span = read_date(words, on=on, prefer="same_year") if words else None
    told = span is not None and span.precision in ("day", "minute")
    if machine and not (told and not span.inferred):
        return Publication(machine[:10], words or machine, f"{rule}, machine-readable", places)
    if told:
        return Publication(span.start.isoformat()[:10], words, rule, places)
    return Publication(None, words or None, rule, places) if rule == "label" else None


def _told(lines: Sequence[Line], title: int, on: dt.date) -> Publication:
    """Publication by the words of a line near the title, or of one further down that says what it is."""
    near = [*range(title + 1, title + NEAR), *range(title - 1, title - NEAR, -1)]
    found = [(i, told) for i in near if 0 <= i < len(lines) and (told := dateline(lines[i], on))]
    further = ((i, told) for i in range(title + NEAR, len(lines)) if (told := dateline(lines[i], on)))
    best = next((each for each in found if each[1].is_certain), None)
    best = best or next((each for each in further if each[1].rule == SAID), None)
    best = best or next((each for each in found if each[0] - title in BARE), None)
    if best is None:
        return Publication()
    i, told = best
    return Publication(str(told.span.start)[:10], told.words, told.rule, frozenset((i,)))


def _without_label(lines: Sequence[Line], i: int, portal: Portal) -> tuple[str, frozenset[int]]:
    """The date's words without their label, from the next line when the label stands alone, and where they stand."""
    text = lines[i].text
    label = starts_with(text, portal.words["labels"]["published"])
    if not label:
        return text.split(", par ")[0], frozenset((i,))
    rest = re.split(r"\s+", text)[len(fold(label).split()) :]
    if not any(fold(word) for word in rest) and i + 1 < len(lines):
        return lines[i + 1].text, frozenset((i, i + 1))
    return " ".join(rest).strip(" :,-–").split(", par ")[0], frozenset((i,))


def _first_date(text: str) -> str:
    """The words of a publication date, without what follows it (the date of a change, the time it takes to read)."""
    found = find_dates(text)
    return without_article(text[: found[0].offsets[1]]) if found else text
