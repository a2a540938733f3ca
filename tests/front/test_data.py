"""The data: tables, dictionary, downloads, questions."""

import json

import pytest

from scraper import records
from scraper.archive import Archive
from tests.datasette.conftest import PORTAL, checked_out, fill
from tests.front.conftest import seeing

HIDDEN = {"bodies", "listings", "texts"}


def test_every_table_has_its_rows_its_day_and_its_downloads(see):
    page = see("/donnees")
    for table in records.TABLES:
        assert (f"/donnees/{table.name}" in page.links) is (table.name not in HIDDEN)
    assert "Actualités" in page.main
    assert "mise à jour le 2 mars 2026" in page.main
    assert {"/archive/news.csv", "/archive/news.xlsx", "/archive/news.all.json", "/archive/a_venir"} <= set(page.links)
    assert "aucune licence libre" in page.main


def test_downloads_are_there(see):
    for address in see("/donnees/events").links:
        if address.startswith("/archive/"):
            assert see(address).status == 200


@pytest.mark.parametrize(
    ("path", "meaning"),
    [("/donnees/events", "Lieu, tel qu'écrit."), ("/en/donnees/events", "Where it takes place, as written.")],
)
def test_a_table_has_its_dictionary(see, path, meaning):
    page = see(path)
    row = page.soup.find("code", string="place").find_parent("tr")
    assert row.td.get_text().strip() == meaning
    assert page.soup.find("code", string="news_id").find_parent("tr").a["href"] == path.replace("events", "news")


@pytest.mark.parametrize("name", ["bodies", "rien", "sqlite_master"])
def test_what_is_not_shown_is_missing(see, name):
    assert see(f"/donnees/{name}").status == 404


def test_the_licence_and_titles_are_in_the_language_of_the_page(see):
    english = see("/en/donnees").main
    assert "no open licence" in english
    assert "aucune licence" not in english
    assert see("/en/donnees/crawl_health").title.startswith("Data: Crawl health")


def test_counts_are_those_of_the_tables(see):
    page = see("/donnees")
    for table in ("news", "events", "fetches", "versions"):
        number = json.loads(see(f"/archive/{table}.json?_size=1").response.text)["filtered_table_rows_count"]
        entry = page.soup.find("a", href=f"/donnees/{table}").find_parent("article")
        assert entry.find(class_="facts").get_text().split("\xa0")[0].strip() == str(number)


def test_a_later_crawl_is_counted(tmp_path):
    """What is kept of one crawl is not shown after the next."""
    folder = checked_out(tmp_path, fill)
    see = seeing(folder)
    assert "2\xa0lignes" in see("/donnees/crawls").response.text
    with Archive.open(folder / "archive.db") as archive:
        archive.finish_crawl(archive.start_crawl("news", "full", PORTAL), "finished", requests=0)
    assert "3\xa0lignes" in see("/donnees/crawls").response.text
