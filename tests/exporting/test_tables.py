"""Tables in every form: what a program that opens them sees."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.exporting.excel import CUT, LONGEST_CELL
from scraper.exporting.tables import Column, FrenchCsvTable, JsonLinesTable, Kind
from scraper.exporting.writers import NAMES, WRITERS
from tools import export_cost

from .table_files import SHEET, cells_of, excel_rows, read, sheet, text_of

FORMS = [*WRITERS, "jsonl"]
COLUMNS = (
    Column("Titre"),
    Column("Jour", Kind.DAY),
    Column("Vu", Kind.MOMENT),
    Column("Pages", Kind.NUMBER),
)
HARD = [
    "=1+1",
    "+33 1 53 41 81 81",
    "-2",
    "@SUM(A1)",
    '=HYPERLINK("https://exemple.org")',
    "https://exemple.org/",
    "0012",
    'il dit « "oui" », puis non',
    "deux\nlignes\r\net trois",
    "\ttab",
    " blancs ",
    "<r>à moi</r>",
    "<b>&amp;</b>",
    "_x0041_",
    "é œ 𝄞",
    "",
    "'=1",
    "\n",
    "\r",
    "＝1+1",
    "null",
    "NA",
    "a\x00b\x0b\ufffe",
    "_x0041_x0042_",
    "_x0041\x00",
    "👩🏽‍🚀 שלום مرحبا \u202e",
    "a;b,c\u2028d",
    "2024-02-30",
    ("é" * 999 + "\n") * 1000,
]
"""Texts that a program could take for something else."""

NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)


def written(form: str, rows: list, columns=COLUMNS) -> bytes:
    file = BytesIO()
    writer = WRITERS.get(form, JsonLinesTable)(file, columns)
    for row in rows:
        writer.write([row])
    writer.close()
    return file.getvalue()


def texts(body: bytes) -> list[str]:
    """The texts of a sheet, as Excel reads them."""
    return [text_of(cell) for cell in sheet(body).iter(f"{SHEET}c") if cell.get("t") == "inlineStr"]


@pytest.mark.parametrize("form", FORMS)
def test_every_value_is_read_back_as_it_was(form):
    texts = [text for text in HARD if form != "xlsx" or len(text) < LONGEST_CELL]
    rows = [[text, "2024-02-21", None, 3] for text in texts]
    rows += [[None, day, "2026-03-01T08:00:00Z", -0.25] for day in ("2024-02-21T09:30", "2024", "2024-13-01", None)]
    assert read(form, written(form, rows), COLUMNS) == rows


@pytest.mark.parametrize("form", FORMS)
def test_days_and_minutes_are_read_back_where_they_are_mixed(form):
    columns = [Column("starts", Kind.TIME), Column("n", Kind.NUMBER)]
    rows = [
        [day, 1] for day in ("2024-02-21", "2024-02-21T09:30", "2024-02-21T00:00", "2024-02", "=1", "2024-02-21T99:99")
    ]
    assert read(form, written(form, rows, columns), columns) == rows


@pytest.mark.parametrize("form", FORMS)
@given(rows=st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), NUMBERS)))
def test_any_text_is_read_back(form, rows):
    columns = [Column("a"), Column("b", Kind.NUMBER)]
    assert read(form, written(form, rows, columns), columns) == [list(row) for row in rows]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_make_the_same_bytes(form, monkeypatch):
    before = written(form, [["a", "2024-02-21", None, 1]])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert written(form, [["a", "2024-02-21", None, 1]]) == before


def test_every_form_has_a_name_in_both_languages():
    assert set(NAMES) == set(WRITERS)
    assert all(len(names) == 2 for names in NAMES.values())


def test_csv_for_excel_has_days_hours_and_moments_as_excel_reads_them():
    columns = [Column("starts", Kind.TIME), Column("vu", Kind.MOMENT), Column("part", Kind.NUMBER)]
    body = written("excel.csv", [["2024-02-21T09:30", "2026-03-01T08:00:00Z", 0.5]], columns)
    assert body.decode("utf-8-sig") == "starts;starts_time;vu;part\r\n2024-02-21;09:30;2026-03-01 08:00:00;0,5\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"])
def test_no_cell_for_excel_begins_as_a_formula(text):
    file = BytesIO()
    FrenchCsvTable(file, [Column("a")]).write([[text]])
    assert file.getvalue().decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"')[0] == "'"


def test_lines_of_csv_end_with_both_characters():
    assert written("csv", [["a", None, None, 1], ['b"', None, None, 2]]).splitlines(keepends=True)[1:] == [
        b"a,,,1\r\n",
        b'"b""",,,2\r\n',
    ]


