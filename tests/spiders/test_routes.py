"""Where a page leads each spider."""

import pytest

from scraper.crawling.frontier import ARTICLE, KEYWORD, LIST
from scraper.spiders.portal import AgendaSpider, GroupsSpider, NewsSpider

OWN = "https://cites-unies-france.org"


def follow(spider, page) -> list:
    """The requests a page leads a spider to."""
    return list(map(spider.request, spider.frontier.add(spider.route(page.url, page))))


def test_news_begins_with_its_lists_and_the_pages_that_lead_to_old_articles(make_spider, paths):
    lists, discovery = ["/-Actualites-", "/+-Actualite-+"], ["/", "/spip.php?page=plan", "/sitemap.xml"]
    assert paths(make_spider(NewsSpider).begins()) == [*lists, *discovery, "/spip.php?page=backend"]


def test_news_with_a_limit_begins_with_its_lists_alone(make_spider, paths):
    assert paths(make_spider(NewsSpider, limit=5).begins()) == ["/-Actualites-", "/+-Actualite-+"]


def test_news_takes_articles_then_the_whole_list_then_other_pages(make_spider, reader, paths):
    links = {
        "/C": "article",
        "/+-Mali-+": "keyword",
        "/-Mali-": "list",
        "/spip.php?page=agenda": "agenda",
        "/spip.php?id_rubrique=167&page=pays_intro": "group",
    }
    page = reader.page("/-Actualites-", "list", ["/A", "/B"], links, last=90)
    requests = follow(make_spider(NewsSpider), page)
    assert paths(requests) == ["/A", "/B", "/C", "/-Actualites-?debut_autres_articles=-1", "/+-Mali-+", "/-Mali-"]
    assert [request.priority for request in requests] == [ARTICLE, ARTICLE, ARTICLE, LIST, KEYWORD, LIST]


def test_news_asks_for_no_page_of_a_list_and_no_feed_by_its_link(make_spider, reader, paths):
    page = reader.page(
        "/-Mali-",
        "list",
        [],
        {
            "/-Mali-?debut_autres_articles=3": "list",
            "/?debut_articles=10": "page",
            "/spip.php?id_rubrique=8&page=backend": "page",
            "/Statique": "article",
        },
    )
    assert paths(follow(make_spider(NewsSpider), page)) == ["/Statique"]


def test_news_stops_walking_a_list_that_shows_only_known_articles(make_spider, reader, paths):
    spider = make_spider(NewsSpider)
    follow(spider, reader.page("/-Actualites-", "list", ["/A", "/B"]))
    assert follow(spider, reader.page("/+-Mali-+", "keyword", ["/B", "/A"], last=90)) == []


def test_news_walks_its_main_list_whatever_is_known(make_spider, reader, paths):
    spider = make_spider(NewsSpider)
    spider.frontier.taken.update({f"{OWN}/A", f"{OWN}/B"})
    page = reader.page("/-Actualites-", "list", ["/A", "/B"], last=90)
    assert paths(follow(spider, page)) == ["/-Actualites-?debut_autres_articles=-1"]


@pytest.mark.parametrize("spider", [NewsSpider, GroupsSpider])
def test_a_list_as_long_as_the_main_one_is_not_walked(make_spider, reader, paths, spider):
    made = make_spider(spider)
    follow(made, reader.page("/-Actualites-", "list", ["/A"], last=990))
    disguised = reader.page("/-Les-anciens-groupes-pays-", "group", ["/X", "/Y", "/Z"], last=960, step=3)
    assert paths(follow(made, disguised)) == ["/X", "/Y", "/Z"]
    honest = reader.page("/-Mali-", "group", ["/K", "/L", "/M"], last=120, step=3)
    assert paths(follow(made, honest)) == ["/K", "/L", "/M", "/-Mali-?debut_autres_articles=-1"]


@pytest.mark.parametrize("spider", [NewsSpider, GroupsSpider])
def test_a_group_that_lists_the_news_of_the_whole_site_is_not_walked(make_spider, reader, paths, spider):
    former = reader.page("/-Les-anciens-groupes-pays-", "group", ["/X", "/Y"], last=3, step=3, listed="news")
    assert paths(follow(make_spider(spider), former)) == ["/X", "/Y"]


@pytest.mark.parametrize("limit", [1, 3])
def test_limit_bounds_what_a_spider_asks(make_spider, reader, paths, limit):
    page = reader.page("/-Actualites-", "list", [f"/A{n}" for n in range(10)], {"/-Mali-": "list"}, last=90)
    assert paths(follow(make_spider(NewsSpider, limit=limit), page)) == [f"/A{n}" for n in range(limit)]


def test_agenda_takes_what_the_block_and_the_agenda_announce(make_spider, reader, paths):
    spider = make_spider(AgendaSpider)
    links = {"/spip.php?page=agenda": "agenda", "/Autre": "article"}
    home = reader.page("/", "home", ["/Actu"], links, agenda=["/A", "/B"])
    assert paths(follow(spider, home)) == ["/A", "/B", "/spip.php?page=agenda"]
    agenda = reader.page("/spip.php?page=agenda", "agenda", ["/C", "/A"], agenda=["/A", "/B"])
    assert paths(follow(spider, agenda)) == ["/C"]
    ical = reader.page("/spip.php?page=ical", "ical", links={"/D": "article", "/-Mali-": "list"})
    assert paths(follow(spider, ical)) == ["/D"]


def test_groups_begins_with_menus_plan_funds_and_hints(make_spider, paths):
    begun = paths(make_spider(GroupsSpider).begins())
    assert {"/", "/spip.php?page=plan", "/-Fonds-de-solidarite-", "/-Actualites-"} <= set(begun)
    assert "/spip.php?id_rubrique=167&page=pays_intro" in begun


def test_groups_follows_groups_and_lists_and_leaves_articles_of_other_pages(make_spider, reader, paths):
    page = reader.page(
        "/spip.php?page=plan",
        "plan",
        [],
        {
            "/-Mali-": "list",
            "/A": "article",
            "/+-Mali-+": "keyword",
            "/spip.php?id_rubrique=9&page=pays_intro": "group",
        },
    )
    assert paths(follow(make_spider(GroupsSpider), page)) == ["/-Mali-", "/spip.php?id_rubrique=9&page=pays_intro"]


def test_groups_takes_the_articles_a_group_lists_that_the_archive_lacks(make_spider, reader, paths):
    page = reader.page("/-Mali-", "group", ["/Connu", "/Inconnu"])
    assert paths(follow(make_spider(GroupsSpider, known={"/Connu"}), page)) == ["/Inconnu"]


def test_the_next_spider_goes_through_pages_the_run_has_read(make_spider, reader, paths):
    news = make_spider(NewsSpider)
    home = reader.page("/", "home", [], {"/spip.php?page=agenda": "agenda"}, agenda=["/A", "/B"])
    news.frontier.follow(home.url, home.url, home)
    news.run.requests.asked.update({home.url, f"{OWN}/A"})
    agenda = make_spider(AgendaSpider, run=news.run)
    assert paths(agenda.frontier.start(agenda.begins())) == ["/spip.php?page=agenda", "/spip.php?page=ical", "/B"]


def test_a_circle_of_pages_read_before_ends(make_spider, reader, paths):
    groups = make_spider(GroupsSpider)
    for one, other in (("/-Mali-", "/-Niger-"), ("/-Niger-", "/-Mali-")):
        page = reader.page(one, "list", [], {other: "list"})
        groups.frontier.follow(page.url, page.url, page)
    page = reader.page("/", "home", [], {"/-Mali-": "list"})
    assert follow(groups, page) == []
