"""Each form of the grammar reads its own example, and the patterns stay small."""

import pytest

from scraper.dates.grammar import EXPRESSION, FORMS, WITH_HOURS
from scraper.dates.lexicon import MISSPELT, tokenize


@pytest.mark.parametrize("name", [*FORMS, *WITH_HOURS])
def test_form_reads_its_example(name):
    form = {**FORMS, **WITH_HOURS}[name]
    found = EXPRESSION.fullmatch(tokenize(form.example)[1])
    assert found
    assert found.lastgroup == name


def test_pattern_is_small():
    assert len(EXPRESSION.pattern) < 21_000


@pytest.mark.parametrize("word", ["octbre", "spetembre", "fevrrier", "janvrier", "decembr", "novenbre", "juilet"])
def test_a_slip_of_one_letter_in_a_long_month_is_known(word):
    assert word in MISSPELT


@pytest.mark.parametrize("word", ["octobre", "octre", "xctobre", "ferrier", "mras", "jin", "septembres2", "", "o"])
def test_other_words_are_no_slips(word):
    assert word not in MISSPELT
