import datetime as dt

import pytest

from scraper.reading.publication import date_problems


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Rendez-vous le 32 janvier", "unread_date"),
        ("Le 31/02/2024 à Paris", "unread_date"),
        ("Le lundi 26 mai 2026", "weekday_against_date"),
        ("du 10 au 5 mai 2024", "date_conflict"),
        ("le 04-010-2019", "date_conflict"),
    ],
)
def test_what_is_wrong_with_a_date_is_a_problem(text, rule):
    assert [p.rule for p in date_problems([text, None, text], "https://x.example/", dt.date(2024, 3, 1))] == [rule]


@pytest.mark.parametrize(
    "text", ["Le mardi 26 mai 2026", "COP 30", "la 12ème session", "01 53 41 81 81", "Agenda 2030"]
)
def test_what_is_right_or_no_date_is_none(text):
    assert date_problems([text], "https://x.example/", None) == []
