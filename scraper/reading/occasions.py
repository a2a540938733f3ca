"""The event of an article: which of its dates is the event's.

Evidence in order (docs/dates.md, "Which date is the event's"): the title's date, the overtitle's, the subtitle's, the
first dated sentence of something that takes place, the publication date of an article whose title names a
meeting. (The Agenda's badge comes before the last; the store knows it, the article does not.) When the title or the
text says that the event was moved, the new day takes the place of the chosen one.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from scraper.dates import DateSpan, day_of, find_dates
from scraper.portal import Portal
from scraper.reading import titles
from scraper.reading.letterheads import is_letterhead, letterheads
from scraper.reading.postponements import Move, find_move
from scraper.reading.text import contains, fold, starts_with
from scraper.reading.written import written

FAR_BEFORE = 200
"""Characters before a date in which words tell what it is the date of."""
SUSPECT_GAP = 60
"""Days between an event and its article's publication date beyond which one of them may be wrong."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«“\"0-9])|\n+")
_DEADLINE = re.compile(
    r"\b(?:dates? limites?|au plus tard|derniers? délais?|clôture|échéance|délai)\b[^.;]{0,40}$", re.IGNORECASE
)
_IT = re.compile(
    r"^\W*(?:elle|il|ils|elles|celle-ci|celui-ci|cette|cet|ces|ce|l['’]événement|la manifestation|la date|les dates)\b"
    r"|^\W*(?:la|le|les)?\W*$|^\W*(?:est|sera)\W*$",
    re.IGNORECASE,
)
_OF = re.compile(r"^\s*(?:du|de la|de l['’]|des|de|d['’])\s*([\w’'-]+)", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", re.IGNORECASE)
_NEXT = ("prochain", "prochaine", "prochains", "prochaines", "suivant", "suivante")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass
class Occasion:
    """The date chosen for an event. span; source: as Event.date_source; problems: (rule, detail); status: as
    Event.status, where the event was moved."""

    span: DateSpan
    source: str
    problems: list[tuple[str, str]] = field(default_factory=list)
    status: str | None = None


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


def find_occasion(article: ArticleText, portal: Portal) -> Occasion | None:
    """Choose the event's date, or None when the article has no event."""
    words = portal.words["titles"]
    if contains(article.title, words["never_events"]):
        return None
    named = contains(article.title, words["events"])
    if contains(article.title, words["not_events"]) and not named:
        return None
    sentences = [sentence for paragraph in article.paragraphs for sentence in _SENTENCE.split(paragraph)]
    dated = dated_sentences(article)
    own = letterheads(dated, portal)
    body = [each for each in dated if each not in own]
    chosen = _first_dated(article, body, portal, named=named is not None, letter=bool(own))
    return _moved(chosen, sentences, body, article, portal)


def _first_dated(
    article: ArticleText, body: list[tuple[str, DateSpan]], portal: Portal, *, named: bool, letter: bool
) -> Occasion | None:
    """The event's date by the first evidence that gives one. letter: the text has its own place and day."""
    words = portal.words["titles"]
    heads = (("title", article.title), ("overtitle", article.overtitle), ("subtitle", article.subtitle))
    doubtful = None
    for source, text in heads:
        span, own = _last_day(text, article.on, portal, months=named and source == "title")
        if span is not None and not own:
            return _weigh(Occasion(span, source), body, article)
        if source != "title":
            doubtful = doubtful or (span and Occasion(span, source))
    corrects = contains(article.title, words["corrections"])
    span = _dated_in_body(body, article, portal, named=named and not doubtful and not corrects)
    if span is not None:
        return _checked(Occasion(span, "body"), article)
    # "Paris, le 3 mars 2024" below a title is a letter's day, or where and when a forum is held.
    if doubtful and not contains(article.title, words["letters"]):
        return _weigh(doubtful, body, article)
    undated = corrects or letter or contains(article.title, words["undated"])
    if named and article.published and not undated and not starts_with(article.title, words["after_events"]):
        day = article.published
        return Occasion(DateSpan(day, day, "day", article.published_text or day.isoformat(), (0, 0)), "published")
    return None


def _moved(
    chosen: Occasion | None,
    sentences: list[str],
    body: list[tuple[str, DateSpan]],
    article: ArticleText,
    portal: Portal,
) -> Occasion | None:
    """Hold the chosen date against what title or text says of the event's move to another day."""
    heads = (("title", article.title), ("overtitle", article.overtitle), ("subtitle", article.subtitle))
    found = (
        (source, find_move(text, article.on)) for source, text in (*heads, *(("body", s) for s in sentences)) if text
    )
    source, move = next(
        ((source, move) for source, move in found if move and _is_of_event(move, source, chosen, article, portal)),
        ("body", None),
    )
    put_off = move is not None or titles.status(article.title, portal) == "postponed"
    if not put_off:
        return chosen
    if move and move.new:
        new, status = _new_day(move, chosen), None if move.corrected else "postponed"
        return _timed(Occasion(new, source, status=status), body)
    old = (
        Occasion(move.old, source) if move and move.old and (chosen is None or chosen.source == "published") else chosen
    )
    if old is None or (move and old.source == "published"):
        return None
    new = _dated_anew(old, body, article, portal)
    return replace(Occasion(new, "body") if new else old, status="postponed")


def _is_of_event(move: Move, source: str, chosen: Occasion | None, article: ArticleText, portal: Portal) -> bool:
    """Whether what is moved is the article's own event: by its day, or by the words that name it."""
    if source != "body":
        return True
    if chosen and any(span and _same_day(span, chosen.span) for span in (move.old, move.new)):
        return True
    if chosen and move.old and chosen.source != "published" and move.old.offsets != (move.new and move.new.offsets):
        return False
    return titles.status(article.title, portal) == "postponed" or _names_it(move.subject, article, portal)


def _names_it(subject: str, article: ArticleText, portal: Portal) -> bool:
    """Whether words name an article's event: "la réunion", or "la réunion du groupe" where its title names a group."""
    if _IT.match(subject):
        return True
    known = set(fold(" ".join(filter(None, (article.title, article.overtitle, article.subtitle)))).split())
    for word in portal.words["titles"]["events"]:
        for named in re.finditer(rf"\b{re.escape(word)}\b", subject, re.IGNORECASE):
            of = _OF.match(subject[named.end() :])
            if of is None or known & set(fold(of[1]).split()):
                return True
    return False


def _new_day(move: Move, chosen: Occasion | None) -> DateSpan:
    """The new day of an event, not before the old one for want of a year."""
    new, old = move.new, move.old
    planned = chosen.span if chosen and chosen.source != "published" else None
    ranged = old is not None and old.offsets == new.offsets
    if ranged and planned and not _same_day(old, planned):  # "reporté du 3 au 10 mai": to a time of several days
        new, old = new._replace(start=old.start), planned
    old = old or (planned if planned and not _same_day(planned, new) else None)
    sooner = old and day_of(new.start) <= day_of(old.start) and "year" in new.inferred
    if sooner and not move.sooner:
        return new._replace(start=_shift(new.start, 1), end=_shift(new.end, 1))
    return new


def _dated_anew(
    old: Occasion, body: list[tuple[str, DateSpan]], article: ArticleText, portal: Portal
) -> DateSpan | None:
    """A later day that the text gives the event in a sentence of its own: "Elle se tiendra le 19 octobre"."""
    verbs = portal.words["titles"]["verbs"]
    for sentence, span in body:
        if span.precision not in ("day", "minute") or day_of(span.start) <= day_of(old.span.start):
            continue
        before = sentence[: span.offsets[0]] if span.offsets[0] < FAR_BEFORE else ""
        if contains(before, verbs) and not contains(before, _NEXT) and _names_it(before, article, portal):
            return span
    return None


def _same_day(one: DateSpan, other: DateSpan) -> bool:
    return (one.start.month, one.start.day) == (other.start.month, other.start.day)


def dated_sentences(article: ArticleText) -> list[tuple[str, DateSpan]]:
    """The dated sentences of the text with their dates, in order."""
    sentences = (sentence for paragraph in article.paragraphs for sentence in _SENTENCE.split(paragraph))
    return [(sentence, span) for sentence in sentences for span in find_dates(sentence, on=article.on)]


def _last_day(text: str | None, on: dt.date, portal: Portal, *, months: bool) -> tuple[DateSpan | None, bool]:
    """A title's date stands in its tail: the last one that is precise to the day (or the month, if that will do).
    With it, whether it is the text's own, as no other is."""
    spans = find_dates(text, on=on) if text else []
    fine = [s for s in spans if s.precision in ("day", "minute")]
    others = [s for s in fine if not is_letterhead(text, s, portal)]
    if others or fine:
        return (others or fine)[-1], not others
    return next((s for s in reversed(spans) if months and s.precision == "month"), None), False


def _weigh(chosen: Occasion, body: list[tuple[str, DateSpan]], article: ArticleText) -> Occasion:
    """Hold the chosen date against the text: a year there may be better supported, an hour makes it finer."""
    span = chosen.span
    for _, other in body:
        if other.precision == "month" or day_of(other.start) is None:
            continue
        same_day = (day_of(other.start).month, day_of(other.start).day) == (
            day_of(span.start).month,
            day_of(span.start).day,
        )
        if same_day and day_of(other.start).year != day_of(span.start).year and _better(other, span, article):
            kept = other if span.start == span.end else _in_year_of(span, other)
            detail = f"{chosen.source} says {span.text!r}, the text says {other.text!r}; kept {written(kept.start)}"
            return _checked(_timed(Occasion(kept, "body", [("title_against_body", detail)]), body), article)
    return _checked(_timed(chosen, body), article)


def _in_year_of(span: DateSpan, other: DateSpan) -> DateSpan:
    """The span as written, in the year of the other one."""
    years = day_of(other.start).year - day_of(span.start).year
    return span._replace(start=_shift(span.start, years), end=_shift(span.end, years))


def _shift(moment: dt.date, years: int) -> dt.date:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def _better(other: DateSpan, span: DateSpan, article: ArticleText) -> bool:
    """Whether the text's year is better supported: a written weekday decides; then nearness to publication."""
    weekday = _WEEKDAY.search(other.text)
    if weekday:
        if _WEEKDAYS.index(weekday[1].lower()) == day_of(span.start).weekday():
            return False
        return not other.conflicts
    if "year" in other.inferred or article.published is None:
        return False
    return abs(day_of(other.start) - article.published) < abs(day_of(span.start) - article.published)


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


def _dated_in_body(
    body: list[tuple[str, DateSpan]], article: ArticleText, portal: Portal, *, named: bool
) -> DateSpan | None:
    """The first dated sentence of something that takes place; a title that names a meeting needs no verb."""
    words = portal.words["titles"]
    fine = [(sentence, s) for sentence, s in body if s.precision in ("day", "minute")]
    telling = {sentence for sentence in {sentence for sentence, _ in fine} if contains(sentence, words["verbs"])}
    for sentence, span in fine:
        if sentence in telling:
            return span
    near = [s for sentence, s in fine if _is_near(s, article) and not _is_deadline(sentence, s)]
    return near[0] if named and near else None


def _is_near(span: DateSpan, article: ArticleText) -> bool:
    """Whether a date lies about the publication; without one, a date with its year does."""
    if article.published is None and "year" not in span.inferred:
        return True
    return abs(day_of(span.start) - article.on).days <= SUSPECT_GAP


def _is_deadline(sentence: str, span: DateSpan) -> bool:
    """Whether a date ends something: "jusqu'au 30 novembre", "date limite : le 3 mars"."""
    begin = span.offsets[0]
    return span.open is not None or bool(_DEADLINE.search(sentence[max(0, begin - FAR_BEFORE) : begin]))


def _checked(chosen: Occasion, article: ArticleText) -> Occasion:
    span = chosen.span
    if article.published and abs(day_of(span.start) - article.published).days > SUSPECT_GAP and chosen.source != "body":
        detail = f"{chosen.source} says {span.text!r}, the page was published {article.published.isoformat()}"
        chosen.problems.append(("title_against_field", detail))
    return chosen
