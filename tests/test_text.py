"""Two spellings of one thing fold to the same; a text made plain in place keeps its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text import fold, plain_in_place


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Évènements  marquants :", "evenements marquants"),
        ("Cœur de villes", "coeur de villes"),
        ("Curriculum vitæ", "curriculum vitae"),
        ("l’été-2024", "l ete 2024"),
        ("«\u00a0…\u00a0»", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(text=st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(text=st.text())
def test_plain_in_place_keeps_the_length(text):
    assert len(plain_in_place(text)) == len(text)


def test_plain_in_place():
    assert plain_in_place("12\u00a0FÉVRIER – l’an 2024") == "12 fevrier - l'an 2024"
