"""Read the tables of an export as analysts do: `python read_tables.py FOLDER` prints their rows as JSON, by library.

It is run by test_libraries.py, with what requirements-readers.lock names.
"""

import datetime as dt
import json
import sys
from pathlib import Path

import duckdb
import pandas
from pyarrow import parquet

LARGEST = 2**26
"""Bytes of the longest object of JSON Lines."""


def plain(value):
    """Return a value as the archive has it."""
    if value is None or value is pandas.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat() if isinstance(value, dt.date) else value


def rows(columns: list[list]) -> list[list]:
    return [[plain(value) for value in row] for row in zip(*columns, strict=True)]


def of_parquet(folder: Path, table: str) -> list[list]:
    return rows([column.to_pylist() for column in parquet.read_table(folder / f"parquet/{table}.parquet").columns])


def of_pandas(folder: Path, table: str) -> list[list]:
    read = pandas.read_csv(folder / f"csv/{table}.csv", dtype=str, keep_default_na=False, na_values=[""])
    return rows([read[name].tolist() for name in read.columns])


def of_french_pandas(folder: Path, table: str) -> list[list]:
    path = folder / f"excel-fr/{table}.csv"
    read = pandas.read_csv(path, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False, na_values=[""])
    return rows([read[name].tolist() for name in read.columns])


def of_duckdb(folder: Path, table: str) -> list[list]:
    """JSON Lines, all as text, so that no number or time is guessed."""
    sql = f"SELECT json FROM read_json_objects('{folder}/jsonl/{table}.jsonl', maximum_object_size = {LARGEST})"
    return [list(json.loads(line).values()) for (line,) in duckdb.sql(sql).fetchall()]


def of_duckdb_parquet(folder: Path, table: str) -> list[list]:
    duckdb.sql("SET TimeZone = 'UTC'")
    return [
        [plain(value) for value in row] for row in duckdb.sql(f"FROM '{folder}/parquet/{table}.parquet'").fetchall()
    ]


LIBRARIES = {
    "pyarrow": of_parquet,
    "pandas": of_pandas,
    "pandas, excel-fr": of_french_pandas,
    "duckdb, jsonl": of_duckdb,
    "duckdb, parquet": of_duckdb_parquet,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    tables = [path.stem for path in sorted((folder / "csv").iterdir())]
    json.dump({name: {table: read(folder, table) for table in tables} for name, read in LIBRARIES.items()}, sys.stdout)
