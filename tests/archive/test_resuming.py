"""A crawl that did not come to its end is gone on with by the next one of its kind, and both count as one."""

from datetime import datetime, timedelta

import pytest

from scraper import __version__, records
from scraper.archive.database import now
from scraper.archive.resuming import RESUMED_HOURS, as_one, resumed_by

from .pages import index, save_response

PORTAL = "https://cites-unies-france.org/"
URL = PORTAL + "Reunion-Mali"


@pytest.fixture
def begin(archive, rows):
    """Begin a crawl, so many hours ago: its row. One without an end by then is killed."""

    def crawl(mode: str = "full", spiders: str = "news", origin: str = PORTAL, hours: float = 0) -> records.Crawl:
        number = archive.start_crawl(spiders, mode, origin)
        at = datetime.fromisoformat(now()) - timedelta(hours=hours)
        archive.db.execute("UPDATE crawls SET started = ? WHERE id = ?", [f"{at:%Y-%m-%dT%H:%M:%SZ}", number])
        archive.db.conn.commit()
        return records.Crawl(**rows("SELECT * FROM crawls WHERE id = ?", number)[0])

    return crawl


def numbers(crawls) -> list[int]:
    return [each.id for each in crawls]


def test_a_killed_crawl_is_named_so_by_the_next_with_what_it_asked(begin, archive, article, rows):
    first = begin()
    read = article()
    save_response(
        archive, first.id, records.Fetch(crawl_id=0, url=URL, status=200, final_url=URL, fetched_at=now()), b"a", read
    )
    begin()
    killed, going = rows("SELECT finished, finish_reason, requests FROM crawls ORDER BY id")
    assert killed == {"finished": None, "finish_reason": "killed", "requests": 1}
    assert going["finish_reason"] is None


def test_what_is_undone_is_gone_on_with_back_to_what_was_done(begin, archive):
    archive.finish_crawl(begin().id, "finished", requests=1)
    begin(hours=RESUMED_HOURS["full"] - 1)
    archive.finish_crawl(begin().id, "interrupted", requests=1)
    assert numbers(resumed_by(archive.db, begin())) == [3, 2]


@pytest.mark.parametrize(
    "other",
    [
        {"mode": "recent"},
        {"spiders": "groups"},
        {"origin": "http://127.0.0.1:1"},
        {"hours": RESUMED_HOURS["full"] + 1},
    ],
    ids=str,
)
def test_a_crawl_of_another_kind_or_too_long_ago_is_not_gone_on_with(begin, archive, other):
    begin(**other)
    assert resumed_by(archive.db, begin()) == []


@pytest.mark.parametrize("reason", ["finished", "budget", "endless", "internal_error"])
def test_a_crawl_that_came_to_its_end_is_not_gone_on_with(begin, archive, reason):
    archive.finish_crawl(begin().id, reason, requests=1)
    assert resumed_by(archive.db, begin()) == []


def test_what_was_recent_yesterday_is_asked_again(begin, archive):
    begin("recent", hours=24)
    assert resumed_by(archive.db, begin("recent")) == []
    assert numbers(resumed_by(archive.db, begin("recent"))) == [2]


def test_a_limited_crawl_begins_anew(begin, archive):
    begin("limited")
    assert resumed_by(archive.db, begin("limited")) == []


def test_a_clock_that_was_set_back_meanwhile_does_not_matter(begin, archive):
    begin(hours=-5)
    assert numbers(resumed_by(archive.db, begin())) == [1]


def test_only_articles_that_were_read_are_not_asked_again(begin, archive, article, group):
    crawl = begin()
    pages = {URL: article(), PORTAL + "-Mali-": group(), PORTAL + "Autre": None}
    for url, read in pages.items():
        status = 200 if read else 404
        fetch = records.Fetch(crawl_id=0, url=url, final_url=url, status=status, fetched_at=now())
        save_response(archive, crawl.id, fetch, b"<p>", read)
    to_begin = records.Crawl(spiders="news", mode="full", origin=PORTAL, started=now(), scraper_version=__version__)
    before = index(archive)
    before.resume(to_begin)
    assert list(before.articles_read) == [URL]
    fetch, body = before.read_before(URL)
    assert (fetch.url, fetch.status, body) == (URL, 200, b"<p>")
    assert before.read_before(PORTAL + "Autre") is None


def refuse(archive, crawl: records.Crawl) -> None:
    save_response(archive, crawl.id, records.Fetch(crawl_id=0, url=URL, status=404, fetched_at=now()), b"", None)


def test_refusals_before_and_after_a_kill_are_one_sign(begin, archive, article, rows):
    first = begin()
    save_response(
        archive,
        first.id,
        records.Fetch(crawl_id=0, url=URL, final_url=URL, status=200, fetched_at=now()),
        b"",
        article(),
    )
    archive.finish_crawl(first.id, "finished", requests=1)
    refuse(archive, begin())  # killed
    going = begin()
    refuse(archive, going)
    assert archive.finish_crawl(going.id, "finished", requests=1).withdrawn == 0
    next_one = begin()
    refuse(archive, next_one)
    assert archive.finish_crawl(next_one.id, "finished", requests=1).withdrawn == 1


def test_a_sign_met_before_a_kill_is_settled_when_the_crawl_that_goes_on_ends(begin, archive, article):
    first = begin()
    save_response(
        archive,
        first.id,
        records.Fetch(crawl_id=0, url=URL, final_url=URL, status=200, fetched_at=now()),
        b"",
        article(),
    )
    archive.finish_crawl(first.id, "finished", requests=1)
    second = begin()
    refuse(archive, second)
    archive.finish_crawl(second.id, "finished", requests=1)
    refuse(archive, begin())  # killed
    assert archive.finish_crawl(begin().id, "finished", requests=1).withdrawn == 1


def test_crawls_that_went_on_from_one_another_are_one(begin, archive):
    archive.finish_crawl(begin().id, "finished", requests=1)
    begin()  # killed
    archive.finish_crawl(begin().id, "interrupted", requests=1)
    archive.finish_crawl(begin().id, "finished", requests=1)
    assert as_one(archive.db, [1, 2, 3, 4]) == [1, 4]
    assert as_one(archive.db, [2, 3]) == [3]
