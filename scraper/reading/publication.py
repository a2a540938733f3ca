"""The dates of a text itself: when it was published, by the portal's label, SPIP's words or what is declared; the place
and day that head or end it; and what is wrong with the dates it writes."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scraper import spip
from scraper.dates import DAYS_OF_WEEK, DateSpan, day_of, find_dates, read_date, unread_dates
from scraper.portal import Portal
from scraper.reading import days
from scraper.reading.lines import Line
from scraper.reading.metadata import Metadata, declared_moment, sources
from scraper.reading.text import PROPER, UPPER, fold, starts_with
from scraper.records import Problem

LONGEST = 80
"""Characters of the longest line that is taken for a publication date and what is beside it, or of a letter's place."""
LONGEST_NAMES = 140
"""Characters of the longest such line that names those who wrote the text."""
NEAR = 6
"""Lines around a title among which its publication date may be without a label."""
BARE = range(-2, 4)
"""Lines from a title at which a mere day is its publication's."""
FARTHEST_AHEAD = 366
"""Days after the fetch of the latest publication that is believed where it is only declared: the portal dates an
article by its event, which may be to come."""
_NAMED = re.compile(rf"(?:[Pp]ar|[Bb]y|[Pp]or)\s+(?:l['’]|la |le |les )?[{UPPER}][\w.’'-]*\s+\S*[{UPPER}]")
_SIGNS = " ,;:|•·/()[]–—-."
_ARTICLE = re.compile(r"^(?:le|du|ce|el|the|on)\s+", re.IGNORECASE)
_PLACE_AND = re.compile(
    rf"^(?:(?P<made>Fait|Donné|Signé)\s+)?(?P<at>(?:[àÀA])\s+)?(?P<place>{PROPER})(?:\s*\([^()]{{2,30}}\))?\s*(?P<comma>,)?"
    r"\s*(?:the\s*)?$"
)
_ENDS = re.compile(r"^[\s.]*(?:$|[–—:(]|-{1,2}\s)")
_NO_PLACE = frozenset(DAYS_OF_WEEK) | frozenset(
    "date quand jour horaire horaires programme le du en les rdv "
    "publie publication paru edition cloture echeance rappel debut fin vernissage concert spectacle projection".split()
)
_OF_TEXT = re.compile(
    r"^(?:\W|\bde presse\b|\bd['’]information\b|\bn[°o]\s?\d+|\bdu\b|\ble\b|\bdatée?\b)*$", re.IGNORECASE
)
SAID, BESIDE, SIGNED, DATED = "words of a publication", "words beside the title", "beside the author", "dated line"


@dataclass(frozen=True)
class Dateline:
    """A publication as one line has it."""

    span: DateSpan
    words: str
    """The date as shown."""
    rule: str
    """Why it is the publication's: SAID, BESIDE, SIGNED or DATED."""

    @property
    def is_certain(self) -> bool:
        """Whether words beside the date name it; a line that is nothing but a day may be a subtitle."""
        return self.rule != DATED


@dataclass(frozen=True)
class Publication:
    """When an article was published, as its page shows or declares it."""

    day: str | None = None
    """YYYY-MM-DD."""
    words: str | None = None
    """The date as shown; as declared where none is."""
    rule: str = ""
    """The rule that found it."""
    lines: frozenset[int] = frozenset()
    """Positions of the lines that show it."""
    conflict: str | None = None
    """Another date that the page declares."""


def is_labelled(line: Line, portal: Portal) -> bool:
    """Return whether a line is the portal's label with a date; a paragraph that begins with the same words is none."""
    return len(line.text) <= LONGEST and bool(starts_with(line.text, portal.words["labels"]["published"]))


def dateline(line: Line, on: dt.date | None = None) -> Dateline | None:
    """Read the publication from a line: `Article publié le 3 avril 2007`, `par Jeanne Martin, le 15 septembre 2009`, or
    one day alone. on: the day of the fetch, for SPIP leaves the current year out of its dates."""
    text = line.text
    if not text or len(text) > LONGEST_NAMES or line.level or line.item or text.endswith("."):
        return None
    spans = find_dates(text, on=on, prefer="same_year")
    if not spans or not _is_one_day(spans[0]):
        return None
    span = spans[0]
    before, after = text[: span.offsets[0]].strip(_SIGNS), text[span.offsets[1] :].strip(_SIGNS)
    rule = _rule(before, after, span)
    return Dateline(span, _without_article(span.text), rule) if rule else None


