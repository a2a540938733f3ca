"""Strings as French sites write them, labelled by hand before the code had read one of them: unseen.tsv.

Each `set` was written after the rules that were wrong for the one before had been mended. `first_sight` is what became
of a string: "read" as labelled at once, "mended" since, or "missed" still. A row without dates must be read as nothing.
"""

import csv
import datetime as dt
from pathlib import Path

import pytest

from scraper.dates import find_dates, read_date

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
with (Path(__file__).parent / "unseen.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t"))
FALLS_SHORT = pytest.mark.xfail(strict=True, reason="falls short")


def iso(moment):
    return moment.isoformat()[:16]


def rows(*, dated):
    return [
        pytest.param(row, id=row["text"], marks=[FALLS_SHORT] if row["first_sight"] == "missed" else [])
        for row in ROWS
        if bool(row["start"]) == dated
    ]


@pytest.mark.parametrize("row", rows(dated=True))
def test_date_is_read_as_labelled(row):
    span = read_date(row["text"], on=dt.date.fromisoformat(row["on"]))
    assert span
    assert (iso(span.start), iso(span.end), span.precision) == (row["start"], row["end"], row["precision"])


@pytest.mark.parametrize("row", rows(dated=False))
def test_what_is_no_date_is_read_as_nothing(row):
    on = dt.date.fromisoformat(row["on"])
    assert (find_dates(row["text"], on=on), find_dates(f"Voir aussi {row['text']}, à Paris.", on=on)) == ([], [])


@pytest.mark.parametrize("number", ["1", "2", "3", "4", "5"])
@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("fates", [("read",), ("read", "mended")])
def test_page_has_the_numbers(number, dated, fates):
    here = [row["first_sight"] for row in ROWS if row["set"] == number and bool(row["start"]) == dated]
    assert f"{sum(fate in fates for fate in here)} of {len(here)}" in PAGE
