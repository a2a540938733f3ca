"""What does not fit is read all the same, and said."""

import datetime as dt

import pytest

from scraper.dates import find_dates, read_date


@pytest.mark.parametrize(
    ("text", "start", "conflict"),
    [
        ("lundi 15 octobre 2025", "2025-10-15", "lundi is written and 2025-10-15 is a mercredi"),
        ("du 28 au 5 mai 2024", "2024-05-28", "the end 2024-05-05 is before the start 2024-05-28"),
        ("le 5 mars 2199", "2199-03-05", "impossible year 2199"),
        ("04-010-2019", "2019-10-04", "month written 010"),
        ("le 4 spetembre 2019", "2019-09-04", "month written spetembre"),
        ("le 4 fevrrier 2019", "2019-02-04", "month written fevrrier"),
    ],
)
def test_conflict_is_reported(text, start, conflict):
    span = read_date(text)
    assert span.start.isoformat() == start
    assert conflict in span.conflicts


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("du 28 septembre au 3 octbre 2024", "2024-09-28?/2024-10-03?"),
        ("4 avril, 6 mai et 12 septembe 2024", "{2024-04-04?,2024-05-06?,2024-09-12?}"),
        ("d'otobre 2020 à janvier 2021", "2020-10?/2021-01?"),
        ("(Ferrier, 2019)", "2019"),
        ("M. Ferrier, mars 2023", "2023-03"),
        ("févier 2026", "2026"),
    ],
)
def test_a_misspelt_month_is_one_beside_the_rest_of_a_date(text, edtf):
    assert [span.edtf for span in find_dates(text)] == [edtf]


def test_weekday_that_no_year_near_has_is_a_conflict():
    span = read_date("lun. 19 déc.", on=dt.date(2019, 12, 12))
    assert (span.start, len(span.conflicts)) == (dt.date(2019, 12, 19), 1)


def test_conflict_makes_the_edtf_uncertain():
    assert read_date("lundi 15 octobre 2025").edtf == "2025-10-15?"
