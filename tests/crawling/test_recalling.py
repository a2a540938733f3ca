"""What a recent crawl knows before its first request."""

import pytest
from scrapy.settings import Settings

from scraper.archive import Archive
from scraper.crawling.recent import Recent
from scraper.crawling.run import open_run
from scraper.reading.result import Reading
from scraper.records import Crawl, Fetch, Listing, News
from tests.archive.pages import save_response

OWN = "https://cites-unies-france.org"
FEED = f"{OWN}/spip.php?page=backend"
RSS = "<?xml version='1.0'?><rss><channel><item><title>{}</title><link>{}/Reunion</link></item></channel></rss>"


@pytest.fixture
def settings(tmp_path) -> Settings:
    chosen = Settings()
    chosen.setmodule("scraper.settings")
    chosen.setdict({"ARCHIVE": str(tmp_path / "archive.db"), "RECENT": True, "RECENT_PERIOD": 30}, priority="cmdline")
    return chosen


@pytest.fixture
def archive(tmp_path):
    """An archive that has read a feed twice, and an article that a list shows."""
    with Archive.open(tmp_path / "archive.db", create=True) as opened:
        crawl = opened.start_crawl("news", "full", OWN)
        news = News(id="Reunion", url=f"{OWN}/Reunion", title="Réunion")
        shown = Listing(list_url=f"{OWN}/-Mali-", url=news.url, kind="group", title="Réunion", starts="2026-03-02")
        readings = [(news.url, b"<html>", Reading("article", news.url, news, [shown]))]
        readings += [(FEED, RSS.format(title, OWN).encode(), Reading("feed", FEED)) for title in ("Avant", "Après")]
        for url, body, read in readings:
            fetch = Fetch(crawl_id=crawl, url=url, final_url=url, status=200, fetched_at="2026-03-02T08:00:00Z")
            save_response(opened, crawl, fetch, body, read)
        opened.finish_crawl(crawl, "finished", requests=3)


def test_it_knows_addresses_lists_and_the_words_of_the_last_feed(archive, settings):
    recent = open_run(settings, ("news",)).recent
    assert recent.met == {f"{OWN}/Reunion", FEED}
    assert recent.shown == {f"{OWN}/-Mali-": {f"{OWN}/Reunion": ("Réunion", "2026-03-02")}}
    assert recent.words == {f"{OWN}/Reunion": "Après"}
    assert (recent.days, recent.head) == (30, 20)


def test_of_a_new_archive_it_knows_nothing(settings):
    run = open_run(settings, ("news",))
    assert run.recent == Recent(30, 20)
    assert (run.known.near(), run.known.due("news", 30), run.known.doubtful("news", 30)) == ([], [], [])


def test_the_crawls_row_has_its_recent_mode(archive, settings, tmp_path):
    run = open_run(settings, ("news",))
    fetch = Fetch(crawl_id=0, url=f"{OWN}/", final_url=f"{OWN}/", status=200, fetched_at="2026-03-03T08:00:00Z")
    run.session.keep(fetch, b"<html>", to_read=True)
    run.session.finish("finished")
    with Archive.open(tmp_path / "archive.db") as opened:
        assert [Crawl(**row).mode for row in opened.db.query("SELECT * FROM crawls ORDER BY id")] == ["full", "recent"]


def test_a_run_that_is_not_recent_recalls_nothing(archive, settings):
    settings.set("RECENT", False, priority="cmdline")
    assert open_run(settings, ("news",)).recent is None
