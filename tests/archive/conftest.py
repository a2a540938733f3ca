"""Pages to save in an archive."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper import records
from scraper.reading.result import Reading

from .pages import Saved, crawls_by_day, save_response
from .person import leave_traces

PORTAL = "https://cites-unies-france.org/"


@pytest.fixture
def crawl(archive) -> int:
    return archive.start_crawl("news", "full", PORTAL)


@pytest.fixture
def save(archive, crawl) -> Callable[..., Saved]:
    """Save a reading, as fetched from its own address unless another is given."""

    def save_page(reading: Reading, at: str = "2026-03-01T08:00:00Z", url: str | None = None, body: bytes = b"<html>"):
        fetch = records.Fetch(crawl_id=crawl, url=url or reading.url, final_url=reading.url, status=200, fetched_at=at)
        return save_response(archive, crawl, fetch, body, reading)

    return save_page


@pytest.fixture
def crawled(archive) -> Callable[..., records.Crawl]:
    """Save some readings in a crawl of their own, and end it: the crawl with its counts."""

    def crawl_pages(*readings: Reading, at: str = "2026-03-01T08:00:00Z") -> records.Crawl:
        number = archive.start_crawl("groups", "full", PORTAL)
        for read in readings:
            fetch = records.Fetch(crawl_id=number, url=read.url, final_url=read.url, status=200, fetched_at=at)
            save_response(archive, number, fetch, b"<html>", read)
        return archive.finish_crawl(number, "finished", requests=len(readings))

    return crawl_pages


@pytest.fixture
def rows(archive) -> Callable[..., list[dict]]:
    """The rows of a table or a SELECT."""

    def read(sql: str, *values) -> list[dict]:
        return list(archive.db.query(sql if " " in sql else f"SELECT * FROM {sql}", values))

    return read


@pytest.fixture
def article() -> Callable[..., Reading]:
    """An article's reading. slug: its address and id; url: another address; rows: what belongs to it."""

    def read(slug: str = "Reunion-Mali", *rows, url: str | None = None, aliases=(), **more) -> Reading:
        news = records.News(id=slug, url=url or PORTAL + slug, **{"title": "Réunion du groupe-pays Mali", **more})
        return Reading("article", news.url, news, list(rows), set(aliases))

    return read


@pytest.fixture
def group() -> Callable[..., Reading]:
    """A group's reading."""

    def read(name: str = "Mali", *rows, url: str = PORTAL + "-Mali-", kind: str = "country", **more) -> Reading:
        subject = records.Group(id=records.slugify(name), name=name, kind=kind, url=url, **more)
        return Reading("group", url, subject, list(rows))

    return read


@pytest.fixture
def event() -> Callable[..., records.Event]:
    def make(news_id: str = "Reunion-Mali", day: str = "2026-03-25", number: int = 1, **more) -> records.Event:
        return records.Event(
            **{
                "id": news_id if number == 1 else f"{news_id}#{number}",
                "news_id": news_id,
                "title": "Réunion",
                "starts": day,
                "ends": day,
                "precision": "day",
                "date_text": day,
                "date_source": "title",
                **more,
            }
        )

    return make


@pytest.fixture
def listing() -> Callable[..., records.Listing]:
    def shown(slug: str = "Reunion-Mali", kind: str = "group", **more) -> records.Listing:
        return records.Listing(**{"list_url": PORTAL + "-Mali-", "url": PORTAL + slug, "kind": kind, **more})

    return shown


@pytest.fixture
def crawl_pages(archive):
    """Crawl answers by address, each call a day later: pages.crawls_by_day."""
    return crawls_by_day(archive)


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """An archive with traces of a person in every way: person.py."""
    path = tmp_path_factory.mktemp("made") / "archive.db"
    leave_traces(path)
    return path


@pytest.fixture
def hers(made, path) -> Path:
    """That archive, for a test to change."""
    return shutil.copy(made, path)
