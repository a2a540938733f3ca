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
        ("news", "séismes", ["Seisme"]),
        ("news", "étés", ["Reunion-Maroc"]),
        ("news", "sei", []),
        ("news", '"', []),
        ("news", "AND OR (", []),
    ],
)
def test_a_search_box_finds(get, table, words, found):
    answer = get(f"/archive/{table}.json?_shape=array&_search={quote(words)}")
    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()] == found


def test_the_text_of_a_document_s_file_is_searched(get):
    rows = get("/archive/recherche.json?_shape=array&mots=ouagadougou").json()
    assert [(row["table"], row["fiche"], row["titre"]) for row in rows] == [("documents", "d1", "Note d'orientation")]
    texts = get("/archive/document_texts.json?_shape=array&_search=Ouagadougou").json()
    assert [row["pages"] for row in texts] == [12]


def test_a_document_found_by_its_title_and_its_text_is_one_answer(get):
    for table in ("documents", "document_texts"):
        assert len(get(f"/archive/{table}.json?_shape=array&_search=orientation").json()) == 1
    rows = get("/archive/recherche.json?_shape=array&mots=orientation").json()
    assert [(row["table"], row["fiche"]) for row in rows] == [("documents", "d1")]


def test_one_question_searches_everything(get):
    rows = get("/archive/recherche.json?_shape=array&mots=seisme").json()
    assert {(row["table"], row["fiche"]) for row in rows} == {
        ("news", "Seisme"),
        ("news", "Reunion-Maroc"),  # by its document's title
        ("documents", "d2"),
    }
    rows = get("/archive/recherche.json?_shape=array&mots=villes").json()
    assert [row["titre"] for row in rows] == ["Maroc"]


def test_an_elision_finds_what_its_word_does(get):
    found = [get(f"/archive/news.json?_shape=array&_search={quote(text)}").json() for text in ("été", "d'été", "l’été")]
    assert [row["id"] for row in found[0]] == ["Reunion-Maroc"]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("words", ["", '"', "OU", "-maroc", "a" * 10_000, "NEAR("])
def test_the_question_answers_any_text(get, words):
    assert get(f"/archive/recherche.json?_shape=array&mots={quote(words)}").status_code == 200
