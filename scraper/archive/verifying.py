"""Whether an archive is still what was written: every check reads, none writes, and each damage is named.

All checks run in one view of the database, so that a crawl may go on.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from itertools import starmap

from sqlite_utils import Database

from scraper import records
from scraper.allowed_html import is_allowed
from scraper.archive import counts, schema, search_index
from scraper.archive.bodies import CODEC, decompressed
from scraper.archive.erasure import hash_of_row, is_redacted, withheld_bodies
from scraper.archive.errors import DamagedBody
from scraper.archive.page_records import records_again, state_again
from scraper.archive.people import wrong_people
from scraper.archive.people_file import overrides_beside
from scraper.archive.sentences import (
    MISQUOTED,
    SentenceReader,
    differing_sentences,
    facts_of,
    joined_events,
    misread_sentences,
)
from scraper.archive.site_profile import of_readers
from scraper.archive.versions import differences, proofs_of, reader_version, sha256, state_of
from scraper.portal import Portal
from scraper.reading import words_of

# SELECTs of what is damaged: where, and what is wrong there.
_FILE = "SELECT 'the file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
_FOREIGN_KEYS = """
SELECT "table" || '/' || rowid, 'refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check
"""
_GAPS = " UNION ALL ".join(
    f"SELECT '{name}', last - number || ' of ' || last || ' rows are missing' "  # noqa: S608 - tables of the schema
    f"FROM (SELECT count(*) AS number, coalesce(max(id), 0) AS last FROM {name}) WHERE number <> last"
    for name in schema.APPEND_ONLY
    if name != "proofs"
)
"""Append-only tables that have not every number from 1 on."""
_FETCHES = """
SELECT 'fetches/' || id, CASE
    WHEN (status IS NULL) = (error IS NULL) THEN 'has neither a status nor an error, or both'
    WHEN status NOT BETWEEN 100 AND 599 THEN 'has a status that HTTP does not know'
    WHEN status IS NOT NULL AND final_url_id IS NULL THEN 'was answered by no address'
    WHEN status IS NULL AND coalesce(final_url_id, body_id, header_set_id) IS NOT NULL
    THEN 'has an answer''s parts without an answer' END AS what FROM fetch_log WHERE what IS NOT NULL
UNION ALL SELECT 'addresses/' || id, 'is no web address' FROM addresses WHERE url NOT LIKE 'http%://%'
UNION ALL SELECT 'fetches/' || fetch_log.id, 'its headers, or their dates, cannot be read'
  FROM fetch_log JOIN header_sets ON header_sets.id = header_set_id
  WHERE NOT CASE WHEN json_valid(headers) AND json_valid(coalesce(dates, '[]')) THEN (
    SELECT total(json_type(headers, fullkey || '[1]') = 'integer') = json_array_length(coalesce(dates, '[]'))
           AND min(json_array_length(headers, fullkey) = 2) FROM json_each(headers)
  ) ELSE 0 END
"""
_FILES = """
SELECT 'files/' || files.url, 'is of a fetch that did not bring it'
  FROM files LEFT JOIN fetches ON fetches.id = fetch_id
  WHERE fetches.url IS NOT files.url OR status IS NOT 200 OR coalesce(body_sha256, sha256) <> sha256
UNION ALL SELECT 'files/' || url, 'has another size than its bytes'
  FROM files JOIN bodies USING (sha256) WHERE files.bytes <> bodies.bytes
UNION ALL SELECT 'document_texts/' || sha256, 'is the text of no file'
  FROM document_texts WHERE sha256 NOT IN (SELECT sha256 FROM files)
UNION ALL SELECT 'documents/' || id, 'names a file that its address did not give'
  FROM documents WHERE sha256 IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM files WHERE files.url = documents.url
      AND (files.sha256, files.bytes, files.mime) IS (documents.sha256, documents.bytes, documents.mime)
  )
