"""The event of an article: which of its dates is the event's, and where it takes place.

Evidence in order (docs/dates.md, "Which date is the event's"): the title's date, the overtitle's, the subtitle's, the
first dated sentence of something that takes place, the event that the page declares to machines, the publication date
of an article whose title names a meeting. (The Agenda's badge comes before the last; the store knows it, the article
does not.) When the title or the text moves the event to another day, that day replaces the chosen one.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from scraper.dates import DateSpan, day_of, find_dates, weekday_in
from scraper.portal import Portal
from scraper.reading import titles
from scraper.reading.days import written
from scraper.reading.mentions import country_code
from scraper.reading.metadata import AGAINST_PAGE, DeclaredEvent, Metadata, declared_moment
from scraper.reading.postponements import Move, find_move
from scraper.reading.publication import is_letterhead, letterheads
from scraper.reading.text import UPPER, contains, fold, sentences, starts_with
from scraper.records import Event

FAR_BEFORE = 200
"""Characters before a date in which words show what it is the date of."""
SUSPECT_GAP = 60
"""Days between an event and its article's publication date beyond which one of them may be wrong."""
FARTHEST_DECLARED = 400
"""Days between an article and the event that it declares, at most, where no date is shown."""
SHORTEST_WORD = 3
"""Letters of words that mean nothing by themselves, at most."""
LONGEST_PLACE = 120
"""Characters of the longest place."""
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
_PREPOSITION = re.compile(
    r"^(?:à l['’]|à la |à |au |aux |en |chez |dans les? |dans la |dans l['’]|dans )", re.IGNORECASE
)
_ONLINE = re.compile(
    r"(?:,? ?et )?(?:en |par )?"
    r"(?:visioconférence|visio|webinaire|wébinaire|distanciel|ligne|format hybride|mode hybride)"
    r"(?: et (?:en )?(?:présentiel|présence))?(?: (?=à|au|aux|dans|chez))?",
    re.IGNORECASE,
)
_PROPER = rf"[{UPPER}][\w’'-]*(?:[ -](?:(?:de|du|la|le|les|en|sur) )?[{UPPER}][\w’'-]*){{0,3}}"
_AT_END = re.compile(
    r"(?<!\bappui)(?<!\bsoutien)(?<!\baide)(?<!\bface)(?<!\bhommage)(?<!\bsuite)(?<!\bappel)(?<!\bparticipation)"
    rf"\sà (?P<place>{_PROPER})$"
)
_AFTER = re.compile(rf"^[ ,]+à (?P<place>{_PROPER})[ !.)]*$")
_NO_PLACE = re.compile(r"[!?:«»]|\b\d{1,2} (?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)")


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


def find_event(
    article: ArticleText, metadata: Metadata, news_id: str, status: str | None, portal: Portal
) -> tuple[Event, Occasion] | None:
    """Return the event of an article and the reason for its date, or None. status: the article's."""
    occasion = find_occasion(article, portal)
    declared = next((each for each in metadata.events if _is_called(article, each.name)), None)
    if declared and status != "postponed":
        occasion = _held_against(occasion, declared, article, metadata, portal)
    if occasion is None:
        return None
    place, online = whereabouts(article, occasion, portal)
    # Of another day, it is another event.
    if occasion.declared and (named := _declared_place(declared, portal)):
        if place is None:
            place, online = named, 1 if declared.is_online else online or 0
        elif fold(named) not in fold(place) and fold(place) not in fold(named):
            detail = f"place: the page shows {place!r}, {declared.place.source} {named!r}"
            occasion = replace(occasion, problems=[*occasion.problems, (AGAINST_PAGE, detail)])
    span = occasion.span
    event = Event(
        id=news_id,
        news_id=news_id,
        title=article.title,
        starts=written(span.start),
        ends=written(max(span.start, span.end)),
        precision=span.precision,
        date_text=span.text,
        date_source=occasion.source,
        place=place,
        online=online,
        status=occasion.status or status,
    )
    return event, occasion


def _is_called(article: ArticleText, name: str | None) -> bool:
    """Whether a declared event may be the article's by its name: one has all longer words of the other. Templates
    declare the site's next event on every page."""
    head = " ".join(text for _, text in article.heads if text)
    of_name, of_title, of_head = (
        {word for word in fold(text).split() if len(word) > SHORTEST_WORD} for text in (name or "", article.title, head)
    )
    return of_name <= of_head or of_title <= of_name


def find_occasion(article: ArticleText, portal: Portal) -> Occasion | None:
    """Choose the event's date among those that the article shows, or None when it has no event."""
    if not _may_announce(article.title, portal):
        return None
    choice = _Choice(article, portal)
    return choice.moved(choice.first_dated())


