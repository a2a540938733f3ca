"""The portal is asked one thing at a time, and never sooner than it was promised: measured on its side."""

import signal
import subprocess
from time import monotonic

import pytest

from scraper.cli.exits import Exit
from tests.cli.pages import article, listing, page
from tests.cli.small_site import Answer
from tests.faults import misbehaviour
from tests.faults.answers import TEXT, failing, moved
from tests.faults.crawling import command, crawl
from tests.faults.server import served

pytestmark = pytest.mark.slow  # crawls that wait

HOME = Answer(page("<h1>Accueil</h1><p><a href='/-Actualites-'>Actualites</a></p>"))
GOOD = {
    "/": HOME,
    "/-Actualites-": listing("Titre", "Ancien", "Panne", "Coupure"),
    "/Titre": article("Un titre"),
    "/Ancien": moved("/Nouveau", 301),
    "/Nouveau": article("Un autre titre"),
    "/Panne": failing(500),
    "/Coupure": misbehaviour.reset,
}


def test_the_gap_holds_for_robots_txt_redirects_retries_and_all_spiders(tmp_path):
    met = crawl(tmp_path, GOOD, "--delay", "0.2", spiders=("news", "agenda", "groups"))
    assert met.code == 0, met.said
    asked = met.portal.asked
    assert asked[0] == "/robots.txt"
    assert [asked.count(path) for path in ("/robots.txt", "/Nouveau", "/Panne", "/Coupure")] == [1, 1, 3, 3]
    assert {"/spip.php?page=ical", "/-Fonds-de-solidarite-"} <= set(asked)  # agenda's, and groups'
    assert min(met.portal.gaps()) >= 0.2
    assert met.portal.at_once == 1


def test_a_crawl_delay_is_longer_than_ours_from_the_first_page_on(tmp_path):
    rules = Answer(b"User-agent: *\nCrawl-delay: 0.4\n", headers=TEXT)
    met = crawl(tmp_path, GOOD | {"/robots.txt": rules}, "--delay", "0.05", "--limit", "2")
    assert met.code == 0, met.said
    assert len(met.portal.gaps()) > 3
    assert min(met.portal.gaps()) >= 0.4


def test_a_crawl_delay_that_is_shorter_than_ours_does_not_hasten_us(tmp_path):
    rules = Answer(b"User-agent: *\nCrawl-delay: 0.01\n", headers=TEXT)
    met = crawl(tmp_path, GOOD | {"/robots.txt": rules}, "--delay", "0.2", "--limit", "1")
    assert min(met.portal.gaps()) >= 0.2


def test_retry_after_holds_for_the_pages_and_the_spiders_to_come(tmp_path):
    busy = failing(503, {"Retry-After": "1"})
    ways = {"/": HOME, "/-Actualites-": listing("Titre"), "/Titre": article("Titre"), "/sitemap.xml": busy}
    met = crawl(tmp_path, ways, spiders=("news", "agenda"))
    asked, gaps = met.portal.asked, met.portal.gaps()
    assert asked.count("/sitemap.xml") == 3
    after_busy = [gap for path, gap in zip(asked, gaps, strict=False) if path == "/sitemap.xml"]
    assert min(after_busy) >= 1
    assert met.code == 0, met.said


def test_the_last_answer_of_a_spider_can_make_the_next_one_wait(tmp_path):
    busy = failing(429, {"Retry-After": "1"})
    ways = {"/": HOME, "/-Actualites-": listing("Titre"), "/Titre": busy}
    met = crawl(tmp_path, ways, "--limit", "1", spiders=("news", "agenda"))
    asked, gaps = met.portal.asked, met.portal.gaps()
    last = max(place for place, path in enumerate(asked) if path == "/Titre")
    assert last + 1 < len(asked)
    assert gaps[last] >= 1


def test_the_name_is_the_same_for_every_request(tmp_path):
    met = crawl(tmp_path, GOOD)
    (agent,) = {exchange.agent for exchange in met.portal.exchanges}
    assert agent.startswith("PortailCUF-memoire/")


def test_a_pause_does_not_hold_up_who_interrupts_the_crawl(tmp_path):
    ways = GOOD | {"/Titre": failing(503, {"Retry-After": "500"})}
    with served(ways) as site:
        arguments = command("crawl", "news", "--at", site.url)
        with subprocess.Popen(**arguments, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as crawling:
            said = next(line for line in crawling.stderr if "pausing" in line)
            begun = monotonic()
            crawling.send_signal(signal.SIGINT)
            crawling.communicate(timeout=60)
    assert "pausing 500 s" in said
    assert crawling.returncode == Exit.INTERRUPTED
    assert monotonic() - begun < 30