"""
_ADDRESSES = """
WITH owned AS (
  SELECT 'versions/' || id AS where_, record_table || '/' || record_id AS record FROM versions
  UNION ALL SELECT 'aliases/' || url, record_table || '/' || record_id FROM aliases
  UNION ALL SELECT 'absences/' || record_id, record_table || '/' || record_id FROM absences
  UNION ALL SELECT 'texts/' || record_table || '/' || record_id, record_table || '/' || record_id FROM texts
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

_BODIES = """
SELECT bodies.id, bodies.sha256, codec, bytes, bodies.data, dictionaries.data
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id
"""
_REDACTED = """
SELECT row_table, row_id, sha256 FROM redactions
WHERE id IN (SELECT max(id) FROM redactions GROUP BY row_table, row_id) ORDER BY id
"""
_OBJECTS = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_VERSIONS = """
SELECT versions.id, record_table || '/' || record_id, kind, fields, content_sha256, seen_at, reason,
       fetches.fetched_at, fetches.status = 200 AND fetches.body_sha256 IS NOT NULL,
       CASE WHEN json_valid(fields) THEN fields ->> '$.withdrawn' IS NOT NULL END
FROM versions LEFT JOIN fetches ON fetches.id = fetch_id ORDER BY record_table, record_id, versions.id
"""
_MAY_FOLLOW = {None: {"first"}, False: {"change", "technical", "withdrawn"}, True: {"technical", "restored"}}
"""Kinds of version at the beginning of a history, on a record that is online, and on one that is withdrawn."""
_SHOWN = {
    ("news", "events"): "SELECT starts, ends, precision FROM events WHERE news_id = ? AND withdrawn IS NULL",
    ("news", "themes"): "SELECT theme_id FROM news_themes WHERE news_id = ?",
    ("news", "documents"): "SELECT url FROM documents WHERE news_id = ?",
    ("groups", "sections"): "SELECT heading FROM group_sections WHERE group_id = ?",
    ("groups", "milestones"): "SELECT starts, ends, precision FROM group_milestones WHERE group_id = ?",
    ("groups", "themes"): "SELECT theme_id FROM group_themes WHERE group_id = ?",
    ("groups", "documents"): "SELECT url FROM documents WHERE group_id = ?",
}
"""What belongs to a record, by its table and the name in its state."""
_WITH_STATE = """
SELECT {0}.*, (
  SELECT CASE WHEN json_valid(fields) THEN fields ELSE '{{}}' END FROM versions
  WHERE record_table = '{0}' AND record_id = {0}.id ORDER BY versions.id DESC LIMIT 1
) AS state FROM {0}
"""
_TEXTS = """
SELECT 'texts/' || record_table || '/' || record_id || '/' || field || '/' || texts.position, html,
  CASE field WHEN 'lead' THEN lead WHEN 'body' THEN body ELSE text END
FROM texts LEFT JOIN news ON record_table = 'news' AND news.id = record_id
  LEFT JOIN group_sections AS own ON record_table = 'groups' AND group_id = record_id AND own.position = texts.position
"""
_DATED_BY_AGENDA = "SELECT 1 FROM events WHERE news_id = ? AND date_source = 'agenda'"
_UNSETTLED = "SELECT 'groups/' || group_id FROM group_pages WHERE settled = 0"
_READ_TODAY = """
SELECT * FROM versions WHERE ? IN (reader_version, substr(reader_version, 1, instr(reader_version, '/') - 1))
AND kind <> 'withdrawn' ORDER BY id
"""
"""Versions of today's readers, by whatever profile they read."""


@dataclass(frozen=True)
class Damage:
    """One thing that is not as it was written."""

    where: str
    """A row as table/key, or the part of the file."""
    what: str
    """What is wrong with it, in a few words."""


Check = Callable[[Database], Iterator[Damage]]


def verify(
    db: Database, portal: Portal, *, read: bool = True, sentences: tuple[SentenceReader, str] | None = None
) -> Iterator[tuple[str, Iterator[Damage]]]:
    """Yield what is looked at, one after the other, with the damage found there.

    read: whether the pages that prove the versions are read again too, which takes most of the time. sentences: what
    reads sentences, and its version, where these are read again too.
    """
    yield "search indexes", _search_indexes(db)
    db.execute("BEGIN")
    try:
        for name, check in CHECKS.items():
            yield name, _readable(db, check)
        if read:
            yield "readings", _readable(db, lambda db: _readings(db, portal))
        if read and sentences:
            yield "readings of sentences", _readable(db, lambda db: starmap(Damage, misread_sentences(db, *sentences)))
    finally:
        db.conn.rollback()


def _readable(db: Database, check: str | Check) -> Iterator[Damage]:
    """Yield the damage that a check finds, and the part of the file that it cannot read."""
    try:
        yield from (Damage(*row) for row in db.execute(check)) if isinstance(check, str) else check(db)
    except sqlite3.DatabaseError as error:
        yield Damage("the file", str(error))


def _search_indexes(db: Database) -> Iterator[Damage]:
    """Yield each search index that differs from its table, as FTS5's own check finds, which writes nothing. None can be
    checked where nothing may be written."""
    for table in (*schema.SEARCHED, "search"):
        rank = int(table in schema.SEARCHED)  # 1: compared with its table, which the index of all records has not
        try:
            db.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', {rank})")  # noqa: S608
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY}:
                return
            yield Damage(f"{table}_fts", "does not say what its table says")
        finally:
            db.conn.rollback()


