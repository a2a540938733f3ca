"""Two spellings of one thing fold to the same; a text made plain in place keeps its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text import LONGEST_REMEMBERED, fold, plain_in_place, remembered


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


def test_short_texts_alone_are_remembered():
    asked = []

    @remembered(4)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    for text in ("a", "a", "b" * (LONGEST_REMEMBERED + 1), "b" * (LONGEST_REMEMBERED + 1)):
        assert length(text) == len(text)
    assert [len(text) for text in asked] == [1, LONGEST_REMEMBERED + 1, LONGEST_REMEMBERED + 1]
