"""Every record shows what its last version says, and is where its addresses lead."""

import json
from collections.abc import Iterator
from dataclasses import fields

from sqlite_utils import Database

from scraper import records
from scraper.archive.content import differences
from scraper.archive.verifying.damage import Damage

_RECORDS = {"news": records.News, "groups": records.Group}
_OF_NEWS = {
    "events": "SELECT starts || ends || precision FROM events WHERE news_id = ? AND withdrawn IS NULL",
    "themes": "SELECT theme_id FROM news_themes WHERE news_id = ?",
    "documents": "SELECT url FROM documents WHERE news_id = ?",
}
_OF_GROUPS = {
    "sections": "SELECT heading FROM group_sections WHERE group_id = ?",
    "milestones": "SELECT starts || ends || precision FROM group_milestones WHERE group_id = ?",
    "themes": "SELECT theme_id FROM group_themes WHERE group_id = ?",
    "documents": "SELECT url FROM documents WHERE group_id = ?",
}
_BELONGINGS = {"news": _OF_NEWS, "groups": _OF_GROUPS}
_LAST = """
SELECT fields FROM versions WHERE id = (SELECT max(id) FROM versions WHERE record_table = ? AND record_id = ?)
"""
_DATED_BY_AGENDA = "SELECT 1 FROM events WHERE news_id = ? AND date_source = 'agenda'"
_THERE = """
SELECT 'news/' || id FROM news UNION ALL SELECT 'groups/' || id FROM groups UNION ALL SELECT 'themes/' || id FROM themes
"""
_NOBODYS = """
SELECT 'versions/' || id, record_table || '/' || record_id FROM versions
UNION ALL SELECT 'aliases/' || url, record_table || '/' || record_id FROM aliases
UNION ALL SELECT 'absences/' || record_id, record_table || '/' || record_id FROM absences
"""
_WAITING = "SELECT group_id FROM group_pages WHERE settled = 0"
_ELSEWHERE = """
SELECT versions.id FROM versions JOIN fetches ON fetches.id = fetch_id
WHERE NOT EXISTS (
  SELECT 1 FROM aliases
  WHERE aliases.url IN (fetches.url, fetches.final_url) AND aliases.record_table = versions.record_table
)
"""


def every_record(db: Database) -> Iterator[Damage]:
    """Each article and group has a version, and shows what the last one says; but for groups whose pages a crawl has
    read that has not ended, or was killed: they get their version at the end of the next."""
    waiting = {f"groups/{group_id}" for (group_id,) in db.execute(_WAITING)}
    for table in _RECORDS:
        for row in db.query(" ".join(("SELECT * FROM", table))):
            if f"{table}/{row['id']}" not in waiting:
                yield from _shows(db, table, row)


def every_alias(db: Database) -> Iterator[Damage]:
    """Each version, address and sign is of a record that is there, and each proof answered at one of its addresses."""
    there = {record for (record,) in db.execute(_THERE)}
    for where, record in db.execute(_NOBODYS):
        if record not in there:
            yield Damage(where, f"is of {record}, which is not there")
    for (number,) in db.execute(_ELSEWHERE):
        yield Damage(f"versions/{number}", "the fetch that proves it is of another address")


def _shows(db: Database, table: str, row: dict) -> Iterator[Damage]:
    where, found = f"{table}/{row['id']}", db.execute(_LAST, [table, row["id"]]).fetchone()
    if found is None:
        if table == "news" or row["url"]:
            yield Damage(where, "has no version")
        return
    try:
        state = json.loads(found[0])
    except ValueError:
        return  # told of its version
    names = [field.name for field in fields(_RECORDS[table]) if field.name in state]
    differing = differences({name: state[name] for name in names}, {name: row[name] for name in names})
    differing += _belongings(db, table, row, state)
    if differing:
        yield Damage(where, f"does not show what its last version says: {', '.join(differing)}")


def _belongings(db: Database, table: str, row: dict, state: dict) -> Iterator[str]:
    """What belongs to a record and is not as its state says. The agenda's badge, and a withdrawal, hide events."""
    for name, sql in _BELONGINGS[table].items():
        if name == "events" and (row["withdrawn"] or db.execute(_DATED_BY_AGENDA, [row["id"]]).fetchone()):
            continue
        shown = sorted(key for (key,) in db.execute(sql, [row["id"]]))
        if shown != sorted(map(_key, state.get(name, ()))):
            yield name


def _key(told: dict | str) -> str:
    """What the statements above give of a belonging."""
    if isinstance(told, str):
        return told
    if "starts" in told:
        return told["starts"] + told["ends"] + told["precision"]
    return told["url"] if "url" in told else told["heading"]