def _may_announce(title: str, portal: Portal) -> bool:
    """Whether an article of that title may be about an event."""
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
        """The event's date by the first evidence that has one."""
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
        """A title's date is at its end: the last one that is precise to the day (or the month, if that will do). With
        it, whether it is the text's own, as no other is."""
        fine = [s for s in spans if s.precision in ("day", "minute")]
        others = [s for s in fine if not is_letterhead(text, s, self.portal)]
        if others or fine:
            return (others or fine)[-1], not others
        return next((s for s in reversed(spans) if months and s.precision == "month"), None), False

    def _weighed(self, chosen: Occasion) -> Occasion:
        """The chosen date held against the text: a year there may be better supported, an hour makes it finer."""
        span = chosen.span
        for _, other in self.body:
            if other.precision == "month" or not _same_day(other, span):
                continue
            years = day_of(other.start).year - day_of(span.start).year
            if years and self._is_better(other, span):
                kept = other if span.start == span.end else _shifted(span, years)
                detail = f"{chosen.source} says {span.text!r}, the text says {other.text!r}; kept {written(kept.start)}"
                return self._timed(Occasion(kept, "body", [("title_against_body", detail)]))
        published = self.article.published
        if published and abs(day_of(span.start) - published).days > SUSPECT_GAP:
            detail = f"{chosen.source} says {span.text!r}, the page was published {published.isoformat()}"
            chosen = replace(chosen, problems=[*chosen.problems, ("title_against_field", detail)])
        return self._timed(chosen)

    def _is_better(self, other: DateSpan, span: DateSpan) -> bool:
        """Whether the text's year is better supported: a written weekday decides; then nearness to publication."""
        weekday = weekday_in(other.text)
        if weekday is not None:
            return weekday != day_of(span.start).weekday() and not other.conflicts
        published = self.article.published
        if "year" in other.inferred or published is None:
            return False
        return abs(day_of(other.start) - published) < abs(day_of(span.start) - published)

    def _timed(self, chosen: Occasion) -> Occasion:
        """The chosen day with the hour that the text has for it."""
        span = chosen.span
        if span.precision != "day" or span.start != span.end:
            return chosen
        hour = next((s for _, s in self.body if s.precision == "minute" and day_of(s.start) == span.start), None)
        timed = span._replace(start=hour.start, end=hour.end, precision="minute") if hour else span
        return replace(chosen, span=timed)

    def _dated_in_body(self, *, named: bool) -> DateSpan | None:
        """The first dated sentence of something that takes place; a title that names a meeting needs no verb."""
        fine = [(sentence, s) for sentence, s in self.body if s.precision in ("day", "minute")]
        announcing = {sentence for sentence, _ in fine if contains(sentence, self.words["verbs"])}
        first = next((span for sentence, span in fine if sentence in announcing), None)
        near = (span for sentence, span in fine if self._is_near(span) and not _is_deadline(sentence, span))
        return first or (next(near, None) if named else None)

    def _is_near(self, span: DateSpan) -> bool:
        """Whether a date lies about the publication; without one, a date with its year does."""
        if self.article.published is None and "year" not in span.inferred:
            return True
        return abs(day_of(span.start) - self.article.on).days <= SUSPECT_GAP

    def moved(self, chosen: Occasion | None) -> Occasion | None:
        """The chosen date, or the day to which the title or the text moves the event."""
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
        """Whether what is moved is the article's own event: by its day, or by the words that name it."""
        if source != "body":
            return True
        if chosen and any(span and _same_day(span, chosen.span) for span in (move.old, move.new)):
            return True
        if chosen and move.old and chosen.source != "published" and not move.is_range:
            return False
        return titles.status(self.article.title, self.portal) == "postponed" or self._is_named(move.subject)

    def _is_named(self, subject: str) -> bool:
        """Whether words name the event: "la réunion", or "la réunion du groupe" where the title names a group."""
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
        """A later day that the text has for the event in a sentence of its own: "Elle se tiendra le 19 octobre"."""
        for sentence, span in self.body:
            if span.precision not in ("day", "minute") or day_of(span.start) <= day_of(old.span.start):
                continue
            before = sentence[: span.offsets[0]] if span.offsets[0] < FAR_BEFORE else ""
            if contains(before, self.words["verbs"]) and not contains(before, _NEXT) and self._is_named(before):
                return span
        return None


def _new_day(move: Move, chosen: Occasion | None) -> DateSpan:
    """The new day of an event, not before the old one for want of a year."""
    new, old = move.new, move.old
    planned = chosen.span if chosen and chosen.source != "published" else None
    if move.is_range and planned and not _same_day(old, planned):  # "reporté du 3 au 10 mai": to a time of several days
        new, old = new._replace(start=old.start), planned
    old = old or (planned if planned and not _same_day(planned, new) else None)
    sooner = old and day_of(new.start) <= day_of(old.start) and "year" in new.inferred
    return _shifted(new, 1) if sooner and not move.sooner else new


def _same_day(one: DateSpan, other: DateSpan) -> bool:
    """Whether two dates start on one day of the calendar, whatever the year."""
    return (one.start.month, one.start.day) == (other.start.month, other.start.day)


def _shifted(span: DateSpan, years: int) -> DateSpan:
    """A date some years later."""

    def shift(moment: dt.date) -> dt.date:
        try:
            return moment.replace(year=moment.year + years)
        except ValueError:
            return moment.replace(year=moment.year + years, day=28)

    return span._replace(start=shift(span.start), end=shift(span.end))


