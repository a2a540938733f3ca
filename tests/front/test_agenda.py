"""The agenda, its months and its calendars."""

import asyncio
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from datasette.app import Datasette
from icalendar import Calendar

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.archive.pages import save_response
from tests.datasette import five_days
from tests.datasette.conftest import NEXT_WEEK, checked_out
from tests.front.calendars import checked_calendar
from tests.front.conftest import LANGUAGES, seeing
from tests.front.test_lists import csv_rows

PARIS = ZoneInfo("Europe/Paris")
EVENTS = {
    "Journees": {"starts": "2024-03-30", "ends": "2024-04-01", "status": None, "place": "Lyon, Rhône; France"},
    "Webinaire": {"starts": "2024-03-31T09:30", "ends": "2024-03-31T11:00", "precision": "minute", "online": 1},
    "Point": {"starts": "2024-04-02T09:30", "ends": "2024-04-02T09:30", "precision": "minute"},
    "Annulee": {"starts": "2024-04-03", "ends": "2024-04-03", "status": "cancelled"},
    "A-retenir": {"starts": "2024-04-04", "ends": "2024-04-04", "status": "save_the_date"},
    "Printemps": {"starts": "2024-04-01", "ends": "2024-04-30", "precision": "month"},
    "Annee": {"starts": "2024-01-01", "ends": "2024-12-31", "precision": "year"},
    "Double": {"starts": "2024-04-05", "ends": "2024-04-05"},
    "Double#2": {"starts": "2024-04-12", "ends": "2024-04-12"},
}


def tell(path) -> None:
    """Events of all precisions and statuses, one with a title of hostile and long text."""
    with Archive.open(path, create=True) as archive:
        crawl = archive.start_crawl("news, groups", "full", five_days.PORTAL)
        for id_ in dict.fromkeys(each.partition("#")[0] for each in EVENTS):
            title = f"{id_} : été, « rencontre »; \\n{five_days.HOSTILE}\x07" + "é" * 80
            news = records.News(
                id=id_,
                url=five_days.PORTAL + id_,
                title=title,
                status=EVENTS[id_].get("status"),
                published="2024-01-02",
            )
            events = [
                records.Event(
                    **{
                        "id": each,
                        "news_id": id_,
                        "title": title,
                        "precision": "day",
                        "date_text": "ces\njours",
                        "date_source": "title",
                    }
                    | values
                )
                for each, values in EVENTS.items()
                if each.partition("#")[0] == id_
            ]
            reading = Reading("article", news.url, news, events)
            answer = five_days.fetch(crawl, "2024-01-03", news.url)
            save_response(archive, crawl, answer, f"<html>{id_}".encode(), reading)
        archive.finish_crawl(crawl, "finished", requests=8)


@pytest.fixture(scope="session")
def see_events(tmp_path_factory):
    """Ask an archive of events of all kinds for a page."""
    return seeing(checked_out(tmp_path_factory.mktemp("front_events"), tell))


@pytest.fixture(scope="module")
def by_uid(see_events) -> dict:
    events = checked_calendar(see_events("/agenda.ics").response.content)
    return {str(event["UID"]).removesuffix("@cites-unies-france.org"): event for event in events}


def test_the_agenda_has_what_is_to_come_and_the_years(see):
    page = see("/agenda")
    assert "Réunion du groupe-pays Sénégal" in page.main
    assert "groupe-pays Maroc" not in page.main
    assert page.links["/agenda/2024"] == "2024"
    assert "/evenement/Reunion-a-venir.ics" in page.links


@pytest.mark.parametrize(("query", "found"), [("pays=maroc", 1), ("pays=MA", 1), ("groupe=maroc", 1), ("pays=mali", 0)])
def test_the_agenda_of_a_country_or_a_group(see, query, found):
    assert len(csv_rows(see, f"/agenda/2024.csv?{query}")) == found
    assert len(checked_calendar(see(f"/agenda.ics?{query}").response.content)) == found
    assert see(f"/agenda/2024?{query}").main.count("Dans mon calendrier") == found


@pytest.mark.parametrize("path", ["/agenda?pays=nulle-part", "/agenda.ics?groupe=personne", "/agenda/2024-02-30"])
def test_an_unknown_country_group_or_day_has_no_agenda(see, path):
    assert see(path).status == 404


def test_a_month_is_a_table_of_weeks_and_a_list(see_events):
    soup = see_events("/agenda/2024-04").soup
    rows = soup.find("table", class_="month").tbody.find_all("tr")
    cells = {cell.time["datetime"]: cell for row in rows for cell in row.find_all("td") if cell.time}
    assert [len(row.find_all("td")) for row in rows] == [7] * 5
    assert len(cells) == 30
    assert "Journees" in cells["2024-04-01"].get_text()
    assert "annulé" in cells["2024-04-03"].get_text()
    assert not cells["2024-04-30"].find("ul")
    days = [time["datetime"] for time in soup.find(class_="on-small").find_all("time")]
    assert days == ["2024-03-30", "2024-04-02T09:30", "2024-04-03", "2024-04-04", "2024-04-05", "2024-04-12"]


def test_what_has_no_day_is_apart_from_the_days(see_events):
    section = see_events("/agenda/2024-04").soup.find("h2", string="Sans jour précis").parent.get_text()
    assert "Printemps" in section
    assert "Annee" in section


