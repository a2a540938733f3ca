"""The states of a record, one row of `versions` each."""

import json
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from scraper import records
from scraper.archive import content, rows
from scraper.archive.readers import reader_version


def last_version(db: Database, table: str, record_id: str) -> records.Version | None:
    """A record's last version."""
    return next(versions_back(db, table, record_id), None)


def last_told(db: Database, table: str, record_id: str) -> records.Version | None:
    """A record's last version that a page told: the withdrawals after it were none."""
    return next((known for known in versions_back(db, table, record_id) if known.kind != "withdrawn"), None)


def versions_back(db: Database, table: str, record_id: str) -> Iterator[records.Version]:
    """A record's versions, the last first."""
    sql = "SELECT * FROM versions WHERE record_table = ? AND record_id = ? ORDER BY id DESC"
    for row in db.query(sql, [table, record_id]):
        yield records.Version(**row)


def state_of(version: records.Version | None) -> dict | None:
    """Return the state that a version keeps; None for no version. The oldest versions have no key `withdrawn`."""
    return version and {"withdrawn": None, **json.loads(version.fields)}


def proofs_of(db: Database, version: records.Version) -> list[int]:
    """The fetches that a version was read from: those named in `proofs`, else the one it carries."""
    told = db.execute("SELECT fetch_id FROM proofs WHERE version_id = ? ORDER BY fetch_id", [version.id]).fetchall()
    return [number for (number,) in told] or [version.fetch_id]


def add_version(
    db: Database,
    table: str,
    record_id: str,
    state: dict,
    fetch_id: int,
    seen_at: str,
    *,
    technical: bool = False,
    reason: str | None = None,
    proofs: Iterable[int] = (),
) -> str:
    """Keep a record's state when it differs from the last one kept; says which it is: first, change, technical,
    withdrawn, restored, or same, which is not kept.

    technical: the page is the same, the readers have changed; reason: why a record was found withdrawn; proofs: the
    fetches it was read from, when they are others, or more, than fetch_id.
    """
    kind = _kind(state_of(last_version(db, table, record_id)), state, technical)
    if kind == "same":
        return kind
    told = content.canonical_json(state)
    version = records.Version(
        record_table=table,
        record_id=record_id,
        kind=kind,
        fields=told,
        content_sha256=content.sha256(told),
        fetch_id=fetch_id,
        reader_version=reader_version(),
        seen_at=seen_at,
        reason=reason,
    )
    number = rows.insert(db, version)
    if set(proofs) - {fetch_id}:
        db.conn.executemany("INSERT INTO proofs VALUES (?, ?)", [(number, proof) for proof in sorted(set(proofs))])
    return kind


def _kind(before: dict | None, state: dict, technical: bool) -> str:
    if before is None:
        return "first"
    if bool(before["withdrawn"]) != bool(state["withdrawn"]):
        return "withdrawn" if state["withdrawn"] else "restored"
    if content.comparable(before) == content.comparable(state):
        return "same"
    return "technical" if technical else "change"
