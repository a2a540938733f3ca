"""Checks of records: their versions, that they show the last one, and that their pages still read so."""

import json
from collections.abc import Iterator
from dataclasses import fields

from sqlite_utils import Database

from scraper import records
from scraper.archive.erasure import is_redacted
from scraper.archive.errors import DamagedBody
from scraper.archive.page_records import records_again, state_again
from scraper.archive.verifying.storage import Damage
from scraper.archive.versions import differences, proofs_of, reader_version, sha256, state_of
from scraper.portal import Portal

_VERSIONS = """
SELECT versions.id, record_table, record_id, kind, fields, content_sha256, seen_at, reason,
       fetches.fetched_at, fetches.status = 200 AND fetches.body_sha256 IS NOT NULL
FROM versions LEFT JOIN fetches ON fetches.id = fetch_id ORDER BY record_table, record_id, versions.id
"""
_MAY_FOLLOW = {
    None: {"first"},
    False: {"change", "technical", "withdrawn"},
    True: {"technical", "restored"},
}
"""Kinds of version at the beginning of a history, on a record that is online, and on one that is withdrawn."""
_CLASSES = {"news": records.News, "groups": records.Group}
_SHOWN = {
    ("news", "events"): "SELECT starts || ends || precision FROM events WHERE news_id = ? AND withdrawn IS NULL",
    ("news", "themes"): "SELECT theme_id FROM news_themes WHERE news_id = ?",
    ("news", "documents"): "SELECT url FROM documents WHERE news_id = ?",
    ("groups", "sections"): "SELECT heading FROM group_sections WHERE group_id = ?",
    ("groups", "milestones"): "SELECT starts || ends || precision FROM group_milestones WHERE group_id = ?",
    ("groups", "themes"): "SELECT theme_id FROM group_themes WHERE group_id = ?",
    ("groups", "documents"): "SELECT url FROM documents WHERE group_id = ?",
}
"""What belongs to a record, by its table and the name in its state."""
_LAST = """
SELECT fields FROM versions WHERE id = (SELECT max(id) FROM versions WHERE record_table = ? AND record_id = ?)
"""
_DATED_BY_AGENDA = "SELECT 1 FROM events WHERE news_id = ? AND date_source = 'agenda'"
_UNSETTLED = "SELECT 'groups/' || group_id FROM group_pages WHERE settled = 0"
_READ_TODAY = "SELECT * FROM versions WHERE reader_version = ? AND kind <> 'withdrawn' ORDER BY id"


def versions(db: Database) -> Iterator[Damage]:
    """Yield what is wrong with each version: its hash, its place in the history, its time, the fetch that proves it."""
    record, gone = None, None
    for number, table, key, kind, state, content, seen_at, reason, fetched_at, is_page in db.execute(_VERSIONS):
        where = f"versions/{number}"
        if (table, key) != record:
            record, gone = (table, key), None
        if sha256(state) != content:
            yield Damage(where, f"its fields are not those that were kept (SHA-256 {content})")
        if kind not in _MAY_FOLLOW[gone]:
            yield Damage(where, f"{kind!r} cannot follow in the history of {table}/{key}")
        gone = _is_withdrawn(state)
        if gone is None or (gone != (kind == "withdrawn") and kind != "technical"):
            yield Damage(where, f"its fields do not say what a version {kind!r} says")
        gone = bool(gone)
        if (reason is None) != (kind != "withdrawn"):
            yield Damage(where, "a withdrawal, and nothing else, has a reason")
        if kind != "technical" and seen_at != fetched_at:
            yield Damage(where, f"was seen at {seen_at}, and the fetch that proves it was at {fetched_at}")
        if kind != "withdrawn" and not is_page:
            yield Damage(where, "no page proves it")


def shown_states(db: Database) -> Iterator[Damage]:
    """Yield each article and group that has no version, or does not show its last one.

    Groups whose pages a crawl has read that has not ended, or was killed, get their version at the end of the next one.
    """
    unsettled = {record for (record,) in db.execute(_UNSETTLED)}
    for table in _CLASSES:
        for row in db.query(" ".join(("SELECT * FROM", table))):
            where = f"{table}/{row['id']}"
            if where not in unsettled and (what := _wrong_state(db, table, row)):
                yield Damage(where, what)


def readings(db: Database, portal: Portal) -> Iterator[Damage]:
    """Yield each version of today's readers that its pages do not read as any more.

    Versions of earlier readers are for `portail reread`; what is redacted, or proven by a redacted page, cannot be read
    again.
    """
    for row in db.query(_READ_TODAY, [reader_version()]):
        version = records.Version(**row)
        if not is_redacted(db, version) and (what := _wrong_reading(db, portal, version)):
            yield Damage(f"versions/{version.id}", what)


def _is_withdrawn(state: str) -> bool | None:
    """Return whether a version's fields mark its record as withdrawn; None when they cannot be read."""
    try:
        return bool(json.loads(state).get("withdrawn"))
    except (ValueError, AttributeError):
        return None


def _wrong_state(db: Database, table: str, row: dict) -> str | None:
    found = db.execute(_LAST, [table, row["id"]]).fetchone()
    if found is None:
        return "has no version" if table == "news" or row["url"] else None
    try:
        state = json.loads(found[0])
    except ValueError:
        return None  # versions() names it
    names = [field.name for field in fields(_CLASSES[table]) if field.name in state]
    differing = differences({name: state[name] for name in names}, {name: row[name] for name in names})
    differing += _differing_belongings(db, table, row, state)
    return f"does not show what its last version says: {', '.join(differing)}" if differing else None


def _differing_belongings(db: Database, table: str, row: dict, state: dict) -> Iterator[str]:
    """Yield what belongs to a record and differs from its state. A withdrawal, and the agenda's badge, hide events."""
    for (owner, name), sql in _SHOWN.items():
        if owner != table:
            continue
        if name == "events" and (row["withdrawn"] or db.execute(_DATED_BY_AGENDA, [row["id"]]).fetchone()):
            continue
        shown = sorted(key for (key,) in db.execute(sql, [row["id"]]))
        if shown != sorted(map(_key, state.get(name, ()))):
            yield name


def _key(belonging: dict | str) -> str:
    """Return what the statements of _SHOWN select of a belonging."""
    if isinstance(belonging, str):
        return belonging
    if "starts" in belonging:
        return belonging["starts"] + belonging["ends"] + belonging["precision"]
    return belonging["url"] if "url" in belonging else belonging["heading"]


def _wrong_reading(db: Database, portal: Portal, version: records.Version) -> str | None:
    try:
        page_records = records_again(db, portal, version, proofs_of(db, version))
        read = state_again(db, version, page_records) if page_records else None
        kept = state_of(version)
    except DamagedBody:
        return None  # storage.bodies() names it
    except Exception as error:
        return f"its page cannot be read again ({type(error).__name__}: {error})"
    if read is None:
        return "the readers do not see the record in its page"
    differing = differences(kept, read)
    return f"reading its page again gives another {', '.join(differing)}" if differing else None
