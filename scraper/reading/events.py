"""The event of an article as a record: its date (occasions.py), held against the one that the page declares, and its
place."""

import datetime as dt
import re
from dataclasses import replace

from scraper.dates import DateSpan, day_of
from scraper.reading.context import PageContext
from scraper.reading.days import written
from scraper.reading.mentions import country_code
from scraper.reading.metadata import AGAINST_PAGE, DeclaredEvent, declared_moment
from scraper.reading.occasions import ArticleText, Occasion, find_occasion, may_announce, same_day, shifted
from scraper.reading.result import Evidence, Findings
from scraper.reading.text import PROPER, contains, equals, fold, starts_with
from scraper.records import Event

FARTHEST_DECLARED = 400
"""Days between an article and the event that it declares, at most, where no date is shown."""
SHORTEST_WORD = 3
"""Letters of words that mean nothing by themselves, at most."""
LONGEST_PLACE = 120
"""Characters of the longest place."""
_PREPOSITION = re.compile(
    r"^(?:à l['’]|à la |à |au |aux |en |chez |dans les? |dans la |dans l['’]|dans )", re.IGNORECASE
)
_ONLINE = re.compile(
    r"(?:,? ?et )?(?:en |par )?"
    r"(?:visioconférence|visio|webinaire|wébinaire|distanciel|ligne|format hybride|mode hybride)"
    r"(?: et (?:en )?(?:présentiel|présence))?(?: (?=à|au|aux|dans|chez))?",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"(?<!\bappui)(?<!\bsoutien)(?<!\baide)(?<!\bface)(?<!\bhommage)(?<!\bsuite)(?<!\bappel)(?<!\bparticipation)"
    rf"\sà (?P<place>{PROPER})$"
)
_AFTER = re.compile(rf"^[ ,]+à (?P<place>{PROPER})[ !.)]*$")
_NO_PLACE = re.compile(r"[!?:«»]|\b\d{1,2} (?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)")


def find_event(article: ArticleText) -> Findings:
    """Find the event of an article."""
    news, occasion = article.news, find_occasion(article)
    declared = next((each for each in article.ctx.page.metadata.events if _is_called(article, each.name)), None)
    if declared and news.status != "postponed":
        occasion = _held_against(occasion, declared, article)
    if occasion is None:
        return Findings()
    (place, online), problems = whereabouts(article, occasion), [*occasion.problems]
    if boxed := _boxed_place(article):
        if place and not _agree(place, boxed[0] or place):
            problems.append(("box_against_text", f"place: the head says {place!r}, the box says {boxed[0]!r}"))
        place, online = boxed[0] or place, max(boxed[1], online or 0)
    # Of another day, it is another event.
    if occasion.declared and (named := _declared_place(declared, article.ctx)):
        if place is None:
            place, online = named, 1 if declared.is_online else online or 0
        elif not _agree(named, place):
            detail = f"place: the page shows {place!r}, {declared.place.source} {named!r}"
            problems.append((AGAINST_PAGE, detail))
    span = occasion.span
    event = Event(
        id=news.id,
        news_id=news.id,
        title=news.title,
        starts=written(span.start),
        ends=written(max(span.start, span.end)),
        precision=span.precision,
        date_text=span.text,
        date_source=occasion.source,
        place=place,
        online=online,
        status=occasion.status or news.status,
    )
    rule = "; ".join(filter(None, (f"{occasion.source}: {span.text}", occasion.declared)))
    problems = [article.ctx.problem(*each) for each in problems]
    return Findings(rows=[event], problems=problems, evidence=[Evidence("events", "starts", rule)])


def _agree(one: str, other: str) -> bool:
    """Return whether one of two places is a part of the other."""
    return fold(one) in fold(other) or fold(other) in fold(one)


def _boxed_place(article: ArticleText) -> tuple[str | None, int] | None:
    """Return the place in the box about the event, and whether it is online; None where the box has none."""
    box = article.ctx.event_box
    if box is None or box.place is None or len(box.place) > LONGEST_PLACE:
        return None
    if not contains(box.place, article.ctx.words["titles"]["online"]):
        return box.place, 0
    pieces = (piece.strip(" ,;-–()") for piece in _ONLINE.split(box.place))
    return next((piece for piece in pieces if len(piece) > SHORTEST_WORD), None), 1


def _is_called(article: ArticleText, name: str | None) -> bool:
    """Return whether a declared event may be the article's by its name: one has all longer words of the other.
    Templates declare the site's next event on every page."""
    head = " ".join(text for _, text in article.heads)
    of_name, of_title, of_head = (
        {word for word in fold(text).split() if len(word) > SHORTEST_WORD}
        for text in (name or "", article.news.title, head)
    )
    return of_name <= of_head or of_title <= of_name


