"""Which of an article's dates is its event's.

Evidence in order (docs/decisions.md, 24): the title's date, the overtitle's, the subtitle's, the box's about the event
(event_box.py), the first dated sentence of something that takes place, the publication date of an article whose title
names a meeting. (What the page declares and the Agenda's badge come before the last: events.py and the store know
them.) When the title or the text moves the event to another day, that day replaces the chosen one.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from scraper.dates import DateSpan, day_of, find_dates, weekday_in
from scraper.reading import titles
from scraper.reading.context import PageContext
from scraper.reading.days import written
from scraper.reading.postponements import Move, find_move
from scraper.reading.publication import is_letterhead
from scraper.reading.text import contains, fold, sentences, starts_with
from scraper.records import News

FAR_BEFORE = 200
"""Characters before a date in which words show what it is the date of."""
SUSPECT_GAP = 60
"""Days between an event and its article's publication date beyond which one of them may be wrong."""
FINE = frozenset(("day", "minute"))
"""Precisions of a date that may be an event's wherever it is."""
_DEADLINE = re.compile(
    r"\b(?:dates? limites?|au plus tard|derniers? délais?|clôture|échéance|délai)\b[^.;]{0,40}$", re.IGNORECASE
)
_IT = re.compile(
    r"^\W*(?:elle|il|ils|elles|celle-ci|celui-ci|cette|cet|ces|ce|l['’]événement|la manifestation|la date|les dates)\b"
    r"|^\W*(?:la|le|les)?\W*$|^\W*(?:est|sera)\W*$",
    re.IGNORECASE,
)
_OF = r"(?:\s*(?:du|de la|de l['’]|des|de|d['’])\s*([\w’'-]+))?"
_NEXT = ("prochain", "prochaine", "prochains", "prochaines", "suivant", "suivante")


@dataclass(frozen=True)
class ArticleText:
    """The parts of an article, in the order its evidence counts."""

    news: News
    ctx: PageContext

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs of lead and body."""
        return [text for part in (self.news.lead, self.news.body) if part for text in part.split("\n\n")]

    @cached_property
    def published(self) -> dt.date | None:
        """The day of publication."""
        return dt.date.fromisoformat(self.news.published) if self.news.published else None

    @cached_property
    def on(self) -> dt.date:
        """The day from which dates without a year are read."""
        return self.published or self.ctx.fetched

    @cached_property
    def heads(self) -> list[tuple[str, str]]:
        """The parts of the head that there are, by the names of Event.date_source."""
        return [(name, text) for name in ("title", "overtitle", "subtitle") if (text := getattr(self.news, name))]

    @cached_property
    def dates(self) -> list[tuple[str, str, list[DateSpan]]]:
        """The parts of the head and the sentences of the text, in order: its place as in Event.date_source, the words,
        and their dates."""
        texts = [*self.heads, *(("body", sentence) for sentence in sentences(self.paragraphs))]
        return [(source, text, find_dates(text, on=self.on)) for source, text in texts if text]

    @cached_property
    def dated(self) -> list[tuple[str, DateSpan]]:
        """The dated sentences of the text with their dates, in order."""
        return [(text, span) for source, text, spans in self.dates if source == "body" for span in spans]


@dataclass(frozen=True)
class Occasion:
    """The date chosen for an event."""

    span: DateSpan
    source: str
    """As Event.date_source."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Rule and detail of what contradicts it."""
    status: str | None = None
    """As Event.status, where the event was moved."""
    declared: str = ""
    """Where the page declares the same day."""


def find_occasion(article: ArticleText) -> Occasion | None:
    """Choose the event's date among those that the article shows, or None when it has no event."""
    if not may_announce(article):
        return None
    choice = _Choice(article)
    return choice.moved(choice.against_box(choice.first_dated()))


def may_announce(article: ArticleText) -> bool:
    """Return whether an article of that title may be about an event."""
    title, words = article.news.title, article.ctx.words["titles"]
    if contains(title, words["never_events"]):
        return False
    if article.ctx.event_box:
        return True
    return not contains(title, words["not_events"]) or contains(title, words["events"]) is not None


