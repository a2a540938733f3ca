"""The box that says when and where an event is: its day, hour and place are the event's, and it is no text."""

import pytest

from scraper import records

URL = "https://cites-unies-france.org/Rencontre-Mali"
PLACE = "Hôtel de ville de Nantes"
BODY = "Les villes préparent leurs projets.\n\nChacun présentera le sien."
BOXES = {
    "terms": (
        f"<aside><h2>Infos pratiques</h2><dl><dt>Date</dt><dd>12 mars 2026</dd><dt>Horaires</dt><dd>14h30 - 17h</dd>"
        f"<dt>Lieu</dt><dd>{PLACE}</dd></dl></aside>"
    ),
    "terms in a line": (
        f"<div class='b'><div><span>Quand</span> <span>jeudi 12 mars 2026</span></div>"
        f"<div><span>Heure</span> <span>14:30 – 17:00</span></div><div><span>Où</span> <span>{PLACE}</span></div></div>"
    ),
    "one line": f"<div class='b'>Quand : le 12 mars 2026, de 14h30 à 17h Où : {PLACE}</div>",
    "a table": (
        f"<table><tr><th>Date :</th><td>12/03/2026</td></tr><tr><th>Horaire :</th><td>De 14h30 à 17h</td></tr>"
        f"<tr><th>Lieu :</th><td>{PLACE}</td></tr></table>"
    ),
    "a list with icons": (
        f"<ul class='b'><li><svg></svg><strong>Date :</strong> 12 mars 2026</li>"
        f"<li><i class='fa'></i><strong>Horaires :</strong> 14h30 > 17h00</li>"
        f"<li><strong>Lieu :</strong> {PLACE}</li></ul>"
    ),
}
TEXT = "<p>Les villes préparent leurs projets.</p><p>Chacun présentera le sien.</p>"


def read_with(read_page, before: str, after: str = "", title: str = "Rencontre des villes du Mali", text: str = TEXT):
    page = f"<main><h1>{title}</h1>{before}<div class='x'>{text}</div>{after}</main>"
    return read_page(f"<html><body>{page}</body></html>", URL)


@pytest.mark.parametrize("beside", [False, True], ids=["above", "below"])
@pytest.mark.parametrize("box", BOXES)
def test_a_box_dates_and_places_the_event(read_page, box, beside):
    reading = read_with(read_page, "" if beside else BOXES[box], BOXES[box] if beside else "")
    (event,) = reading.of(records.Event)
    assert (event.starts, event.ends, event.precision) == ("2026-03-12T14:30", "2026-03-12T17:00", "minute")
    assert (event.place, event.online, event.date_source) == (PLACE, 0, "box")
    assert reading.subject.body == BODY


def test_a_box_completes_the_title_s_day(read_page):
    (event,) = read_with(read_page, BOXES["terms"], title="Rencontre du 12 mars 2026").of(records.Event)
    assert (event.starts, event.date_source, event.place) == ("2026-03-12T14:30", "title", PLACE)


def test_a_box_that_contradicts_the_title_is_a_problem_that_names_both(read_page):
    reading = read_with(read_page, BOXES["terms"], title="Rencontre du 19 mars 2026")
    (event,) = reading.of(records.Event)
    (detail,) = [problem.detail for problem in reading.problems if problem.rule == "box_against_text"]
    assert event.starts == "2026-03-19"
    assert "19 mars 2026" in detail
    assert "12 mars 2026" in detail


def test_a_place_by_video_conference_is_online(read_page):
    box = "<dl><dt>Date</dt><dd>12 mars 2026</dd><dt>Lieu</dt><dd>En visioconférence</dd></dl>"
    (event,) = read_with(read_page, box).of(records.Event)
    assert (event.place, event.online) == (None, 1)


@pytest.mark.parametrize(
    "block",
    [
        "<footer><dl><dt>Adresse</dt><dd>9 rue Christiani, Paris</dd><dt>Horaires</dt><dd>9h - 18h</dd></dl></footer>",
        "<dl><dt>Date</dt><dd>12 mars 2026</dd><dt>Lieu</dt><dd><a href='/Autre-rencontre'>Lyon</a></dd></dl>",
    ],
)
def test_other_boxes_are_no_event_of_the_article(read_page, block):
    reading = read_with(read_page, "", block, title="Les villes du Mali")
    assert reading.of(records.Event) == []


def test_pairs_that_an_author_wrote_stay_in_the_text(read_page):
    text = "<p>Les villes se réunissent.</p><ul><li>Date : 12 mars 2026</li><li>Lieu : Nantes</li></ul><p>Venez.</p>"
    assert "Lieu : Nantes" in read_with(read_page, "", text=text).subject.body


def test_a_line_that_is_a_label_but_for_its_accents_is_text(read_page):
    """It ended the reading of the page."""
    text = "<p>Les villes se réunissent à Lyon.</p><p>OU</p><p>Elles se réunissent à Nantes.</p>"
    assert "OU" in read_with(read_page, "", text=text).subject.body.split("\n\n")