def _held_against(chosen: Occasion | None, declared: DeclaredEvent, article: ArticleText) -> Occasion | None:
    """Check the chosen date against the event that the page declares. What is shown counts; a declared hour or year
    completes it, and a plausible day fills the gap where none is shown."""
    span = _declared_span(declared)
    if span is None:
        return chosen
    day, source = day_of(span.start), declared.starts.source
    if chosen is None or chosen.source == "published":
        publications = [each.value for each in article.ctx.page.metadata.published]
        copied = declared.starts.value in publications or day == article.ctx.fetched
        near = abs(day - article.on).days <= FARTHEST_DECLARED
        return Occasion(span, "metadata", declared=source) if near and not copied and may_announce(article) else chosen
    shown = chosen.span
    if "year" in shown.inferred and same_day(shown, span):
        shown = shifted(shown, day.year - shown.start.year)
    if not day_of(shown.start) <= day <= day_of(shown.end):
        detail = f"{chosen.source} says {shown.text!r}, {source} {declared.starts.value}"
        return replace(chosen, problems=[*chosen.problems, (AGAINST_PAGE, detail)])
    one_day = shown.precision == "day" and day == day_of(shown.end) == shown.start
    if one_day and span.precision == "minute" and day_of(span.end) == day:
        shown = shown._replace(start=span.start, end=span.end, precision="minute")
    return replace(chosen, span=shown, declared=source)


def _declared_span(declared: DeclaredEvent) -> DateSpan | None:
    """Return the date of a declared event; midnight is no hour."""
    start = declared.starts and declared_moment(declared.starts.value)
    if start is None:
        return None
    end = max(start, (declared.ends and declared_moment(declared.ends.value)) or start)
    if start.time() == dt.time():
        return DateSpan(start.date(), end.date(), "day", declared.starts.value, (0, 0))
    return DateSpan(start, end if end.time() != dt.time() else start, "minute", declared.starts.value, (0, 0))


def _declared_place(declared: DeclaredEvent, ctx: PageContext) -> str | None:
    """Return the place of a declared event; the name of the site is none."""
    place = declared.place and declared.place.value
    site = [ctx.portal.name, *ctx.words["frame"]["names"]]
    return place if place and len(place) <= LONGEST_PLACE and "://" not in place and not equals(place, site) else None


def whereabouts(article: ArticleText, occasion: Occasion) -> tuple[str | None, int | None]:
    """Return the place and whether it is online: the subtitle's, when it is a place (a second title is none); else the
    title's ("à Alger" beside its date or at its end); online by a video conference in the event's own sentence."""
    ctx, text = article.ctx, article.news.subtitle or ""
    words = ctx.words["titles"]["online"]
    if contains(text, words):
        beside = (_PREPOSITION.sub("", piece.strip(" ,;-–"), count=1) for piece in _ONLINE.split(text))
        return next((piece for piece in beside if _names_place(piece, ctx)), None), 1
    if _names_place(text, ctx):
        return _PREPOSITION.sub("", text, count=1), 0
    place, day = _titled_place(article, occasion), day_of(occasion.span.start)
    own = {sentence for sentence, span in article.dated if day_of(span.start) == day}
    online = any(contains(sentence, words) for sentence in own)
    return place, 1 if online else (0 if place else None)


def _titled_place(article: ArticleText, occasion: Occasion) -> str | None:
    """Return the name after "à" beside the date or at the end of a title that names a meeting."""
    title = article.news.title
    if not contains(title, article.ctx.words["titles"]["events"]):
        return None
    start, end = occasion.span.offsets if occasion.source == "title" else (len(title), len(title))
    match = _AT_END.search(title[:start].rstrip(" ,:(–-")) or _AFTER.match(title[end:])
    # "La conférence sur l'eau à Haïti" may be held anywhere.
    return match["place"] if match and country_code(match["place"], article.ctx) is None else None


def _names_place(text: str, ctx: PageContext) -> bool:
    """Return whether words are a place: an address, a name after a preposition, or a short name that is no sentence."""
    if not text or len(text) > LONGEST_PLACE or _NO_PLACE.search(text):
        return False
    bare = _PREPOSITION.sub("", text, count=1)
    if bare != text:
        return bare[:1].isupper() or len(bare.split()) >= 2
    if re.search(r"\b\d{5}\b", text) or starts_with(text, ctx.words["titles"]["places"]):
        return True
    return len(fold(text).split()) <= 4 and text[:1].isupper()
