"""The passage that is shown is the text's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.search import parse
from scraper.search.excerpt import Finder

LONG = "Rien à voir ici. " * 60


def finder(query: str) -> Finder:
    return Finder(parse(query).terms)


def marked(pieces: tuple[tuple[str, bool], ...]) -> list[str]:
    return [piece for piece, is_found in pieces if is_found]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Les élus régionaux", "régionale", ["régionaux"]),
        ("Les villes marocaines", "Maroc", ["marocaines"]),
        ("En Côte d’Ivoire, hier", "ivoirien", ["Côte d’Ivoire"]),
        ("Un projet franco-sénégalais", "francosénégalais", ["franco-sénégalais"]),
        ("Les groupes-pays", "groupe-pays", ["groupes-pays"]),
        ("Un appel à projets, un appel", '"appel à projets"', ["appel à projets"]),
        ("La francophonie et la France", "franco*", ["francophonie"]),
        ("L’accès à l’eau", "d'eau", ["eau"]),
        ("Cités Unies France", "français", []),
        ("Au Burkina", "Burkina", ["Burkina"]),
        ("Rien", "Maroc", []),
    ],
)
def test_what_was_found_is_highlighted(text, query, found):
    assert marked(finder(query).excerpt(text).pieces) == found
    assert marked(finder(query).highlight(text)) == found


def test_the_passage_with_most_terms_is_shown():
    text = f"{LONG}L'eau. {LONG}L'eau potable des communes. {LONG}"
    shown = finder("commune potable eau").excerpt(text)
    assert "eau potable des communes" in shown.text
    assert (shown.is_begun, shown.is_cut) == (True, True)
    assert len(shown.text) <= 240


def test_without_a_match_the_beginning_is_shown():
    shown = finder("Maroc").excerpt(LONG)
    assert LONG.startswith(shown.text)
    assert (marked(shown.pieces), shown.is_begun, shown.is_cut) == ([], False, True)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600), st.text(max_size=20))
def test_a_passage_is_a_part_of_the_text(text, query):
    shown = finder(query).excerpt(text)
    assert shown.text == text[shown.start : shown.end]
    assert "".join(piece for piece, _ in finder(query).highlight(text)) == text
