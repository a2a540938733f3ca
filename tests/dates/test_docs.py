"""The table of forms in docs/dates.md says what the code does, and the page names every field and function."""

import datetime as dt
from pathlib import Path

import pytest

import scraper.dates
from scraper.dates import DateSpan, read_date

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## Forms")[2].partition("## Conventions")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")] for line in TABLE.splitlines() if line.startswith("| ")
][1:]


@pytest.mark.parametrize(("form", "example", "page", "edtf", "precision", "inferred"), ROWS)
def test_row_is_what_the_code_gives(form, example, page, edtf, precision, inferred):
    span = read_date(example.strip("`"), on=dt.date.fromisoformat(page) if page else None)
    assert form
    assert (span.edtf, span.precision, ", ".join(span.inferred)) == (edtf.strip("`"), precision, inferred)


def test_table_is_long():
    assert len(ROWS) > 60


@pytest.mark.parametrize("name", [*DateSpan._fields, "edtf", *scraper.dates.__all__])
def test_page_names_every_field_and_function(name):
    assert name in PAGE


def test_page_names_every_file():
    files = {path.name for path in Path(scraper.dates.__file__).parent.glob("*.*")} - {"__init__.py"}
    assert {name for name in files if name not in PAGE} == set()
