"""One page that goes wrong costs that page and nothing else: one crawl meets all the faults, among good pages."""

import pytest

from scraper.archive import Archive
from tests.faults.crawling import ARCHIVE, crawl_after
from tests.faults.pages import PAGES, PLACES, faulty
from tests.faults.table import OWN, page_rows, told


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Where the crawl's archive lies."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def met(good, folder):
    """The crawl that met all of them, and the rules that were noted for each page."""
    crawled = crawl_after(good, folder, faulty())
    with Archive.open(folder / ARCHIVE) as archive:
        noted = archive.db.execute("SELECT url, rule FROM problems ORDER BY rule").fetchall()
    return crawled, {url: tuple(rule for other, rule in noted if other == url) for url, _ in noted}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_goes_wrong_is_told_of_and_asked_no_more_than_it_must(name, met):
    fault, (crawled, rules), path = PAGES[name], met, f"/{PLACES[name]}"
    assert rules[OWN + path] == fault.rules
    assert [status for url, status, _ in crawled.fetches if url == OWN + path] == [fault.status] * fault.requests
    assert crawled.portal.asked.count(path) == fault.requests


def test_the_crawl_ends_well_and_says_nothing_it_must_not(met):
    crawled = met[0]
    assert (crawled.code, crawled.reason) == (0, "finished"), crawled.said
    assert "Traceback" not in crawled.said
    assert crawled.whole
    assert crawled.portal.at_once == 1
    assert sum(path.startswith("/saut-") for path in crawled.portal.asked) == 5


def test_no_record_is_lost_and_only_the_page_that_could_be_read_is_changed(met, before):
    crawled, changed = met[0], PLACES["wrong charset"]
    assert crawled.first == before[1]
    assert {slug: row for slug, row in crawled.news.items() if slug != changed} == {
        slug: row for slug, row in before[0].items() if slug != changed
    }
    assert crawled.news[changed].title == "Réunion reportée à l'été"


def test_good_pages_are_read_as_ever(met):
    crawled, untouched = met[0], set(met[0].news) - set(PLACES.values())
    assert untouched
    assert {f"{OWN}/{slug}" for slug in untouched} <= {url for url, status, _ in crawled.fetches if status == 200}


def test_the_document_tells_what_was_met(met, folder, before):
    assert told().startswith("".join(page_rows(met[0], folder / ARCHIVE, before[0])))
