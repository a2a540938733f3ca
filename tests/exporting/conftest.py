"""An archive of two crawls, with every kind of response that an export meets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.exporting.warc import Selection, Written, write_warc
from scraper.records import Fetch
from tests.archive.pages import save_response

PORTAL = "https://cites-unies-france.org/"
ROBOTS, MALI, MAROC = b"User-agent: *\n", "<p>Réunion</p>".encode(), b"<p>Maroc</p>"


@pytest.fixture
def save(archive) -> Callable[..., int]:
    """Save a response to a page of the portal, or a failure. Return the fetch's number."""

    def fetched(crawl: int, path: str, body: bytes | None, at: str, *headers: list[str], status=200, **more) -> int:
        fetch = Fetch(
            crawl_id=crawl,
            url=PORTAL + path,
            status=None if body is None else status,
            fetched_at=at,
            headers=json.dumps(headers, ensure_ascii=False),
            **more,
        )
        return save_response(archive, crawl, fetch, body, None).fetch_id

    return fetched


@pytest.fixture
def crawled(archive, save) -> Archive:
    """The archive, after a crawl on 1 March and one on 2 March."""
    first = archive.start_crawl("news", "full", PORTAL)
    html = ["Content-Type", "text/html; charset=utf-8"]
    save(first, "robots.txt", ROBOTS, "2026-03-01T08:00:00Z", ["Content-Type", "text/plain"])
    save(first, "Mali", MALI, "2026-03-01T08:00:02Z", html, ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"])
    save(first, "Maroc", MAROC, "2026-03-01T08:00:04Z", html, ["Content-Encoding", "gzip"], ["Content-Length", "31"])
    save(first, "spip.php?article7", b"<p>7</p>", "2026-03-01T08:00:06Z", html, final_url=PORTAL + "Sept")
    away = ["Location", "https://example.org/Été"]
    save(first, "Ailleurs", b"", "2026-03-01T08:00:08Z", away, status=302, final_url="https://example.org/Été")
    save(first, "Absent", b"", "2026-03-01T08:00:10Z", status=404)
    save(first, "Panne", None, "2026-03-01T08:00:12Z", error="TimeoutError: 60 s")
    archive.finish_crawl(first, "finished", requests=7)
    second = archive.start_crawl("news", "full", PORTAL)
    save(second, "robots.txt", ROBOTS, "2026-03-02T08:00:00Z", ["Content-Type", "text/plain"])
    save(second, "Mali-bis", MALI, "2026-03-02T08:00:02Z", html)
    save(second, "Mali", b"<p>Report\xe9</p>", "2026-03-02T08:00:04Z", html, status=299)
    archive.finish_crawl(second, "finished", requests=3)
    return archive


@pytest.fixture
def write(archive, tmp_path) -> Callable[..., tuple[Path, Written]]:
    """Export the archive to a WARC file. Return the file and its records."""

    def export(name: str = "pages.warc.gz", force: bool = False, watch=lambda fetches, total: fetches, **bounds):
        file = tmp_path / name
        return file, write_warc(archive, Selection(**bounds), file, force=force, watch=watch)

    return export
