"""Searches with the result that has to come first, by mouse, by keyboard alone and in English."""

import pytest

_NEWEST = "SELECT '/actualite/' || id, title FROM news WHERE title LIKE :like ORDER BY published DESC, id DESC"

SEARCHES = {
    "Maroc": "/groupe/maroc",
    "crises et rehabilitation": "/groupe/crises-et-rehabilitation",
    "algériens": "/groupe/algerie",
    "d'Haïti": "/groupe/haiti",
    "États-Unis": "/groupe/etats-unis",
    "la jeunesse": "/groupe/jeunesse",
    "Burkina": "/groupe/burkina-faso",
    "dynamique amérique latine et caraïbes": "/groupe/dynamique-amerique-latine-et-caraibes",
    "Halima Menhoudj": "/personne/halima-menhoudj",
    "Philippines": "/fonds/philippines",
    "groupe-pays Sénégal": "/groupe/senegal",
    "fonds de solidarité pour le Maroc": "/fonds/maroc",
}
"""What is searched for, and the page that comes first."""


@pytest.mark.parametrize("words", SEARCHES)
def test_the_page_that_is_meant_comes_first(reader, words):
    reader.search(words)
    assert reader.paths("/")[0] == SEARCHES[words]


def test_the_title_of_an_article_finds_it(reader, ask):
    path, title = ask(_NEWEST, like="%Réunion du groupe-pays Maroc%")[0]
    reader.search(f'"{title}"')
    assert reader.paths("/actualite/")[0] == path


def test_results_are_narrowed_by_links(reader):
    reader.search("réunion")
    reader.follow("Mali")
    assert reader.paths("/actualite/")
    narrowed = len(reader.paths_of_all_pages("/actualite/"))
    reader.follow(reader.t("sans « Mali »", "without « Mali »"))
    assert len(reader.paths_of_all_pages("/actualite/")) > narrowed


def test_help_is_given_when_nothing_is_found(reader):
    reader.search("zyxwvut")
    assert reader.t("Rien ne répond", "Nothing was found") in reader.words
    reader.follow("Mali OU Niger")
    assert reader.paths("/actualite/")
