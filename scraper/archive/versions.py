"""The states of a record: what a state is, when two are the same, and a row of `versions` for each that differs.

A state is kept as JSON in one canonical form. Its version carries the version of the readers that made it, which rises
by itself when what reads a page, or makes a state of it, has changed.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from importlib import metadata
from pathlib import Path

from sqlite_utils import Database

from scraper import __version__, records
from scraper.archive import rows

_NO_STATE = {
    "id",
    "url",
    "spip_id",
    "news_id",
    "group_id",
    "position",
    "first_seen",
    "last_seen",
    "changed",
    "withdrawn",
}
"""Columns that say where a record belongs and when it was seen: no part of its state."""
_FILE = {"mime", "bytes", "sha256"}
"""What is known of an attached file once it is fetched: the page does not show it."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '\\"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
"""Signs that are written in several ways, in JSON: apostrophes, quotes, dashes; and those that are not seen."""
_SPACES = re.compile(r"(?: |\\n|\\t)+")
_SPACED_SIGNS = re.compile(r' *(\\"|[:;!?%€]) *')
"""French puts a space before these, or inside its quotes; some software does not."""
_PACKAGE = Path(__file__).parents[1]
_SOURCES = (
    "reading", "dates", "spip.py", "portal.py", "portal.toml", "records.py", "masking.py", "archive/versions.py",
)  # fmt: skip
"""What decides how a page reads and what a state is: folders and files of this package."""
_LIBRARIES = ("Babel", "beautifulsoup4", "dateparser", "defusedxml", "ftfy", "lxml", "w3lib")
"""Libraries that decide how a page reads."""


def news_content(news: records.News, rows: Iterable) -> dict:
    """Return an article's state: its fields, events, roles, files, and the ids of its keywords and funds.

    Every article has the same keys.
    """
    rows = list(rows)
    return {
        **_plain(news),
        "events": [_plain(row, {"title"}) for row in _of(records.Event, rows)],
        "themes": sorted({row.theme_id for row in _of(records.NewsTheme, rows)}),
        "documents": [_document(row) for row in _of(records.Document, rows)],
        "roles": _roles(rows),
        "funds": _sorted({"fund": row.fund_id, "opened": row.opened} for row in _of(records.FundNews, rows)),
        "withdrawn": news.withdrawn,
    }


def group_content(group: records.Group, rows: Iterable) -> dict:
    """Return a group's state: its fields, the sections and dated lines of its pages, its keywords, files and roles."""
    rows = list(rows)
    return {
        **_plain(group),
        "sections": [_plain(row) for row in _of(records.GroupSection, rows)],
        "milestones": [_plain(row) for row in _of(records.GroupMilestone, rows)],
        "themes": sorted({row.theme_id for row in _of(records.GroupTheme, rows)}),
        "documents": [_document(row) for row in _of(records.Document, rows)],
        "roles": _roles(rows),
        "withdrawn": group.withdrawn,
    }


def canonical_json(value) -> str:
    """Return one spelling for equal values: keys in the given order, no white space, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def comparable(state: dict) -> str:
    """Return a state as it is compared: without what typography alone decides (kinds of spaces, quotes, dashes, hyphens
    and ligatures; spaces before a sign), without the order of its keys and files, and without fields that are None: a
    state that was kept before a field was added has no such key."""
    ordered = {name: state[name] for name in sorted(state) if state[name] is not None}
    return _folded(canonical_json(ordered | {"documents": _sorted(ordered.get("documents") or ())}))


def differences(state: dict, other: dict) -> list[str]:
    """Return the names of the fields in which two states differ."""
    return [
        name for name in state | other if comparable({name: state.get(name)}) != comparable({name: other.get(name)})
    ]


def sha256(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def reader_version() -> str:
    """Return the program's version and eight digits of the SHA-256 of the readers' sources: `0.2.0+1c4a09be`."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}".encode())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def last_version(db: Database, table: str, record_id: str) -> records.Version | None:
    """Return a record's last version; None when it has none."""
    return next(versions_back(db, table, record_id), None)


def last_read_version(db: Database, table: str, record_id: str) -> records.Version | None:
    """Return a record's last version that was read from a page, as withdrawals are not."""
    return next((known for known in versions_back(db, table, record_id) if known.kind != "withdrawn"), None)


def versions_back(db: Database, table: str, record_id: str) -> Iterator[records.Version]:
    """Yield a record's versions, the last first."""
    sql = "SELECT * FROM versions WHERE record_table = ? AND record_id = ? ORDER BY id DESC"
    for row in db.query(sql, [table, record_id]):
        yield records.Version(**row)


def state_of(version: records.Version | None) -> dict | None:
    """Return the state that a version keeps; None for no version. The oldest versions have no key `withdrawn`."""
    return version and {"withdrawn": None, **json.loads(version.fields)}


def proofs_of(db: Database, version: records.Version) -> list[int]:
    """Return the numbers of the fetches that a version was read from: those in `proofs`, else the one it carries."""
    found = db.execute("SELECT fetch_id FROM proofs WHERE version_id = ? ORDER BY fetch_id", [version.id]).fetchall()
    return [number for (number,) in found] or [version.fetch_id]


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
    """Write a record's state as a version when it differs from the last one. Return the version's kind: first, change,
    technical, withdrawn, restored; or same, when none was written.

    technical: whether the readers have changed, not the page. reason: why a record was found withdrawn. proofs: the
    fetches it was read from, when they are others, or more, than fetch_id.
    """
    kind = _kind(state_of(last_version(db, table, record_id)), state, technical)
    if kind == "same":
        return kind
    content = canonical_json(state)
    version = records.Version(
        record_table=table,
        record_id=record_id,
        kind=kind,
        fields=content,
        content_sha256=sha256(content),
        fetch_id=fetch_id,
        reader_version=reader_version(),
        seen_at=seen_at,
        reason=reason,
    )
    number = rows.insert(db, version)
    if set(proofs) - {fetch_id}:
        db.conn.executemany("INSERT INTO proofs VALUES (?, ?)", [(number, proof) for proof in sorted(set(proofs))])
    return kind


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _SPACES.sub(" ", _SPACED_SIGNS.sub(r"\1", plain))


def _plain(row, without: set[str] = frozenset()) -> dict:
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name not in _NO_STATE | without}


def _document(row: records.Document) -> dict:
    """Return a file's state. Without a description it has no such key, so that states kept before stay the same."""
    without = _FILE if row.description else _FILE | {"description"}
    return {"url": row.url, **_plain(row, without)}


def _roles(rows: list) -> list[dict]:
    names = {person.id: person.name for person in _of(records.Person, rows)}
    return _sorted(
        {
            "role": role.role,
            "person": names.get(role.person_id, role.person_id),
            "group": role.group_id,
            "function": role.function,
            "organisation": role.organisation,
            "since": role.since,
        }
        for role in _of(records.Role, rows)
    )


def _of(kind: type, rows: list) -> list:
    return [row for row in rows if isinstance(row, kind)]


def _sorted(values: Iterable[dict]) -> list[dict]:
    return sorted(values, key=canonical_json)


def _kind(before: dict | None, state: dict, technical: bool) -> str:
    if before is None:
        return "first"
    if bool(before["withdrawn"]) != bool(state["withdrawn"]):
        return "withdrawn" if state["withdrawn"] else "restored"
    if comparable(before) == comparable(state):
        return "same"
    return "technical" if technical else "change"


def _files() -> Iterator[Path]:
    for name in _SOURCES:
        path = _PACKAGE / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]
