"""The agenda block: the title's date, else the order of the entries."""

import datetime as dt

import pytest

from scraper.dates import read_badges

ON = dt.date(2024, 6, 20)


def starts(badges, on=ON):
    return [span and span.start for span in read_badges(badges, on=on)]


def test_entries_before_july_are_of_june():
    badges = [
        ("26 jui", "Journée"),
        ("1er jui", "Réunion, le 1er juillet 2024"),
        ("8 jui", "Atelier, le 8 Juillet 2024"),
    ]
    assert starts(badges) == [dt.date(2024, 6, 26), dt.date(2024, 7, 1), dt.date(2024, 7, 8)]


def test_entries_after_july_are_not_of_june():
    badges = [("5 jui", "Réunion du 5 juillet"), ("20 jui", "Atelier"), ("2 sep", "Rentrée")]
    assert starts(badges, dt.date(2024, 7, 3)) == [dt.date(2024, 7, 5), dt.date(2024, 7, 20), dt.date(2024, 9, 2)]


def test_title_gives_the_year_the_hour_and_the_end():
    (span,) = read_badges([("18 nov", "Réunion le 18 novembre 2024, de 10h à 12h")], on=ON)
    assert span.start.isoformat()[:16] == "2024-11-18T10:00"
    assert span.end.isoformat()[:16] == "2024-11-18T12:00"
    assert (span.text, span.inferred) == ("18 nov", ())


def test_title_of_another_day_does_not_count():
    assert starts([("18 nov", "Retour sur la réunion du 3 mars 2021")]) == [dt.date(2024, 11, 18)]


def test_dates_under_the_badge_count_first():
    (span,) = read_badges([("21\noct\nDu 21/10/2026 au 24/10/2026", "Rencontres 2026")], on=dt.date(2026, 3, 1))
    assert (span.start, span.end) == (dt.date(2026, 10, 21), dt.date(2026, 10, 24))


def test_mar_is_mars_and_lines_may_be_broken():
    assert starts([("25\nmar\n", "Rendez-vous"), ("4\navr", "Réunion")], dt.date(2024, 3, 18)) == [
        dt.date(2024, 3, 25),
        dt.date(2024, 4, 4),
    ]


def test_entries_go_on_into_the_next_year():
    badges = [("16 déc", "Comité"), ("8 jan", "Vœux"), ("4 fév", "Réunion")]
    assert starts(badges, dt.date(2025, 12, 3)) == [dt.date(2025, 12, 16), dt.date(2026, 1, 8), dt.date(2026, 2, 4)]


@pytest.mark.parametrize("badge", ["", "mar", "31 fév", "45 mar", "voir tout"])
def test_no_badge_no_date(badge):
    assert starts([(badge, "Réunion")]) == [None]


def test_without_a_page_only_written_dates_count():
    assert starts([("25 mar", ""), ("26 mar", "le 26 mars 2024")], None) == [None, dt.date(2024, 3, 26)]
