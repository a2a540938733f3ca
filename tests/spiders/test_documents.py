"""The spider of documents: which files it asks for, how, and what it makes of an answer."""

import asyncio
from threading import Event, Semaphore
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError

from sample_portal.files import pdf
from scraper import portal as portals
from scraper.crawling.archiving import ReadItem
from scraper.crawling.filters import NotAsked
from scraper.crawling.run import Run
from scraper.files.reading import FileReading, Wanted
from scraper.records import Fetch
from scraper.spiders import documents
from scraper.spiders.documents import DocumentsSpider

OWN = "https://cites-unies-france.org"
URL = f"{OWN}/IMG/pdf/releve.pdf"
COPY = "http://127.0.0.1:8000"


@pytest.fixture
def make_spider():
    """The spider, in a run whose archive has documents with these files; noted: the problems it reports."""

    def make(*files: Wanted, at: str | None = None, limit: int | None = None, **settings) -> DocumentsSpider:
        noted = []
        known = SimpleNamespace(files_to_ask=lambda *, with_bytes: list(files))
        session = SimpleNamespace(known=known, problem=lambda *problem: noted.append(problem), noted=noted)
        session.write_first = lambda: None
        run = Run(portals.load().crawled_at(at), ("documents",), session, copy=bool(at), limit=limit)
        spider = DocumentsSpider(run=run)
        spider.settings = Settings()
        spider.settings.setmodule("scraper.settings")
        spider.settings.setdict(settings)
        return spider

    return make


def collected(stream) -> list:
    async def each() -> list:
        return [item async for item in stream]

    return asyncio.run(each())


def answered(spider: DocumentsSpider, body: bytes, status: int = 200, **headers: str) -> ReadItem:
    fetch = Fetch(crawl_id=0, url=URL, final_url=URL, status=status, fetched_at="2026-03-02T08:00:00Z")
    request = Request(URL, meta={"fetch": fetch})
    (item,) = collected(spider.parse(Response(URL, status=status, body=body, headers=headers, request=request)))
    assert item.fetch is fetch
    return item


def test_the_portal_s_own_files_are_asked_for_in_the_order_given(make_spider):
    urls = [URL, f"{OWN}/IMG/odt/a.odt", "https://example.org/a.pdf", f"{OWN}/IMG/mp4/a.mp4", f"{OWN}/Page"]
    spider = make_spider(*map(Wanted, urls), at=COPY)
    assert [request.url for request in collected(spider.start())] == [
        f"{COPY}/IMG/pdf/releve.pdf", f"{COPY}/IMG/odt/a.odt",
    ]  # fmt: skip
    spider.run.limit = 1
    assert [request.url for request in collected(spider.start())] == [f"{COPY}/IMG/pdf/releve.pdf"]


def test_a_file_in_the_archive_is_asked_for_on_condition(make_spider):
    spider = make_spider(FILE_MAXSIZE=1000)
    held = spider.request(Wanted(URL, '"1"', "Wed, 01 Mar 2023 08:00:00 GMT"))
    assert held.headers["If-None-Match"] == b'"1"'
    assert held.headers["If-Modified-Since"] == b"Wed, 01 Mar 2023 08:00:00 GMT"
    assert (held.meta["handle_httpstatus_list"], held.meta["download_maxsize"]) == ([304], 1000)
    new = spider.request(Wanted(URL))
    assert not {b"If-None-Match", b"If-Modified-Since"} & set(new.headers)
    assert new.meta["handle_httpstatus_list"] == []


def test_a_file_is_read_and_its_bytes_are_let_go(make_spider):
    item = answered(make_spider(), pdf("Relevé"), **{"Content-Type": "application/pdf"})
    assert (item.read.file.mime, item.read.text.text, item.body) == ("application/pdf", "Relevé", None)


def test_one_file_is_read_at_a_time(make_spider, monkeypatch):
    spider, inside, most = make_spider(), Semaphore(1), []

    def read(*response) -> FileReading:
        most.append(inside.acquire(blocking=False))
        Event().wait(0.02)
        inside.release()
        return FileReading()

    async def several() -> None:
        response = Response(URL, body=b"%PDF-1.4")
        await asyncio.gather(*(spider.read(response, URL) for _ in range(4)))

    monkeypatch.setattr(documents, "read_file", read)
    asyncio.run(several())
    assert most == [True] * 4


def test_its_bytes_are_handed_on_when_they_are_to_be_kept(make_spider):
    spider = make_spider(KEEP_FILES=True)
    assert answered(spider, pdf("Relevé")).body == pdf("Relevé")
    refused = answered(spider, b"MZ\x90\x00")
    assert (refused.body, refused.read.file) == (None, None)


def test_an_unchanged_file_is_not_read(make_spider):
    item = answered(make_spider(), b"", 304)
    assert (item.body, item.read) == (None, None)


def test_a_part_of_a_file_is_none(make_spider):
    item = answered(make_spider(KEEP_FILES=True), pdf("Relevé")[:400], 206)
    assert (item.body, item.read.file) == (None, None)
    assert item.read.problems[0].detail == "HTTP 206 brings no whole file"


@pytest.mark.parametrize(
    ("error", "noted"),
    [
        (DownloadCancelledError("60000000 B"), [("refused_file", "it has more than 50 MB")]),
        (HttpError(Response(URL, status=404)), [("missing_file", "HTTP 404")]),
        (HttpError(Response(URL, status=403)), [("http_status", "HTTP 403")]),
        (HttpError(Response(URL, status=302, headers={"Location": "/x"}, request=Request(URL))),
         [("http_status", "HTTP 302")]),
        (TimeoutError("300 s"), [("no_response", "TimeoutError: 300 s")]),
        (NotAsked("robots.txt forbids it"), []),
    ],
)  # fmt: skip
def test_a_file_that_does_not_come_is_a_problem(make_spider, error, noted):
    spider = make_spider()
    spider.failed(SimpleNamespace(value=error, request=Request(URL)))
    assert spider.run.session.noted == [(URL, *each) for each in noted]
