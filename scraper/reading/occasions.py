"""The event an article tells of: which of its dates is the event's.

Evidence in order (docs/dates.md, "Which date is the event's"): the title's date, the overtitle's, the subtitle's, the
first dated sentence that tells of something taking place, the publication date of an article whose title names a
meeting. (The Agenda's badge comes before the last; the store knows it, the article does not.)
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from scraper.dates import DateSpan, find_dates
from scraper.portal import Portal
from scraper.reading.text import contains, starts_with
from scraper.reading.written import written

SUSPECT_GAP = 60
"""Days between an event and its article's publication date beyond which one of them may be wrong."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«“\"0-9])|\n+")
_WEEKDAY = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", re.IGNORECASE)
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass
class Occasion:
    """The date chosen for an event. span; source: as Event.date_source; problems: (rule, detail)."""

    span: DateSpan
    source: str
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ArticleText:
    """What an article says, in the order its evidence counts."""

    title: str
    overtitle: str | None
    subtitle: str | None
    paragraphs: list[str]
    published: dt.date | None
    published_text: str | None
    fetched: dt.date

    @property
    def on(self) -> dt.date:
        return self.published or self.fetched


def find_occasion(told: ArticleText, portal: Portal) -> Occasion | None:
    """Choose the event's date, or None when the article tells of no event."""
    words = portal.words["titles"]
    if contains(told.title, words["never_events"]):
        return None
    named = contains(told.title, words["events"])
    if contains(told.title, words["not_events"]) and not named:
        return None
    body = dated_sentences(told)
    for source, text in (("title", told.title), ("overtitle", told.overtitle), ("subtitle", told.subtitle)):
        span = _last_day(text, told.on, months=named is not None and source == "title")
        if span is not None:
            return _weigh(Occasion(span, source), body, told)
    span = _told_in_body(body, told, portal, named=named is not None)
    if span is not None:
        return _checked(Occasion(span, "body"), told)
    if named and told.published and not starts_with(told.title, words["after_events"]):
        day = told.published
        return Occasion(DateSpan(day, day, "day", told.published_text or day.isoformat(), (0, 0)), "published")
    return None


def dated_sentences(told: ArticleText) -> list[tuple[str, DateSpan]]:
    """The dated sentences of the text with their dates, in order."""
    found = []
    for paragraph in told.paragraphs:
        for sentence in _SENTENCE.split(paragraph):
            found += [(sentence, span) for span in find_dates(sentence, on=told.on)]
    return found


def _last_day(text: str | None, on: dt.date, *, months: bool) -> DateSpan | None:
    """A title's date stands in its tail: the last one that is precise to the day (or the month, if that will do)."""
    spans = find_dates(text, on=on) if text else []
    fine = [s for s in spans if s.precision in ("day", "minute")] or [
        s for s in spans if months and s.precision == "month"
    ]
    return fine[-1] if fine else None


def _weigh(chosen: Occasion, body: list[tuple[str, DateSpan]], told: ArticleText) -> Occasion:
    """Hold the chosen date against the text: a year there may be better supported, an hour makes it finer."""
    span = chosen.span
    for _, other in body:
        if other.precision == "month" or day_of(other.start) is None:
            continue
        same_day = (day_of(other.start).month, day_of(other.start).day) == (
            day_of(span.start).month,
            day_of(span.start).day,
        )
        if same_day and day_of(other.start).year != day_of(span.start).year and _better(other, span, told):
            kept = other if span.start == span.end else _moved(span, other)
            detail = f"{chosen.source} says {span.text!r}, the text says {other.text!r}; kept {written(kept.start)}"
            return _checked(_timed(Occasion(kept, "body", [("title_against_body", detail)]), body), told)
    return _checked(_timed(chosen, body), told)


def _moved(span: DateSpan, other: DateSpan) -> DateSpan:
    """The span as written, in the year of the other one."""
    years = day_of(other.start).year - day_of(span.start).year
    return span._replace(start=_shift(span.start, years), end=_shift(span.end, years))


def _shift(moment: dt.date, years: int) -> dt.date:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def _better(other: DateSpan, span: DateSpan, told: ArticleText) -> bool:
    """Whether the text's year is better supported: a written weekday decides; then nearness to publication."""
    weekday = _WEEKDAY.search(other.text)
    if weekday:
        if _WEEKDAYS.index(weekday[1].lower()) == day_of(span.start).weekday():
            return False
        return not other.conflicts
    if "year" in other.inferred or told.published is None:
        return False
    return abs(day_of(other.start) - told.published) < abs(day_of(span.start) - told.published)


def _timed(chosen: Occasion, body: list[tuple[str, DateSpan]]) -> Occasion:
    span = chosen.span
    if span.precision != "day" or span.start != span.end:
        return chosen
    hour = next((s for _, s in body if s.precision == "minute" and day_of(s.start) == span.start), None)
    return (
        Occasion(span._replace(start=hour.start, end=hour.end, precision="minute"), chosen.source, chosen.problems)
        if hour
        else chosen
    )


def _told_in_body(
    body: list[tuple[str, DateSpan]], told: ArticleText, portal: Portal, *, named: bool
) -> DateSpan | None:
    """The first dated sentence that tells of something taking place; a title that names a meeting needs no verb."""
    words = portal.words["titles"]
    fine = [(sentence, s) for sentence, s in body if s.precision in ("day", "minute")]
    telling = {sentence for sentence in {sentence for sentence, _ in fine} if contains(sentence, words["verbs"])}
    for sentence, span in fine:
        if sentence in telling:
            return span
    near = [s for _, s in fine if _is_near(s, told)]
    return near[0] if named and near else None


def _is_near(span: DateSpan, told: ArticleText) -> bool:
    """Whether a date lies about the publication; without one, a date with its year does."""
    if told.published is None and "year" not in span.inferred:
        return True
    return abs(day_of(span.start) - told.on).days <= SUSPECT_GAP


def _checked(chosen: Occasion, told: ArticleText) -> Occasion:
    span = chosen.span
    if told.published and abs(day_of(span.start) - told.published).days > SUSPECT_GAP and chosen.source != "body":
        detail = f"{chosen.source} says {span.text!r}, the page was published {told.published.isoformat()}"
        chosen.problems.append(("title_against_field", detail))
    return chosen


def day_of(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
