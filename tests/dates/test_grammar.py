"""Each form of the grammar reads its own example, and the patterns stay small."""

import re
from pathlib import Path

import pytest

import scraper.dates
from scraper.archive import versions
from scraper.dates.grammar import EXPRESSION, GRAMMAR, _one_of
from scraper.dates.lexicon import LETTERS, MISSPELT, TOKENS, tokenize

SOURCE = (Path(scraper.dates.__file__).parent / "grammar.ini").read_text(encoding="utf-8")
FORMS = [*GRAMMAR["forms"], *GRAMMAR["forms_before_hours"]]


@pytest.mark.parametrize("name", FORMS)
def test_form_reads_the_example_above_it(name):
    example = re.findall(rf"^# (.*)\n{name} = ", SOURCE, re.M)[0]
    found = EXPRESSION.fullmatch(tokenize(example)[1])
    assert found
    assert found.lastgroup == name


def test_a_token_that_is_misspelt_is_named():
    with pytest.raises(ValueError, match="<mnoth> is no token"):
        _one_of("le mnoth")


def test_each_token_has_a_letter():
    assert set(LETTERS) == set(TOKENS)


def test_a_change_of_words_or_grammar_is_another_version_of_the_readers():
    assert {"grammar.ini", "words.toml", "text.py"} <= {path.name for path in versions._files()}


def test_pattern_is_small():
    assert len(EXPRESSION.pattern) < 21_000


@pytest.mark.parametrize("word", ["octbre", "spetembre", "fevrrier", "janvrier", "decembr", "novenbre", "juilet"])
def test_a_slip_of_one_letter_in_a_long_month_is_known(word):
    assert word in MISSPELT


@pytest.mark.parametrize("word", ["octobre", "octre", "xctobre", "ferrier", "mras", "jin", "septembres2", "", "o"])
def test_other_words_are_no_slips(word):
    assert word not in MISSPELT
