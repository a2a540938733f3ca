"""The first complete reading of a record is its first version, whatever interrupted or limited the crawls before."""

import pytest

from scraper import records
from scraper.archive import Archive

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"
INTRO = PORTAL + "spip.php?page=pays_intro&id_rubrique=167"
SECOND_PAGE = PORTAL + "-Mali-?debut_autres_articles=3"
ALL = "news, agenda, groups"


@pytest.fixture
def crawl(archive: Archive):
    """Crawl some readings, or statuses in their place by URL. Return the crawl."""

    def crawl_pages(
        *readings, spiders=ALL, mode="full", reason="finished", silent=(), at="2026-03-01", never_asked=None
    ) -> records.Crawl:
        number = archive.start_crawl(spiders, mode, PORTAL)
        for url in silent:
            save_response(
                archive, number, records.Fetch(crawl_id=number, url=url, fetched_at=f"{at}T08:00:00Z"), None, None
            )
        for read in readings:
            fetch = records.Fetch(
                crawl_id=number, url=read.url, final_url=read.url, status=200, fetched_at=f"{at}T08:00:00Z"
            )
            save_response(archive, number, fetch, b"<html>", read)
        return archive.finish_crawl(number, reason, requests=len(readings), never_asked=never_asked)

    return crawl_pages


@pytest.fixture
def pages(group):
    """The section of a group, and its presentation, which alone shows what it does."""
    creation = records.GroupSection(group_id="mali", position=1, heading="Création", text="Né en 1999.")
    return group("Mali"), group("Mali", creation, url=INTRO, abstract="Résumé")


@pytest.fixture
def kinds(rows):
    return lambda: [row["kind"] for row in rows("SELECT kind FROM versions WHERE record_table = 'groups' ORDER BY id")]


@pytest.mark.parametrize(
    "before",
    [
        {"reason": "interrupted"},
        {"reason": "portal_failing"},
        {"mode": "limited"},
        {"reason": "budget", "never_asked": 7},
        {"spiders": "news"},
        {"mode": "recent"},
    ],
    ids=str,
)
def test_pages_that_a_crawl_has_not_come_to_are_no_change(crawl, pages, kinds, rows, before):
    section, presentation = pages
    first = crawl(section, **before)
    assert (first.new, first.complete, kinds()) == (0, int(before == {"spiders": "news"}), [])
    assert [row["id"] for row in rows("groups")] == ["mali"]
    whole = crawl(section, presentation, at="2026-03-02")
    assert (whole.new, whole.changed, whole.complete, kinds()) == (1, 0, 1, ["first"])
    assert rows("changes") == []


def test_crawls_with_a_budget_are_complete_once_nothing_is_left_that_was_never_asked(crawl, pages, kinds):
    section, presentation = pages
    crawl(section, reason="budget", never_asked=1)
    assert crawl(presentation, reason="budget", never_asked=0, at="2026-03-02").complete == 1
    assert kinds() == ["first"]


def test_a_recent_crawl_after_a_complete_one_makes_first_versions(crawl, pages, kinds, article):
    crawl(article())
    assert crawl(*pages, mode="recent", at="2026-03-02").new == 1
    assert kinds() == ["first"]


def test_a_later_page_of_a_groups_list_is_no_page_of_its_own(crawl, pages, group, kinds, rows):
    """The list's first page did not answer, and the list was gone through behind it."""
    section, presentation = pages
    crawl(group("Mali", url=SECOND_PAGE), presentation)
    assert rows("groups")[0]["url"] == INTRO
    crawl(section, presentation, at="2026-03-02")
    assert (kinds(), rows("groups")[0]["url"]) == (["first"], PORTAL + "-Mali-")


def test_a_page_that_was_silent_before_is_no_change_of_the_portal(crawl, pages, kinds, rows):
    section, presentation = pages
    crawl(section, silent=[INTRO])
    assert crawl(section, presentation, at="2026-03-02").changed == 0
    assert kinds() == ["first", "technical"]
    assert rows("groups")[0]["abstract"] == "Résumé"


def test_a_page_that_is_new_is_a_change(crawl, pages, kinds):
    section, presentation = pages
    crawl(section)
    assert crawl(section, presentation, at="2026-03-02").changed == 1
    assert kinds() == ["first", "change"]


def test_a_group_that_is_withdrawn_before_it_was_read_whole_has_both_versions(crawl, archive, pages, kinds):
    crawl(pages[0], reason="interrupted")
    for day in ("2026-03-02", "2026-03-03"):
        number = archive.start_crawl("groups", "limited", PORTAL)
        gone = records.Fetch(crawl_id=number, url=PORTAL + "-Mali-", status=404, fetched_at=f"{day}T08:00:00Z")
        save_response(archive, number, gone, b"", None)
        archive.finish_crawl(number, "finished", requests=1)
    assert kinds() == ["first", "withdrawn"]