def _is_deadline(sentence: str, span: DateSpan) -> bool:
    """Whether a date ends something: "jusqu'au 30 novembre", "date limite : le 3 mars"."""
    begin = span.offsets[0]
    return span.open is not None or bool(_DEADLINE.search(sentence[max(0, begin - FAR_BEFORE) : begin]))


def _held_against(
    chosen: Occasion | None, declared: DeclaredEvent, article: ArticleText, metadata: Metadata, portal: Portal
) -> Occasion | None:
    """The chosen date held against the event that the page declares: what is shown counts; a declared hour or year
    completes it, and a plausible day fills the gap where none is shown."""
    span = _declared_span(declared)
    if span is None:
        return chosen
    day, source = day_of(span.start), declared.starts.source
    if chosen is None or chosen.source == "published":
        copied = declared.starts.value in {each.value for each in metadata.published} or day == article.fetched
        near = abs(day - article.on).days <= FARTHEST_DECLARED
        if copied or not near or not _may_announce(article.title, portal):
            return chosen
        return Occasion(span, "metadata", declared=source)
    shown = chosen.span
    if "year" in shown.inferred and _same_day(shown, span):
        shown = _shifted(shown, day.year - day_of(shown.start).year)
    if day == day_of(shown.start):
        one_day = shown.precision == "day" and shown.start == shown.end
        if one_day and span.precision == "minute" and day_of(span.end) == day:
            shown = shown._replace(start=span.start, end=span.end, precision="minute")
        return replace(chosen, span=shown, declared=source)
    if day_of(shown.start) <= day <= day_of(shown.end):
        return replace(chosen, declared=source)
    detail = f"{chosen.source} says {shown.text!r}, {source} {declared.starts.value}"
    return replace(chosen, problems=[*chosen.problems, (AGAINST_PAGE, detail)])


def _declared_span(declared: DeclaredEvent) -> DateSpan | None:
    """The date of a declared event; midnight is no hour."""
    start = declared.starts and declared_moment(declared.starts.value)
    if start is None:
        return None
    end = declared_moment(declared.ends.value) if declared.ends else start
    end = end if end and end >= start else start
    if start.time() == dt.time():
        return DateSpan(start.date(), end.date(), "day", declared.starts.value, (0, 0))
    return DateSpan(start, end if end.time() != dt.time() else start, "minute", declared.starts.value, (0, 0))


def _declared_place(declared: DeclaredEvent, portal: Portal) -> str | None:
    """The place of a declared event; the name of the site is none."""
    place = declared.place and declared.place.value
    site = {fold(name) for name in (portal.name, *portal.words["frame"]["names"])}
    return place if place and len(place) <= LONGEST_PLACE and "://" not in place and fold(place) not in site else None


def whereabouts(article: ArticleText, occasion: Occasion, portal: Portal) -> tuple[str | None, int | None]:
    """Place and online: the subtitle's, when it is a place (a second title is none); else the title's ("à Alger" beside
    its date or at its end); and whether the event's own sentence speaks of a video conference."""
    words = portal.words["titles"]["online"]
    text = article.subtitle or ""
    if contains(text, words):
        beside = (_PREPOSITION.sub("", piece.strip(" ,;-–"), count=1) for piece in _ONLINE.split(text))
        return next((piece for piece in beside if _names_place(piece, portal) and piece != text), None), 1
    if _names_place(text, portal):
        return _PREPOSITION.sub("", text, count=1), 0
    place, day = _titled_place(article, occasion, portal), day_of(occasion.span.start)
    online = any(contains(sentence, words) for sentence, span in article.dated if day_of(span.start) == day)
    return place, 1 if online else (0 if place else None)


def _titled_place(article: ArticleText, occasion: Occasion, portal: Portal) -> str | None:
    """The name after "à" beside the date or at the end of the title, of an article whose title names a meeting."""
    title = article.title
    if not contains(title, portal.words["titles"]["events"]):
        return None
    start, end = occasion.span.offsets if occasion.source == "title" else (len(title), len(title))
    match = _AT_END.search(title[:start].rstrip(" ,:(–-")) or _AFTER.match(title[end:])
    # "La conférence sur l'eau à Haïti" may be held anywhere.
    return match["place"] if match and country_code(match["place"], portal) is None else None


def _names_place(text: str, portal: Portal) -> bool:
    """Whether words are a place: an address, a name after a preposition, or a short name that is no sentence."""
    if not text or len(text) > LONGEST_PLACE or _NO_PLACE.search(text):
        return False
    bare = _PREPOSITION.sub("", text, count=1)
    if bare != text:
        return bare[:1].isupper() or bare[:1].isdigit() or len(bare.split()) >= 2
    if re.search(r"\b\d{5}\b", text) or starts_with(text, portal.words["titles"]["places"]):
        return True
    return len(fold(text).split()) <= 4 and text[:1].isupper()