def _rule(before: str, after: str, span: DateSpan) -> str | None:
    signed = bool(_NAMED.match(after))
    if (not after or signed) and len(before) <= LONGEST:
        for rule, words in ((SAID, spip.PUBLISHED), (BESIDE, spip.PUBLISHED_BESIDE)):
            if words.match(fold(before)):
                return rule
    if span.inferred:
        return None
    if (not before and signed) or (_NAMED.match(before) and not after):
        return SIGNED
    return DATED if not before and not after and span.precision == "day" else None


def shows_change(text: str) -> bool:
    """Return whether words are nothing but the date of a change: `Mis à jour le 3 mars 2021`."""
    spans = find_dates(text) if spip.CHANGED.match(fold(text[:LONGEST])) else []
    if not spans or not _is_one_day(spans[0]):
        return False
    before, after = text[: spans[0].offsets[0]], text[spans[0].offsets[1] :].strip(_SIGNS)
    return bool(spip.CHANGED.fullmatch(fold(before))) and (not after or bool(_NAMED.match(after)))


def _is_one_day(span: DateSpan) -> bool:
    return span.precision in ("day", "minute") and day_of(span.start) == day_of(span.end) and not span.open


def _without_article(words: str) -> str:
    return _ARTICLE.sub("", words)


def find_publication(lines: Sequence[Line], title: int, portal: Portal, on: dt.date) -> Publication:
    """Find the publication of an article whose title is at a position: by the portal's label, SPIP's class, a machine's
    date near the title, the words of a line, a line that is nothing but a day. on: the day of the fetch. A day without
    a year is of the one that the title has."""
    found = _find(lines, max(0, title), portal, on)
    if title < 0 or not found.day or not found.words or "machine" in found.rule or not days.is_inferred(found.words):
        return found
    day = days.own_year(days.Shown(dt.date.fromisoformat(found.day), found.words, lines[title].text), on)
    return replace(found, day=day.isoformat()) if day else found


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
    return _worded(lines, title, on)


def _marked(lines: Sequence[Line], i: int, rule: str, portal: Portal, on: dt.date) -> Publication | None:
    """Return the date of a line that a label, a class or an attribute marks. A whole date that is shown counts before a
    machine's, which templates may take from the last change."""
    words, places = _without_label(lines, i, portal)
    dates, machine = find_dates(words), lines[i].machine
    # What follows is the date of a change, or the time it takes to read.
    words = _without_article(words[: dates[0].offsets[1]]) if dates else words
    span = read_date(words, on=on, prefer="same_year") if words else None
    is_day = span is not None and span.precision in ("day", "minute")
    if machine and not (is_day and not span.inferred):
        return Publication(machine[:10], words or machine, f"{rule}, machine-readable", places)
    if is_day:
        return Publication(span.start.isoformat()[:10], words, rule, places)
    return Publication(None, words or None, rule, places) if rule == "label" else None


def _worded(lines: Sequence[Line], title: int, on: dt.date) -> Publication:
    """Return the publication by the words of a line near the title, or of one further down with its label."""
    near = [*range(title + 1, title + NEAR), *range(title - 1, title - NEAR, -1)]
    found = [(i, each) for i in near if 0 <= i < len(lines) and (each := dateline(lines[i], on))]
    further = ((i, each) for i in range(title + NEAR, len(lines)) if (each := dateline(lines[i], on)))
    best = next((each for each in found if each[1].is_certain), None)
    best = best or next((each for each in further if each[1].rule == SAID), None)
    best = best or next((each for each in found if each[0] - title in BARE), None)
    if best is None:
        return Publication()
    i, line = best
    return Publication(str(line.span.start)[:10], line.words, line.rule, frozenset((i,)))


def _without_label(lines: Sequence[Line], i: int, portal: Portal) -> tuple[str, frozenset[int]]:
    """Return the date's words without their label, from the next line when the label is alone, and where they are."""
    text = lines[i].text
    label = starts_with(text, portal.words["labels"]["published"])
    if not label:
        return text.split(", par ")[0], frozenset((i,))
    rest = re.split(r"\s+", text)[len(fold(label).split()) :]
    if not any(fold(word) for word in rest) and i + 1 < len(lines):
        return lines[i + 1].text, frozenset((i, i + 1))
    return " ".join(rest).strip(" :,-–").split(", par ")[0], frozenset((i,))


