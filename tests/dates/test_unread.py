"""What looks like a date and was not read is handed back."""

import datetime as dt

import pytest

from scraper.dates import unread_dates

ON = dt.date(2024, 3, 18)


@pytest.mark.parametrize(
    "piece", ["32 janvier", "31/02/2024", "29 février 2023", "31/06/17", "2024-13-05", "05-14-2019"]
)
def test_impossible_date_is_unread(piece):
    assert unread_dates(f"Réunion le {piece}, à Paris.", on=ON) == [piece]


@pytest.mark.parametrize("text", ["le 5 mars 2024", "le 5 mars", "10/02/21", "06.12.04.20.21", "COP 30", "12 mais"])
def test_read_dates_and_other_numbers_are_not_unread(text):
    assert unread_dates(text, on=ON) == []


def test_date_without_year_is_unread_on_a_page_of_unknown_day():
    assert unread_dates("le 5 mars à Paris, compte rendu du 7 avril 2024") == ["5 mars"]


def test_unread_dates_come_in_order():
    assert unread_dates("le 31/02/2024, le 5 mai 2024 et le 40 mai 2024", on=ON) == ["31/02/2024", "40 mai 2024"]
