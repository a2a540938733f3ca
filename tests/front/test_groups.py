"""The pages of the groups: by kind, one with all that belongs to it, as known on a day."""

from scraper.archive import Archive
from scraper.front.roles import Holding, StatedFunction, TimeScale, time_scale
from tests.archive.pages import save_response
from tests.datasette import five_days
from tests.datasette.conftest import checked_out
from tests.front.conftest import seeing


def test_groups_are_listed_by_kind_with_their_president(see):
    page = see("/en/groupes")
    assert page.soup.h2.get_text() == "Country groups"
    assert page.links["/en/personne/francois-bonneau"] == "François Bonneau"
    assert "1\u00a0article · 1\u00a0meeting or event".replace("\u00a0", " ") in page.main


def test_a_group_shows_its_page_its_people_and_what_belongs_to_it(see):
    page = see("/groupe/maroc")
    for words in ("au cœur des coopérations marocaines", "Créé en 1992 par des villes.", "Assises d'Agadir, en 2013"):
        assert words in page.main
    assert "depuis 2023 · dans un article du 21 février 2024 · sur la page du groupe aujourd’hui" in page.main
    assert "Président de région, Centre-Val de Loire" in page.main
    expected = {"/personne/francois-bonneau", "/actualite/Reunion-Maroc", "/pays/maroc"}
    assert expected <= page.links.keys()
    assert page.links["https://cites-unies-france.org/-Maroc-"] == "Sa page sur le portail"
    assert any(path.startswith("/groupe/maroc/v/") for path in page.links)
    assert "Note d'orientation" in page.links.values()


def test_one_kind_of_what_belongs_to_it_has_pages_of_its_own(see):
    page = see("/groupe/maroc?type=reunions")
    assert page.soup.h1.get_text() == "Groupe-pays Maroc : Réunions et événements"
    assert "21 février 2024" in page.main
    assert "Créé en 1992" not in page.main
    assert see("/groupe/maroc?type=rien").status == 404


def test_a_group_is_shown_as_known_on_a_day(see_five_days):
    then, later = see_five_days("/groupe/mali?au=2026-03-03"), see_five_days("/groupe/mali?au=2026-03-05")
    assert "Dix villes." not in then.main
    assert "Dix villes." in later.main
    assert "Onze villes." in see_five_days("/groupe/mali").main
    assert "Tel que l’archive le connaissait le 3 mars 2026" in then.main
    assert "/actualites?au=2026-03-03&groupe=mali" in then.links


def test_a_group_that_was_not_known_then_is_missing(see_five_days):
    assert see_five_days("/groupe/mali?au=2026-02-01").status == 404
    assert see_five_days("/groupes?au=2026-02-01").main.endswith("Aucun groupe.")
    assert see_five_days("/groupes?au=2026-03-01").links["/groupe/mali?au=2026-03-01"] == "Mali"
    assert see_five_days("/groupe/rien").status == 404


def test_a_day_ends_at_midnight_in_paris(tmp_path):
    """Half an hour before midnight in UTC it is the next day in Paris: for groups and for the agenda."""

    def read_at_night(path):
        with Archive.open(path, create=True) as archive:
            crawl = archive.start_crawl("news, groups", "full", five_days.PORTAL)
            meeting = five_days.meeting("le 12 mars", "Elle aura lieu.", day="2026-03-12", place="Paris")
            for reading in (five_days.group("Créé en 1985."), meeting):
                answer = five_days.fetch(crawl, "2026-02-28", reading.url, fetched_at="2026-02-28T23:30:00Z")
                save_response(archive, crawl, answer, b"<html>", reading)
            archive.finish_crawl(crawl, "finished", requests=2)

    see = seeing(checked_out(tmp_path, read_at_night))
    assert see("/groupe/mali?au=2026-02-28").status == 404
    assert see("/groupe/mali?au=2026-03-01").status == 200
    assert see("/groupes?au=2026-02-28").main.endswith("Aucun groupe.")
    assert "Mali" not in see("/agenda/2026-03-12?au=2026-02-28").main
    assert "Mali" in see("/agenda/2026-03-12?au=2026-03-01").main


def holding(since, *published, role="president", until=None):
    proofs = [{"published": day} for day in published]
    seen = "2026-03-01T08:00:00Z"
    function = StatedFunction("Maire", None, since, until, seen, seen, len(proofs), proofs, None)
    return Holding("p", "P", role, "g", "G", [function])


def test_a_role_lasts_from_what_pages_state_to_the_last_that_states_it():
    stated = holding("2012-04", "2013-05-01", "2019-06-01")
    assert (stated.starts(), stated.ends("2026-11-28")) == ("2012-04", "2019-06-01")
    ended = holding("2012-04", "2013-05-01", until="2016")
    assert (ended.until, ended.ends("2026-11-28")) == ("2016", "2016")
    unstated = holding(None)
    assert (unstated.starts(), unstated.ends("2026-11-28")) == ("2026-03-01", "2026-03-01")


def test_the_years_of_a_time_line_are_divided_evenly():
    scale = time_scale([holding("2010", "2020-01-01"), holding(None, "2026-01-01")], "2026-11-28")
    assert scale == TimeScale(2007, 2027)
    assert scale.ticks() == [2007, 2012, 2017, 2022, 2027]
    assert time_scale([holding("2025", "2026-01-01")], "2026-11-28").ticks() == [2025, 2026, 2027]
    assert TimeScale(2000, 2010).bar("2005", "2010") == (500.0, 500.0)
