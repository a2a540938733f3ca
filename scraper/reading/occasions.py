"""Which of an article's dates is its event's.

Evidence in order (docs/decisions.md, 24): the title's date, the overtitle's, the subtitle's, the first dated sentence
of something that takes place, the publication date of an article whose title names a meeting. (What the page declares
and the Agenda's badge come before the last: events.py and the store know them.) When the title or the text moves the
event to another day, that day replaces the chosen one.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from scraper.dates import DateSpan, day_of, find_dates, weekday_in
from scraper.portal import Portal
from scraper.reading import titles
from scraper.reading.days import written
from scraper.reading.postponements import Move, find_move
from scraper.reading.publication import is_letterhead, letterheads
from scraper.reading.text import contains, fold, sentences, starts_with

FAR_BEFORE = 200
"""Characters before a date in which words show what it is the date of."""
SUSPECT_GAP = 60
"""Days between an event and its article's publication date beyond which one of them may be wrong."""
_DEADLINE = re.compile(
    r"\b(?:dates? limites?|au plus tard|derniers? délais?|clôture|échéance|délai)\b[^.;]{0,40}$", re.IGNORECASE
)
_IT = re.compile(
    r"^\W*(?:elle|il|ils|elles|celle-ci|celui-ci|cette|cet|ces|ce|l['’]événement|la manifestation|la date|les dates)\b"
    r"|^\W*(?:la|le|les)?\W*$|^\W*(?:est|sera)\W*$",
    re.IGNORECASE,
)
_OF = re.compile(r"^\s*(?:du|de la|de l['’]|des|de|d['’])\s*([\w’'-]+)", re.IGNORECASE)
_NEXT = ("prochain", "prochaine", "prochains", "prochaines", "suivant", "suivante")


@dataclass(frozen=True)
class ArticleText:
    """The parts of an article, in the order its evidence counts."""

    title: str
    overtitle: str | None
    subtitle: str | None
    paragraphs: list[str]
    published: dt.date | None
    published_text: str | None
    fetched: dt.date

    @property
    def on(self) -> dt.date:
        """The day from which dates without a year are read."""
        return self.published or self.fetched

    @property
    def heads(self) -> tuple[tuple[str, str | None], ...]:
        """The parts of the head by the names of Event.date_source."""
        return (("title", self.title), ("overtitle", self.overtitle), ("subtitle", self.subtitle))

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


def find_occasion(article: ArticleText, portal: Portal) -> Occasion | None:
    """Choose the event's date among those that the article shows, or None when it has no event."""
    if not may_announce(article.title, portal):
        return None
    choice = _Choice(article, portal)
    return choice.moved(choice.first_dated())


def may_announce(title: str, portal: Portal) -> bool:
    """Return whether an article of that title may be about an event."""
    words = portal.words["titles"]
    if contains(title, words["never_events"]):
        return False
    return not contains(title, words["not_events"]) or contains(title, words["events"]) is not None


