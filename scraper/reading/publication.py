"""The dates of a text itself: when it was published, by the portal's label, SPIP's words or what is declared; the place
and day that head or end it; and what is wrong with the dates it writes."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from scraper import spip
from scraper.dates import DAYS_OF_WEEK, DateSpan, day_of, find_dates, read_date, unread_dates
from scraper.reading.context import PageContext
from scraper.reading.days import FIRST_YEAR, Shown, is_inferred, own_year
from scraper.reading.lines import Line
from scraper.reading.metadata import declared_moment, sources
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
_FINE = ("day", "minute")
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
WORDED, BESIDE, SIGNED, DATED = "words of a publication", "words beside the title", "beside the author", "dated line"
"""Why a line that nothing marks has the publication's date."""


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

    @property
    def is_certain(self) -> bool:
        """Whether words beside the date name it; a line that is nothing but a day may be a subtitle."""
        return self.rule != DATED


def is_labelled(line: Line, ctx: PageContext) -> bool:
    """Return whether a line is the portal's label with a date; a paragraph that begins with the same words is none."""
    return len(line.text) <= LONGEST and bool(starts_with(line.text, ctx.words["labels"]["published"]))


def dateline(line: Line, on: dt.date | None = None) -> Publication | None:
    """Read the publication from a line: `Article publié le 3 avril 2007`, `par Jeanne Martin, le 15 septembre 2009`, or
    one day alone. on: the day of the fetch, for SPIP leaves the current year out of its dates."""
    text = line.text
    if not text or len(text) > LONGEST_NAMES or line.level or line.item or text.endswith("."):
        return None
    span = next(iter(find_dates(text, on=on, prefer="same_year")), None)
    if span is None or span.precision not in _FINE or day_of(span.start) != day_of(span.end) or span.open:
        return None
    before, after = (part.strip(_SIGNS) for part in (text[: span.offsets[0]], text[span.offsets[1] :]))
    rule = _rule(before, after, span)
    return Publication(str(day_of(span.start)), _ARTICLE.sub("", span.text), rule) if rule else None


def _rule(before: str, after: str, span: DateSpan) -> str | None:
    signed, words = bool(_NAMED.match(after)), fold(before[:LONGEST])
    if (signed or not after) and spip.PUBLISHED.match(words):
        return WORDED
    if (signed or not after) and spip.PUBLISHED_BESIDE.match(words):
        return BESIDE
    if span.inferred:
        return None
    if (signed and not before) or (_NAMED.match(before) and not after):
        return SIGNED
    return DATED if not before and not after and span.precision == "day" else None


def find_publication(lines: Sequence[Line], title: int, ctx: PageContext) -> Publication:
    """Find the publication of an article whose title is at a position: by the portal's label, SPIP's class, a machine's
    date near the title, the words of a line, a line that is nothing but a day. A day without a year is of the one that
    the title has."""
    after = range(max(0, title), len(lines))
    marked = [
        *(("label", i) for i, line in enumerate(lines) if is_labelled(line, ctx)),
        *(("class info-publi", i) for i in after if lines[i].part == "published"),
        *(("time", i) for i in after[:NEAR] if lines[i].machine and len(lines[i].text) < LONGEST),
    ]
    found = next(filter(None, (_marked(lines, i, rule, ctx) for rule, i in marked)), None)
    found = found or _worded(lines, after.start, ctx.fetched)
    if title < 0 or not found.day or "machine" in found.rule or not is_inferred(found.words):
        return found
    day = own_year(Shown(dt.date.fromisoformat(found.day), found.words, lines[title].text), ctx.fetched)
    return replace(found, day=day.isoformat()) if day else found


def shown_publication(lines: Sequence[Line], i: int | None, title: int, ctx: PageContext) -> Publication:
    """Return the publication that line i shows, which is known to be its line; None for a page without that line."""
    if i is None:
        return find_publication(lines, title, ctx)
    found, places = _marked(lines, i, "layout", ctx), frozenset((i,))
    span = next(iter(find_dates(lines[i].text, on=ctx.fetched, prefer="same_year")), None)
    words = span and _ARTICLE.sub("", span.text)
    if found is None or not found.day:
        found = span and Publication(str(day_of(span.start)), words, "layout")
    elif span and found.words and found.words.endswith(words):  # before it are words that no label of the portal has
        found = replace(found, words=words)
    return replace(found, lines=found.lines | places) if found else Publication(lines=places)


def _marked(lines: Sequence[Line], i: int, rule: str, ctx: PageContext) -> Publication | None:
    """Return the date of a marked line. A whole date that is shown counts before a machine's, perhaps of a change."""
    words, places = _without_label(lines, i, ctx)
    dates, machine = find_dates(words), lines[i].machine
    # What follows is the date of a change, or the time it takes to read.
    words = _ARTICLE.sub("", words[: dates[0].offsets[1]] if dates else words)
    span = read_date(words, on=ctx.fetched, prefer="same_year")
    is_day = span is not None and span.precision in _FINE
    if machine and not (is_day and not span.inferred):
        return Publication(machine[:10], words or machine, f"{rule}, machine-readable", places)
    if is_day:
        return Publication(span.start.isoformat()[:10], words, rule, places)
    return Publication(None, words or None, rule, places) if rule == "label" else None


