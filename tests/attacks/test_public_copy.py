"""A public copy holds nothing that was received, and is served as the archive is: decision 78."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from scraper.archive import Archive, NotAnArchive, Unwritable, schema
from scraper.archive.rewriting import changed
from scraper.archive.snapshot import publish
from scraper.cli.exits import Exit
from scraper.cli.serve import refuse_others
from scraper.masking import mask
from scraper.serving import gate
from tests.attacks.conftest import ADDRESS, asking
from tests.cli.conftest import invoke  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow  # copies of an archive


@pytest.fixture
def copy(public):
    with closing(sqlite3.connect(public / "archive.db")) as connection:
        yield connection


def test_it_has_nothing_that_was_received(full, public, copy):
    assert b"giovetti@" in (full / "archive.db").read_bytes()
    content = (public / "archive.db").read_bytes()
    for secret in (b"giovetti@", b"Set-Cookie", b"Dossier 12", b"Mme Martin"):
        assert secret not in content
    assert copy.execute("SELECT max(length(data)), count(dictionary_id) FROM bodies").fetchone() == (0, 0)
    for table in ("dictionaries", "header_sets", "held", "layouts"):
        assert copy.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_no_text_of_any_table_has_an_address(copy):
    tables = [name for (name,) in copy.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")]
    texts = [cell for name in tables for row in copy.execute(f"SELECT * FROM [{name}]") for cell in row]
    assert len(texts) > 500
    assert [text for text in texts if isinstance(text, str) and changed(text, mask) != text] == []
    ((fields,),) = copy.execute("SELECT fields FROM versions WHERE seen_at LIKE '2026-03-04%'")
    assert json.loads(fields)["body"] == "Écrire à\n…@exemple.org"
    assert copy.execute("SELECT count(*) FROM addresses WHERE url LIKE '%q=…@exemple.org%'").fetchone() == (2,)


def test_it_is_whole_compact_dated_and_recognised_as_a_copy(full, public, copy):
    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
    assert copy.execute("PRAGMA freelist_count").fetchone() == (0,)
    ((at, _),) = copy.execute("SELECT * FROM publication")
    assert f'Copie publique du <time datetime="{at}">' in asking(public)("/").text
    assert "Copie publique" not in asking(full)("/").text
    assert gate.mark_of(str(public / "archive.db")) == gate.PUBLIC == schema.PUBLIC_ID.to_bytes(4)
    assert gate.mark_of(str(full / "archive.db")) == gate.FULL == schema.APPLICATION_ID.to_bytes(4)
    with pytest.raises(NotAnArchive, match="public copy, which can only be served"):
        Archive.open(public / "archive.db")


def test_the_archive_itself_stays_as_it_was(full, tmp_path):
    before = (full / "archive.db").read_bytes()
    publish(full / "archive.db", tmp_path / "a.db")
    assert (full / "archive.db").read_bytes() == before
    with pytest.raises(Unwritable, match="--force"):
        publish(full / "archive.db", tmp_path / "a.db")
    publish(full / "archive.db", tmp_path / "a.db", replace=True)


def test_it_has_the_face_of_the_archive(full, public):
    whole, copied = asking(full), asking(public)
    face = yaml.safe_load((public / "metadata.yml").read_text())["databases"]["archive"]
    for name in face["queries"]:
        rows = [
            ask(f"/archive/{name}.json?_shape=array&mots=maroc&groupe=Maroc&table=news").json()
            for ask in (whole, copied)
        ]
        assert len(rows[0]) == len(rows[1]), name
    for name in face["tables"]:
        assert copied(f"/archive/{name}").status_code == 200
    proofs = copied("/archive/fetches.json?_shape=array").json()
    assert any(row["body_sha256"] for row in proofs), "the SHA-256 of what was received stays"


def test_text_in_json_is_masked_within_its_strings():
    assert changed(f'{{"a":"x\\n{ADDRESS}"}}', mask) == '{"a":"x\\n…@exemple.org"}'
    assert changed("[sic] rien à masquer", mask) == "[sic] rien à masquer"
    assert changed(f"[{ADDRESS}]", mask) == "[…@exemple.org]"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "8.8.8.8", ""])
def test_the_full_archive_is_not_served_to_others(invoke, full, public, host, monkeypatch):  # noqa: F811
    result = invoke("serve", "--archive", full / "archive.db", "--host", host)
    assert result.exit_code == Exit.CONFIGURATION
    assert "portail snapshot --public FILE" in result.stderr
    monkeypatch.setitem(refuse_others.__globals__, "refuse_taken", lambda *_: (_ for _ in ()).throw(SystemExit(99)))
    assert invoke("serve", public / "archive.db", "--host", host).exit_code == 99


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_the_full_archive_is_served_on_this_machine(host):
    refuse_others(Path("archive.db"), host)


def test_the_command_writes_it(invoke, full, tmp_path):  # noqa: F811
    result = invoke("snapshot", "--public", "public.db", "--archive", full / "archive.db")
    assert result.exit_code == 0, result.output
    assert gate.mark_of(str(tmp_path / "public.db")) == gate.PUBLIC
    assert (tmp_path / "public.db.sha256").exists()
    assert invoke("snapshot", "--public", "public.db", "--archive", full / "archive.db").exit_code == Exit.UNWRITABLE
    for wrong in ([], ["x", "--public", "y"], ["--public", "y", "--keep", "2"], ["x", "--force"]):
        assert invoke("snapshot", *wrong).exit_code == Exit.USAGE
