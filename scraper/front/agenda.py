"""The agenda: what is to come, a year, a month as a table of weeks, a day; and events as calendars."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from calendar import Calendar
from dataclasses import dataclass
from itertools import groupby

from scraper.exporting import calendars
from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.archive_queries import MOST_DRIVEN
from scraper.front.groups import chosen_group
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import FileAnswer, ListPages, Missing, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.records import slugify

IN_CALENDAR = 300
"""Events of a calendar: those to come, then the latest past ones."""
IN_CELL = 5
"""Events that a day of a month shows; the day's own page has all."""
_REACH = dt.timedelta(days=366)
"""How long before a period the events are looked for that last into it: as long as the year of a year without a day."""
_EVER = "9999"


@dataclass(frozen=True)
class Choice:
    """What `?pays=` and `?groupe=` choose."""

    country: str | None
    """ISO 3166-1 alpha-2."""
    group: str | None
    """Its id."""
    name: str
    """Both in words; empty for all events."""

    @property
    def values(self) -> dict:
        """The parameters of the queries."""
        return {"country": self.country, "group": self.group}

    def title(self, text: str) -> str:
        """Return a title with what is chosen."""
        return " · ".join(filter(None, (text, self.name)))


@page("/agenda", is_list=True)
async def agenda(visit: Visit) -> PageAnswer:
    """List what is to come, and the years that have events."""
    choice = await _choice(visit)
    today = visit.known_on or visit.today
    bounds = _bounds(today, _EVER)
    shown = {"month": today[:7], "choice": choice, **await _events(visit, choice, bounds)}
    if visit.known_on is None:
        shown |= await _facets(visit, choice, bounds)
        shown["years"] = await _years(visit, choice)
        table = _table(visit, "agenda.whole", {"today": today, **choice.values})
    else:
        table = _table(visit, "agenda.known", _values(visit, choice, bounds))
    calendar = (_calendar_address(visit), "text/calendar", choice.title(t("Agenda", "Calendar")))
    title = choice.title(t("Agenda", "Calendar"))
    shown["calendar"] = calendar[0]
    return PageAnswer("agenda.html", title, shown, is_as_known=True, feeds=(calendar,), table=table)


@page("/agenda/{period}", is_list=True)
async def agenda_of(visit: Visit, period: str) -> PageAnswer:
    """List the events of a year or a day, or show a month as a table of weeks."""
    first = _first_day(period)
    choice = await _choice(visit)
    bounds = _bounds(period, period)
    shown = {"choice": choice, "period": period}
    if len(period) == 7:
        template = "agenda_month.html"
        shown |= await _month(visit, choice, bounds, first)
    else:
        template = "agenda_period.html"
        # Of a year, the events that begin in it; of a day, those that have one.
        bounds |= {"floor": period} if len(period) == 4 else {"is_dated": 1}
        shown |= await _events(visit, choice, bounds)
        shown["months"] = _by_month(shown["events"])
    if visit.known_on is None:
        shown |= await _facets(visit, choice, bounds)
    table = _table(visit, "agenda.known" if visit.known_on else "agenda.listed", _values(visit, choice, bounds))
    above = [(f"/agenda/{period[:length]}", words.day(period[:length])) for length in (4, 7) if length < len(period)]
    trail = (("/agenda", t("Agenda", "Calendar")), *above)
    title = choice.title(t("Agenda : ", "Calendar: ") + words.day(period))
    return PageAnswer(template, title, shown, trail, is_as_known=True, table=table)


@page("/agenda.ics")
async def agenda_calendar(visit: Visit) -> FileAnswer:
    """Return the events as a calendar to subscribe to, those of a country or a group if one is chosen."""
    choice = await _choice(visit)
    are_few = choice.name and sum(each["count"] for each in await _years(visit, choice)) <= MOST_DRIVEN
    query = "agenda.few_of_calendar" if are_few else "agenda.many_of_calendar"
    found = await visit.archive.rows(query, today=visit.today, limit=IN_CALENDAR, **choice.values)
    events = [(event, _address(visit, event)) for event in found]
    return FileAnswer(
        calendars.calendar(words.language(), choice.title(words.site_name()), events), calendars.MEDIA_TYPE
    )


