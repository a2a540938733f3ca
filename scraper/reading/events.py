"""An event as a record: the occasion an article tells of, and where it takes place."""

import re

from scraper.dates import day_of
from scraper.portal import Portal
from scraper.reading.countries import country_code
from scraper.reading.occasions import ArticleText, Occasion, dated_sentences
from scraper.reading.people import UPPER
from scraper.reading.text import contains, fold, starts_with
from scraper.reading.written import written
from scraper.records import Event

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


def event(told: ArticleText, occasion: Occasion, news_id: str, status: str | None, portal: Portal) -> Event:
    """The event as a record."""
    place, online = whereabouts(told, occasion, portal)
    span = occasion.span
    return Event(
        id=news_id,
        news_id=news_id,
        title=told.title,
        starts=written(span.start),
        ends=written(max(span.start, span.end)),
        precision=span.precision,
        date_text=span.text,
        date_source=occasion.source,
        place=place,
        online=online,
        status=occasion.status or status,
    )


def whereabouts(told: ArticleText, occasion: Occasion, portal: Portal) -> tuple[str | None, int | None]:
    """Place and online: the subtitle's, when it is a place (a second title gives none); else the title's ("à Alger"
    beside its date or at its end); and what the event's own sentence says of a video conference."""
    words = portal.words["titles"]["online"]
    text = told.subtitle or ""
    if contains(text, words):
        beside = (_PREPOSITION.sub("", piece.strip(" ,;-–"), count=1) for piece in _ONLINE.split(text))
        return next((piece for piece in beside if _names_place(piece, portal) and piece != text), None), 1
    if _names_place(text, portal):
        return _PREPOSITION.sub("", text, count=1), 0
    place, day = _titled_place(told, occasion, portal), day_of(occasion.span.start)
    own = {sentence for sentence, span in dated_sentences(told) if day_of(span.start) == day}
    online = any(contains(sentence, words) for sentence in own)
    return place, 1 if online else (0 if place else None)


def _titled_place(told: ArticleText, occasion: Occasion, portal: Portal) -> str | None:
    """The name after "à" that stands beside the date, or ends the title, of an article whose title names a meeting."""
    title = told.title
    if not contains(title, portal.words["titles"]["events"]):
        return None
    start, end = occasion.span.offsets if occasion.source == "title" else (len(title), len(title))
    match = _AT_END.search(title[:start].rstrip(" ,:(–-")) or _AFTER.match(title[end:])
    # "La conférence sur l'eau à Haïti" may be held anywhere.
    return match["place"] if match and country_code(match["place"], portal) is None else None


def _names_place(text: str, portal: Portal) -> bool:
    """A place: an address, a name after a preposition, or a short name with nothing of a sentence."""
    if (
        not text
        or len(text) > 120
        or re.search(r"[!?:«»]|\b\d{1,2} (?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)", text)
    ):
        return False
    if re.search(r"\b\d{5}\b", text):
        return True
    bare = _PREPOSITION.sub("", text, count=1)
    if bare != text:
        return bare[:1].isupper() or bare[:1].isdigit() or len(bare.split()) >= 2
    if starts_with(text, portal.words["titles"]["places"]):
        return True
    return len(fold(text).split()) <= 4 and text[:1].isupper()
