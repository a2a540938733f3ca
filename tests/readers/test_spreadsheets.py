"""LibreOffice, in a French locale, opens the files for Excel: accents, dates, hours, numbers and columns are right."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scraper.exporting.dictionary import exported
from scraper.exporting.tables import in_two_columns
from tests.exporting.folders import rows_of, tables_of

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>fr-FR</value></prop></item>
</oor:items>
"""
AS_EXCEL = "CSV:59,34,76,1,,1036,false,true"
"""Semicolons, quotes, UTF-8, from the first line, in French, what looks like a date or a number is one."""


@pytest.fixture(scope="module")
def french(tmp_path_factory) -> Path:
    """A profile of LibreOffice whose locale is French."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(FRENCH, encoding="utf-8")
    return profile


def opened(path: Path, french: Path, tmp_path: Path, *options: str) -> dict[str, list[list[dict]]]:
    """The sheets of a file as LibreOffice has opened it: of each cell its type, value and text."""
    command = ["soffice", f"-env:UserInstallation={french.as_uri()}", "--headless", *options]
    command += ["--convert-to", "fods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    root = ElementTree.parse(tmp_path / f"{path.stem}.fods").getroot()
    return {table.get(f"{TABLE}name"): [*_rows(table)] for table in root.iter(f"{TABLE}table")}


def _rows(table: ElementTree.Element):
    for row in table.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            known = {name.removeprefix(OFFICE): value for name, value in cell.attrib.items()}
            known["text"] = "\n".join("".join(each.itertext()) for each in cell.iter(f"{TEXT}p"))
            cells += [known] * min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), 100)
        while cells and not cells[-1].get("value-type"):
            cells.pop()
        if cells:
            yield cells


def value(cell: dict) -> str | float | None:
    kind = cell.get("value-type")
    if kind == "string":
        return cell.get("string-value", cell["text"])
    return float(cell["value"]) if kind == "float" else cell.get("date-value") or cell.get("time-value")


def test_the_book_has_every_table_with_its_columns_and_rows(folder, french, tmp_path):
    sheets = opened(folder / "excel-fr" / "archive.xlsx", french, tmp_path)
    assert list(sheets) == ["dictionnaire", *tables_of(folder)]
    for table in tables_of(folder):
        names, *rows = sheets[table]
        written = in_two_columns(column.written for column in exported()[table].columns)
        assert [cell["text"] for cell in names] == [column.name for column in written], table
        assert len(rows) == len(rows_of(folder, table)), table
    titles = [value(row[4]) for row in sheets["news"][1:]]
    assert titles[:20] == [row[4] for row in rows_of(folder, "news")][:20]
    assert any("é" in title for title in titles)


def test_dates_hours_and_numbers_of_the_book_are_such(folder, french, tmp_path):
    sheets = opened(folder / "excel-fr" / "archive.xlsx", french, tmp_path)
    _check_events(folder, sheets["events"])
    names, *news = sheets["news"]
    published = [cell["text"] for cell in names].index("published")
    assert {row[published].get("value-type") for row in news if len(row) > published} <= {"date", None}
    assert [row[published].get("date-value") for row in news[:20]] == [row[10] for row in rows_of(folder, "news")[:20]]


def test_a_double_click_opens_the_csv(folder, french, tmp_path):
    (events,) = opened(folder / "excel-fr" / "events.csv", french, tmp_path, f"--infilter={AS_EXCEL}").values()
    _check_events(folder, events)
    (news,) = opened(folder / "excel-fr" / "news.csv", french, tmp_path, f"--infilter={AS_EXCEL}").values()
    assert [value(row[4]) for row in news[1:20]] == [row[4] for row in rows_of(folder, "news")[:19]]
    assert not [name for row in news for cell in row for name in cell if name.endswith("}formula")]
    (health,) = opened(folder / "excel-fr" / "crawl_health.csv", french, tmp_path, f"--infilter={AS_EXCEL}").values()
    assert [value(row[2]) for row in health[1:]] == [row[2] for row in rows_of(folder, "crawl_health")]


def _check_events(folder: Path, sheet: list[list[dict]]) -> None:
    names, *rows = sheet
    places = {cell["text"]: place for place, cell in enumerate(names)}
    kept = rows_of(folder, "events")
    assert len(rows) == len(kept)
    assert any("T" in event[3] for event in kept)
    for row, event in zip(rows, kept, strict=True):
        day, _, hour = event[3].partition("T")
        assert row[places["starts"]].get("date-value") == day
        assert row[places["starts_time"]].get("time-value") == ((hour and f"PT{hour[:2]}H{hour[3:]}M00S") or None)
        seen = row[places["first_seen"]]
        assert (seen.get("value-type"), seen.get("date-value")) == ("date", event[11].removesuffix("Z"))
