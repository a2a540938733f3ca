"""A page is read once, kept whatever the readers make of it, and remembered for the limit and the next spider."""

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from scraper import bounded, reading
from scraper.crawling.archiving import ReadItem
from scraper.crawling.filters import NotAsked
from scraper.crawling.frontier import ARTICLE, Step
from scraper.crawling.pace import BudgetSpent
from scraper.records import Fetch, News
from scraper.spiders.portal import NewsSpider

URL = "https://cites-unies-france.org/Titre"


@pytest.fixture
def response():
    fetch = Fetch(crawl_id=0, url=URL, final_url=URL, status=200, fetched_at="2026-03-02T08:00:00Z")
    request = Request(URL, meta={"fetch": fetch})
    return HtmlResponse(URL, body=b"<html><body><h1>Titre</h1></body></html>", request=request)


def parsed(spider, response):
    """The items and requests that a spider makes of a response."""

    async def gather():
        return [each async for each in spider.parse(response)]

    return asyncio.run(gather())


def test_the_readers_are_asked_once(make_spider, response, monkeypatch):
    calls = []
    monkeypatch.setattr(bounded, "read", lambda *args, **named: calls.append(args) or reading.Reading("home", URL))
    (page,) = parsed(make_spider(NewsSpider), response)
    assert page == ReadItem(response.meta["fetch"], reading.Reading("home", URL))
    assert len(calls) == 1


def test_a_page_on_which_the_readers_fail_has_a_problem(make_spider, response, monkeypatch):
    def fail(*args, **named):
        raise KeyError("labels")

    monkeypatch.setattr(bounded, "read", reading.read)
    monkeypatch.setitem(reading.read.__globals__, "page_context", fail)
    spider = make_spider(NewsSpider)
    (page,) = parsed(spider, response)
    (problem,) = page.read.problems
    assert problem.rule == "reader_failed"
    assert problem.detail.startswith("KeyError: 'labels' (test_reading_pages.py, line ")
    assert spider.run.faults == 1


def test_a_body_that_could_not_be_read_is_not_read_again(make_spider, response, monkeypatch):
    monkeypatch.setattr(bounded, "read", lambda *args, **named: pytest.fail("it was read"))
    spider = make_spider(NewsSpider)
    spider.run.known.why_unread = lambda fetch: "it takes too long"
    (page,) = parsed(spider, response)
    assert [(problem.rule, problem.detail) for problem in page.read.problems] == [("unread_page", "it takes too long")]
    assert spider.run.faults == 0


def test_an_article_met_by_another_way_counts_for_the_limit(make_spider, reader):
    spider = make_spider(NewsSpider, limit=1)
    page = reader.page("/Titre", "article", subject=News(id="Titre", url=URL, title="Titre"))
    assert list(spider.frontier.follow(URL, URL, page)) == []
    assert spider.frontier.is_full
    assert spider.run.read_pages == {}


def test_a_list_that_does_not_answer_goes_on_behind_it(make_spider, reader, paths):
    spider = make_spider(NewsSpider)
    spider.run.session.problem = lambda *problem: None
    page = reader.page("/-Actualites-", "list", ["/A"], last=90)
    whole = list(spider.frontier.add(spider.route(page.url, page)))[-1]
    failure = SimpleNamespace(request=Request(whole.url), value=TimeoutError("60 s"))
    assert paths(spider.failed(failure)) == ["/-Actualites-?debut_autres_articles=10"]


@pytest.mark.parametrize(
    ("error", "left"),
    [(NotAsked("robots.txt forbids it"), set()), (BudgetSpent("the budget is spent"), {URL})],
    ids=str,
)
def test_what_the_budget_leaves_is_what_was_never_asked(make_spider, error, left):
    spider = make_spider(NewsSpider)
    spider.run.requests.budget, spider.run.known.asked = 10, {f"{URL}-2": "2026-03-02T08:00:00Z"}
    requests = list(map(spider.request, spider.frontier.add(Step(url, ARTICLE) for url in (URL, f"{URL}-2"))))
    assert spider.run.requests.never_asked == {URL}
    assert list(spider.failed(SimpleNamespace(request=requests[0], value=error))) == []
    assert spider.run.requests.never_asked == left
