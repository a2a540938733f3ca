"""Dates in an odd order are left to dateparser, which nothing else imports."""

import datetime as dt
import subprocess
import sys

import pytest

from scraper.dates import find_dates, read_date


@pytest.mark.parametrize("text", ["2018 juin 5", "juin, le 5, 2018", "juin 2018 le 5"])
def test_odd_order_is_read(text):
    span = read_date(text)
    assert (span.start, span.precision, span.text) == (dt.date(2018, 6, 5), "day", text)


def test_odd_order_is_not_looked_for_in_running_text():
    assert [span.precision for span in find_dates("En juin 2018 le 5 de carreau")] == ["month"]


def test_dateparser_is_imported_only_when_needed():
    code = (
        "import sys, datetime as dt; from scraper.dates import read_date, find_dates\n"
        "for text in ['le 5 mars 2024', 'demain', 'bonjour', '32 janvier', 'il y a deux jours']:\n"
        "    read_date(text, on=dt.date(2024, 3, 1))\n"
        "assert 'dateparser' not in sys.modules\n"
        "read_date('2018 juin 5')\n"
        "assert 'dateparser' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("text", ["'27 oct 2009'", "`27oct2009`", "‘17 et 27 octobre 2009’"])
def test_a_quote_before_a_day_makes_no_year_of_it(text):
    assert read_date(text).end == dt.date(2009, 10, 27)
