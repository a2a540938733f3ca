"""What is to be checked, which fields are filled, how the crawls went, in words."""

import shutil

import pytest

from scraper.archive import Archive
from scraper.front import words
from tests.front.conftest import LANGUAGES, seeing
from tools.describe import RULES


def text(page) -> str:
    return page.main.replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_is_a_sentence_with_examples_that_lead_to_records(see, language):
    page = see(f"{LANGUAGES[language]}/qualite")
    assert RULES["title_against_field"][language] in page.main
    assert page.links[f"{LANGUAGES[language]}/actualite/Reunion-Maroc"].startswith("Réunion du groupe-pays Maroc")
    assert "title_against_field" not in page.main


def test_a_rule_has_a_page_of_all_its_problems(see):
    page = see("/qualite/title_against_field")
    assert "1 cas à vérifier" in text(page)
    assert "21 février 2024" in page.main
    assert see("/qualite/rien").status == 404


def test_coverage_compares_the_last_crawl_with_the_one_before(see_five_days):
    page = see_five_days("/qualite")
    row = page.soup.find("th", string="Titre").find_parent("tr")
    assert [cell.get_text() for cell in row.find_all("td")] == ["100\xa0%", "100\xa0%", "0"]
    assert "Lieu, tel qu'écrit" in page.main, "a field without a name has what it means"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["Actualités et groupes", "tout le portail", "allée au bout", "5 pages demandées", "santé : saine"]),
        ("en", ["News and groups", "the whole portal", "completed", "5 pages asked for", "health: healthy"]),
    ],
)
def test_a_crawl_is_in_words(see, language, expected):
    page = text(see(f"{LANGUAGES[language]}/qualite"))
    assert [each for each in expected if each not in page] == []


def test_all_crawls_have_their_page(see_five_days):
    page = see_five_days("/qualite/lectures")
    assert "5 lectures du portail" in text(page)
    assert len(page.soup.main.find_all("article")) == 5


def test_what_was_unusual_in_a_crawl_is_in_words(small, tmp_path):
    folder = tmp_path / "served"
    shutil.copytree(small, folder)
    with Archive.open(folder / "archive.db") as archive:
        for values in (("coverage news.published", 0.2, 0.98), ("layout article", 0.5, None), ("listed", 20, 146)):
            archive.db.execute("INSERT OR REPLACE INTO crawl_health VALUES (2, ?, ?, ?, 200, 1, NULL)", values)
        archive.db.execute("UPDATE crawls SET health = 'sick' WHERE id = 2")
        archive.db.conn.commit()
    page = text(seeing(folder)("/qualite"))
    for expected in (
        "champ rempli (Actualités, Date de publication) : 20 %, d’habitude 98 %",
        "mise en page reconnue (article) : 50 %",
        "articles dans les listes : 20, d’habitude 146",
        "inhabituelle, ses résultats attendent une vérification",
    ):
        assert expected in page


def test_every_code_of_a_crawl_has_words():
    """As records.py lists them."""
    signs = "failed gone unknown problems changed listed met coverage layout frame cms"
    for field, codes in {"sign": signs, "mode": "full recent limited", "health": "fine sick accepted"}.items():
        for code in codes.split():
            assert words.of_crawl(field, code) != code
