"""Every response and every failure makes a row."""

import asyncio
import json

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.archive import FullDisk
from scraper.crawling.archiving import FetchLog
from scraper.crawling.filters import FILE, NotAsked

OWN = "https://cites-unies-france.org"


def test_a_page_carries_its_fetch_to_the_spider(make_crawler):
    crawler = make_crawler("http://127.0.0.1:8000")
    request = Request(
        "http://127.0.0.1:8000/Titre", meta={"redirect_urls": ["http://127.0.0.1:8000/spip.php?article12"]}
    )
    response = Response(request.url, body="été".encode(), headers={"Composed-By": "SPIP 4.4", "X-A": ["1", "2"]})
    assert FetchLog.from_crawler(crawler).process_response(request, response) is response
    fetch = request.meta["fetch"]
    assert (fetch.url, fetch.final_url) == (f"{OWN}/spip.php?article12", f"{OWN}/Titre")
    assert (fetch.status, fetch.bytes) == (200, 5)
    assert json.loads(fetch.headers) == [["Composed-By", "SPIP 4.4"], ["X-A", "1"], ["X-A", "2"]]
    assert fetch.fetched_at.endswith("Z")
    assert crawler.spider.run.session.kept == [(fetch, "été".encode(), True)]


def test_a_page_that_cannot_be_kept_is_not_read(make_crawler):
    crawler = make_crawler()

    def full(*page, to_read):
        raise FullDisk("archive.db has no room left.")

    crawler.spider.run.session.keep = full

    async def log():
        FetchLog.from_crawler(crawler).process_response(Request(f"{OWN}/Titre"), Response(f"{OWN}/Titre"))

    with pytest.raises(NotAsked, match="the archive cannot be written"):
        asyncio.run(log())


def test_what_is_no_page_is_kept_at_once(make_crawler):
    crawler = make_crawler()
    log = FetchLog.from_crawler(crawler)
    log.process_response(Request(f"{OWN}/Titre"), Response(f"{OWN}/Titre", status=404, body=b"non"))
    robots = Request(f"{OWN}/robots.txt", callback=NO_CALLBACK)
    log.process_response(robots, Response(robots.url, body=b"ok"))
    (gone, body, to_read), (rules, *_) = crawler.spider.run.session.kept
    assert (gone.status, body, to_read) == (404, b"non", False)
    assert rules.url == f"{OWN}/robots.txt"


def test_a_documents_file_is_kept_once_its_type_is_known(make_crawler):
    crawler = make_crawler()
    request = Request(f"{OWN}/IMG/pdf/a.pdf", meta={"handle_httpstatus_list": [304], FILE: True})
    FetchLog.from_crawler(crawler).process_response(request, Response(request.url, status=304))
    assert request.meta["fetch"].status == 304
    assert crawler.spider.run.session.kept == []


def test_a_redirect_that_is_not_followed_keeps_its_target(make_crawler):
    crawler = make_crawler()
    away = Response(f"{OWN}/Titre", status=302, headers={"Location": "https://example.org/x"})
    FetchLog.from_crawler(crawler).process_response(Request(f"{OWN}/Titre"), away)
    assert crawler.spider.run.session.kept[0][0].final_url == "https://example.org/x"


def test_a_failure_has_its_reason(make_crawler):
    crawler = make_crawler()
    FetchLog.from_crawler(crawler).process_exception(Request(f"{OWN}/Titre"), DownloadTimeoutError("60 s are over"))
    fetch, body, _ = crawler.spider.run.session.kept[0]
    assert (fetch.url, fetch.status, body) == (f"{OWN}/Titre", None, None)
    assert fetch.error == "DownloadTimeoutError: 60 s are over"


def test_what_was_never_asked_makes_no_row(make_crawler):
    crawler = make_crawler()
    FetchLog.from_crawler(crawler).process_exception(Request(f"{OWN}/Titre"), NotAsked("robots.txt forbids it"))
    assert crawler.spider.run.session.kept == []
