"""What RFC 5545 asks of a calendar, as a test checks it."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}


def checked_calendar(body: bytes) -> list[Event]:
    """Return the events of a calendar. Raises AssertionError for what is not valid."""
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b""), "a line ends with LF alone"
    assert b"\r" not in body.replace(b"\r\n", b""), "a line ends with CR alone"
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75, "a line is longer than 75 octets"
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", body), "a control character"
    for line in lines:
        line.decode()  # no letter is cut by a fold
    made = Calendar.from_ical(body)
    assert not made.errors
    assert made["VERSION"] == "2.0"
    assert made["PRODID"]
    zones = {zone["TZID"] for zone in made.walk("VTIMEZONE")}
    events = made.walk("VEVENT")
    for event in events:
        _check(event, zones)
    uids = [event["UID"] for event in events]
    assert len(uids) == len(set(uids))
    return events


def _check(event: Event, zones: set[str]) -> None:
    assert not event.errors
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED", "URL"):
        assert not isinstance(event[name], list), f"{name} once"
    for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED"):
        assert event[name].to_ical().endswith(b"Z"), f"{name} is in UTC"
    assert event["STATUS"] in STATUSES
    assert urlsplit(event["URL"]).scheme in {"http", "https"}
    begins = event["DTSTART"]
    if isinstance(begins.dt, datetime):
        assert begins.params["TZID"] in zones
    else:
        assert begins.params["VALUE"] == "DATE"
    if ends := event.get("DTEND"):
        assert type(ends.dt) is type(begins.dt)
        assert ends.dt > begins.dt
        assert isinstance(ends.dt, date)