def _search_entries(db: Database) -> Iterator[Damage]:
    """Yield each record that the search does not find by what it says, and each that it finds and is not there."""
    return (Damage(where, "is not in the search index as it is") for where in search_index.damaged(db))


def _counts(db: Database) -> Iterator[Damage]:
    """Yield each article that is not counted as it is, and each count that is no sum of articles."""
    return (Damage(where, "is not counted as it is") for where in counts.damaged(db))


def _people(db: Database) -> Iterator[Damage]:
    """Yield each spelling that leads to another person than its id says, and, where nothing was stated since it was
    decided who is who, each row of another person than would be decided again."""
    return (Damage(*found) for found in wrong_people(db, overrides_beside(db)))


def _objects(db: Database) -> Iterator[Damage]:
    """Yield each table, index, view and trigger that is missing, changed, or no part of the schema."""
    new = Database(memory=True)
    schema.migrate(new)
    # Without the spaces and quotes that CREATE and ALTER TABLE set differently.
    wanted, found = ({name: re.sub(r'[\s"]', "", sql) for name, sql in each.execute(_OBJECTS)} for each in (new, db))
    new.close()
    for name in wanted | found:
        if name not in found:
            yield Damage(name, "is missing")
        elif name not in wanted:
            yield Damage(name, "is no part of an archive")
        elif found[name] != wanted[name]:
            yield Damage(name, "is not as it was made")


def _bodies(db: Database) -> Iterator[Damage]:
    """Yield each body that cannot be decompressed, or has another hash or size than was received, and is not
    withheld."""
    withheld = withheld_bodies(db)
    for number, key, codec, size, data, dictionary in db.execute(_BODIES):
        if key in withheld and not data:
            continue
        if codec != CODEC:
            yield Damage(f"bodies/{number}", f"its codec is {codec!r}, not {CODEC!r}")
        try:
            found = len(decompressed(key, data, dictionary))
        except DamagedBody:
            yield Damage(f"bodies/{number}", f"is not what was received (SHA-256 {key})")
        else:
            if found != size:
                yield Damage(f"bodies/{number}", f"has {found} bytes, not {size}")


def _redactions(db: Database) -> Iterator[Damage]:
    """Yield one Damage per redacted row that is not as it was left, or whose withheld body is not empty."""
    for table, row_id, kept in db.execute(_REDACTED).fetchall():
        left = hash_of_row(db, table, row_id) if table in schema.APPEND_ONLY else None
        if left is None:
            yield Damage(f"{table}/{row_id}", "is noted as redacted, and is not there")
        elif left != kept:
            yield Damage(f"{table}/{row_id}", f"is not what was left when it was redacted (SHA-256 {kept})")


def _versions(db: Database) -> Iterator[Damage]:
    """Yield what is wrong with each version: its hash, its place in the history, its time, the fetch that proves it."""
    last, gone = None, None
    for number, record, kind, state, content, seen_at, reason, fetched_at, is_page, is_gone in db.execute(_VERSIONS):
        before = gone if record == last else None
        last, gone = record, bool(is_gone)
        is_withdrawal = kind == "withdrawn"
        wrong = {
            f"its fields are not those that were kept (SHA-256 {content})": sha256(state) != content,
            f"{kind!r} cannot follow in the history of {record}": kind not in _MAY_FOLLOW[before],
            f"its fields do not say what a version {kind!r} says":
                is_gone is None or (gone != is_withdrawal and kind != "technical"),
            "a withdrawal, and nothing else, has a reason": (reason is None) == is_withdrawal,
            f"was seen at {seen_at}, and the fetch that proves it was at {fetched_at}":
                kind != "technical" and seen_at != fetched_at,
            "no page proves it": not (is_withdrawal or is_page),
        }  # fmt: skip
        yield from (Damage(f"versions/{number}", what) for what, is_so in wrong.items() if is_so)


