"""Checks of what is stored: the file as a database, responses with their bodies, what refers to what."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from scraper.archive import schema
from scraper.archive.bodies import CODEC, decompressed
from scraper.archive.erasure import hash_of_row, withheld_bodies
from scraper.archive.errors import DamagedBody

FILE = "SELECT 'the file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
FOREIGN_KEYS = """
SELECT "table" || '/' || rowid, 'refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check
"""
GAPS = " UNION ALL ".join(
    f"SELECT '{name}', last - number || ' of ' || last || ' rows are missing' "  # noqa: S608 - tables of the schema
    f"FROM (SELECT count(*) AS number, coalesce(max(id), 0) AS last FROM {name}) WHERE number <> last"
    for name in schema.APPEND_ONLY
    if name != "proofs"
)
"""Append-only tables that have not every number from 1 on."""
FETCHES = """
SELECT 'fetches/' || id, 'has neither a status nor an error, or both'
  FROM fetch_log WHERE (status IS NULL) = (error IS NULL)
UNION ALL SELECT 'fetches/' || id, 'has a status that HTTP does not know'
  FROM fetch_log WHERE status NOT BETWEEN 100 AND 599
UNION ALL SELECT 'fetches/' || id, 'has an answer''s parts without an answer'
  FROM fetch_log WHERE status IS NULL AND coalesce(final_url_id, body_id, header_set_id) IS NOT NULL
UNION ALL SELECT 'fetches/' || id, 'was answered by no address'
  FROM fetch_log WHERE status IS NOT NULL AND final_url_id IS NULL
UNION ALL SELECT 'addresses/' || id, 'is no web address'
  FROM addresses WHERE url NOT LIKE 'http%://%'
UNION ALL SELECT 'fetches/' || id, iif(
    wanted IS NULL OR kept IS NULL, 'its headers cannot be read',
    'its headers have ' || wanted || ' dates, and ' || kept || ' are kept')
  FROM (
    SELECT fetch_log.id, wanted,
           CASE WHEN dates IS NULL THEN 0
                WHEN json_valid(dates) AND json_type(dates) = 'array' THEN json_array_length(dates) END AS kept
    FROM fetch_log JOIN (
      SELECT id, CASE WHEN json_valid(headers) THEN (
               SELECT iif(max(json_array_length(headers, fullkey) <> 2), NULL,
                          cast(total(json_type(headers, fullkey || '[1]') = 'integer') AS INTEGER))
               FROM json_each(headers)
             ) END AS wanted
      FROM header_sets
    ) AS sets ON sets.id = header_set_id
  ) WHERE wanted IS NOT kept OR wanted IS NULL
"""
FILES = """
SELECT 'files/' || files.url, 'is of a fetch that did not bring it'
  FROM files LEFT JOIN fetches ON fetches.id = fetch_id
  WHERE fetches.url IS NOT files.url OR status IS NOT 200 OR coalesce(body_sha256, sha256) <> sha256
UNION ALL SELECT 'files/' || url, 'has another size than its bytes'
  FROM files JOIN bodies USING (sha256) WHERE files.bytes <> bodies.bytes
UNION ALL SELECT 'document_texts/' || sha256, 'is the text of no file'
  FROM document_texts WHERE sha256 NOT IN (SELECT sha256 FROM files)
UNION ALL SELECT 'documents/' || id, 'tells of a file that its address did not give'
  FROM documents WHERE sha256 IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM files WHERE files.url = documents.url
      AND (files.sha256, files.bytes, files.mime) IS (documents.sha256, documents.bytes, documents.mime)
  )
"""
ADDRESSES = """
WITH owned AS (
  SELECT 'versions/' || id AS where_, record_table || '/' || record_id AS record FROM versions
  UNION ALL SELECT 'aliases/' || url, record_table || '/' || record_id FROM aliases
  UNION ALL SELECT 'absences/' || record_id, record_table || '/' || record_id FROM absences
)
SELECT where_, 'is of ' || record || ', which is not there' FROM owned
  WHERE record NOT IN (
    SELECT 'news/' || id FROM news UNION SELECT 'groups/' || id FROM groups UNION SELECT 'themes/' || id FROM themes
  )
