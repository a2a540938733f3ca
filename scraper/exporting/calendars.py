"""Calendars (iCalendar, RFC 5545): events of the archive for the calendar that a person uses."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vRecur, vText

from scraper.dates import PARIS
from scraper.exporting.atom import portal_host

MEDIA_TYPE = "text/calendar; charset=utf-8"
_END = b"END:VCALENDAR\r\n"
_KEPT = 3_000
"""Events that are kept as they were written: calendar programs ask for the same ones again and again."""
DATED = ("day", "minute")
"""The precisions of events that have a place in a calendar."""
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE", "save_the_date": "TENTATIVE"}
_WORDS = {
    "fr": ("en visioconférence", "Date écrite : « {} »"),
    "en": ("online", "Date as written: “{}”"),
}
"""By language: that an event is online, and the words of its date."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What RFC 5545 has no place for in a text."""
_SEASONS = (
    (TimezoneDaylight, "CEST", dt.datetime(1981, 3, 29, 2), 3, 1, 2),
    (TimezoneStandard, "CET", dt.datetime(1996, 10, 27, 3), 10, 2, 1),
)
"""The time of Paris since 1996: name, first change, month of its last Sunday on which it changes, hours ahead of UTC
before and after."""


def calendar(language: str, name: str, events: Iterable[tuple[dict, str]]) -> bytes:
    """Return events as a calendar. language: fr or en. events: as calendar_pieces takes them."""
    return b"".join(calendar_pieces(language, name, events))


def calendar_pieces(language: str, name: str, events: Iterable[tuple[dict, str]]) -> Iterator[bytes]:
    """Yield a calendar piece by piece. events: rows of `events` with `versions` and `modified` of their article, each
    with the address of its page."""
    made = Calendar()
    made.add("prodid", f"-//{portal_host()}//Archive//{language.upper()}")
    made.add("version", "2.0")
    for property_name in ("name", "x-wr-calname"):
        made.add(property_name, vText(_clean(name)))  # icalendar does not know that these are texts, to be escaped
    made.add("refresh-interval", vDuration(dt.timedelta(hours=12)), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(dt.timedelta(hours=12)))
    made.add_component(_paris())
    yield made.to_ical().removesuffix(_END)
    for event, address in events:
        yield _written(tuple(event.items()), address, language)
    yield _END


@lru_cache(_KEPT)
def _written(event: tuple[tuple, ...], address: str, language: str) -> bytes:
    return _entry(dict(event), address, language).to_ical()


def _entry(event: dict, address: str, language: str) -> Event:
    """Return an event as an entry. A change of its article raises its sequence, so that calendars take it over."""
    online, written = _WORDS[language]
    made = Event()
    made.add("uid", f"{_clean(event['id'])}@{portal_host()}")
    modified = dt.datetime.fromisoformat(event["modified"] or event["first_seen"])
    made.add("dtstamp", modified)
    made.add("last-modified", modified)
    made.add("created", dt.datetime.fromisoformat(event["first_seen"]))
    made.add("sequence", max(0, event["versions"] - 1))
    made.add("summary", _clean(event["title"]))
    _add_times(made, event["starts"], event["ends"])
    made.add("status", _status(event))
    if places := ", ".join(filter(None, (event["place"], online if event["online"] else None))):
        made.add("location", _clean(places))
    made.add("url", address)
    made.add("description", _clean(written.format(event["date_text"])))
    return made


def _add_times(made: Event, starts: str, ends: str) -> None:
    """Add when an event begins and ends: days, of which the end is the day after the last; or minutes of Paris."""
    if len(starts) == 10:
        made.add("dtstart", dt.date.fromisoformat(starts))
        made.add("dtend", dt.date.fromisoformat(ends[:10]) + dt.timedelta(days=1))
        return
    made.add("dtstart", dt.datetime.fromisoformat(starts).replace(tzinfo=PARIS))
    if len(ends) == 10:
        ends = f"{dt.date.fromisoformat(ends) + dt.timedelta(days=1)}T00:00"
    if ends > starts:  # an event of which no end is known has none
        made.add("dtend", dt.datetime.fromisoformat(ends).replace(tzinfo=PARIS))


def _status(event: dict) -> str:
    """Return an event's status; one whose article went before it took place is not certain."""
    is_gone = event["withdrawn"] and event["withdrawn"][:10] <= event["ends"]
    return _STATUS.get(event["status"], "TENTATIVE" if is_gone else "CONFIRMED")


def _paris() -> Timezone:
    made = Timezone()
    made.add("tzid", "Europe/Paris")
    for component, name, first, month, before, after in _SEASONS:
        season = component()
        season.add("tzname", name)
        season.add("dtstart", first)
        season.add("tzoffsetfrom", dt.timedelta(hours=before))
        season.add("tzoffsetto", dt.timedelta(hours=after))
        season.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        made.add_component(season)
    return made


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