class _Choice:
    """The choice of an event's date among those of an article."""

    def __init__(self, article: ArticleText):
        self.article, self.ctx, self.title = article, article.ctx, article.news.title
        self.words = self.ctx.words["titles"]
        own = {each for each in article.dated if is_letterhead(*each, self.ctx)}
        # Lines of several days are the stages of a tour.
        own = own if len({span.start for _, span in own}) == 1 else set()
        self.has_letterhead = bool(own)
        self.body = [each for each in article.dated if each not in own]
        self.is_postponed = titles.status(self.title, self.ctx) == "postponed"

    def first_dated(self) -> Occasion | None:
        """Return the event's date by the first evidence that has one."""
        words, doubtful = self.words, None
        names_meeting, corrects = contains(self.title, words["events"]), contains(self.title, words["corrections"])
        for source, text, spans in (each for each in self.article.dates if each[0] != "body"):
            # A date is at its title's end. A title that names a meeting may have its month alone.
            fine = [span for span in spans if span.precision in FINE]
            others = [span for span in fine if not is_letterhead(text, span, self.ctx)]
            months = [span for span in spans if names_meeting and source == "title" and span.precision == "month"]
            if chosen := others or ([] if fine else months):
                return self._weighed(Occasion(chosen[-1], source))
            if fine and source != "title":
                doubtful = doubtful or Occasion(fine[-1], source)
        if span := self._boxed():
            return self._against_text(Occasion(span, "box"))
        if span := self._dated_in_body(named=bool(names_meeting and not doubtful and not corrects)):
            return Occasion(span, "body")
        # "Paris, le 3 mars 2024" below a title is a letter's day, or where and when a forum is held.
        if doubtful and not contains(self.title, words["letters"]):
            return self._weighed(doubtful)
        undated = corrects or self.has_letterhead or contains(self.title, words["undated"])
        day, shown = self.article.published, self.article.news.published_text
        if not day or not names_meeting or undated or starts_with(self.title, words["after_events"]):
            return None
        return Occasion(DateSpan(day, day, "day", shown or day.isoformat(), (0, 0)), "published")

    def _weighed(self, chosen: Occasion) -> Occasion:
        """Check the chosen date against the text: a year there may be better supported, an hour completes it."""
        span, published = chosen.span, self.article.published
        for _, other in self.body:
            if other.precision != "month" and same_day(other, span) and self._is_better(other, span):
                kept = other if span.start == span.end else shifted(span, other.start.year - span.start.year)
                detail = f"{chosen.source} says {span.text!r}, the text says {other.text!r}; kept {written(kept.start)}"
                return self._timed(Occasion(kept, "body", [("title_against_body", detail)]))
        if published and abs(day_of(span.start) - published).days > SUSPECT_GAP:
            detail = f"{chosen.source} says {span.text!r}, the page was published {published.isoformat()}"
            chosen = replace(chosen, problems=[("title_against_field", detail)])
        return self._timed(chosen)

    def _boxed(self) -> DateSpan | None:
        """Return the day, with the hours, that the box about the event has."""
        box = self.ctx.event_box
        day = next(iter(find_dates(box.day, on=self.article.on)), None) if box and box.day else None
        return day and _with_hours(day, box.times, self.article.on)

    def _against_text(self, chosen: Occasion) -> Occasion:
        """Check the box's day against the sentence of the text that announces the event."""
        other = self._dated_in_body(named=False)
        days = {day_of(span.start) for _, span in self.body}
        if other is None or day_of(chosen.span.start) in days:
            return self._timed(chosen)
        return replace(chosen, problems=[_box_problem(f"the text says {other.text!r}", chosen.span.text)])

    def against_box(self, chosen: Occasion | None) -> Occasion | None:
        """Check a date of the head or the text against the box about the event; hours there complete it."""
        box = self.ctx.event_box
        if chosen is None or box is None or chosen.source == "box":
            return chosen
        boxed, span = self._boxed(), chosen.span
        if chosen.source == "published":
            return chosen
        if boxed and not day_of(span.start) <= day_of(boxed.start) <= day_of(span.end):
            problem = _box_problem(f"{chosen.source} says {span.text!r}", boxed.text)
            return replace(chosen, problems=[*chosen.problems, problem])
        timed = _with_hours(span._replace(precision="day"), box.times, self.article.on) if _is_one_day(span) else span
        if span.precision == "minute" and timed.precision == "minute" and timed.start != span.start:
            problem = _box_problem(f"{chosen.source} says {written(span.start)}", box.hour or "")
            return replace(chosen, problems=[*chosen.problems, problem])
        return replace(chosen, span=timed if span.precision == "day" else span)

    def _is_better(self, other: DateSpan, span: DateSpan) -> bool:
        """Return whether the text has another, better year: a written weekday decides, then nearness to publication."""
        published, weekday = self.article.published, weekday_in(other.text)
        if other.start.year == span.start.year:
            return False
        if weekday is not None:
            return weekday != span.start.weekday() and not other.conflicts
        if "year" in other.inferred or published is None:
            return False
        return abs(day_of(other.start) - published) < abs(day_of(span.start) - published)

    def _timed(self, chosen: Occasion) -> Occasion:
        """Return the chosen day with the hour that the text has for it."""
        span = chosen.span
        if span.precision != "day" or span.start != span.end:
            return chosen
        hour = next((s for _, s in self.body if s.precision == "minute" and day_of(s.start) == span.start), None)
        timed = hour and span._replace(start=hour.start, end=hour.end, precision="minute")
        return replace(chosen, span=timed or span)

    def _dated_in_body(self, *, named: bool) -> DateSpan | None:
        """Return the first date in a sentence of something that takes place; where a meeting is named, of any other."""
        fine = [(sentence, span) for sentence, span in self.body if span.precision in FINE]
        # Once each: a sentence may have thousands of dates.
        announcing = {sentence for sentence in {each for each, _ in fine} if contains(sentence, self.words["verbs"])}
        first = next((span for sentence, span in fine if sentence in announcing), None)
        near = (span for sentence, span in fine if self._is_near(span) and not _is_deadline(sentence, span))
        return first or (next(near, None) if named else None)

    def _is_near(self, span: DateSpan) -> bool:
        """Return whether a date lies about the publication; without one, a date with its year does."""
        if self.article.published is None and "year" not in span.inferred:
            return True
        return abs(day_of(span.start) - self.article.on).days <= SUSPECT_GAP

    def moved(self, chosen: Occasion | None) -> Occasion | None:
        """Return the chosen date, or the day to which the title or the text moves the event."""
        planned = chosen if chosen and chosen.source != "published" else None
        moves = ((source, find_move(text, spans, self.article.on)) for source, text, spans in self.article.dates)
        own = ((source, move) for source, move in moves if move and self._is_of_event(move, source, chosen))
        source, move = next(own, ("body", None))
        if move and move.new:
            status = None if move.corrected else "postponed"
            return self._timed(Occasion(_new_day(move, planned and planned.span), source, status=status))
        if move is None and not self.is_postponed:
            return chosen
        if move and not planned:  # The day of publication is none that an event is moved from.
            chosen = Occasion(move.old, source) if move.old else None
        new = chosen and self._dated_anew(chosen)
        return chosen and replace(Occasion(new, "body") if new else chosen, status="postponed")

    def _is_of_event(self, move: Move, source: str, chosen: Occasion | None) -> bool:
        """Return whether what is moved is the article's own event: by its day, or by the words that name it."""
        if source != "body":
            return True
        if chosen and any(span and same_day(span, chosen.span) for span in (move.old, move.new)):
            return True
        if chosen and move.old and chosen.source != "published" and not move.is_range:
            return False
        return self.is_postponed or self._is_named(move.subject)

    def _is_named(self, subject: str) -> bool:
        """Return whether words name the event: "la réunion", or "la réunion du groupe" where the title has "groupe"."""
        known = {word for _, text in self.article.heads for word in fold(text).split()}
        events = "|".join(map(re.escape, self.words["events"]))
        named = re.finditer(rf"\b(?:{events})\b{_OF}", subject, re.IGNORECASE)
        return bool(_IT.match(subject)) or any(not each[1] or known & set(fold(each[1]).split()) for each in named)

    def _dated_anew(self, old: Occasion) -> DateSpan | None:
        """Return a later day that a sentence of its own has for the event: "Elle se tiendra le 19 octobre"."""
        fine = ((sentence, span) for sentence, span in self.body if span.precision in FINE)
        for sentence, span in (each for each in fine if day_of(each[1].start) > day_of(old.span.start)):
            before = sentence[: span.offsets[0]] if span.offsets[0] < FAR_BEFORE else ""
            announced = contains(before, self.words["verbs"]) and not contains(before, _NEXT)
            if announced and self._is_named(before):
                return span
        return None


