"""A recent crawl: what is fresh, then old addresses, then the articles, then the records whose turn it is."""

from types import SimpleNamespace

import pytest
from scrapy.exceptions import DontCloseSpider

from scraper.crawling.recent import Recent
from scraper.reading.result import Link
from scraper.spiders.portal import AgendaSpider, GroupsSpider, NewsSpider

OWN = "https://cites-unies-france.org"


def knowing(*slugs: str, head: int = 0, shown=None, words=None) -> Recent:
    """A recent crawl of an archive that has met these; shown: titles by slug in the main list."""
    lists = {f"{OWN}/-Actualites-": {OWN + slug: (title, None) for slug, title in (shown or {}).items()}}
    return Recent(90, head, frozenset(OWN + slug for slug in slugs), lists, words or {})


def follow(spider, page) -> list:
    return list(spider.frontier.add(spider.frontier.leads(page.url, page)))


def steps(spider, paths) -> list[list[str]]:
    """What a spider asks for each time it is idle, until it lets itself be closed."""
    asked: list = []
    spider.crawler = SimpleNamespace(engine=SimpleNamespace(crawl=asked.append))
    paths_by_round = []
    while True:
        try:
            spider.idle()
        except DontCloseSpider:
            paths_by_round.append(paths(asked))
            spider.run.requests.asked.update(map(spider.run.canonical, (request.url for request in asked)))
            asked.clear()
            assert len(paths_by_round) < 9
            continue
        return paths_by_round


@pytest.mark.parametrize(
    ("spider", "begins"),
    [
        (NewsSpider, ["/-Actualites-", "/+-Actualite-+", "/spip.php?page=backend"]),
        (AgendaSpider, ["/", "/spip.php?page=agenda", "/spip.php?page=ical"]),
        (GroupsSpider, ["/", "/-Fonds-de-solidarite-"]),
    ],
)
def test_it_begins_with_few_pages(make_spider, paths, spider, begins):
    assert paths(make_spider(spider, recent=knowing()).begins()) == begins


def test_each_step_has_its_turn_and_none_comes_twice(make_spider, reader, paths):
    records = {"watched": ["/A", "/B"], "near": ["/Proche", "/A"], "doubtful": ["/Doute"], "due": ["/Vieux", "/Proche"]}
    spider = make_spider(NewsSpider, recent=knowing("/A", "/B", "/Proche", "/Doute", "/Vieux", head=10), **records)
    assert follow(spider, reader.page("/-Actualites-", "list", ["/Neuf", "/A", "/B"])) == []
    assert steps(spider, paths) == [["/Proche", "/Doute"], ["/Neuf", "/A", "/B"], ["/Vieux"]]


def test_a_record_missing_in_the_list_comes_before_the_new_address_it_may_have(make_spider, reader, paths):
    spider = make_spider(NewsSpider, recent=knowing("/Ancien", "/A", head=10), watched=["/Ancien", "/A"])
    before = {f"{OWN}/-Actualites-": {f"{OWN}/{slug}": ("Titre", "2026-03-02") for slug in ("Ancien", "A")}}
    spider.run.recent.shown.update(before)
    page = reader.page("/-Actualites-", "list", ["/Nouveau", "/A"])
    for row in page.rows:
        row.title, row.starts = "Titre", "2026-03-02"
    assert follow(spider, page) == []
    assert steps(spider, paths) == [["/Ancien"], ["/Nouveau", "/A"]]


def test_an_empty_archive_defers_nothing(make_spider, reader, paths):
    spider = make_spider(NewsSpider, recent=knowing())
    assert paths(follow(spider, reader.page("/-Actualites-", "list", ["/Neuf"]))) == ["/Neuf"]
    assert steps(spider, paths) == []


def test_groups_are_looked_at_in_an_archive_without_articles(make_spider, paths):
    watched = {"news": [], "groups": ["/-Mali-"]}
    assert steps(make_spider(GroupsSpider, recent=knowing("/-Mali-"), watched=watched, due=["/-Mali-"]), paths) == [
        ["/-Mali-"]
    ]


def test_pages_that_were_met_are_left_to_full_crawls(make_spider, reader, paths):
    links = {"/-Mali-": "list", "/-Niger-": "list", "/+-Mali-+": "keyword", "/B": "article"}
    spider = make_spider(NewsSpider, recent=knowing("/A", "/B", "/-Mali-", "/+-Mali-+", shown={"/A": None}))
    page = reader.page("/-Actualites-", "list", ["/A"], links)
    assert paths(follow(spider, page)) == ["/-Niger-"]


def test_the_next_page_is_asked_while_something_is_new(make_spider, reader, paths):
    spider = make_spider(NewsSpider, recent=knowing("/A"), watched=["/A"])
    assert paths(follow(spider, reader.page("/-Actualites-", "list", ["/Neuf", "/A"], last=90))) == [
        "/-Actualites-?debut_autres_articles=10"
    ]
    second = reader.page("/-Actualites-?debut_autres_articles=10", "list", ["/A"], last=90)
    assert follow(spider, second) == []


def test_a_feed_leads_to_the_articles_that_it_shows_changed(make_spider, reader, paths):
    words = {f"{OWN}/A": "Les mots", f"{OWN}/B": "Les mots"}
    spider = make_spider(NewsSpider, recent=knowing("/A", "/B", words=words))
    feed = reader.page("/spip.php?page=backend", "feed")
    feed.links = [Link(OWN + path, "article", text) for path, text in (("/A", "Les mots"), ("/B", "D'autres"))]
    assert paths(follow(spider, feed)) == ["/B"]


def test_the_agenda_is_followed_to_what_is_new_and_to_near_events(make_spider, reader, paths):
    spider = make_spider(AgendaSpider, recent=knowing("/A", "/B"), watched=["/A", "/B"], near=["/B"], due=["/A"])
    home = reader.page("/", "home", ["/Actu"], agenda=["/A", "/B", "/Neuf"])
    assert follow(spider, home) == []
    assert steps(spider, paths) == [["/B"], ["/Neuf"]]


def test_groups_are_looked_at_in_their_turn(make_spider, reader, paths):
    known = knowing("/-Mali-", "/-Fonds-de-solidarite-")
    spider = make_spider(
        GroupsSpider, recent=known, watched=["/-Mali-"], near=["/A"], doubtful=["/-Niger-"], due=["/-Mali-"]
    )
    home = reader.page("/", "home", [], {"/-Mali-": "group", "/-Tchad-": "group"})
    assert paths(follow(spider, home)) == ["/-Tchad-"]
    assert steps(spider, paths) == [["/-Niger-"], ["/-Mali-"]]
