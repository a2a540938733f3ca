"""The search boxes: accents, apostrophes, ligatures."""

from urllib.parse import quote

import pytest


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("news", "seisme", ["Seisme"]),
        ("news", "SÉISME", ["Seisme"]),
        ("news", "l'été", ["Reunion-Maroc"]),
        ("news", "l’ete", ["Reunion-Maroc"]),
        ("news", "séisme violent", ["Seisme"]),
        ("news", "séisme été", []),
        ("groups", "coeur", ["maroc"]),
        ("groups", "cœur", ["maroc"]),
        ("documents", "seisme", ["d2"]),
        ("news", '"point de', ["Seisme"]),
        ("news", '"de point"', []),
        ("news", "collectivité", ["Reunion-Maroc"]),
        ("news", "collectivités prépar", ["Reunion-Maroc"]),
        ("news", "sei", []),
        ("news", '"', []),
        ("news", "AND OR (", []),
    ],
)
def test_a_search_box_finds(get, table, words, found):
    answer = get(f"/archive/{table}.json?_shape=array&_search={quote(words)}")
    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()] == found


def test_one_question_searches_everything(get):
    rows = get("/archive/recherche.json?_shape=array&mots=seisme").json()
    assert {(row["table"], row["fiche"]) for row in rows} == {("news", "Seisme"), ("documents", "d2")}
    rows = get("/archive/recherche.json?_shape=array&mots=villes").json()
    assert [row["titre"] for row in rows] == ["Maroc : Création"]
