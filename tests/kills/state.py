"""What an archive holds: what must be there for ever once it was written, and what two crawls must agree on."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from scraper import records
from scraper.archive import Archive
from tests.test_whole_way import shown

FOR_EVER = {
    "fetch_log": "*",
    "bodies": "id, sha256, bytes",
    "versions": "*",
    "proofs": "*",
    **dict.fromkeys(("news", "groups", "people", "themes", "funds"), "id"),
}
"""Tables whose rows, or keys, never go away, with the columns that never change."""

OF_THE_RUN = {"crawl_id", "fetch_id"}
"""Columns that number the runs, which a crawl in pieces has more of."""

COMPARED = [
    table.name
    for table in records.TABLES
    if table.name not in {"crawls", "crawl_health", "profiles", "bodies", "fetches", "proofs"}
]
"""Tables that must be equal, but for times and numbers, however often a crawl was killed."""


def written(path: Path) -> set[tuple]:
    """Every row that must stay, with its table; empty when there is no archive yet."""
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as db:
        return {
            (name, *row) for name, columns in FOR_EVER.items() for row in db.execute(f"SELECT {columns} FROM {name}")
        }


def said(path: Path) -> dict[str, list[tuple]]:
    """The archive's content, by table, times and numbers of runs left out."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return {
            name: shown([_timeless(dict(row)) for row in db.execute(f"SELECT * FROM {name}")], name)
            for name in COMPARED
        }


def differences(path: Path, other: Path) -> list[str]:
    """Tables in which two archives differ, with the rows of either that the other has not."""
    mine, others = said(path), said(other)
    return [
        f"{name}: {[row for row in mine[name] if row not in others[name]]} and not "
        f"{[row for row in others[name] if row not in mine[name]]}"
        for name in COMPARED
        if mine[name] != others[name]
    ]


def damage(path: Path) -> list[str]:
    """What `portail verify --no-reading` finds: SQLite's checks, keys, bodies, versions, records, search."""
    with Archive.open(path) as archive:
        return [f"{each.where}: {each.what}" for _, found in archive.verify(read=False) for each in found]


def _timeless(row: dict) -> dict:
    """A row without its run; of a version's fields, whether it is withdrawn, not since when."""
    kept = {name: value for name, value in row.items() if name not in OF_THE_RUN}
    if "fields" in kept:
        fields = json.loads(kept["fields"])
        kept["fields"] = json.dumps(fields | {"withdrawn": bool(fields["withdrawn"])}, sort_keys=True)
    return kept
