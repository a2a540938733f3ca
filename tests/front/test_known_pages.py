"""A country, a fund and a person as they were known on a day: of an article that names all three, then none."""

import pytest

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.datasette.conftest import article, checked_out, document, group
from tests.datasette.five_days import crawl, event
from tests.front.conftest import LANGUAGES, seeing

PAGES = ("/pays/mali", "/fonds/mali", "/personne/jeanne-martin")


@pytest.fixture(scope="module")
def see_days(tmp_path_factory):
    """Ask an archive whose article told of Mali on 1 March, and of nothing from 3 March on."""
    return seeing(checked_out(tmp_path_factory.mktemp("known_pages"), tell_of_mali))


def tell_of_mali(path) -> None:
    with Archive.open(path, create=True) as archive:
        crawl(archive, "2026-03-01", told(names_all=True))
        crawl(archive, "2026-03-03", told(names_all=False))


def told(*, names_all: bool) -> Reading:
    title = "Un fonds pour le Mali" if names_all else "Une nouvelle"
    news = article("Nouvelle", title, "2026-02-20", "Un texte.")
    belonging = [
        records.Theme(id="mali", name="Mali", country_code="ML"),
        records.NewsTheme(news_id=news.id, theme_id="mali"),
        records.Fund(id="mali", name="Mali", country_code="ML"),
        records.FundNews(fund_id="mali", news_id=news.id, opened="2026-02-19"),
        records.Person(id="jeanne-martin", name="Jeanne Martin"),
        records.Role(
            id="none:contact:jeanne-martin", person_id="jeanne-martin", role="contact", function="Chargée de mission"
        ),
        records.NewsRole(news_id=news.id, role_id="none:contact:jeanne-martin"),
        document("d9", "Le règlement du fonds", news_id=news.id),
        event(news, "2026-02-25", place="Bamako"),
    ]
    return Reading("article", news.url, news, belonging if names_all else [])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_what_was_known_that_day_and_leads_back(see_days, path, language):
    page = see_days(f"{LANGUAGES[language]}{path}?au=2026-03-02")
    assert page.status == 200
    assert "Un fonds pour le Mali" in page.main
    banner = page.soup.find(class_="banner").get_text(" ")
    assert ("Tel que l’archive le connaissait" if language == "fr" else "As this archive knew it on") in banner
    assert LANGUAGES[language] + path in page.links
    assert ("connu le 2 mars 2026" if language == "fr" else "as known on 2 March 2026") in page.title
    assert f"{LANGUAGES[language]}/actualite/Nouvelle?au=2026-03-02" in page.links


@pytest.mark.parametrize("path", PAGES)
def test_what_pages_no_longer_state_is_not_there_later(see_days, path):
    later = see_days(f"{path}?au=2026-03-04")
    assert later.status == 404
    assert "ne connaissait pas" in later.main
    assert "le 4 mars 2026" in later.main


@pytest.mark.parametrize("path", PAGES)
def test_nothing_was_known_before_the_first_reading(see_days, path):
    assert see_days(f"{path}?au=2026-02-27").status == 404


def test_a_country_shows_its_events_documents_and_funds_of_then(see_days):
    page = see_days("/pays/mali?au=2026-03-02")
    assert "Bamako" in page.main
    assert "Le règlement du fonds" in page.main
    assert "19 février 2026" in page.main
    assert page.links["/fonds/mali?au=2026-03-02"] == "Mali"
    assert "Le règlement" not in see_days("/pays/mali?au=2026-03-02&type=reunions").main
    assert "Rien pour ce choix" in see_days("/pays/mali?au=2026-03-02&annee=2019").main


def test_a_fund_shows_its_opening_and_events_of_then(see_days):
    page = see_days("/fonds/mali?au=2026-03-02")
    assert "19 février 2026" in page.main
    assert "25 février 2026" in page.main
    assert "Aucun article ne dit quand il a été ouvert" in see_days("/fonds/mali").main


def test_a_person_has_the_roles_of_then_with_their_proofs(see_days):
    page = see_days("/personne/jeanne-martin?au=2026-03-02")
    assert "Chargée de mission" in page.main
    assert "Nom lu sur le portail depuis le 1er mars 2026" in page.main


def test_the_page_of_a_group_states_roles_of_then(tmp_path):
    def write(path) -> None:
        with Archive.open(path, create=True) as archive:
            crawl(archive, "2026-03-01", group())
            bare = group()
            bare.rows[:] = [row for row in bare.rows if not isinstance(row, records.Role | records.Person)]
            crawl(archive, "2026-03-03", bare)

    see = seeing(checked_out(tmp_path, write))
    then = see("/personne/francois-bonneau?au=2026-03-02").main
    assert "sur la page du groupe ce jour-là" in then
    assert "Président de région" in then
    assert "sur la page du groupe" not in see("/personne/francois-bonneau?au=2026-03-04").main


@pytest.mark.parametrize("path", ["/pays/maroc", "/fonds/maroc", "/personne/francois-bonneau"])
def test_a_day_on_which_nothing_differs_shows_what_is_shown_now(see, path):
    then, now = see(f"{path}?au=2026-03-10"), see(path)
    assert [entry.get_text() for entry in then.soup.select("article.entry h3")] == [
        entry.get_text() for entry in now.soup.select("article.entry h3")
    ]
    assert see(f"{path}?au=aucun").status == 404
