"""Exports of small archives, and their tables read back."""

import json
from pathlib import Path

from scraper.archive import Archive, canonical_json
from scraper.exporting.dictionary import exported
from scraper.exporting.folder import write_folder
from scraper.exporting.selection import RowSelection
from scraper.exporting.tables import Column

from . import table_files
from .test_tables import HARD

FORMS = {"csv": ("csv", "csv"), "excel-fr": ("excel.csv", "csv"), "jsonl": ("jsonl", "jsonl")}
"""The folders of an export: the rules by which a file is read, and the end of its name."""


def export(path: Path, target: Path, **bounds) -> Path:
    """Export an archive. bounds: of the rows that are selected, and write_folder's options."""
    options = {name: bounds.pop(name) for name in ("force", "with_database", "watch") if name in bounds}
    with Archive.open(path) as archive:
        write_folder(archive, target, RowSelection(**bounds), **options)
    return target


def columns_of(table: str, folder: Path) -> list[Column]:
    """The columns of an exported table."""
    return [column.written for column in exported()[table].columns]


def tables_of(folder: Path) -> list[str]:
    return [resource["name"] for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]]


def rows_of(folder: Path, table: str, form: str = "csv") -> list[list]:
    """The rows of an exported table, read back from one of its forms."""
    columns = columns_of(table, folder)
    if form == "xlsx":
        number = 2 + tables_of(folder).index(table)  # the first sheet is the dictionary
        return table_files.excel_rows((folder / "excel-fr" / "archive.xlsx").read_bytes(), columns, number)
    rules, ending = FORMS[form]
    return table_files.read(rules, (folder / form / f"{table}.{ending}").read_bytes(), columns)


def kept_rows(path: Path, table: str) -> list[list]:
    """The rows of an archive's table, in the columns of an export."""
    names = ", ".join(f'"{column.name}"' for column in exported()[table].columns)
    with Archive.open(path) as archive:
        return [list(row) for row in archive.db.execute(f"SELECT {names} FROM {table}")]


def make_hostile(path: Path) -> None:
    """Write texts that programs take for other things into an archive, and an address as earlier programs left it."""
    with Archive.open(path) as archive, archive.db.conn:
        for number, text in enumerate(HARD):
            values = [
                f"dur-{number}",
                f"https://exemple.org/{number}",
                text,
                text,
                text or None,
                "2026-03-01T08:00:00Z",
            ]
            archive.db.execute(
                "INSERT INTO news (id, url, title, body, lead, first_seen) VALUES (?, ?, ?, ?, ?, ?)", values
            )
        archive.db.execute(
            "INSERT INTO events"
            " (id, news_id, title, starts, ends, precision, date_text, date_source, online, first_seen)"
            " VALUES ('dur-0', 'dur-0', '=1', '2026-03-01T09:30', '2026-03-01', 'minute', '+1', 'title', 0, ?)",
            ["2026-03-01T08:00:00Z"],
        )
        archive.db.execute("INSERT INTO people (id, name, first_seen) VALUES ('dur', '-1', '=2')")
        archive.db.execute("INSERT INTO document_texts VALUES ('e1', 1, 1, '')")
        state = canonical_json({"title": "Écrire à jeanne.martin@exemple.org"})
        archive.db.execute(
            "INSERT INTO versions"
            " (record_table, record_id, kind, fields, content_sha256, fetch_id, reader_version, seen_at)"
            " VALUES ('news', 'dur-0', 'first', ?, '', 1, '0', '2026-03-01T08:00:00Z')",
            [state],
        )