def _box_problem(other: str, boxed: str) -> tuple[str, str]:
    return "box_against_text", f"{other}, the box says {boxed!r}"


def _is_one_day(span: DateSpan) -> bool:
    return span.precision in FINE and day_of(span.start) == day_of(span.end)


def _with_hours(day: DateSpan, times: tuple[str, ...], on: dt.date) -> DateSpan:
    """Return a day with the hours of a box."""
    if not times or not _is_one_day(day) or day.precision == "minute":
        return day
    hours = f"de {times[0]} à {times[1]}" if len(times) > 1 else f"à {times[0]}"
    timed = next(iter(find_dates(f"{day_of(day.start):%d/%m/%Y} {hours}", on=on)), None)
    same = timed is not None and timed.precision == "minute" and day_of(timed.start) == day_of(day.start)
    return day._replace(start=timed.start, end=timed.end, precision="minute") if same else day


def _new_day(move: Move, planned: DateSpan | None) -> DateSpan:
    """Return the new day of an event, not before the old one for want of a year."""
    new, old = move.new, move.old
    if move.is_range and planned and not same_day(old, planned):  # "reporté du 3 au 10 mai": to a time of several days
        new, old = new._replace(start=old.start), planned
    old = old or (planned if planned and not same_day(planned, new) else None)
    sooner = old and day_of(new.start) <= day_of(old.start) and "year" in new.inferred
    return shifted(new, 1) if sooner and not move.sooner else new


def same_day(one: DateSpan, other: DateSpan) -> bool:
    """Return whether two dates start on one day of the calendar, whatever the year."""
    return (one.start.month, one.start.day) == (other.start.month, other.start.day)


def shifted(span: DateSpan, years: int) -> DateSpan:
    """Return a date some years later."""

    def shift(moment: dt.date) -> dt.date:
        try:
            return moment.replace(year=moment.year + years)
        except ValueError:
            return moment.replace(year=moment.year + years, day=28)

    return span._replace(start=shift(span.start), end=shift(span.end))


def _is_deadline(sentence: str, span: DateSpan) -> bool:
    """Return whether a date ends something: "jusqu'au 30 novembre", "date limite : le 3 mars"."""
    begin = span.offsets[0]
    return span.open is not None or bool(_DEADLINE.search(sentence[max(0, begin - FAR_BEFORE) : begin]))