def test_texts_of_excel_are_texts():
    body = written("xlsx", [[text, None, None, None] for text in HARD])
    assert not list(sheet(body).iter(f"{SHEET}f"))
    assert not list(sheet(body).iter(f"{SHEET}hyperlink"))


def test_excel_has_dates_as_dates_and_what_is_less_precise_as_written():
    days = ("2024-02-21", "2024-02-21T12:00", "2024")
    body = written("xlsx", [["a", day, "2026-03-01T08:00:00Z", 7] for day in days])
    cells = [[cell.findtext(f"{SHEET}v") for cell in row] for row in sheet(body).iter(f"{SHEET}row")][1:]
    assert [row[1] for row in cells] == ["45343", "45343.5", None]
    assert [float(row[2]) for row in cells] == pytest.approx([46082 + 8 / 24] * 3)
    assert {row[3] for row in cells} == {"7"}
    assert "2024" in texts(body)
    styles = zipfile.ZipFile(BytesIO(body)).read("xl/styles.xml").decode()
    assert "yyyy-mm-dd hh:mm:ss &quot;UTC&quot;" in styles


def test_names_of_excel_stay_in_view_and_filter():
    root = sheet(written("xlsx", [["a", None, None, 1]] * 3))
    assert root.find(f".//{SHEET}pane").attrib["state"] == "frozen"
    assert root.find(f"{SHEET}autoFilter").attrib["ref"] == "A1:D4"


@pytest.mark.parametrize("letter", ["x", "\U0001f30d"])
def test_a_text_too_long_for_excel_ends_with_where_the_whole_is(letter):
    units = len(letter.encode("utf-16-le")) // 2
    rows = [[letter * (LONGEST_CELL // units)], [letter * 40_000]]
    (whole, cut) = [row[0] for row in excel_rows(written("xlsx", rows, [Column("a")]), [Column("a")])]
    assert whole == rows[0][0]
    assert cut.endswith(CUT.format("40\u00a0000"))
    assert "CSV" in cut
    assert cut.startswith(letter * 10_000)
    assert len(cut.encode("utf-16-le")) // 2 in {LONGEST_CELL, LONGEST_CELL - 1}


def test_rows_that_a_sheet_has_no_place_for_are_on_the_next(monkeypatch):
    monkeypatch.setattr("scraper.exporting.excel.LAST_ROW", 3)
    body = written("xlsx", [[number] for number in range(7)], [Column("n", Kind.NUMBER)])
    found = [[row.findtext(f".//{SHEET}v") for row in sheet(body, each).iter(f"{SHEET}row")][1:] for each in (1, 2, 3)]
    assert found == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


def test_an_abandoned_table_leaves_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    writer = WRITERS["xlsx"](BytesIO(), COLUMNS)
    writer.write([["a", None, None, 1]])
    writer.abandon()
    assert not list(tmp_path.iterdir())


def test_a_closed_table_leaves_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    written("xlsx", [["a", None, None, 1]])
    assert not list(tmp_path.iterdir())


READR_DATETIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?")
"""What readr guesses to be a date with its time."""


@pytest.mark.parametrize(("form", "separator", "mark"), [("csv", ",", "."), ("excel.csv", ";", ",")])
def test_readr_guesses_the_types_of_csv(form, separator, mark):
    """By the rules of read_csv() and read_csv2(), as R is not installed: UTF-8, quotes doubled, the separator and the
    decimal mark of the function, as many fields in each line, and guesses by the first values."""
    rows = [['é, ; "a"\nb', "2024-02-21", "2026-03-01T08:00:00Z", 0.5], [None, "2024-02-22", None, 2]]
    body = written(form, rows).decode("utf-8-sig")
    lines = cells_of(body, separator)
    assert {len(line) for line in lines} == {4}
    assert [re.fullmatch(r"\d{4}-\d\d-\d\d", line[1]) is not None for line in lines] == [False, True, True]
    assert READR_DATETIME.fullmatch(lines[1][2])
    assert [line[3] for line in lines[1:]] == [f"0{mark}5", "2"]


def test_the_archive_that_an_export_is_measured_on_has_today_s_columns(tmp_path):
    export_cost.make(tmp_path / "archive.db", 3)
    export_cost.write_csv(tmp_path / "archive.db", tmp_path)
    assert len((tmp_path / "export.csv").read_text(encoding="utf-8").splitlines()) >= 4
