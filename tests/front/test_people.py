"""The pages of the people: by surname, by the words of a name, one with the pages that prove each role."""

import pytest

from scraper.front.people import sorted_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("François Bonneau", "bonneau francois"),
        ("Charles de Gaulle", "gaulle charles de"),
        ("Jeanne d’Arc", "arc jeanne d"),
        ("Élise Du Pont-Neuf", "pont neuf elise du"),
        ("Madonna", "madonna"),
    ],
)
def test_people_are_sorted_by_their_surnames(name, expected):
    assert sorted_name(name) == expected


@pytest.mark.parametrize("query", ["", "?q=bonneau", "?q=FRANCOIS", "?lettre=b"])
def test_people_are_found_by_any_part_of_their_name_and_by_letter(see, query):
    page = see(f"/personnes{query}")
    assert page.links["/personne/francois-bonneau"] == "François Bonneau"
    assert "présidence · Maroc" in page.main


def test_nobody_is_found_otherwise(see):
    assert "Nobody of that name." in see("/en/personnes?q=Dupont").main
    assert see("/personne/dupont").status == 404


def test_functions_of_one_role_are_one_entry_with_their_proofs(see):
    page = see("/en/personne/francois-bonneau")
    assert len(page.soup.find("ul", class_="holdings").find_all("li", recursive=False)) == 1
    assert "Président de région, Centre-Val de Loire" in page.main
    assert "since 2023" in page.main
    assert {"/en/groupe/maroc", "/en/actualite/Reunion-Maroc", "/en/confidentialite"} <= page.links.keys()
    assert any(path.startswith("/en/groupe/maroc/v/") for path in page.links), "the group's page that names him"
