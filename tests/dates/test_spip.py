"""What SPIP's affdate and affdate_debut_fin print is read back, with and without the year that they drop."""

import datetime as dt
import re

from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from scraper.dates import read_date

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
CLOCKS = st.tuples(st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 45]))


def hour(clock):
    return f"{clock[0]}h" if clock[1] == 0 else f"{clock[0]}h{clock[1]:02}"


def written(date, year=True, pattern="d MMMM"):
    """A date as SPIP writes it: the first of the month is 1er, and the year may be dropped."""
    text = format_date(date, pattern + " y" * year, locale="fr")
    return re.sub(r"\b1\b", "1er", text, count=1)


def at(date, clock):
    return dt.datetime.combine(date, dt.time(*clock)).isoformat()[:16]


@given(date=DATES)
def test_publication_date_is_read_back(date):
    assert read_date(f"Publié le {written(date)}").start == date
    assert read_date(f"Le {written(date)},").start == date


@given(date=DATES)
def test_neighbour_line_is_read_back(date):
    span = read_date(written(date, pattern="EEEE d MMMM"))
    assert (span.start, span.conflicts) == (date, ())


@given(date=DATES, clock=CLOCKS, year=st.booleans())
def test_day_and_hour_are_read_back(date, clock, year):
    span = read_date(f"{written(date, year, 'EEEE d MMMM').capitalize()} à {hour(clock)}", on=date)
    assert span.start.isoformat()[:16] == span.end.isoformat()[:16] == at(date, clock)


@given(date=DATES, clocks=st.tuples(CLOCKS, CLOCKS).map(sorted), year=st.booleans())
def test_day_with_two_hours_is_read_back(date, clocks, year):
    span = read_date(f"Le {written(date, year)} de {hour(clocks[0])} à {hour(clocks[1])}", on=date)
    assert (span.start.isoformat()[:16], span.end.isoformat()[:16]) == (at(date, clocks[0]), at(date, clocks[1]))


@given(date=DATES, length=st.integers(1, 27), year=st.booleans())
def test_days_of_one_month_are_read_back(date, length, year):
    last = date + dt.timedelta(length)
    if last.month == date.month:
        span = read_date(f"Du {written(date, False, 'd')} au {written(last, year)}", on=date)
        assert (span.start, span.end) == (date, last)


@given(date=DATES, length=st.integers(1, 300), year=st.booleans())
def test_days_of_two_months_are_read_back(date, length, year):
    last = date + dt.timedelta(length)
    if last.year == date.year:
        span = read_date(f"Du {written(date, False)} au {written(last, year)}", on=date)
        assert (span.start, span.end) == (date, last)


@given(date=DATES, length=st.integers(1, 3000))
def test_days_of_two_years_are_read_back(date, length):
    last = date + dt.timedelta(length)
    span = read_date(f"Du {written(date)} au {written(last)}")
    assert (span.start, span.end) == (date, last)


@given(date=DATES, length=st.integers(1, 60), clocks=st.tuples(CLOCKS, CLOCKS))
def test_days_with_hours_are_read_back(date, length, clocks):
    last = date + dt.timedelta(length)
    text = f"Du {written(date)} à {hour(clocks[0])} au {written(last)} à {hour(clocks[1])}"
    span = read_date(text)
    assert (span.start.isoformat()[:16], span.end.isoformat()[:16]) == (at(date, clocks[0]), at(last, clocks[1]))


@given(date=DATES)
def test_machine_date_is_read_back_as_local(date):
    assert read_date(f"{date}T15:08:00Z").start.isoformat()[:16] == f"{date}T15:08"
    assert read_date(f"{date} 15:08:00").start.isoformat()[:16] == f"{date}T15:08"
