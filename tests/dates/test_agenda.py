"""Strings of French agendas, written by hand with what they mean; a row without dates must be read as nothing."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from scraper.dates import read_date

with (Path(__file__).parent / "agenda.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t"))


def iso(moment):
    return moment.isoformat()[:16]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_agenda_string_is_read_as_labelled(row):
    span = read_date(row["text"], on=dt.date.fromisoformat(row["on"]))
    read = (iso(span.start), iso(span.end), span.precision) if span else ("", "", "")
    assert read == (row["start"], row["end"], row["precision"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_agenda_string_has_no_conflict(row):
    span = read_date(row["text"], on=dt.date.fromisoformat(row["on"]))
    assert span is None or span.conflicts == ()


def test_agenda_is_large_enough_to_mean_something():
    assert sum(bool(row["start"]) for row in ROWS) >= 150
    assert sum(not row["start"] for row in ROWS) >= 25
