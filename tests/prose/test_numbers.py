"""Numbers in words are the numbers that they name."""

import pytest

from scraper.prose.numbers import NUMBER, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("586 000", 586_000),
        ("quatorze", 14),
        ("vingt-deux", 22),
        ("quatre-vingt-six", 86),
        ("soixante-dix", 70),
        ("deux cent dix", 210),
        ("cinquante-deux mille", 52_000),
        ("soixantaine", 60),
        ("une douzaine", 12),
    ],
)
def test_a_number(text, number):
    assert number_of(text) == number
    assert NUMBER.fullmatch(text)
