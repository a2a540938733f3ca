"""What Babel writes in French, of any width, is read back."""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_datetime, format_interval, format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from scraper.dates import read_date

PARIS = ZoneInfo("Europe/Paris")
DATES = st.dates(dt.date(1600, 1, 1), dt.date(2099, 11, 1))
MOMENTS = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2099, 11, 1))
DAY_SKELETONS = ["yMMMd", "yMMMMd", "yMMMEd", "yMMMMEEEEd", "yMd", "yMEd"]
MONTH_SKELETONS = ["yMMM", "yMMMM", "yM"]


def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@pytest.mark.parametrize("width", ["full", "long", "medium"])
@given(day=DATES)
def test_date_is_read_back(width, day):
    span = read_date(format_date(day, width, locale="fr"))
    assert (span.start, span.end, span.precision, span.inferred, span.conflicts) == (day, day, "day", (), ())


@given(day=DATES)
def test_short_date_is_read_back(day):
    assert read_date(format_date(day, "short", locale="fr")).start == day


@pytest.mark.parametrize("skeleton", DAY_SKELETONS)
@given(day=DATES)
def test_day_of_a_skeleton_is_read_back(skeleton, day):
    span = read_date(format_skeleton(skeleton, day, locale="fr"))
    assert (span.start, span.end, span.precision, span.conflicts) == (day, day, "day", ())


@pytest.mark.parametrize("skeleton", MONTH_SKELETONS)
@given(day=DATES)
def test_month_of_a_skeleton_is_read_back(skeleton, day):
    span = read_date(format_skeleton(skeleton, day, locale="fr"))
    assert (span.start, span.end, span.precision) == (day.replace(day=1), month_end(day), "month")


@pytest.mark.parametrize("skeleton", ["MMMd", "MMMMd", "MMMEd", "MEd"])
@given(day=DATES)
def test_day_without_year_is_read_from_the_page_of_that_day(skeleton, day):
    span = read_date(format_skeleton(skeleton, day, locale="fr"), on=day)
    assert (span.start, span.inferred) == (day, ("year",))


@pytest.mark.parametrize("width", ["full", "medium", "short"])
@given(moment=MOMENTS)
def test_moment_is_read_back(width, moment):
    span = read_date(format_datetime(moment, width, locale="fr"))
    assert (span.start.isoformat()[:16], span.precision) == (moment.isoformat()[:16], "minute")


@given(moment=MOMENTS)
def test_moment_in_utc_is_read_back_in_paris(moment):
    span = read_date(format_datetime(moment, "long", locale="fr"))
    minute = moment.replace(second=0, microsecond=0, tzinfo=dt.UTC)
    assert (span.start, span.start.utcoffset()) == (minute, minute.astimezone(PARIS).utcoffset())


@pytest.mark.parametrize("skeleton", DAY_SKELETONS)
@given(days=st.tuples(DATES, DATES).map(sorted))
def test_interval_of_days_is_read_back(skeleton, days):
    span = read_date(format_interval(*days, skeleton, locale="fr"))
    assert (span.start, span.end, span.precision, span.conflicts) == (*days, "day", ())


@pytest.mark.parametrize("skeleton", ["yMMMd", "yMMMEd"])
@given(day=DATES, length=st.integers(1, 40))
def test_short_interval_of_days_is_read_back(skeleton, day, length):
    last = day + dt.timedelta(length)
    span = read_date(format_interval(day, last, skeleton, locale="fr"))
    assert (span.start, span.end, span.conflicts) == (day, last, ())


@pytest.mark.parametrize("skeleton", MONTH_SKELETONS)
@given(days=st.tuples(DATES, DATES).map(sorted))
def test_interval_of_months_is_read_back(skeleton, days):
    first, last = days
    span = read_date(format_interval(first, last, skeleton, locale="fr"))
    assert (span.start, span.end, span.precision) == (first.replace(day=1), month_end(last), "month")


@given(years=st.tuples(st.integers(1600, 2100), st.integers(1600, 2100)).map(sorted))
def test_interval_of_years_is_read_back(years):
    first, last = years
    span = read_date(format_interval(dt.date(first, 5, 1), dt.date(last, 5, 1), "y", locale="fr"))
    assert (span.start, span.end, span.precision) == (dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


@given(day=DATES, length=st.integers(1, 100))
def test_interval_without_year_is_read_from_a_page_of_its_days(day, length):
    last = day + dt.timedelta(length)
    if last.year == day.year:
        span = read_date(format_interval(day, last, "MMMd", locale="fr"), on=day)
        assert (span.start, span.end) == (day, last)
