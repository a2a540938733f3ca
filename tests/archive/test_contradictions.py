"""A list and a page that show an article otherwise: a problem names both, once, and the page's fields stay."""

import itertools

import pytest

from scraper import records
from scraper.archive import Archive, store
from scraper.reading.result import Reading

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"
SLUGS = ("Lima", "Oslo", "Fes", "Tunis", "Quito", "Dakar")
DAY = "2999-03-0{}T08:00:00Z"


@pytest.fixture
def crawl(archive: Archive, monkeypatch):
    """Crawl some readings, each call a day later."""
    days = itertools.count(1)

    def crawl_pages(*readings: Reading, mode: str = "full") -> records.Crawl:
        at = DAY.format(next(days))
        monkeypatch.setattr(store, "now", lambda: at)
        number = archive.start_crawl("news", mode, PORTAL)
        for read in readings:
            fetch = records.Fetch(crawl_id=number, url=read.url, final_url=read.url, status=200, fetched_at=at)
            save_response(archive, number, fetch, b"<html>", read)
        return archive.finish_crawl(number, "finished", requests=len(readings))

    return crawl_pages


@pytest.fixture
def pages(article):
    """Return the pages of six articles and of a list of them. shown: what the list shows otherwise, by slug; own: the
    same of the articles."""

    def make(shown=(), own=(), *, slugs=SLUGS, kind="news", name="Actualites"):
        shown, own, lists = dict(shown), dict(own), f"{PORTAL}-{name}-"
        as_listed = {
            each: {"title": f"Mission à {each}", "starts": "2024-03-04", "date_text": "4 mars 2024"} for each in slugs
        }
        rows = [
            records.Listing(list_url=lists, url=PORTAL + each, kind=kind, **fields | shown.get(each, {}))
            for each, fields in as_listed.items()
        ]
        head = {"published": "2024-03-04", "published_text": "4 mars 2024"}
        articles = [article(each, **{"title": f"Mission à {each}", **head, **own.get(each, {})}) for each in slugs]
        return [Reading("rubrique", lists, None, rows), *articles]

    return make


@pytest.fixture
def open_problems(rows):
    return lambda: [row["detail"] for row in rows("SELECT detail FROM open_problems ORDER BY detail")]


WRONG_DAY = {"Oslo": {"starts": "2024-03-03", "date_text": "3 mars 2024"}}
WRONG_TITLE = {"Oslo": {"title": "Mission à Bergen"}}


def test_a_list_that_shows_another_day_or_title_is_named_with_the_page_and_nothing_is_overwritten(
    crawl, pages, rows, open_problems
):
    ended = crawl(*pages({"Oslo": WRONG_DAY["Oslo"] | WRONG_TITLE["Oslo"]}))
    assert open_problems() == [
        f"published: the list {PORTAL}-Actualites- shows 3 mars 2024, the page 4 mars 2024",
        f"title: the list {PORTAL}-Actualites- shows 'Mission à Bergen', the page 'Mission à Oslo'",
    ]
    assert ended.problems == 2
    (news,) = rows("SELECT * FROM news WHERE id = 'Oslo'")
    assert (news["title"], news["published"]) == ("Mission à Oslo", "2024-03-04")
    assert {row["record"] for row in rows("problems")} == {"news/Oslo"}


def test_it_is_one_row_however_often_it_is_met_and_closed_when_it_is_solved(crawl, pages, rows, open_problems):
    crawl(*pages(WRONG_DAY))
    again = crawl(*pages(WRONG_DAY))
    assert (again.problems, again.changed, len(rows("problems"))) == (0, 0, 1)
    assert len(open_problems()) == 1
    crawl(*pages())
    assert open_problems() == []


@pytest.mark.parametrize(
    "shown",
    [
        {"title": "Mission à Os…"},
        {"title": "Mission à (...)"},
        {"title": "MISSION A OSLO !"},
        {"title": "Groupe-pays Norvège : Mission à Oslo"},
        {"starts": "2025-03-04", "date_text": "4 mars"},
        {"starts": None, "date_text": None},
    ],
    ids=str,
)
def test_what_is_cut_or_written_otherwise_is_no_contradiction(crawl, pages, open_problems, shown):
    crawl(*pages({"Oslo": shown}))
    assert open_problems() == []


def test_a_list_beside_the_overtitle_is_no_contradiction(crawl, pages, open_problems):
    crawl(*pages({"Oslo": {"title": "Norvège - Mission à Oslo"}}, {"Oslo": {"overtitle": "Norvège"}}))
    assert open_problems() == []


def test_a_list_of_events_contradicts_no_publication(crawl, pages, open_problems):
    days = {each: {"starts": f"2024-05-0{i}", "date_text": f"{i} mai 2024"} for i, each in enumerate(SLUGS[1:], 1)}
    crawl(*pages(days))
    assert open_problems() == []


def test_the_agenda_shows_the_days_of_events(crawl, pages, open_problems):
    crawl(*pages(WRONG_DAY, kind="agenda"))
    assert open_problems() == []


def test_a_short_list_counts_where_the_lists_of_its_kind_do(crawl, pages, open_problems):
    short = pages(WRONG_DAY, slugs=("Oslo", "Fes"), name="Norvege")[:1]
    crawl(*short, *pages(slugs=("Oslo", "Fes"))[1:])
    assert open_problems() == []
    crawl(*short, *pages())
    assert len(open_problems()) == 1


def test_of_several_lists_what_most_of_them_show_is_named(crawl, pages, open_problems):
    other = {"Oslo": {"title": "Mission à Turin"}}
    lists = [pages(shown, name=name)[0] for name, shown in zip("ABC", (other, WRONG_TITLE, WRONG_TITLE), strict=True)]
    crawl(*lists, *pages()[1:])
    assert open_problems() == [f"title: the list {PORTAL}-B- shows 'Mission à Bergen', the page 'Mission à Oslo'"]


def test_what_a_list_showed_before_the_article_was_changed_contradicts_nothing(crawl, pages, open_problems):
    crawl(*pages())
    retitled = pages(own={"Oslo": {"title": "Une mission annulée"}})
    crawl(*retitled[1:], mode="recent")
    assert open_problems() == []
    crawl(*retitled)
    assert len(open_problems()) == 1


def test_what_a_list_shows_no_more_contradicts_nothing(crawl, pages, open_problems):
    crawl(*pages(WRONG_DAY))
    later = pages(WRONG_DAY)
    later[0].rows = [row for row in later[0].rows if row.url != PORTAL + "Oslo"]
    crawl(*later)
    assert open_problems() == []


def test_a_recent_crawl_leaves_the_problem_of_an_article_that_it_does_not_ask_for(crawl, pages, open_problems):
    crawl(*pages(WRONG_DAY))
    crawl(pages(WRONG_DAY)[0], mode="recent")
    assert len(open_problems()) == 1
