"""robots.txt is obeyed, and what cannot be read forbids everything."""

import asyncio

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.crawling.filters import NotAsked
from scraper.crawling.robots import LARGEST, Robots, decoded

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


def test_rules_that_name_us_apply_to_us(make_crawler):
    named = b"User-agent: PortailCUF-memoire\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    with pytest.raises(NotAsked):
        ask(make_crawler(answer=answering(body=named)), "/Titre")


def test_crawl_delay_is_kept(make_crawler):
    crawler = make_crawler(answer=answering())
    ask(crawler, "/Titre")
    assert crawler.spider.run.requests.gap == 7


def test_crawl_delay_never_shortens_ours(make_crawler):
    crawler = make_crawler(answer=answering(), DOWNLOAD_DELAY=20)
    ask(crawler, "/Titre")
    assert crawler.spider.run.requests.gap == 20


@pytest.mark.parametrize(("at", "delay"), [("http://127.0.0.1:80", 0), ("http://localhost", 0), ("http://10.1.2.3", 7)])
def test_only_a_copy_on_this_machine_is_spared_the_delay(make_crawler, at, delay):
    crawler = make_crawler(at, answer=answering(), DOWNLOAD_DELAY=0)
    ask(crawler, "/Titre")
    assert crawler.engine.asked == [f"{at}/robots.txt"]
    assert crawler.spider.run.requests.gap == delay


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


def test_a_copy_here_that_is_crawled_with_a_delay_is_not_spared(make_crawler):
    crawler = make_crawler("http://127.0.0.1:80", answer=answering(), DOWNLOAD_DELAY=1)
    ask(crawler, "/Titre")
    assert crawler.spider.run.requests.gap == 7


def test_a_crawl_delay_that_no_crawl_can_keep_ends_it(make_crawler):
    crawler = make_crawler(answer=answering(body=b"User-agent: *\nCrawl-delay: 86400\n"))
    with pytest.raises(NotAsked, match="86400 s"):
        ask(crawler, "/Titre")
    assert crawler.spider.run.reason == "asked_to_wait"


@pytest.mark.parametrize("delay", ["-5", "nan", "inf", "bientôt", ""])
def test_a_crawl_delay_that_is_none_changes_nothing(make_crawler, delay):
    crawler = make_crawler(answer=answering(body=f"User-agent: *\nCrawl-delay: {delay}\n".encode()), DOWNLOAD_DELAY=2)
    ask(crawler, "/Titre")
    assert crawler.spider.run.requests.gap == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_rules_apply_in_whatever_letters_they_are_written(make_crawler, encoding):
    body = "User-agent: *\nDisallow: /privé\n".encode(encoding)
    with pytest.raises(NotAsked):
        ask(make_crawler(answer=answering(body=body)), "/priv%C3%A9-note")


def test_as_much_is_read_as_the_standard_asks_for_and_whole_lines():
    line = b"Disallow: /abc\n"
    kept = decoded(line * 2**16)
    assert LARGEST - len(line) <= len(kept) <= LARGEST
    assert set(kept.splitlines()) == {line.strip()}


def test_rules_beyond_what_is_read_do_not_apply_and_those_before_do(make_crawler):
    body = b"User-agent: *\nDisallow: /prive-\n" + b"#" * LARGEST + b"\nDisallow: /\n"
    crawler = make_crawler(answer=answering(body=body))
    ask(crawler, "/Titre")
    with pytest.raises(NotAsked):
        ask(crawler, "/prive-note")


def test_robots_txt_itself_is_asked_without_rules(make_crawler):
    crawler = make_crawler(answer=answering(503))
    asyncio.run(Robots.from_crawler(crawler).process_request(Request(f"{OWN}/robots.txt", callback=NO_CALLBACK)))
    assert crawler.engine.asked == []


def test_the_next_spider_of_a_run_does_not_ask_again(make_crawler):
    crawler = make_crawler(answer=answering())
    ask(crawler, "/Titre")
    ask(crawler, "/Titre")
    assert len(crawler.engine.asked) == 1