def _without_label(lines: Sequence[Line], i: int, ctx: PageContext) -> tuple[str, frozenset[int]]:
    """Return the date's words without their label, from the next line when the label is alone, and where they are."""
    text = lines[i].text
    label = starts_with(text, ctx.words["labels"]["published"]) or ""
    rest = " ".join(text.split()[len(fold(label).split()) :]).strip(" :,-–")
    if label and not rest and i + 1 < len(lines):
        return lines[i + 1].text, frozenset((i, i + 1))
    return rest.split(", par ")[0], frozenset((i,))


def _worded(lines: Sequence[Line], title: int, on: dt.date) -> Publication:
    """Return the publication by the words of a line near the title, or of one further down with its label."""

    def dated(places: Iterable[int]) -> Iterator[tuple[int, Publication]]:
        return ((i, each) for i in places if 0 <= i < len(lines) and (each := dateline(lines[i], on)))

    near = list(dated([*range(title + 1, title + NEAR), *range(title - 1, title - NEAR, -1)]))
    certain = (each for each in near if each[1].is_certain)
    further = (each for each in dated(range(title + NEAR, len(lines))) if each[1].rule == WORDED)
    bare = (each for each in near if each[0] - title in BARE)
    i, found = next(chain(certain, further, bare), (None, Publication()))
    return replace(found, lines=frozenset((i,))) if found.day else found


def held_against(found: Publication, ctx: PageContext) -> Publication:
    """Check a publication against the dates that its page declares.

    A day that is shown counts; a declared one confirms it, or has its year where none is shown. Where no day is shown,
    a declared one fills the gap when it is plausible and the only one.
    """
    moments = [(moment, each) for each in ctx.page.metadata.published if (moment := declared_moment(each.value))]
    if not found.day:
        plausible = [(moment.date(), each) for moment, each in moments if _is_plausible(moment, ctx)]
        if len({day for day, _ in plausible}) == 1:
            day, first = plausible[0]
            rule = f"{sources(each for _, each in plausible)}, machine-readable"
            conflict = None
            if ctx.layout and ctx.layout.is_always_dated:
                conflict = f"no date in the place that has it on other pages, declared: {first.source} {first.value}"
            return replace(found, day=day.isoformat(), words=found.words or first.value, rule=rule, conflict=conflict)
    elif is_inferred(found.words):
        same_day = {str(moment.date()) for moment, _ in moments if str(moment.date())[4:] == found.day[4:]}
        found = replace(found, day=same_day.pop()) if len(same_day) == 1 else found
    agreeing = [each for moment, each in moments if found.day in (str(moment.date()), each.value[:10])]
    others = [f"{each.source} {each.value}" for _, each in moments if each not in agreeing]
    rule = f"{found.rule}; {sources(agreeing)}" if agreeing else found.rule
    conflict = f"the page shows {found.day or 'no publication date'}, declared: {', '.join(others)}" if others else None
    return replace(found, rule=rule, conflict=conflict)


def _is_plausible(moment: dt.datetime, ctx: PageContext) -> bool:
    """Return whether a declared moment may be a publication's: not before the site, not of the day of the fetch or one
    far ahead, not that of the last change (or its day, where no hour is written), with which some templates fill
    both."""
    day, on = moment.date(), ctx.fetched
    changes = [change for each in ctx.page.metadata.modified if (change := declared_moment(each.value))]
    changed = moment in changes or (moment.time() == dt.time() and day in map(day_of, changes))
    return day.year >= FIRST_YEAR and day != on and day <= on + dt.timedelta(days=FARTHEST_AHEAD) and not changed


def is_letterhead(sentence: str, span: DateSpan, ctx: PageContext) -> bool:
    """Return whether a date is that of the text around it, as no event's is: "Paris, le 28 janvier 2020" above a
    communiqué, "Fait à Paris, le …" below it, "Communiqué du 28 janvier 2020" in a title."""
    if span.offsets[0] > LONGEST:
        return False
    titles = ctx.words["titles"]
    before, after = sentence[: span.offsets[0]], sentence[span.offsets[1] : span.offsets[1] + LONGEST]
    if genre := starts_with(before, titles["letters"]):
        rest = re.sub(rf"^\W*(?:\S+\s*){{{len(fold(genre).split())}}}", "", before)
        if _OF_TEXT.match(rest):
            return True
        before = re.sub(r"^(?:\s*de presse)?\W*", "", rest)
    match = _PLACE_AND.match(before.strip("—–- "))
    if match is None or not (match["comma"] or match["at"]) or span.precision != "day":
        return False
    if set(fold(match["place"]).split()) & _NO_PLACE or starts_with(match["place"], titles["events"]):
        return False
    return bool(match["made"] or _ENDS.match(after))


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
