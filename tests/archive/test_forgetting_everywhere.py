"""Whatever column has a name, no byte of the file has it afterwards: the schema decides which columns there are."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper.archive import Archive, counts
from scraper.archive.bodies import compressed, write_body
from scraper.archive.rewriting import tables

WAYS = {7001: "Jeanne Martin", 7002: "JEANNE  MARTIN"}
"""Two rows of each table, and the text that all their columns hold: their keys become the same."""

OF_SENTENCES = {
    "events", "fund_facts", "fund_news", "group_news", "mentions", "partnerships", "people_aliases", "deadlines",
    "prose_readings",
}  # fmt: skip
"""What is read again from sentences that lost the name."""


@pytest.fixture
def planted(archive, path) -> Path:
    """An archive with the name in every text of two rows of every table, which refer to each other, and in the bytes of
    the bodies, whose keys are their hashes."""
    known = tables(archive.db)
    archive.close()
    with closing(sqlite3.connect(path)) as db:
        for number, text in WAYS.items():
            for table in known:
                columns = db.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall()
                values = [value(number, text, name, kind) for name, kind in columns]
                db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
            key = hashlib.sha256(text.encode()).hexdigest()
            db.execute("DROP TRIGGER bodies_no_update")
            db.execute("UPDATE bodies SET sha256 = ? WHERE id = ?", [key, number])
            db.execute(
                "CREATE TRIGGER bodies_no_update BEFORE UPDATE ON bodies "
                "BEGIN SELECT RAISE(ABORT, 'bodies is append-only'); END"
            )
        db.commit()
    return path


def value(number: int, text: str, name: str, kind: str):
    """What a column of a type holds in the planted rows."""
    if name == "dictionary_id":
        return None
    return {"INTEGER": number, "REAL": 0.5, "BLOB": compressed(text.encode(), None)}.get(kind, text)


def held(path: Path) -> list[str]:
    """The files with the name, in any case."""
    return [file.name for file in path.parent.iterdir() if b"martin" in file.read_bytes().lower()]


def test_no_byte_of_the_file_has_a_name_that_was_in_every_column(planted):
    assert held(planted) == ["archive.db"]
    with Archive.open(planted) as archive:
        archive.forget("Jeanne Martin")
        assert held(planted) == []
        for table in tables(archive.db):
            gone = table in {"people", "roles", "news_roles", "held", "texts"} | OF_SENTENCES
            assert archive.db.table(table).count >= (0 if gone else 2), table
        assert archive.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert held(planted) == []


def test_the_next_process_finds_nothing(planted):
    with Archive.open(planted) as archive:
        archive.forget("Jeanne Martin")
    with Archive.open(planted) as archive:
        assert archive.find_person("Jeanne Martin").is_nothing


def test_no_piece_of_a_withheld_page_is_left_in_a_dictionary(archive):
    """The dictionary is cut before the name, so that no search for it would find it there."""
    frame = b"<nav>" + b" ".join(b"rubrique%d" % number for number in range(500)) + b"</nav>"
    long_page = frame + b" ".join(b"sienne%d" % number for number in range(20_000)) + b" Jeanne Martin"
    pages = [*(frame + b"<p>Page %d</p>" % number for number in range(99)), long_page, frame + b"<p>La suite</p>"]
    for page in pages:
        write_body(archive.db, page)
    ((dictionary,),) = archive.db.execute("SELECT data FROM dictionaries").fetchall()
    assert b"sienne100 " in dictionary
    assert b"Martin" not in dictionary
    found = archive.forget("Jeanne Martin")
    assert [row.key for row in found.withheld] == ["bodies/100"]
    ((dictionary,),) = archive.db.execute("SELECT data FROM dictionaries").fetchall()
    assert b"sienne" not in dictionary
    assert [archive.body(hashlib.sha256(page).hexdigest()) for page in pages if page != long_page] == [
        page for page in pages if page != long_page
    ]


def test_bytes_are_only_in_the_columns_that_are_known_to_have_them(archive):
    """A column of bytes is not searched by its type: who adds one must say how (erasure.py)."""
    columns = archive.db.execute(
        "SELECT tables.name, columns.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns "
        "WHERE tables.schema = 'main' AND tables.type = 'table' AND columns.type = 'BLOB'"
    )
    assert set(columns) == {("bodies", "data"), ("dictionaries", "data"), ("search_terms", "terms")}


def test_every_table_has_rows_that_sqlite_numbers(archive):
    """But for the counts, which are made anew."""
    unnumbered = archive.db.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr"
    )
    assert {name for (name,) in unnumbered} == set(counts.TABLES)
