"""The pages of the countries: the map, the table, a country by year, the forms in which its name is asked for."""

import json
from pathlib import Path

import pytest

from scraper.front import belonging

WORLD = Path(__file__).parents[2] / "scraper" / "front" / "world.json"


def row_of(page, country):
    """The cells of a country's row in the table."""
    (row,) = [row for row in page.soup.table.find_all("tr") if row.th.get_text() == country]
    return [cell.get_text() for cell in row.find_all("td")]


def test_the_table_counts_articles_events_groups_documents_and_funds(see):
    assert row_of(see("/pays"), "Maroc") == ["1", "1", "1", "1", "1"]
    assert row_of(see("/en/pays"), "Morocco") == ["1", "1", "1", "1", "1"]


def test_the_map_links_what_has_something_and_names_it(see):
    (link,) = see("/en/pays").soup.svg.find_all("a")
    assert link["href"] == "/en/pays/maroc"
    assert link["aria-label"] == "Morocco: 1\u00a0article"


def test_the_shapes_are_few_bytes_and_of_countries(see):
    assert WORLD.stat().st_size < 150_000
    world = json.loads(WORLD.read_text(encoding="utf-8"))
    assert {"MA", "FR", "MG", "PS"} <= world["countries"].keys()
    assert "AQ" not in world["countries"]
    inside = [(shape["x"], shape["y"]) for shape in world["countries"].values()]
    assert all(0 <= x <= world["width"] and 0 <= y <= world["height"] for x, y in inside)


@pytest.mark.parametrize("written", ["MA", "ma", "morocco", "Maroc"])
def test_other_forms_of_a_country_lead_to_its_page(see, written):
    response = see(f"/en/pays/{written}?annee=2024").response
    assert (response.status_code, response.headers["location"]) == (302, "/en/pays/maroc?annee=2024")


def test_a_country_shows_all_that_belongs_to_it(see):
    page = see("/pays/maroc")
    assert {"/groupe/maroc", "/fonds/maroc", "/actualite/Reunion-Maroc"} <= page.links.keys()
    assert {"Note d'orientation", "Compte rendu du séisme"} <= set(page.links.values())
    assert page.links["/pays/maroc?annee=2024"] == "2024"


def test_a_year_or_a_kind_narrows_it(see):
    assert "/actualite/Reunion-Maroc" in see("/pays/maroc?annee=2024").links
    assert "Rien pour ce choix." in see("/pays/maroc?annee=1999").main
    documents = see("/pays/maroc?type=documents&annee=2024")
    assert documents.soup.h1.get_text() == "Maroc : Documents, 2024"
    assert "Compte rendu du séisme" in documents.links.values()
    assert documents.soup.find("nav", class_="trail").find("a", href="/pays/maroc")


@pytest.mark.parametrize(
    "path", ["/pays/atlantide", "/pays/suede", "/pays/maroc?annee=hier", "/pays/maroc?type=rien", "/pays/eu"]
)
def test_an_unknown_country_year_or_kind_is_missing(see, path):
    assert see(path).status == 404


@pytest.mark.parametrize(
    ("limit", "offset", "expected"),
    [
        (2, 0, {"since": "2024", "until": "2024~", "offset": 0}),
        (3, 2, {"since": "2022", "until": "2024~", "offset": 2}),
        (2, 4, {"since": "2022", "until": "2022~", "offset": 1}),
        (3, 4, None),
        (9, 9, None),
    ],
)
def test_a_page_of_a_list_is_of_the_years_that_hold_it(limit, offset, expected):
    years = {year: {"articles": count} for year, count in (("2024", 3), ("2023", 0), ("2022", 3), ("", 1))}
    assert belonging.span_of("articles", years, limit, offset) == expected


def test_a_list_without_undated_entries_ends_with_its_first_year():
    years = {year: {"articles": 3} for year in ("2024", "2022")}
    assert belonging.span_of("articles", years, 8, 4) == {"since": "2022", "until": "2022~", "offset": 1}
    assert belonging.span_of("articles", years, 8, 6)["since"] == "2022"


def test_few_and_many_are_listed_alike(see, monkeypatch):
    paths = [f"/pays/maroc?type={kind}" for kind in belonging.KINDS] + ["/groupe/maroc?annee=2024"]
    few = [see(path).main for path in paths]
    monkeypatch.setattr(belonging, "MOST_LOOKED_UP", 0)
    assert [see(path).main for path in paths] == few
