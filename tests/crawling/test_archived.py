"""What a crawl reads from the archive, in place of asking for it."""

from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.settings import Settings

from scraper.crawling.archiving import ARCHIVED, Archived, FetchLog
from scraper.crawling.pace import CircuitBreaker
from scraper.records import Fetch

URL = "https://cites-unies-france.org/Titre"
HEADERS = '[["Content-Type","text/html; charset=iso-8859-1"],["Content-Encoding","gzip"],["Set-Cookie","a=b"]]'
FETCH = Fetch(id=7, crawl_id=1, url=URL, final_url=URL, status=200, fetched_at="2026-03-01T08:00:00Z", headers=HEADERS)


@pytest.fixture
def crawler():
    run = SimpleNamespace(
        canonical=lambda url: url.partition("#")[0],
        known=SimpleNamespace(read_before=lambda url: (FETCH, b"<p>") if url == URL else None),
        requests=SimpleNamespace(failures=3),
    )
    return SimpleNamespace(spider=SimpleNamespace(run=run), settings=Settings())


def test_a_page_that_was_read_before_is_answered_from_the_archive(crawler):
    request = Request(URL + "#forum")
    response = Archived(crawler).process_request(request)
    assert (response.status, response.body, response.flags) == (200, b"<p>", [ARCHIVED])
    assert request.meta["fetch"] is FETCH


@pytest.mark.parametrize(
    "request_", [Request(URL + "-2"), Request(URL, meta={"redirect_urls": ["x"]})], ids=["new", "redirect"]
)
def test_any_other_is_asked_for(crawler, request_):
    assert Archived(crawler).process_request(request_) is None
    assert request_.meta.get("fetch") is None


def test_it_is_no_answer_of_the_portals(crawler):
    """It is not noted again, and does not count as a sign that a failing portal is well."""
    request = Request(URL)
    response = Archived(crawler).process_request(request)
    assert FetchLog(crawler).process_response(request, response) is response
    assert CircuitBreaker(crawler).process_response(request, response) is response
    assert crawler.spider.run.requests.failures == 3
    assert request.meta["fetch"] is FETCH
