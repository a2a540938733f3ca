"""A day written in any of the ways of French sites is read as that day, alone and in a sentence."""

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from scraper.dates import find_dates, read_date

DATES = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
CLOCKS = st.times().map(lambda time: time.replace(second=0, microsecond=0))

WAYS = {
    "sentence": "le {day} {month} {year}",
    "ordinal": "le {nth} {month} {year}",
    "ordinal apart": "{nth_apart} {month} {year}",
    "weekday": "{weekday} {day} {month} {year}",
    "weekday, upper case": "{WEEKDAY} {day} {MONTH} {year}",
    "weekday, comma": "{weekday}, {day} {month} {year}",
    "title case": "Le {Weekday} {nth} {Month} {year}",
    "padded": "{day:02} {month} {year}",
    "short month": "{day} {mon} {year}",
    "short weekday": "{wkd} {day} {mon} {year}",
    "no accents": "{day} {ascii_month} {year}",
    "no-break spaces": "{day}\N{NO-BREAK SPACE}{month}\N{NARROW NO-BREAK SPACE}{year}",
    "dashes": "{day}-{month}-{year}",
    "dots": "{day}.{month}.{year}",
    "slashes": "{day:02}/{number:02}/{year}",
    "short slashes": "{day}/{number}/{year}",
    "spaced slashes": "{day:02} / {number:02} / {year}",
    "numbers with dots": "{day:02}.{number:02}.{year}",
    "numbers with dashes": "{day:02}-{number:02}-{year}",
    "machine": "{year}-{number:02}-{day:02}",
    "file name": "compte_rendu_{year}{number:02}{day:02}.pdf",
    "glued": "{day}{month}{year}",
    "comma": "{day} {month}, {year}",
    "year in brackets": "{day} {month} ({year})",
    "minutes of a council": "L'an {year}, le {nth} {month}",
}
CLOCK_WAYS = ["{h}h{m:02}", "{h} h {m:02}", "{h}H{m:02}", "{h}:{m:02}", "{h} heures {m:02}", "{h}h.{m:02}"]


def fields(day):
    month, mon = (format_date(day, pattern, locale="fr") for pattern in ("MMMM", "MMM"))
    weekday, wkd = (format_date(day, pattern, locale="fr") for pattern in ("EEEE", "EEE"))
    first = day.day == 1
    return {
        "day": day.day,
        "number": day.month,
        "year": day.year,
        "month": month,
        "mon": mon,
        "MONTH": month.upper(),
        "weekday": weekday,
        "wkd": wkd,
        "WEEKDAY": weekday.upper(),
        "Weekday": weekday.title(),
        "Month": month.title(),
        "ascii_month": month.replace("é", "e").replace("û", "u"),
        "nth": "1er" if first else day.day,
        "nth_apart": "1 er" if first else day.day,
    }


@pytest.mark.parametrize("way", WAYS)
@given(day=DATES)
def test_day_is_read_back(way, day):
    text = WAYS[way].format(**fields(day))
    span = read_date(text)
    assert (span.start, span.end, span.precision, span.inferred, span.conflicts) == (day, day, "day", (), ())
    assert [found.start for found in find_dates(f"La réunion ({text}) a eu lieu à Paris.")] == [day]


@pytest.mark.parametrize("way", CLOCK_WAYS)
@given(day=DATES, clock=CLOCKS)
def test_hour_is_read_back(way, day, clock):
    text = f"le {format_date(day, 'd MMMM y', locale='fr')} à {way.format(h=clock.hour, m=clock.minute)}"
    span = read_date(text)
    assert (span.start.replace(tzinfo=None), span.end) == (dt.datetime.combine(day, clock), span.start)


@given(day=DATES, clock=CLOCKS, ahead=st.integers(1, 9))
def test_hour_of_a_zone_is_the_same_moment(day, clock, ahead):
    zone = dt.timezone(dt.timedelta(hours=ahead))
    span = read_date(f"le {day:%d/%m/%Y} à {clock:%H:%M} (GMT+{ahead})")
    assert span.start == dt.datetime.combine(day, clock, zone)
