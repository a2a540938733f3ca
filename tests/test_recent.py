"""Daily crawls of the sample portal: what changes is found in few requests, at once at the head, in its turn below."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

import pytest

from sample_portal import Sample, Site, changes, serve

pytestmark = pytest.mark.slow  # a dozen crawls of 90 articles

TODAY = datetime.now(UTC).date()
PERIOD = 3
"""Days of the short period in which the tests come round to everything; the clock stops for a crawl a day."""
HEAD_MOST = 62
"""Requests for what is recent on the sample portal when twelve articles have changed: lists 13, articles 49."""


@dataclass(frozen=True)
class Portal:
    """A portal of so many articles that is served, and the archive of a full crawl of it."""

    site: Site
    archive: Path
    articles: int

    def crawl(self, *options: str) -> list[str]:
        """Crawl it. Return the paths asked."""
        before = len(self.site.requests)
        command = ["-m", "scraper", "crawl", "--at", self.site.url, "--delay", "0", "-q", *options]
        made = subprocess.run(
            [sys.executable, *command, "--archive", str(self.archive)], capture_output=True, text=True, timeout=3600
        )
        assert made.returncode == 0, made.stderr
        return [asked.path for asked in self.site.requests][before:]

    def rows(self, sql: str, *values) -> list[tuple]:
        with sqlite3.connect(self.archive) as db:
            return db.execute(sql, values).fetchall()

    def versions(self) -> list[tuple[str, str]]:
        """The articles that the last crawl found new or changed, with the kind of their version."""
        sql = (
            "SELECT record_id, kind FROM versions WHERE record_table = 'news' "
            "AND fetch_id IN (SELECT id FROM fetches WHERE crawl_id = (SELECT max(id) FROM crawls))"
        )
        return self.rows(sql)

    def id_of(self, number: int) -> str:
        """An article's id: its first slug."""
        slug = self.site.sample.addresses.of("article", number).slug
        return self.site.sample.permalinks().get(slug, slug)


@pytest.fixture(scope="module", params=[90, pytest.param(5000, marks=pytest.mark.large)])
def known(request, tmp_path_factory) -> Portal:
    """A portal, crawled as a whole."""
    path = tmp_path_factory.mktemp("recent") / "archive.db"
    with serve(Sample(request.param, seed=1, today=TODAY - timedelta(days=1)), port=0) as site:
        portal = Portal(site, path, request.param)
        portal.crawl("--full")
    return portal


@pytest.fixture
def portal(known, tmp_path) -> Iterator[Portal]:
    """The same portal, served anew, and a copy of its archive: both to be changed."""
    archive = Path(shutil.copy(known.archive, tmp_path))
    with serve(Sample(known.articles, seed=1, today=TODAY - timedelta(days=1)), port=0) as site:
        yield Portal(site, archive, known.articles)


def plain(portal: Portal, numbers: tuple[int, ...]) -> list[int]:
    """Those of some articles whose title has no date, and so can be another."""
    heads = portal.site.sample.heads
    return [number for number in numbers if heads[number].online and not heads[number].happening]


@pytest.fixture
def at_the_head(portal) -> Callable[[], dict[str, str]]:
    """Let twelve things happen at the head: six edits, a new title, five new articles. Gives the versions to come."""

    def change() -> dict[str, str]:
        newest = [number for number in portal.site.sample.news[:12] if portal.site.sample.heads[number].online]
        retitled = plain(portal, portal.site.sample.news[:12])[0]
        edited = [number for number in newest if number != retitled][:6]
        expected = {portal.id_of(number): "change" for number in (retitled, *edited)}
        before = set(portal.site.sample.heads)
        new = (changes.publish(on=TODAY) for _ in range(5))
        portal.site.move(*map(changes.edit, edited), changes.retitle(retitled, "Un titre tout à fait autre"), *new)
        return expected | {portal.id_of(number): "first" for number in set(portal.site.sample.heads) - before}

    return change


def test_twelve_changes_at_the_head_are_found_once_with_few_requests(portal, at_the_head):
    expected = at_the_head()
    asked = portal.crawl("--recent")
    assert dict(portal.versions()) == expected
    assert len(portal.versions()) == len(expected) == 12
    assert len(asked) <= HEAD_MOST + ceil(portal.articles / 89) <= 120
    assert len(asked) == len(set(asked))
    assert portal.rows("SELECT mode, new, changed FROM crawls ORDER BY id DESC LIMIT 1") == [("recent", 5, 7)]
    again = portal.crawl("--recent")
    assert portal.versions() == []
    assert len(again) < len(asked)


def test_three_changes_below_are_found_within_the_period(portal):
    deep = plain(portal, portal.site.sample.news[40:])
    edited = [deep[0], deep[len(deep) // 2], deep[-1]]
    portal.site.move(*map(changes.edit, edited))
    found = []
    for _ in range(PERIOD):
        asked = portal.crawl("--recent", "--period", str(PERIOD))
        assert len(asked) <= HEAD_MOST + ceil(portal.articles / PERIOD)
        found += portal.versions()
    assert sorted(found) == sorted((portal.id_of(number), "change") for number in edited)


def test_an_article_below_that_is_gone_is_withdrawn_by_the_crawl_after(portal):
    (gone,) = plain(portal, portal.site.sample.news[40:])[:1]
    portal.site.move(changes.withdraw(gone))
    for _ in range(PERIOD + 1):
        portal.crawl("news", "--recent", "--period", str(PERIOD))
    assert portal.rows("SELECT id FROM news WHERE withdrawn IS NOT NULL") == [(portal.id_of(gone),)]


def test_offsets_that_shift_meanwhile_lose_and_double_nothing(portal, at_the_head):
    expected = at_the_head()
    with serve(portal.site.sample, port=0, shift=1) as site:
        shifting = Portal(site, portal.archive, portal.articles)
        asked = shifting.crawl("--recent")
        found = shifting.versions()
        assert expected.items() <= dict(found).items()
        assert len(found) == len(dict(found))
        assert len(asked) == len(set(asked))
        site.shift = 0
        shifting.crawl("--recent")
        known = {url for (url,) in shifting.rows("SELECT url FROM news")}
        assert {site.sample.url("article", number) for number in site.sample.news[:30]} <= known
    assert portal.rows("SELECT url FROM news WHERE withdrawn IS NULL GROUP BY url HAVING count(*) > 1") == []


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--recent", "--limit", "5"), "leave out --limit"), (("--period", "9"), "--period belongs to --recent")],
)
def test_options_that_contradict_each_other_are_refused(tmp_path, options, said):
    command = [sys.executable, "-m", "scraper", "crawl", *options, "--archive", str(tmp_path / "archive.db")]
    made = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert made.returncode == 2
    assert said in made.stderr
    assert not any(tmp_path.iterdir())