def test_a_month_leads_to_those_beside_it(see_events):
    soup = see_events("/en/agenda/2024-12?pays=mali").soup
    assert soup.find("a", rel="prev")["href"] == "/en/agenda/2024-11?pays=mali"
    assert soup.find("a", rel="next")["href"] == "/en/agenda/2025-01?pays=mali"


@pytest.mark.parametrize(
    ("path", "place"), [("/agenda/2026-03?au=2026-03-02", "Paris"), ("/agenda/2026-03?au=2026-03-04", "Lyon")]
)
def test_the_agenda_as_it_was_known(see_five_days, path, place):
    page = see_five_days(path)
    assert place in page.main
    assert "Tel que l’archive le connaissait" in page.main
    assert [row["Lieu"] for row in csv_rows(see_five_days, path.replace("?", ".csv?"))] == [place]


@pytest.mark.parametrize("day", ["2026-02-28", "2026-03-06"])
def test_before_it_was_read_and_while_it_was_gone_nothing_was_known(see_five_days, day):
    assert "Réunion" not in see_five_days(f"/agenda/2026-03?au={day}").main


def test_a_calendar_has_days_and_hours(by_uid):
    days = by_uid["Journees"]
    assert (days["DTSTART"].dt, days["DTEND"].dt) == (date(2024, 3, 30), date(2024, 4, 2))
    hours = by_uid["Webinaire"]
    assert hours["DTSTART"].dt == datetime(2024, 3, 31, 9, 30, tzinfo=PARIS)
    assert hours["DTEND"].dt == datetime(2024, 3, 31, 11, 0, tzinfo=PARIS)
    assert "DTEND" not in by_uid["Point"]


def test_a_calendar_has_events_that_have_a_day(by_uid):
    assert set(by_uid) == set(EVENTS) - {"Printemps", "Annee"}


def test_a_calendar_has_statuses_places_and_texts(by_uid):
    statuses = {uid: str(event["STATUS"]) for uid, event in by_uid.items() if event["STATUS"] != "CONFIRMED"}
    assert statuses == {"Annulee": "CANCELLED", "A-retenir": "TENTATIVE"}
    assert by_uid["Journees"]["LOCATION"] == "Lyon, Rhône; France"
    assert by_uid["Webinaire"]["LOCATION"] == "en visioconférence"
    assert five_days.HOSTILE in by_uid["Journees"]["SUMMARY"]
    assert by_uid["Double#2"]["URL"] == "http://localhost/actualite/Double"


def test_the_time_zone_of_a_calendar_is_that_of_paris(see_events):
    zone = Calendar.from_ical(see_events("/agenda.ics").response.content).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for day in range(0, 20 * 365, 9):
        at = datetime(2010, 1, 1, 12) + timedelta(days=day)
        assert at.replace(tzinfo=zone).utcoffset() == at.replace(tzinfo=PARIS).utcoffset(), at


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_event_has_a_calendar_of_its_own(see_events, language):
    for path, uid in (("Double", "Double"), ("Double/2", "Double#2")):
        answer = see_events(f"{LANGUAGES[language]}/evenement/{path}.ics").response
        (event,) = checked_calendar(answer.content)
        assert event["UID"] == f"{uid}@cites-unies-france.org"
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert ".ics" in answer.headers["content-disposition"]
    assert "/evenement/Double/2.ics" in see_events("/agenda/2024-04-12").links


@pytest.mark.parametrize("path", ["/evenement/Printemps.ics", "/evenement/Personne.ics", "/evenement/Double/3.ics"])
def test_an_event_without_a_day_has_no_calendar(see_events, path):
    assert see_events(path).status == 404


def test_a_subscribed_calendar_takes_over_what_changes(tmp_path):
    """Two GETs, before and after the meeting is moved: the same event, which the client replaces."""
    folder = checked_out(tmp_path, lambda path: read_meeting(path, five_days.DAYS[0], "2026-03-12"))
    served = Datasette(config_dir=folder)
    (before,) = checked_calendar(asyncio.run(served.client.get("/agenda.ics")).content)
    read_meeting(folder / "archive.db", five_days.DAYS[1], "2026-03-19")
    (after,) = checked_calendar(asyncio.run(served.client.get("/agenda.ics")).content)
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["LAST-MODIFIED"].dt < after["LAST-MODIFIED"].dt
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2026, 3, 12), date(2026, 3, 19))


def read_meeting(path, crawled: str, held: str) -> None:
    """A crawl that reads on what day the meeting is held."""
    with Archive.open(path, create=not path.exists()) as archive:
        five_days.crawl(archive, crawled, five_days.meeting(held, "Elle aura lieu.", day=held, place="Paris"))


def test_the_agenda_as_a_table_begins_with_what_is_to_come(see):
    rows = csv_rows(see, "/agenda.csv")
    assert [row["Identifiant"] for row in rows] == ["Reunion-a-venir", "Reunion-Maroc"]
    assert rows[0]["Début"] == NEXT_WEEK
    assert (rows[1]["État annoncé"], rows[1]["En visioconférence"]) == ("annulé", "oui")


def test_dates_of_a_table_are_as_precise_as_they_are_known(see_events):
    rows = {row["Identifiant"]: row["Début"] for row in csv_rows(see_events, "/agenda.csv")}
    assert (rows["Printemps"], rows["Annee"], rows["Webinaire"]) == ("2024-04", "2024", "2024-03-31T09:30")