@page("/evenement/{article}.ics", "/evenement/{article}/{number}.ics")
async def event_calendar(visit: Visit, article: str, number: str = "") -> FileAnswer:
    """Return an event as a calendar. article: its id; number: the event's place among several of it, from 2."""
    event = await visit.archive.row("agenda.event", id=f"{article}#{number}" if number else article)
    if event is None:
        raise Missing(t("Aucun événement n’est à cette adresse.", "There is no event at this address."))
    if event["precision"] not in calendars.DATED:
        raise Missing(
            t(
                "Le jour de cet événement n’est pas connu : il n’a pas de place dans un calendrier.",
                "The day of this event is not known: it has no place in a calendar.",
            )
        )
    body = calendars.calendar(words.language(), event["title"], [(event, _address(visit, event))])
    return FileAnswer(body, calendars.MEDIA_TYPE, f"{slugify(event['id'])}.ics")


def event_calendar_path(event: dict) -> str | None:
    """Return the path of an event's calendar; None for an event whose day is not known. An address has no place for the
    `#` of an id."""
    return f"/evenement/{event['id'].replace('#', '/')}.ics" if event["precision"] in calendars.DATED else None


def _first_day(period: str) -> dt.date:
    """Return the first day of YYYY, YYYY-MM or YYYY-MM-DD. Raises Missing when it is none of them."""
    try:
        if re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", period):
            return dt.date.fromisoformat((period + "-01-01")[:10])
    except ValueError:
        pass
    raise Missing(t("Ce n’est ni une année, ni un mois, ni un jour.", "This is no year, no month and no day."))


def _bounds(first: str, last: str) -> dict:
    """Return a period, from its first year, month or day to its last, as parameters of the queries."""
    floor = _first_day(first) - _REACH
    return {"floor": f"{floor}", "since": first, "until": f"{last}~", "is_dated": None}


def _values(visit: Visit, choice: Choice, bounds: dict) -> dict:
    return {**choice.values, **bounds, "before": visit.known_before}


async def _choice(visit: Visit) -> Choice:
    """Return what is chosen. Raises Missing for a country or a group that is none."""
    country = visit.args.get("pays")
    code = words.country_code(country) if country else None
    if country and code is None:
        raise Missing(t(f"Aucun pays ne s’appelle « {country} ».", f"No country is called “{country}”."))
    group = await chosen_group(visit)
    names = (group and group["name"], code and words.country(code))
    return Choice(code, group and group["id"], " · ".join(filter(None, names)))


async def _found(visit: Visit, choice: Choice, bounds: dict, limit: int = -1, offset: int = 0) -> list[dict]:
    query = "agenda.known" if visit.known_on else "agenda.listed"
    return await visit.archive.rows(query, **_values(visit, choice, bounds), limit=limit, offset=offset)


def _with_calendars(visit: Visit, events: list[dict]) -> list[dict]:
    """Return events with the address of their calendar."""
    for event in events:
        path = None if visit.known_on else event_calendar_path(event)
        event["calendar"] = path and visit.url(path)
    return events


async def _events(visit: Visit, choice: Choice, bounds: dict) -> dict:
    """Return a page of a list of events, for its template."""
    paging = ListPages(0, visit.page)
    found = await _found(visit, choice, bounds, paging.size, paging.offset)
    if visit.known_on:
        total = found[0]["total"] if found else 0
    else:
        (counted,) = await visit.archive.counted("agenda.total", **choice.values, **bounds)
        total = counted["total"]
    return {"events": _with_calendars(visit, found), "paging": ListPages(total, visit.page)}


def _by_month(events: list[dict]) -> list[tuple[str, list[dict]]]:
    """Return a list's events by the month they begin in, YYYY-MM."""
    return [(month, list(found)) for month, found in groupby(events, lambda event: event["starts"][:7])]


