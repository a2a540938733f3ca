"""What a person types is understood: days, names, addresses, singulars and plurals."""

from datetime import UTC, datetime, timedelta

import pytest

from scraper.serving.functions import canonical_url, expression, french_day

OWN = "https://cites-unies-france.org"


@pytest.mark.parametrize("written", ["2026-03-01", "01/03/2026", " 1er mars 2026 ", "dimanche 1er mars 2026", "1/3/26"])
def test_a_day_is_read_as_it_is_written(written):
    assert french_day(written) == "2026-03-01"


def test_a_day_may_be_counted_from_today():
    assert french_day("hier") == f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}"


@pytest.mark.parametrize("written", ["", None, "mars 2026", "2026", "2026-13-45", "31/02/2026", "bonjour", 5])
def test_what_is_no_day_is_none(written):
    assert french_day(written) is None


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("https://cites-unies-france.org/Titre", "/Titre"),
        ("http://www.raict.org/Titre/", "/Titre"),
        ("cites-unies-france.org/Titre", "/Titre"),
        ("/Titre", "/Titre"),
        ("Titre", "/Titre"),
        ("spip.php?article12", "/spip.php?article12"),
        (" www.cites-unies-france.org/spip.php?id_article=12&page=article ", "/spip.php?article12"),
    ],
)
def test_an_address_is_known_in_any_form(typed, path):
    assert canonical_url(typed) == OWN + path


@pytest.mark.parametrize("typed", ["https://example.org/Titre", "mailto:a@b.c", "http://[x"])
def test_an_address_elsewhere_is_none(typed):
    assert canonical_url(typed) is None


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("réunions", '("réunions"* OR "réunion")'),
        ("réunion", '("réunion"*)'),
        ("régionaux", '("régionaux"* OR "régionau" OR "régional")'),
        ("eau", '("eau" OR "eaus")'),
        ("œuvres", '("oeuvres"* OR "œuvres"* OR "oeuvre" OR "œuvre")'),
        ("COP 21", '("COP" OR "COPs") AND ("21")'),
        ('"villes jumelées"', '("villes jumelées")'),
        ("", '""'),
    ],
)
def test_words_are_sought_in_both_numbers(typed, sought):
    assert expression(typed) == sought