def _shown_states(db: Database) -> Iterator[Damage]:
    """Yield each article and group that has no version, or does not show its last one.

    Groups whose pages a crawl has read that has not ended, or was killed, get their version at the end of the next one.
    """
    unsettled = {record for (record,) in db.execute(_UNSETTLED)}
    for table, record in (("news", records.News), ("groups", records.Group)):
        names = {field.name for field in fields(record)}
        for row in db.query(_WITH_STATE.format(table)):
            where, state = f"{table}/{row['id']}", row.pop("state")
            if where in unsettled or not (state or row["url"]):
                continue
            if state is None:
                yield Damage(where, "has no version")
            elif differing := _differing(db, table, row, json.loads(state), names):
                yield Damage(where, f"does not show what its last version says: {', '.join(differing)}")


def _differing(db: Database, table: str, row: dict, state: dict, names: set[str]) -> list[str]:
    """Return what differs between a record and its state: fields, and what belongs to it. A withdrawal, and the
    agenda's badge, hide events."""
    kept = {name: value for name, value in state.items() if name in names}
    differing = differences(kept, {name: row[name] for name in kept})
    hides_events = row["withdrawn"] or db.execute(_DATED_BY_AGENDA, [row["id"]]).fetchone()
    for (owner, name), sql in _SHOWN.items():
        if owner != table or (name == "events" and hides_events):
            continue
        shown = db.execute(sql, [row["id"]])
        columns = [column for column, *_ in shown.description]
        kept = state.get(name, ())
        if name == "events" and (facts := facts_of(db, row["id"])):
            kept = joined_events(kept, facts.occasions)
        values = (each if isinstance(each, dict) else {columns[0]: each} for each in kept)
        if sorted(shown) != sorted(tuple(value[column] for column in columns) for value in values):
            differing.append(name)
    return differing


def _texts(db: Database) -> Iterator[Damage]:
    """Yield each text as HTML that has other words than the plain text, or more than the allowed elements."""
    for where, markup, plain in db.execute(_TEXTS):
        if not is_allowed(markup):
            yield Damage(where, "has other elements, attributes or links than are allowed")
        elif words_of(markup) != (plain or "").split():
            yield Damage(where, "has other words than the plain text")


def _readings(db: Database, portal: Portal) -> Iterator[Damage]:
    """Yield each version of today's readers that its pages do not read as any more.

    Versions of earlier readers are for `portail reread`; what is redacted, or proven by a redacted page, cannot be read
    again.
    """
    for row in db.query(_READ_TODAY, [reader_version()]):
        version = records.Version(**row)
        if not is_redacted(db, version) and (what := _wrong_reading(db, portal, version)):
            yield Damage(f"versions/{version.id}", what)


def _wrong_reading(db: Database, portal: Portal, version: records.Version) -> str | None:
    try:
        profile = of_readers(db, version.reader_version)
        page_records = records_again(db, portal, version, proofs_of(db, version), profile)
        if not page_records:
            return "the readers do not see the record in its page"
        differing = differences(state_of(version), state_again(db, version, page_records))
    except DamagedBody:
        return None  # _bodies() names it
    except Exception as error:
        return f"its page cannot be read again ({type(error).__name__}: {error})"
    return f"reading its page again gives another {', '.join(differing)}" if differing else None


CHECKS: dict[str, str | Check] = {
    "the file": _FILE,
    "the schema": _objects,
    "foreign keys": _FOREIGN_KEYS,
    "rows that are never deleted": _GAPS,
    "bodies": _bodies,
    "fetches": _FETCHES,
    "files of documents": _FILES,
    "versions": _versions,
    "redactions": _redactions,
    "records": _shown_states,
    "texts": _texts,
    "sentences": MISQUOTED,
    "rows of sentences": lambda db: starmap(Damage, differing_sentences(db)),
    "addresses": _ADDRESSES,
    "people": _people,
    "the search": _search_entries,
    "counts": _counts,
}
"""The checks of what is stored, by what they look at: a SELECT of where and what, or a function that yields damage."""