class _Choice:
    """The choice of an event's date among those of an article."""

    def __init__(self, article: ArticleText, portal: Portal):
        self.article, self.portal, self.words = article, portal, portal.words["titles"]
        own = letterheads(article.dated, portal)
        self.has_letterhead = bool(own)
        self.body = [each for each in article.dated if each not in own]
        self.names_meeting = contains(article.title, self.words["events"]) is not None

    def first_dated(self) -> Occasion | None:
        """Return the event's date by the first evidence that has one."""
        article, words, doubtful = self.article, self.words, None
        for source, text, spans in (each for each in article.dates if each[0] != "body"):
            span, is_own = self._last_day(text, spans, months=self.names_meeting and source == "title")
            if span is not None and not is_own:
                return self._weighed(Occasion(span, source))
            if source != "title":
                doubtful = doubtful or (span and Occasion(span, source))
        corrects = contains(article.title, words["corrections"])
        span = self._dated_in_body(named=self.names_meeting and not doubtful and not corrects)
        if span is not None:
            return Occasion(span, "body")
        # "Paris, le 3 mars 2024" below a title is a letter's day, or where and when a forum is held.
        if doubtful and not contains(article.title, words["letters"]):
            return self._weighed(doubtful)
        undated = corrects or self.has_letterhead or contains(article.title, words["undated"])
        if not self.names_meeting or undated or starts_with(article.title, words["after_events"]):
            return None
        day = article.published
        text = article.published_text or (day and day.isoformat())
        return Occasion(DateSpan(day, day, "day", text, (0, 0)), "published") if day else None

    def _last_day(self, text: str, spans: list[DateSpan], *, months: bool) -> tuple[DateSpan | None, bool]:
        """Return a title's date, and whether it is the text's own, as no other is. The date is at the title's end: the
        last one that is precise to the day. months: whether a month will do."""
        fine = [s for s in spans if s.precision in ("day", "minute")]
        others = [s for s in fine if not is_letterhead(text, s, self.portal)]
        if others or fine:
            return (others or fine)[-1], not others
        return next((s for s in reversed(spans) if months and s.precision == "month"), None), False

    def _weighed(self, chosen: Occasion) -> Occasion:
        """Check the chosen date against the text: a year there may be better supported, an hour completes it."""
        span = chosen.span
        for _, other in self.body:
            if other.precision == "month" or not same_day(other, span):
                continue
            years = day_of(other.start).year - day_of(span.start).year
            if years and self._is_better(other, span):
                kept = other if span.start == span.end else shifted(span, years)
                detail = f"{chosen.source} says {span.text!r}, the text says {other.text!r}; kept {written(kept.start)}"
                return self._timed(Occasion(kept, "body", [("title_against_body", detail)]))
        published = self.article.published
        if published and abs(day_of(span.start) - published).days > SUSPECT_GAP:
            detail = f"{chosen.source} says {span.text!r}, the page was published {published.isoformat()}"
            chosen = replace(chosen, problems=[*chosen.problems, ("title_against_field", detail)])
        return self._timed(chosen)

    def _is_better(self, other: DateSpan, span: DateSpan) -> bool:
        """Return whether the text's year is better supported: a written weekday decides; then nearness to
        publication."""
        weekday = weekday_in(other.text)
        if weekday is not None:
            return weekday != day_of(span.start).weekday() and not other.conflicts
        published = self.article.published
        if "year" in other.inferred or published is None:
            return False
        return abs(day_of(other.start) - published) < abs(day_of(span.start) - published)

    def _timed(self, chosen: Occasion) -> Occasion:
        """Return the chosen day with the hour that the text has for it."""
        span = chosen.span
        if span.precision != "day" or span.start != span.end:
            return chosen
        hour = next((s for _, s in self.body if s.precision == "minute" and day_of(s.start) == span.start), None)
        timed = span._replace(start=hour.start, end=hour.end, precision="minute") if hour else span
        return replace(chosen, span=timed)

    def _dated_in_body(self, *, named: bool) -> DateSpan | None:
        """Return the first date in a sentence about something that takes place; a title that names a meeting needs no
        verb."""
        fine = [(sentence, s) for sentence, s in self.body if s.precision in ("day", "minute")]
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
        article = self.article
        moves = ((source, find_move(text, spans, article.on)) for source, text, spans in article.dates)
        own = ((source, move) for source, move in moves if move and self._is_of_event(move, source, chosen))
        source, move = next(own, ("body", None))
        if move is None and titles.status(article.title, self.portal) != "postponed":
            return chosen
        if move and move.new:
            status = None if move.corrected else "postponed"
            return self._timed(Occasion(_new_day(move, chosen), source, status=status))
        if move and move.old and (chosen is None or chosen.source == "published"):
            old = Occasion(move.old, source)
        else:
            old = chosen
        if old is None or (move and old.source == "published"):
            return None
        new = self._dated_anew(old)
        return replace(Occasion(new, "body") if new else old, status="postponed")

    def _is_of_event(self, move: Move, source: str, chosen: Occasion | None) -> bool:
        """Return whether what is moved is the article's own event: by its day, or by the words that name it."""
        if source != "body":
            return True
        if chosen and any(span and same_day(span, chosen.span) for span in (move.old, move.new)):
            return True
        if chosen and move.old and chosen.source != "published" and not move.is_range:
            return False
        return titles.status(self.article.title, self.portal) == "postponed" or self._is_named(move.subject)

    def _is_named(self, subject: str) -> bool:
        """Return whether words name the event: "la réunion", or "la réunion du groupe" where the title names a
        group."""
        if _IT.match(subject):
            return True
        known = set(fold(" ".join(text for _, text in self.article.heads if text)).split())
        for word in self.words["events"]:
            for named in re.finditer(rf"\b{re.escape(word)}\b", subject, re.IGNORECASE):
                of = _OF.match(subject[named.end() :])
                if of is None or known & set(fold(of[1]).split()):
                    return True
        return False

    def _dated_anew(self, old: Occasion) -> DateSpan | None:
        """Return a later day that the text has for the event in a sentence of its own: "Elle se tiendra le 19
        octobre"."""
        for sentence, span in self.body:
            if span.precision not in ("day", "minute") or day_of(span.start) <= day_of(old.span.start):
                continue
            before = sentence[: span.offsets[0]] if span.offsets[0] < FAR_BEFORE else ""
            if contains(before, self.words["verbs"]) and not contains(before, _NEXT) and self._is_named(before):
                return span
        return None


def _new_day(move: Move, chosen: Occasion | None) -> DateSpan:
    """Return the new day of an event, not before the old one for want of a year."""
    new, old = move.new, move.old
    planned = chosen.span if chosen and chosen.source != "published" else None
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
