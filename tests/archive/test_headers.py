"""Headers come back from the archive as they came from the portal, whatever is in them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import records
from scraper.archive.fetches import read_fetch, taken_apart, write_fetch
from scraper.archive.versions import canonical_json

URL = "https://cites-unies-france.org/Reunion"
DATES = st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT"))
VALUES = st.one_of(
    DATES, st.text(), st.sampled_from(["0", "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 25 Nov 2026 10:00 GMT"])
)
LINES = st.lists(st.tuples(st.text(), VALUES).map(list), max_size=6)


def kept(archive, crawl_id: int, lines: list, at: str = "2026-03-01T08:00:00Z") -> records.Fetch:
    fetch = records.Fetch(crawl_id=crawl_id, url=URL, status=200, fetched_at=at, headers=canonical_json(lines))
    return read_fetch(archive.db, write_fetch(archive.db, fetch, None))


def test_any_headers_come_back_as_they_were(archive, crawl):
    @given(LINES)
    def comes_back(lines):
        assert json.loads(kept(archive, crawl, lines).headers) == lines

    comes_back()


@pytest.mark.parametrize(
    "value", ["Sun, 01 Mar 2026 08:00:01 GMT", "Fri, 29 Feb 1980 23:59:59 GMT", "Thu, 31 Dec 2099 00:00:00 GMT"]
)
def test_a_date_is_spelt_as_http_spells_it(archive, crawl, value):
    assert kept(archive, crawl, [["Date", value]]).headers == canonical_json([["Date", value]])
    assert taken_apart(canonical_json([["Date", value]]), 0)[0] == '[["Date",0]]'


@pytest.mark.parametrize(
    "value",
    ["sun, 01 mar 2026 08:00:01 GMT", "Sunday, 01-Mar-26 08:00:01 GMT", "Mon, 01 Mar 2026 08:00:01 GMT", "-1", "GMT"],
)
def test_what_is_not_quite_a_date_stays_a_text(archive, crawl, value):
    lines = canonical_json([["Expires", value]])
    assert kept(archive, crawl, [["Expires", value]]).headers == lines
    assert taken_apart(lines, 0) == (lines, None)


def test_headers_that_differ_in_their_dates_are_one_set(archive, crawl, rows):
    for second in range(5):
        at = f"2026-03-01T08:00:0{second}Z"
        lines = [["Server", "nginx"], ["Date", f"Sun, 01 Mar 2026 08:00:0{second} GMT"]]
        assert json.loads(kept(archive, crawl, lines, at).headers) == lines
    assert len(rows("header_sets")) == 1


def test_no_headers_are_none(archive, crawl):
    fetch = records.Fetch(crawl_id=crawl, url=URL, fetched_at="2026-03-01T08:00:00Z", error="TimeoutError")
    assert read_fetch(archive.db, write_fetch(archive.db, fetch, None)).headers is None
