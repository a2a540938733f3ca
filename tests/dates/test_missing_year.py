"""The year that is not written: from the page, the preference, the weekday, and the words prochain and dernier."""

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from scraper.dates import read_date

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


def written(date):
    return format_date(date, "d MMMM", locale="fr")


@given(on=DATES, days=st.integers(-120, 120))
def test_nearest_within_four_months(on, days):
    date = on + dt.timedelta(days)
    assert read_date(written(date), on=on).start == date


@given(on=DATES, days=st.integers(0, 364))
def test_future_is_today_or_later(on, days):
    date = on + dt.timedelta(days)
    if (date.month, date.day) != (2, 29):
        assert read_date(written(date), on=on, prefer="future").start == date


@given(on=DATES, days=st.integers(0, 364))
def test_past_is_today_or_earlier(on, days):
    date = on - dt.timedelta(days)
    if (date.month, date.day) != (2, 29):
        assert read_date(written(date), on=on, prefer="past").start == date


@given(on=DATES, date=DATES)
def test_same_year(on, date):
    span = read_date(written(date), on=on, prefer="same_year")
    if (date.month, date.day) != (2, 29):
        assert span.start == date.replace(year=on.year)


@given(on=DATES, days=st.integers(-360, 360))
def test_weekday_decides(on, days):
    date = on + dt.timedelta(days)
    span = read_date(format_date(date, "EEEE d MMMM", locale="fr"), on=on)
    assert (span.start, span.conflicts) == (date, ()) or abs(date.year - on.year) > 1


@pytest.mark.parametrize(
    ("text", "on", "start"),
    [
        ("le 7 janvier prochain", "2010-11-29", "2011-01-07"),
        ("le 28 novembre dernier", "2018-01-15", "2017-11-28"),
        ("le lundi 26 mai dernier", "2025-05-26", "2025-05-26"),
        ("en décembre dernier", "2024-02-28", "2023-12-01"),
        ("les 9 et 10 décembre derniers", "2012-12-10", "2012-12-09"),
        ("du 28 décembre au 3 janvier", "2024-12-01", "2024-12-28"),
        ("le 18 novembre", "2024-04-15", "2024-11-18"),
        ("le 29 février", "2024-03-01", "2024-02-29"),
    ],
)
def test_year_is_worked_out(text, on, start):
    span = read_date(text, on=dt.date.fromisoformat(on))
    assert (span.start.isoformat(), span.inferred) == (start, ("year",))


def test_a_page_in_autumn_does_not_decide_which_spring_is_meant():
    assert read_date("du 7 au 17 avril", on=dt.date(2025, 11, 5)) is None


def test_without_a_page_there_is_no_year():
    assert read_date("le 5 mars") is None


def test_there_is_no_29_february_within_reach():
    assert read_date("le 29 février", on=dt.date(2026, 3, 1)) is None


def test_on_may_be_a_datetime():
    assert read_date("le 5 mars", on=dt.datetime(2024, 3, 1, 12)).start == dt.date(2024, 3, 5)
