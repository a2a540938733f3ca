"""A whole crawl goes through the lists, then through the records that no list shows, then through the articles."""

from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.spiders.portal import AgendaSpider, GroupsSpider, NewsSpider

OWN = "https://cites-unies-france.org"


def follow(spider, page) -> list:
    return list(map(spider.request, spider.frontier.add(spider.route(page.url, page))))


def idle(spider) -> list:
    """What a spider asks for when nothing is left to do; nothing when it lets itself be closed."""
    asked = []
    spider.crawler = SimpleNamespace(engine=SimpleNamespace(crawl=asked.append))
    if asked_for_more(spider):
        assert asked
    return asked


def asked_for_more(spider) -> bool:
    try:
        spider.idle()
    except DontCloseSpider:
        return True
    return False


@pytest.fixture
def page(reader):
    return reader.page("/-Actualites-", "list", ["/Nouveau", "/Connu"])


def test_articles_are_deferred_until_the_records_that_no_list_shows_are_asked(make_spider, page, paths):
    spider = make_spider(NewsSpider, watched=["/Oublie", "/Connu"])
    assert follow(spider, page) == []
    assert spider.frontier.waiting == 2
    assert paths(idle(spider)) == ["/Oublie"]
    assert paths(idle(spider)) == ["/Nouveau", "/Connu"]
    assert spider.frontier.waiting == 0
    assert idle(spider) == []


def test_an_article_that_turned_up_meanwhile_is_not_asked_again(make_spider, page, paths):
    spider = make_spider(NewsSpider, watched=["/Oublie", "/Connu"])
    follow(spider, page)
    idle(spider)
    spider.run.requests.asked.add(f"{OWN}/Nouveau")  # the old address led there
    assert spider.frontier.waiting == 1
    assert paths(idle(spider)) == ["/Connu"]


def test_articles_found_late_are_deferred_too(make_spider, reader, page, paths):
    spider = make_spider(NewsSpider, watched=["/Connu"])
    follow(spider, page)
    assert paths(idle(spider)) == ["/Nouveau", "/Connu"]
    assert follow(spider, reader.page("/+-Mali-+", "keyword", ["/Cache", "/Connu"])) == []
    assert paths(idle(spider)) == ["/Cache"]
    assert idle(spider) == []


@pytest.mark.parametrize(
    ("spider", "options"),
    [(NewsSpider, {"limit": 5, "watched": ["/Connu"]}), (NewsSpider, {}), (AgendaSpider, {"watched": ["/Connu"]})],
    ids=["with a limit", "with an empty archive", "agenda"],
)
def test_nothing_is_deferred_when_the_crawl_does_not_look_after_records(make_spider, reader, paths, spider, options):
    made = make_spider(spider, **options)
    shown = reader.page("/", "home", ["/Nouveau"], agenda=["/Nouveau"])
    assert paths(follow(made, shown)) == ["/Nouveau"]
    assert idle(made) == []


def test_groups_that_nothing_links_any_more_are_asked_for(make_spider, paths):
    assert paths(idle(make_spider(GroupsSpider, watched=["/-Mali-"]))) == ["/-Mali-"]


def test_a_page_shown_for_now_in_place_of_another_is_a_page_of_its_own(make_spider, paths):
    spider = make_spider(NewsSpider)
    request = Request(f"{OWN}/Ancien")
    answer = Response(request.url, status=302, headers={"Location": "/Autre"}, request=request)
    failure = SimpleNamespace(request=request, value=HttpError(answer))
    assert paths(spider.failed(failure)) == ["/Autre"]
