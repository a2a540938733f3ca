"""One way from the portal to the page that a person reads: crawled, killed, crawled again, served.

In all skins, with many kills and through a year of changes it is gone by test_whole_way.py, kills/ and test_year.py.
"""

import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from sample_portal import Sample, serve
from scraper import portal
from scraper.archive import Archive
from tests.datasette.conftest import asking, checked_out

ARTICLES = 10
BEFORE_THE_KILL = 30
"""Requests after which the first crawl is killed; undisturbed it sends more than a hundred."""


@dataclass(frozen=True)
class Crawled:
    """A small sample portal, crawled by a process that was killed and by one that came to its end."""

    checkout: Path
    """A folder with what Datasette takes from the checkout, and the archive."""
    sample: Sample
    committed: dict[str, set]
    """Rows of the tables that keep what was received, after the kill."""
    asked: list[str]
    """Paths that the second crawl asked for."""

    def rows(self, sql: str) -> list[tuple]:
        """Return the rows of a SELECT."""
        return rows(self.checkout / "archive.db", sql)


def rows(path: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(path) as db:
        return db.execute(sql).fetchall()


def received(path: Path) -> dict[str, set]:
    """Return what an archive has received, by table."""
    columns = {"fetches": "id, url, status, body_sha256", "bodies": "sha256, bytes", "versions": "id, content_sha256"}
    return {table: set(rows(path, f"SELECT {names} FROM {table}")) for table, names in columns.items()}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory) -> Crawled:
    path = tmp_path_factory.mktemp("one") / "archive.db"
    with serve(Sample(articles=ARTICLES, seed=3, today=date(2026, 3, 2)), port=0) as site:
        crawl = [sys.executable, "-m", "scraper", "crawl", "--at", site.url, "-q", "--archive", str(path)]
        with subprocess.Popen([*crawl, "--delay", "0.02"]) as process:
            until = time.monotonic() + 60
            while len(site.requests) < BEFORE_THE_KILL and time.monotonic() < until:
                time.sleep(0.01)
            process.kill()
        assert process.returncode < 0, "the crawl had ended before it could be killed"
        committed, before = received(path), len(site.requests)
        subprocess.run([*crawl, "--delay", "0"], check=True, timeout=120)
        asked = [request.path for request in islice(site.requests, before, None)]
        checkout = checked_out(tmp_path_factory.mktemp("served"), lambda copy: copy.write_bytes(path.read_bytes()))
        return Crawled(checkout, site.sample, committed, asked)


def test_nothing_that_was_committed_before_the_kill_is_lost(crawled):
    after = received(crawled.checkout / "archive.db")
    assert crawled.committed["fetches"]
    assert crawled.committed["bodies"]
    assert {table: rows - after[table] for table, rows in crawled.committed.items()} == {name: set() for name in after}


def test_the_next_crawl_goes_on_and_asks_for_no_article_again(crawled):
    first = {url for _, url, *_ in crawled.committed["fetches"]}
    articles = {news.url for news in crawled.sample.truth()["news"]}
    assert first & articles
    again = {portal.load().canonical(path) for path in crawled.asked}
    assert again & first & articles == set()


def test_the_archive_has_every_article_as_the_portal_has_it(crawled):
    truth = {(news.id, news.title, news.published, news.body) for news in crawled.sample.truth()["news"]}
    assert set(crawled.rows("SELECT id, title, published, body FROM news WHERE withdrawn IS NULL")) == truth


def test_the_archive_is_sound(crawled):
    with Archive.open(crawled.checkout / "archive.db") as archive:
        assert [damage for _, found in archive.verify() for damage in found] == []


@pytest.mark.parametrize("path", ["/", "/archive/news", "/archive/agenda", "/archive/ce_qui_a_change"])
def test_its_pages_are_served(crawled, path):
    assert asking(crawled.checkout)(path).status_code == 200


def test_an_article_is_found_by_its_words_and_shown(crawled):
    news = crawled.sample.truth()["news"][0]
    get = asking(crawled.checkout)
    assert news.id in get(f"/archive/recherche.json?_shape=array&mots={news.title.split(',')[0]}").text
    assert get(f"/archive/news/{news.id}").status_code == 200
