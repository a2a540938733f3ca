"""pandas, pyarrow and DuckDB read what the archive has, by the lines of docs/exporting.md."""

import json
import re
import subprocess

import pytest

from scraper.exporting.dictionary import exported
from scraper.exporting.tables import Kind
from tests.exporting.folders import rows_of, tables_of

from .conftest import CHECKOUT, PROGRAMS, READERS


@pytest.fixture(scope="module")
def read(folder) -> dict[str, dict[str, list]]:
    """The rows of every table, by library."""
    command = [READERS / "bin" / "python", PROGRAMS / "read_tables.py", folder]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def as_text(rows: list[list]) -> list[list]:
    """Rows as CSV has them for who takes nothing and an empty text for the same."""
    return [[None if value in (None, "") else str(value) for value in row] for row in rows]


@pytest.mark.parametrize("library", ["pyarrow", "duckdb, parquet", "duckdb, jsonl"])
def test_typed_forms_are_read_back_equal(folder, read, library):
    for table in tables_of(folder):
        assert read[library][table] == rows_of(folder, table), table


def test_csv_is_read_back_equal_by_pandas(folder, read):
    for table in tables_of(folder):
        assert as_text(read["pandas"][table]) == as_text(rows_of(folder, table)), table


def test_csv_for_excel_has_the_same_rows_and_columns(folder, read):
    for table, rows in read["pandas, excel-fr"].items():
        assert len(rows) == len(rows_of(folder, table)), table
        columns = sum(1 + (column.kind is Kind.TIME) for column in exported()[table].columns)
        assert {len(row) for row in rows} <= {columns}


def blocks() -> dict[str, str]:
    """The examples of docs/exporting.md by what they are for."""
    text = (CHECKOUT / "docs" / "exporting.md").read_text("utf-8").partition("## Read it")[2].partition("## WARC")[0]
    return {
        name: code.replace("\n    ", "\n") for name, code in re.findall(r"^(\w+):\n\n((?: {4}.*\n|\n)+)", text, re.M)
    }


def test_the_lines_of_the_documentation_run(folder, run, tmp_path):
    (tmp_path / "export").symlink_to(folder)
    pandas = blocks()["pandas"].strip() + "\nassert len(news) > 30"
    assert len(pandas.splitlines()) <= 4
    duckdb = "import duckdb\nfor statement in '''" + blocks()["DuckDB"] + "'''.strip().split(';')[:-1]:\n"
    duckdb += "    assert duckdb.sql(statement).fetchall()"
    for program in (pandas, duckdb):
        found = run("python", "-c", program, cwd=tmp_path)
        assert found.returncode == 0, found.stderr