async def _month(visit: Visit, choice: Choice, bounds: dict, first: dt.date) -> dict:
    """Return a month as weeks of days, and as a list of the days that have events, for its template."""
    by_day: dict[str, list[dict]] = {}
    beginning: dict[str, list[dict]] = {}
    events = await _found(visit, choice, bounds | {"is_dated": 1})
    days = [f"{day}" for day in Calendar().itermonthdates(first.year, first.month) if day.month == first.month]
    for event in events:
        own = days[bisect_left(days, event["starts"][:10]) : bisect_right(days, event["ends"][:10])]
        for day in own:
            by_day.setdefault(day, []).append(event)
        if own:
            beginning.setdefault(own[0], []).append(event)
    weeks = [
        [(f"{day}", day.day, _cell(visit, by_day, f"{day}")) if day.month == first.month else None for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    return {
        "total": len(events),
        "weeks": weeks,
        "days": [(day, _cell(visit, beginning, day)) for day in sorted(beginning)],
        "loose": _with_calendars(visit, await _found(visit, choice, bounds | {"is_dated": 0}, ListPages(0, 1).size)),
        "before": f"{first - dt.timedelta(days=1):%Y-%m}",
        "after": f"{first + dt.timedelta(days=31):%Y-%m}",
    }


def _cell(visit: Visit, by_day: dict[str, list[dict]], day: str) -> tuple[list[dict], int]:
    """Return the events of a day that are shown, and how many more there are."""
    found = by_day.get(day, [])
    return _with_calendars(visit, found[:IN_CELL]), max(0, len(found) - IN_CELL)


async def _facets(visit: Visit, choice: Choice, bounds: dict) -> dict:
    if bounds["floor"] == bounds["since"] and not choice.name:  # what begins in a year, which the archive counts
        period = {"since": bounds["since"], "until": bounds["until"]}
        countries, groups = [
            await visit.archive.counted("agenda.counted", facet=facet, **period) for facet in ("country", "group")
        ]
    else:
        countries = await visit.archive.counted("agenda.countries", **choice.values, **bounds)
        groups = await visit.archive.counted("agenda.groups", **choice.values, **bounds)
    for each in countries:
        each["name"], each["value"] = words.country(each["value"]), words.country_slug(each["value"])
    return {"countries": countries, "groups": groups}


async def _years(visit: Visit, choice: Choice) -> list[dict]:
    if choice.country and choice.group:
        return await visit.archive.counted("agenda.years", **choice.values)
    facet, value = next(((name, value) for name, value in choice.values.items() if value), ("", ""))
    return await visit.archive.rows("agenda.counted_years", facet=facet, value=value)


def _calendar_address(visit: Visit) -> str:
    return visit.url("/agenda.ics", au=None, pays=visit.args.get("pays"), groupe=visit.args.get("groupe"))


def _address(visit: Visit, event: dict) -> str:
    return visit.whole(visit.url(f"/actualite/{event['news_id']}"))


def _table(visit: Visit, query: str, values: dict) -> ListTable:
    def known(event: dict, end: str) -> str:
        return words.known_part(event[end], event["precision"])

    def entry(event: dict) -> FeedEntry:
        when = words.span(event["starts"], event["ends"], event["precision"])
        return FeedEntry(
            event_calendar_path(event | {"precision": "day"}).removesuffix(".ics"),
            event["title"],
            _address(visit, event),
            event.get("changed") or event["first_seen"],
            event["first_seen"],
            " · ".join(filter(None, (when, event["place"], words.code("status", event["status"])))),
        )

    columns = (
        ListColumn("Identifiant", "Identifier", "id"),
        ListColumn("Début", "Begins", lambda event: known(event, "starts"), Kind.DAY),
        ListColumn("Fin (incluse)", "Ends (inclusive)", lambda event: known(event, "ends"), Kind.DAY),
        ListColumn("Date telle qu’écrite", "Date as written", "date_text"),
        ListColumn("Titre", "Title", "title"),
        ListColumn("Lieu", "Place", "place"),
        ListColumn("En visioconférence", "Online", lambda event: _yes(event["online"])),
        ListColumn("État annoncé", "Status", lambda event: words.code("status", event["status"])),
        ListColumn("Prévu d’abord le", "Planned before for", lambda event: event.get("moved_from"), Kind.DAY),
        ListColumn("Participants", "Attendance", lambda event: event.get("attendance"), Kind.NUMBER),
        ListColumn("Unité", "Unit", lambda event: event.get("attendance_unit")),
        ListColumn("Retiré du portail", "Removed from the portal", "withdrawn", Kind.MOMENT),
        ListColumn("Première lecture", "First read", "first_seen", Kind.MOMENT),
        ListColumn("Page de l’archive", "Page of the archive", lambda event: _address(visit, event)),
    )
    return ListTable(query, columns, values, entry)


def _yes(value: int | None) -> str | None:
    return None if value is None else t("oui", "yes") if value else t("non", "no")
