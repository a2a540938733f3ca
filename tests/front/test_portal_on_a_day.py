"""The portal as it was known on a day."""

import pytest

from scraper.front import words

MALI = "Réunion du groupe-pays Mali"


def test_a_day_shows_what_was_known_then(see_five_days):
    third, fifth, seventh = (see_five_days(f"/au/2026-03-0{day}") for day in (3, 5, 7))
    assert f"{MALI}, le 19 mars" in third.main
    assert "jeudi 19 mars 2026 · Lyon" in third.main
    assert "2\u00a0actualités" in third.soup.main.get_text()
    assert MALI not in fifth.main
    assert "1\u00a0actualité" in fifth.soup.main.get_text()
    assert "1\u00a0page retirée" in fifth.soup.main.get_text()
    assert f"{MALI}, le 19 mars" in seventh.main


def test_events_are_as_they_were_announced_then(see_five_days):
    page = see_five_days("/au/2026-03-01")
    assert "jeudi 12 mars 2026 · Paris" in page.main
    assert "Lyon" not in page.main
    assert "Rien n’était annoncé." in see_five_days("/au/2026-03-20").main


def test_links_keep_the_day_and_lead_to_what_was_known(see_five_days):
    links = see_five_days("/en/au/2026-03-01").links
    assert "/en/actualite/Reunion-Mali?au=2026-03-01" in links
    assert "/en/groupe/mali?au=2026-03-01" in links
    assert "12 mars" in see_five_days("/actualite/Reunion-Mali?au=2026-03-01").soup.h1.get_text()
    assert see_five_days("/?au=2026-03-01").response.headers["location"] == "/au/2026-03-01"


def test_other_days_are_those_on_which_something_was_seen(see_five_days):
    links = see_five_days("/au/2026-03-04").links
    assert {"/au/2026-03-03", "/au/2026-03-05"} <= set(links)
    assert "Ce jour-là, l’archive n’a vu aucun changement." in see_five_days("/au/2026-03-04").main
    assert "2\u00a0changements et 1\u00a0retrait" in see_five_days("/au/2026-03-05").soup.main.get_text()


def test_before_the_first_crawl_nothing_was_known(see_five_days):
    page = see_five_days("/au/1999-12-31")
    assert page.status == 200
    assert "L’archive ne connaissait rien ce jour-là" in page.main
    assert "/au/2026-03-01" in page.links
    assert not page.soup.main.find("article")


def test_a_day_to_come_shows_what_is_known_now(see_five_days):
    assert "Ce jour n’est pas encore venu" in see_five_days("/au/2199-01-01").main


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/au?jour=2026-03-05", "/au/2026-03-05"),
        ("/en/au?jour=05/03/2026", "/en/au/2026-03-05"),
        ("/au/5%20mars%202026", "/au/2026-03-05"),
        ("/au?au=2026-03-05", "/au/2026-03-05"),
    ],
)
def test_a_day_may_be_written_as_a_person_does(see_five_days, path, leads_to):
    response = see_five_days(path).response
    assert (response.status_code, response.headers["location"]) == (302, leads_to)


@pytest.mark.parametrize("path", ["/au/jamais", "/au/0001-01-01", "/au?jour=31/02/2026"])
def test_what_is_no_day_is_a_page_that_helps(see_five_days, path):
    page = see_five_days(path)
    assert page.status == 404
    assert "30/06/2024" in page.main


def test_a_day_ends_at_midnight_in_paris():
    assert words.midnight("2026-07-01") == "2026-06-30T22:00:00Z"
    assert words.midnight("2026-03-28", later=1) == "2026-03-28T23:00:00Z"
    assert words.midnight("2026-03-28", later=2) == "2026-03-29T22:00:00Z"
