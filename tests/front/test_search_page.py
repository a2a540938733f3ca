"""The search page shows what is found, and narrows it down."""

import shutil

import pytest

from scraper.archive import Archive
from scraper.archive.database import writing
from scraper.search import results
from tests.front.conftest import seeing
from tests.front.feeds import ATOM, checked_feed
from tests.front.test_lists import csv_rows


def titles(page) -> list[str]:
    return [" ".join(entry.h3.a.get_text().split()) for entry in page.soup.find_all("article", "entry")]


def test_one_ranking_finds_all_kinds_and_the_group_of_that_name_first(see):
    page = see("/recherche?q=maroc")
    assert titles(page)[0] == "Maroc"
    assert {"Réunion du groupe-pays Maroc, le 21 février 2024", "Cités Unies France ouvre un fonds pour le Maroc"} <= {
        *titles(page)
    }
    assert "Groupes" in page.main
    assert "21 février 2024" in page.main


def test_the_words_that_were_found_are_marked_in_an_excerpt(see):
    page = see("/recherche?q=seismes")
    (marked,) = {mark.get_text() for mark in page.soup.select(".excerpt mark")}
    assert marked == "séisme"


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ("type=groupe", ["Maroc"]),
        ("annee=2024", ["Réunion du groupe-pays Maroc, le 21 février 2024"]),
        ("type=personne", ["François Bonneau"]),
    ],
)
def test_a_facet_narrows_and_is_taken_back(see, narrowed, expected):
    page = see(f"/recherche?q=maroc&{narrowed}")
    assert [title for title in titles(page) if title in expected] == expected
    assert "/recherche?q=maroc" in page.links


def test_nothing_found_helps(see):
    page = see("/recherche?q=zzzz&type=groupe")
    assert page.status == 200
    assert "Rien ne répond" in page.main
    assert page.links["/recherche?q=zzzz"]


@pytest.mark.parametrize("query", ['"', "*", "-", "a AND", "%00", "NEAR(", "x" * 5000, "annee", "👩‍🚀", "<script>"])
def test_no_query_is_an_error(see, query):
    page = see(f"/recherche?q={query}&annee=12&tri=x&page=999&type=x&pays=1&groupe=%00")
    assert page.status == 200
    assert not page.soup.find("script")


@pytest.mark.parametrize("asked", ["q=maroc", "q=fonds maroc", "q=maroc&tri=ancien", "q=&type=document", "pays=maroc"])
def test_a_search_is_taken_away_whole_and_in_its_order(see, monkeypatch, asked):
    rows = csv_rows(see, f"/recherche.csv?{asked}")
    feed = checked_feed(see(f"/recherche.atom?{asked}").response.content)
    on_page = titles(see(f"/recherche?{asked}"))
    assert [row["Titre"] for row in rows] == on_page
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == on_page
    monkeypatch.setattr(results, "MOST", 2)
    assert {row["Identifiant"] for row in csv_rows(see, f"/recherche.csv?{asked}")} == {
        row["Identifiant"] for row in rows
    }


@pytest.mark.parametrize("tri", ["recent", "ancien"])
def test_of_many_the_days_go_on_in_their_order(see, monkeypatch, tri):
    monkeypatch.setattr(results, "MOST", 2)
    days = [row["Date"] for row in csv_rows(see, f"/recherche.csv?type=actualite&tri={tri}")]
    assert len(days) > 2
    assert days == sorted(days, reverse=tri == "recent")


@pytest.mark.parametrize("written", ["MA", "ma", "maroc", "Maroc", "Morocco"])
def test_a_country_is_taken_by_its_code_its_name_and_its_address(see, written):
    page = see(f"/recherche?q=reunion&pays={written}")
    assert "Réunion du groupe-pays Maroc, le 21 février 2024" in titles(page)
    assert "sans « Maroc »" in page.main
    (chosen,) = page.soup.select(".facet a[aria-current]")
    assert chosen.get_text() == "Maroc"
    assert chosen["href"] == "/recherche?q=reunion"


def test_a_country_that_is_none_has_nothing(see):
    assert "Rien ne répond" in see("/recherche?pays=nulle+part").main


def test_a_document_of_no_article_and_no_group_leads_to_its_row(small, tmp_path):
    folder = tmp_path / "served"
    shutil.copytree(small, folder)
    with Archive.open(folder / "archive.db") as archive, writing(archive.db):
        archive.db.execute("UPDATE documents SET news_id = NULL, group_id = NULL, title = 'Orphelin' WHERE id = 'd1'")
    see = seeing(folder)
    address = see("/recherche?q=orphelin").soup.find("article", "entry").a["href"]
    assert address == "/archive/documents/d1"
    assert see(address).status == 200
