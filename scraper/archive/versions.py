"""The states of a record, one row of `versions` each."""

import json

from sqlite_utils import Database

from scraper import __version__, records
from scraper.archive import content, rows


def last_state(db: Database, table: str, record_id: str) -> dict | None:
    """The content of a record's last version; None when it has none. Versions of schema 3 do not tell `withdrawn`."""
    sql = "SELECT fields FROM versions WHERE record_table = ? AND record_id = ? ORDER BY id DESC LIMIT 1"
    found = db.execute(sql, [table, record_id]).fetchone()
    return {"withdrawn": None, **json.loads(found[0])} if found else None


def add_version(
    db: Database, table: str, record_id: str, state: dict, fetch_id: int, seen_at: str, *, reason: str | None = None
) -> str:
    """Keep a record's state when it differs from the last one kept; says which it is: first, change, withdrawn,
    restored, or same, which is not kept. reason: why a record was found withdrawn."""
    kind = _kind(last_state(db, table, record_id), state)
    if kind == "same":
        return kind
    told = content.canonical_json(state)
    rows.insert(
        db,
        records.Version(
            record_table=table,
            record_id=record_id,
            kind=kind,
            fields=told,
            content_sha256=content.sha256(told),
            fetch_id=fetch_id,
            reader_version=__version__,
            seen_at=seen_at,
            reason=reason,
        ),
    )
    return kind


def _kind(before: dict | None, state: dict) -> str:
    if before is None:
        return "first"
    if bool(before["withdrawn"]) != bool(state["withdrawn"]):
        return "withdrawn" if state["withdrawn"] else "restored"
    return "same" if before == state else "change"


def draft(db: Database, group_id: str, state: dict, fetch_id: int, seen_at: str) -> None:
    """Note what a crawl has read of a group so far: several pages tell of one."""
    db.execute(
        "INSERT OR REPLACE INTO group_drafts (group_id, fields, fetch_id, seen_at) VALUES (?, ?, ?, ?)",
        [group_id, content.canonical_json(state), fetch_id, seen_at],
    )


def drafted(db: Database, group_id: str) -> dict | None:
    """What was read of a group since its last version; None for nothing."""
    found = db.execute("SELECT fields FROM group_drafts WHERE group_id = ?", [group_id]).fetchone()
    return json.loads(found[0]) if found else None


def settle_drafts(db: Database) -> list[str]:
    """Make a version of each group that was read, where it differs; says of each: first, change or same.

    A crawl that was killed leaves its drafts to the next one.
    """
    kinds = []
    drafts = db.execute("SELECT group_id, fields, fetch_id, seen_at FROM group_drafts ORDER BY group_id").fetchall()
    for group_id, told, fetch_id, seen_at in drafts:
        kinds.append(add_version(db, "groups", group_id, json.loads(told), fetch_id, seen_at))
        if kinds[-1] in {"change", "restored"}:
            db.execute("UPDATE groups SET changed = ? WHERE id = ?", [seen_at, group_id])
    db.execute("DELETE FROM group_drafts")
    return kinds
