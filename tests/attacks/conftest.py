"""What is attacked: a full archive as `datasette .` serves it, and a public copy of it in the same folder's place."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette

from scraper.archive import Archive
from scraper.archive.snapshot import publish
from tests.datasette.conftest import checked_out, fill

ADDRESS = "s.giovetti@exemple.org"
"""An address in the raw pages, and in the rows that `fill_for_attacks` adds."""


@pytest.fixture(scope="session")
def full(tmp_path_factory) -> Path:
    """A checkout with a full archive that holds addresses in all sorts of places."""
    return checked_out(tmp_path_factory.mktemp("full"), fill_for_attacks)


@pytest.fixture(scope="session")
def public(tmp_path_factory, full) -> Path:
    """The same checkout with a public copy."""
    return checked_out(tmp_path_factory.mktemp("public"), lambda path: publish(full / "archive.db", path))


@pytest.fixture(scope="session", params=["full", "public"])
def ask(request) -> Callable:
    """Ask either checkout for a page. Return the response."""
    return asking(request.getfixturevalue(request.param))


def asking(folder: Path) -> Callable:
    served = Datasette(config_dir=folder)

    def ask_for(path: str, **headers: str):
        return asyncio.run(
            served.client.get(path, headers={name.replace("_", "-"): it for name, it in headers.items()})
        )

    return ask_for


def fill_for_attacks(path: Path) -> None:
    fill(path)
    with Archive.open(path) as archive:
        db = archive.db
        db.execute("INSERT INTO dictionaries (data, share) VALUES (?, 0.5)", [ADDRESS.encode()])
        db.execute("INSERT INTO header_sets (headers) VALUES (?)", [f'[["Set-Cookie", "id={ADDRESS}"]]'])
        db.execute("DROP TRIGGER fetch_log_no_update")
        db.execute("UPDATE fetch_log SET header_set_id = (SELECT max(id) FROM header_sets)")
        db.execute(
            "CREATE TRIGGER fetch_log_no_update BEFORE UPDATE ON fetch_log "
            "BEGIN SELECT RAISE(ABORT, 'fetch_log is append-only'); END"
        )
        db.execute("UPDATE documents SET url = url || ?", [f"?to={ADDRESS}"])
        db.execute("UPDATE news SET body = body || ? WHERE id = 'Seisme'", [f"\n\n{ADDRESS}"])
        for other in ("a", "b"):
            db.execute("INSERT INTO addresses (url) VALUES (?)", [f"https://x.example/?q={other}.{ADDRESS}"])
        db.execute(
            "INSERT INTO versions (record_table, record_id, kind, fields, content_sha256, fetch_id, reader_version, "
            "seen_at) SELECT record_table, record_id, 'technical', ?, content_sha256, fetch_id, reader_version, "
            "'2026-03-04T08:00:00Z' FROM versions WHERE record_id = 'Seisme'",
            ['{"title":"Séisme","body":"Écrire à\\n' + ADDRESS + '"}'],
        )
        db.execute(
            "INSERT INTO redactions (row_table, row_id, sha256, redacted_at, reference) "
            "VALUES ('versions', 0, 'x', 'x', ?)",
            ["Dossier 12, Mme Martin"],
        )
        db.conn.commit()
