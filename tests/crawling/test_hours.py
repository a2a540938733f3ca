"""Hours of the day, by the clock in Paris, over midnight and over the days on which the clock is changed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.crawling.run import Hours
from scraper.dates import PARIS

NIGHT = Hours.read("22:00-06:00")


@pytest.mark.parametrize(
    ("moment", "within"),
    [
        ("2026-01-15T20:59:59+00:00", False),
        ("2026-01-15T21:00:00+00:00", True),  # 22:00 in winter
        ("2026-01-15T23:30:00+00:00", True),
        ("2026-01-16T04:59:59+00:00", True),
        ("2026-01-16T05:00:00+00:00", False),  # 06:00
        ("2026-07-15T19:59:59+00:00", False),
        ("2026-07-15T20:00:00+00:00", True),  # 22:00 in summer
        ("2026-07-16T04:00:00+00:00", False),
        ("2026-07-15T22:00:00+02:00", True),
    ],
)
def test_a_night_goes_over_midnight_by_the_clock_in_paris(moment, within):
    assert (datetime.fromisoformat(moment) in NIGHT) == within


@pytest.mark.parametrize(("clock", "within"), [("08:59", False), ("09:00", True), ("17:59", True), ("18:00", False)])
def test_a_day_does_not(clock, within):
    assert (datetime.fromisoformat(f"2026-03-02T{clock}:00+01:00") in Hours.read("09:00-18:00")) == within


def open_minutes(hours: Hours, day: str) -> int:
    """Minutes of a day in UTC, from noon to noon, that are within some hours."""
    noon = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
    return sum(datetime.fromtimestamp(noon + 60 * minute, UTC) in hours for minute in range(24 * 60))


@pytest.mark.parametrize(
    ("hours", "day", "minutes"),
    [
        ("22:00-06:00", "2026-03-02", 480),
        ("22:00-06:00", "2026-03-28", 420),  # the clock is put forward: a night of seven hours
        ("22:00-06:00", "2026-10-24", 540),  # and back: one of nine
        ("02:00-03:00", "2026-03-28", 0),  # an hour that does not exist
        ("02:00-03:00", "2026-10-24", 120),  # and one that exists twice
    ],
)
def test_the_days_on_which_the_clock_is_changed(hours, day, minutes):
    assert open_minutes(Hours.read(hours), day) == minutes


@pytest.mark.parametrize(
    "text", ["", "22-6", "22:00", "22:00-22:00", "24:00-06:00", "22:00-06:60", "22h00-06h00", "a-b"]
)
def test_what_names_no_hours_is_refused(text):
    with pytest.raises(ValueError, match="names no hours"):
        Hours.read(text)


@given(st.times(), st.times(), st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))
def test_any_moment_is_within_some_hours_or_within_the_others(start, end, moment):
    start, end = (each.replace(second=0, microsecond=0, tzinfo=None) for each in (start, end))
    if start != end:
        assert (moment in Hours(start, end)) != (moment in Hours(end, start))


def test_hours_are_printed_as_they_were_given():
    assert str(NIGHT) == "22:00-06:00"
    assert str(PARIS) == "Europe/Paris"
