"""One page that goes wrong costs that page and nothing else: a few crawls meet all the faults, among good pages."""

import pytest

from scraper.archive import Archive
from tests.faults.crawling import ARCHIVE, Crawled, crawl_after
from tests.faults.pages import PAGES, PARTS, PLACES, faulty
from tests.faults.table import OWN, documented, page_rows

pytestmark = pytest.mark.slow  # four crawls of forty pages that go wrong


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """Where the crawls' archives lie, one for each part of the faults."""
    return [tmp_path_factory.mktemp("pages") for _ in PARTS]


@pytest.fixture(scope="session")
def crawls(good, folders) -> list[Crawled]:
    """The crawls that met the faults, part by part."""
    return [crawl_after(good, folder, faulty(names)) for folder, names in zip(folders, PARTS, strict=True)]


@pytest.fixture(scope="session")
def met(crawls, folders) -> dict[str, tuple[Crawled, tuple[str, ...]]]:
    """The crawl that met each fault, and the rules that were noted for its page."""
    found = {}
    for crawled, folder, names in zip(crawls, folders, PARTS, strict=True):
        with Archive.open(folder / ARCHIVE) as archive:
            noted = archive.db.execute("SELECT url, rule FROM problems ORDER BY rule").fetchall()
        for name in names:
            found[name] = crawled, tuple(rule for url, rule in noted if url == f"{OWN}/{PLACES[name]}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_goes_wrong_is_reported_and_asked_no_more_than_it_must(name, met):
    fault, (crawled, rules), path = PAGES[name], met[name], f"/{PLACES[name]}"
    assert rules == fault.rules
    assert [status for url, status, _ in crawled.fetches if url == OWN + path] == [fault.status] * fault.requests
    assert crawled.portal.asked.count(path) == fault.requests


def test_the_crawls_end_well_and_print_nothing_they_must_not(crawls):
    for crawled in crawls:
        assert (crawled.code, crawled.reason) == (0, "finished"), crawled.said
        assert "Traceback" not in crawled.said
        assert crawled.whole
        assert crawled.portal.at_once == 1
    assert sum(path.startswith("/saut-") for crawled in crawls for path in crawled.portal.asked) == 5


def test_no_record_is_lost_and_only_the_page_that_could_be_read_is_changed(crawls, met, before):
    changed = PLACES["wrong charset"]
    for crawled in crawls:
        assert crawled.first == before[1]
        changed_slugs = {slug for slug, row in crawled.news.items() if row != before[0][slug]}
        assert crawled.news.keys() == before[0].keys()
        assert changed_slugs == ({changed} if crawled is met["wrong charset"][0] else set())
    assert met["wrong charset"][0].news[changed].title == "Réunion reportée à l'été"


def test_good_pages_are_read_as_ever(crawls):
    for crawled, names in zip(crawls, PARTS, strict=True):
        untouched = set(crawled.news) - {PLACES[name] for name in names}
        assert untouched
        assert {f"{OWN}/{slug}" for slug in untouched} <= {url for url, status, _ in crawled.fetches if status == 200}


def test_the_document_has_the_results(crawls, folders, before):
    rows = {}
    for crawled, folder, names in zip(crawls, folders, PARTS, strict=True):
        rows |= page_rows(names, crawled, folder / ARCHIVE, before[0])
    assert documented().startswith("".join(rows[name] for name in PAGES))
