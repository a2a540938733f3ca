"""robots.txt is obeyed, and what cannot be read forbids everything."""

import asyncio

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.crawling.boundary import SLOT, NotAsked
from scraper.crawling.robots import Robots

OWN = "https://cites-unies-france.org"
RULES = b"User-agent: *\nCrawl-delay: 7\nDisallow: /prive-\nDisallow: /spip.php?page=plan\n"


def ask(crawler, *paths: str, **meta) -> None:
    """Put requests for some paths before the middleware; raises NotAsked for the first that is refused."""

    async def each():
        robots = Robots.from_crawler(crawler)
        for path in paths:
            await robots.process_request(Request(crawler.spider.run.portal.request_url(OWN + path), meta=meta))

    asyncio.run(each())


def answering(status: int = 200, body: bytes = RULES):
    return lambda request: Response(request.url, status=status, body=body)


def test_rules_are_asked_once_and_obeyed(make_crawler):
    crawler = make_crawler(answer=answering())
    ask(crawler, "/Titre", "/Autre")
    assert crawler.engine.asked == [f"{OWN}/robots.txt"]
    for path in ("/prive-note", "/spip.php?page=plan"):
        with pytest.raises(NotAsked, match=r"robots\.txt forbids it"):
            ask(crawler, path)
    assert crawler.engine.asked == [f"{OWN}/robots.txt"]


def test_rules_that_name_us_hold_for_us(make_crawler):
    named = b"User-agent: PortailCUF-memoire\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    with pytest.raises(NotAsked):
        ask(make_crawler(answer=answering(body=named)), "/Titre")


def test_crawl_delay_is_kept(make_crawler):
    crawler = make_crawler(answer=answering())
    ask(crawler, "/Titre")
    assert crawler.engine.downloader.per_slot_settings[SLOT]["delay"] == 7


def test_crawl_delay_never_shortens_ours(make_crawler):
    crawler = make_crawler(answer=answering(), DOWNLOAD_DELAY=20)
    ask(crawler, "/Titre")
    assert crawler.engine.downloader.per_slot_settings[SLOT]["delay"] == 20


@pytest.mark.parametrize(("at", "delay"), [("http://127.0.0.1:80", 0), ("http://localhost", 0), ("http://10.1.2.3", 7)])
def test_only_a_copy_on_this_machine_is_spared_the_delay(make_crawler, at, delay):
    crawler = make_crawler(at, answer=answering(), DOWNLOAD_DELAY=0)
    ask(crawler, "/Titre")
    assert crawler.engine.asked == [f"{at}/robots.txt"]
    assert crawler.engine.downloader.per_slot_settings[SLOT]["delay"] == delay


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_4xx_means_no_rules(make_crawler, status):
    ask(make_crawler(answer=answering(status)), "/prive-note")


@pytest.mark.parametrize("status", [429, 500, 503, 302])
def test_what_cannot_be_read_forbids_all_and_ends_the_crawl(make_crawler, status):
    crawler = make_crawler(answer=answering(status))
    with pytest.raises(NotAsked, match=str(status)):
        ask(crawler, "/Titre")
    assert (crawler.engine.ended, crawler.spider.run.reason) == ("robots_unavailable", "robots_unavailable")


def test_no_answer_forbids_all_and_ends_the_crawl(make_crawler):
    crawler = make_crawler(answer=lambda request: DownloadTimeoutError("too slow"))
    with pytest.raises(NotAsked, match="too slow"):
        ask(crawler, "/Titre")
    assert crawler.spider.run.reason == "unreachable"


def test_robots_txt_itself_is_asked_without_rules(make_crawler):
    crawler = make_crawler(answer=answering(503))
    asyncio.run(Robots.from_crawler(crawler).process_request(Request(f"{OWN}/robots.txt", callback=NO_CALLBACK)))
    assert crawler.engine.asked == []


def test_the_next_spider_of_a_run_does_not_ask_again(make_crawler):
    crawler = make_crawler(answer=answering())
    ask(crawler, "/Titre")
    ask(crawler, "/Titre")
    assert len(crawler.engine.asked) == 1
