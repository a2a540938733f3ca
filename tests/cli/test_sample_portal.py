"""The sample portal, crawled as a whole: everything is found, once, in few requests."""

import subprocess
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sample_portal import Sample, changes, serve
from scraper import spip
from scraper.archive import Archive
from scraper.cli.demo import crawls_of, day_of

from .conftest import PORTAIL, environment

pytestmark = pytest.mark.slow  # the demo, twice

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """What `portail demo` printed, run twice, and the archive it left."""
    folder = tmp_path_factory.mktemp("demo")
    settings = {"cwd": folder, "capture_output": True, "text": True, "timeout": 60, "env": environment()}
    runs = [subprocess.run([*PORTAIL, "demo", "--articles", "30"], **settings) for _ in range(2)]
    with Archive.open(folder / "archive.db") as archive:
        yield runs, archive.db


@pytest.fixture(scope="module")
def sample(twice):
    """The portal of the demo, as it was in the last crawl."""
    (_, path), *_ = [row[1:] for row in twice[1].execute("PRAGMA database_list")]
    before = Sample(articles=30, seed=1, today=day_of(crawls_of(Path(path))) - timedelta(days=7))
    return before.after(changes.week(before))


@pytest.fixture
def ids(twice):
    """The ids of one table."""
    return lambda table: {row["id"] for row in twice[1].table(table).rows}


def test_every_article_group_keyword_and_fund_is_found(ids, twice, sample):
    truth = sample.truth()
    assert {row["url"] for row in twice[1].table("news").rows} >= {news.url for news in truth["news"]}
    assert ids("groups") >= {group.id for group in truth["groups"] if group.url}
    assert ids("themes") >= {theme.id for theme in truth["themes"]}
    assert ids("funds") >= {fund.id for fund in truth["funds"]}


def test_no_page_is_asked_twice_in_a_run_and_none_in_vain(twice):
    asked = Counter(row["url"] for row in twice[1].query("SELECT url FROM fetches WHERE crawl_id = 1"))
    assert [url for url, times in asked.items() if times > 1] == []
    assert [url for url in asked if not spip.address(url).worth_a_visit] == [
        "https://cites-unies-france.org/robots.txt"
    ]
    assert {urlsplit(url).netloc for url in asked} == {"cites-unies-france.org"}
    assert len(asked) < 180


def test_the_demo_s_archive_knows_what_changed_in_a_week_and_what_is_to_come(twice):
    runs, database = twice
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr + runs[1].stderr
    first, second, _ = database.query("SELECT new, changed, withdrawn, health FROM crawls ORDER BY id")
    assert first == first | {"changed": 0, "withdrawn": 0, "health": "fine"}
    assert first["new"] > 30
    assert second == {"new": 2, "changed": 3, "withdrawn": 1, "health": "fine"}
    assert {row["field"] for row in database.query("SELECT DISTINCT field FROM changes")} >= {
        "title",
        "body",
        "withdrawn",
    }
    assert database.execute("SELECT count(*) FROM agenda").fetchone()[0] > 0


def test_run_again_the_demo_changes_nothing(twice):
    _, second, third = twice[1].query("SELECT new, changed, withdrawn, unchanged, requests FROM crawls ORDER BY id")
    assert (third["new"], third["changed"], third["withdrawn"]) == (0, 0, 0)
    assert third["unchanged"] >= second["unchanged"]


def test_the_demo_shows_what_landed_and_how_to_look_at_it(twice, ids):
    shown = twice[0][0].stdout
    assert " serve --archive archive.db" in shown
    assert any(line.split() == ["news", str(len(ids("news")))] for line in shown.splitlines())


def test_nothing_is_missed_while_articles_are_published(portail, rows):
    with serve(Sample(articles=30, seed=2, today=TODAY), shift=2) as site:
        at_first = {news.id for news in site.sample.truth()["news"]}
        assert portail("crawl", "news", "--at", site.url).returncode == 0
    assert at_first <= {row["id"] for row in rows("SELECT id FROM news")}


def test_we_are_slow_enough_and_spip_never_takes_us_for_a_robot(portail):
    with serve(Sample(articles=5, seed=1, today=TODAY)) as site:
        assert portail("crawl", "news", "--at", site.url, "--limit", "2", "--delay", "0.3").returncode == 0
        asked = list(site.requests)
    assert len(asked) >= 5
    assert all(after.time - before.time > 0.28 for before, after in pairwise(asked))
    assert len({request.user_agent for request in asked}) == 1
    assert not {request.status for request in asked} & {403, 429}