UNION ALL SELECT 'versions/' || versions.id, 'the fetch that proves it is of another address'
  FROM versions JOIN fetches ON fetches.id = fetch_id
  WHERE NOT EXISTS (
    SELECT 1 FROM aliases
    WHERE aliases.url IN (fetches.url, fetches.final_url) AND aliases.record_table = versions.record_table
  )
"""
"""SELECTs of what is damaged: where, and what is wrong there."""

_BODIES = """
SELECT bodies.id, bodies.sha256, codec, bytes, bodies.data, dictionary_id, dictionaries.data
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id
"""
_REDACTED = """
SELECT row_table, row_id, sha256 FROM redactions
WHERE id IN (SELECT max(id) FROM redactions GROUP BY row_table, row_id) ORDER BY id
"""
_GUARDED = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_no_update'"
_OBJECTS = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_SEARCH = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
"""FTS5's own check; it writes nothing."""


@dataclass(frozen=True)
class Damage:
    """One thing that is not as it was written."""

    where: str
    """A row as table/key, or the part of the file."""
    what: str
    """What is wrong with it, in a few words."""


def selected(db: Database, sql: str) -> Iterator[Damage]:
    """Yield the damage that a SELECT finds."""
    for where, what in db.execute(sql):
        yield Damage(where, what)


def objects(db: Database) -> Iterator[Damage]:
    """Yield each table, index, view and trigger that is missing, changed, or no part of the schema."""
    new = Database(memory=True)
    schema.migrate(new)
    wanted, found = _objects(new), _objects(db)
    new.close()
    for name, sql in wanted.items():
        if name not in found:
            yield Damage(name, "is missing")
        elif found[name] != sql:
            yield Damage(name, "is not as it was made")
    for name in found.keys() - wanted.keys():
        yield Damage(name, "is no part of an archive")


def search_indexes(db: Database) -> Iterator[Damage]:
    """Yield each search index that differs from its table. None can be checked where nothing may be written."""
    for table in schema.SEARCHED:
        try:
            db.execute(_SEARCH.format(f"{table}_fts"))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY}:
                return
            yield Damage(f"{table}_fts", "does not say what its table says")
        finally:
            db.conn.rollback()


def bodies(db: Database) -> Iterator[Damage]:
    """Yield each body that cannot be decompressed, or has another hash or size than was received, and is not
    withheld."""
    withheld = withheld_bodies(db)
    for number, sha256, codec, size, data, dictionary_id, dictionary in db.execute(_BODIES):
        where = f"bodies/{number}"
        if sha256 in withheld and not data:
            continue
        if codec != CODEC:
            yield Damage(where, f"its codec is {codec!r}, not {CODEC!r}")
            continue
        if dictionary_id and dictionary is None:
            yield Damage(where, f"its dictionary {dictionary_id} is not there")
            continue
        try:
            body = decompressed(sha256, data, dictionary)
        except DamagedBody:
            yield Damage(where, f"is not what was received (SHA-256 {sha256})")
            continue
        if len(body) != size:
            yield Damage(where, f"has {len(body)} bytes, not {size}")


def redactions(db: Database) -> Iterator[Damage]:
    """Yield one Damage per redacted row that is not as it was left, or whose withheld body is not empty."""
    guarded = {table for (table,) in db.execute(_GUARDED)}
    for table, row_id, sha256 in db.execute(_REDACTED).fetchall():
        left = hash_of_row(db, table, row_id) if table in guarded else None
        if left is None:
            yield Damage(f"{table}/{row_id}", "is told to be redacted, and is not there")
        elif left != sha256:
            yield Damage(f"{table}/{row_id}", f"is not what was left when it was redacted (SHA-256 {sha256})")


def _objects(db: Database) -> dict[str, str]:
    """Return the SQL of each object by its name, without the spaces that CREATE and ALTER TABLE set differently."""
    return {name: re.sub(r'[\s"]', "", sql) for name, sql in db.execute(_OBJECTS)}