def held_against(found: Publication, metadata: Metadata, on: dt.date) -> Publication:
    """Check a publication against the dates that its page declares. on: the day of the fetch.

    A day that is shown counts; a declared one confirms it, or has its year where none is shown. Where no day is shown,
    a declared one fills the gap when it is plausible and the only one.
    """
    moments = [(moment, each) for each in metadata.published if (moment := declared_moment(each.value))]
    declared = [(moment.date(), each) for moment, each in moments]
    if not declared:
        return found
    if not found.day:
        plausible = [(moment.date(), each) for moment, each in moments if _is_plausible(moment, metadata, on)]
        if len({day for day, _ in plausible}) == 1:
            day, first = plausible[0]
            rule = f"{sources(each for _, each in plausible)}, machine-readable"
            return replace(found, day=day.isoformat(), words=found.words or first.value, rule=rule)
    elif days.is_inferred(found.words or ""):
        same_day = {day for day, _ in declared if day.isoformat()[4:] == found.day[4:]}
        found = replace(found, day=same_day.pop().isoformat()) if len(same_day) == 1 else found
    agreeing = [each for day, each in declared if found.day in (day.isoformat(), each.value[:10])]
    others = [f"{each.source} {each.value}" for _, each in declared if each not in agreeing]
    rule = f"{found.rule}; {sources(agreeing)}" if agreeing else found.rule
    conflict = f"the page shows {found.day or 'no publication date'}, declared: {', '.join(others)}" if others else None
    return replace(found, rule=rule, conflict=conflict)


def _is_plausible(moment: dt.datetime, metadata: Metadata, on: dt.date) -> bool:
    """Return whether a declared moment may be a publication's: not before the site, not of the day of the fetch or one
    far ahead, not that of the last change (or its day, where no hour is written), with which some templates fill
    both."""
    day, changes = moment.date(), {declared_moment(each.value) for each in metadata.modified} - {None}
    changed = moment in changes or (moment.time() == dt.time() and day in map(day_of, changes))
    in_time = day.year >= days.FIRST_YEAR and day != on and day <= on + dt.timedelta(days=FARTHEST_AHEAD)
    return in_time and not changed


def is_letterhead(sentence: str, span: DateSpan, portal: Portal) -> bool:
    """Return whether a date is that of the text around it, as no event's is: "Paris, le 28 janvier 2020" above a
    communiqué, "Fait à Paris, le …" below it, "Communiqué du 28 janvier 2020" in a title."""
    if span.offsets[0] > LONGEST:
        return False
    before, after = sentence[: span.offsets[0]], sentence[span.offsets[1] : span.offsets[1] + LONGEST]
    if genre := starts_with(before, portal.words["titles"]["letters"]):
        rest = re.sub(rf"^\W*(?:\S+\s*){{{len(fold(genre).split())}}}", "", before)
        if _OF_TEXT.match(rest):
            return True
        before = re.sub(r"^(?:\s*de presse)?\W*", "", rest)
    match = _PLACE_AND.match(before.strip("—–- "))
    if match is None or not (match["comma"] or match["at"]) or span.precision != "day":
        return False
    words = set(fold(match["place"]).split())
    if words & _NO_PLACE or starts_with(match["place"], portal.words["titles"]["events"]):
        return False
    return bool(match["made"] or _ENDS.match(after))


def letterheads(dated: list[tuple[str, DateSpan]], portal: Portal) -> set[tuple[str, DateSpan]]:
    """Return the dates of a text that are its own. Lines of several days are the stages of a tour."""
    found = {(sentence, span) for sentence, span in dated if is_letterhead(sentence, span, portal)}
    return found if len({span.start for _, span in found}) == 1 else set()


def date_problems(texts: Iterable[str | None], url: str, on: dt.date | None) -> list[Problem]:
    """Return a problem for each date-looking piece that was not read, and for each date that contradicts itself (a
    weekday that is not that day's, an end before the start, a month that is none). on: the page's day."""
    found: dict[tuple[str, str], Problem] = {}
    for text in filter(None, texts):
        for piece in unread_dates(text, on=on):
            found[("unread_date", piece)] = Problem(url=url, rule="unread_date", detail=piece)
        for span in find_dates(text, on=on):
            for conflict in span.conflicts:
                rule = "weekday_against_date" if " is written and " in conflict else "date_conflict"
                found[(rule, span.text)] = Problem(url=url, rule=rule, detail=f"{span.text!r}: {conflict}")
    return list(found.values())
