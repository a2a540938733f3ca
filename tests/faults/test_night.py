"""--between: outside of its hours nothing is asked, and nothing waits for them."""

from datetime import UTC, datetime, timedelta

import pytest

from scraper.cli.exits import Exit
from scraper.dates import PARIS
from tests.faults.crawling import ARCHIVE, crawl, crawl_after
from tests.faults.good import portal

pytestmark = pytest.mark.slow  # six processes


def hours(begin: int, end: int) -> str:
    """Hours from so many hours from now to so many, in Paris."""
    now = datetime.now(UTC)
    return "-".join(f"{(now + timedelta(hours=each)).astimezone(PARIS):%H:%M}" for each in (begin, end))


def test_outside_of_its_hours_a_crawl_asks_for_nothing(tmp_path):
    met = crawl(tmp_path, portal(), "--between", hours(2, 4))
    assert (met.code, met.requests) == (Exit.HOURS, 0)
    assert "Nothing was asked" in met.said
    assert list(tmp_path.iterdir()) == []


def test_within_its_hours_it_crawls(tmp_path):
    met = crawl(tmp_path, portal(), "--between", hours(-2, 2), "--limit", "1")
    assert (met.code, met.reason) == (0, "finished"), met.said


@pytest.mark.parametrize("text", ["22", "25:00-06:00", "22:00-22:00"])
def test_hours_that_are_none_are_a_usage_error(tmp_path, text):
    met = crawl(tmp_path, portal(), "--between", text)
    assert (met.code, met.requests) == (Exit.USAGE, 0)
    assert "22:00-06:00" in met.said


def test_the_archive_is_left_as_it_was(good, tmp_path):
    before = good.read_bytes()
    crawl_after(good, tmp_path, portal(), "--between", hours(2, 4))
    assert (tmp_path / ARCHIVE).read_bytes() == before
