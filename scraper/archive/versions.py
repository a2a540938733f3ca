"""The states of a record: what a state is, when two are the same, and a row of `versions` for each that differs.

A state is kept as JSON in one canonical form. Its version carries the version of the readers that made it, which rises
by itself when what reads a page, or makes a state of it, has changed.
"""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from importlib import metadata
from pathlib import Path

from sqlite_utils import Database

from scraper import __version__, records
from scraper.archive import rows

_NO_STATE = {
    "id", "url", "spip_id", "news_id", "group_id", "position", "first_seen", "last_seen", "changed", "withdrawn",
}  # fmt: skip
"""Columns that say where a record belongs and when it was seen: no part of its state."""
_FILE = {"size_text", "mime", "bytes", "sha256"}
"""What is known of an attached file once it is fetched, and its size as a template shows it: no content of a page."""
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
    "reading", "dates", "spip.py", "portal.py", "portal.toml", "records.py", "masking.py", "allowed_html.py", "text.py",
    "archive/versions.py",
)  # fmt: skip
"""What decides how a page reads and what a state is: folders and files of this package."""
_LIBRARIES = ("Babel", "beautifulsoup4", "dateparser", "defusedxml", "ftfy", "lxml", "w3lib")
"""Libraries that decide how a page reads."""
_SPIP_PICTURE = re.compile(r"^.*/(?:IMG/|local/cache-)(?:.*/)?([^/]+?)(?:(?<=\w)-[0-9a-f]{5})?\.\w+$")
"""The name of a picture, whatever the size at which SPIP shows it: `IMG/logo/visite.jpg` is
`local/cache-vignettes/L320xH200/visite-62741.jpg`."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_COLUMNS = [field.name for field in fields(records.Version)]
_VERSIONS = (
    f"SELECT {', '.join(_COLUMNS)} FROM versions "  # noqa: S608 - the names of columns
    "WHERE record_table = ? AND record_id = ? AND (NOT ? OR kind <> 'withdrawn') ORDER BY id DESC LIMIT 1"
)


def state_shown(subject: records.News | records.Group, rows: Iterable) -> dict:
    """Return the state of an article or group that a page shows: its fields, and what of the page's records belongs to
    it. Every article has the same keys, and every group."""
    of = defaultdict(list)
    for row in rows:
        of[type(row)].append(row)
    state = _plain(subject)
    if isinstance(subject, records.News):
        themes = of[records.NewsTheme]
        state["events"] = [_plain(row, {"title"}) for row in of[records.Event]]
    else:
        themes = of[records.GroupTheme]
        state["sections"] = [_plain(row) for row in of[records.GroupSection]]
        state["milestones"] = [_plain(row) for row in of[records.GroupMilestone]]
    state["themes"] = sorted({row.theme_id for row in themes})
    state["documents"] = [_document(row) for row in of[records.Document]]
    state["roles"] = _roles(of[records.Role], of[records.Person])
    if isinstance(subject, records.News):
        state["funds"] = _sorted({"fund": row.fund_id, "opened": row.opened} for row in of[records.FundNews])
    return state | {"withdrawn": subject.withdrawn}


def canonical_json(value) -> str:
    """Return one spelling for equal values: keys in the given order, no white space, letters as they are."""
    return _ENCODER.encode(value)


def is_same(state: dict, other: dict) -> bool:
    """Return whether two states differ at most in what typography alone decides (kinds of spaces, quotes, dashes,
    hyphens and ligatures; spaces before a sign), in what the site's templates alone decide (the form of the date of
    publication, the size of the picture), in the order of keys and files, or in fields that are None: a state that was
    kept before a field was added has no such key."""
    return state == other or _comparable(state) == _comparable(other)


def differences(state: dict, other: dict) -> list[str]:
    """Return the names of the fields in which two states differ."""
    return [name for name in state | other if not is_same({name: state.get(name)}, {name: other.get(name)})]


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


def readers_of(db: Database) -> str:
    """Return what reads pages in an archive: the readers' version, and that of the profile they read by, if any."""
    found = db.execute("SELECT version FROM profiles ORDER BY rowid DESC LIMIT 1").fetchone()
    return f"{reader_version()}/{found[0]}" if found else reader_version()


def last_version(db: Database, table: str, record_id: str, *, read: bool = False) -> records.Version | None:
    """Return a record's last version; None when it has none. read: whether it must have been read from a page, as
    withdrawals are not."""
    found = db.execute(_VERSIONS, [table, record_id, read]).fetchone()
    return found and _masked(dict(zip(_COLUMNS, found, strict=True)))


def state_of(version: records.Version | None) -> dict | None:
    """Return the state that a version keeps; None for no version. The oldest versions have no key `withdrawn`."""
    return version and {"withdrawn": None, **json.loads(version.fields)}


def proofs_of(db: Database, version: records.Version) -> list[int]:
    """Return the numbers of the fetches that a version was read from: those in `proofs`, else the one it carries."""
    found = db.execute("SELECT fetch_id FROM proofs WHERE version_id = ? ORDER BY fetch_id", [version.id])
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
    values = (table, record_id, kind, content, sha256(content), fetch_id, readers_of(db), seen_at, reason)
    number = rows.insert(db, _masked(dict(zip(_COLUMNS, (None, *values), strict=True))))
    if set(proofs) - {fetch_id}:
        db.conn.executemany("INSERT INTO proofs VALUES (?, ?)", [(number, proof) for proof in sorted(set(proofs))])
    return kind


def _masked(columns: dict) -> records.Version:
    """Return a version of texts that are masked already, as those of records and of the archive are: masking a state
    once more takes longer than writing it."""
    version = object.__new__(records.Version)
    vars(version).update(columns)
    return version


def _comparable(state: dict) -> str:
    ordered = {name: state[name] for name in sorted(state) if state[name] is not None}
    if ordered.get("published"):
        ordered.pop("published_text", None)
    if shown := _SPIP_PICTURE.match(ordered.get("image_url", "")):
        ordered["image_url"] = shown[1]
    if ordered.get("events"):
        ordered["events"] = [_without_words(event) for event in ordered["events"]]
    text = canonical_json(ordered | {"documents": _sorted(ordered.get("documents") or ())})
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _SPACES.sub(" ", _SPACED_SIGNS.sub(r"\1", plain))


def _without_words(event: dict) -> dict:
    """Return an event's state; without the words of its date, where they are those of the publication."""
    is_published = event.get("date_source") == "published"
    return {name: value for name, value in event.items() if not (is_published and name == "date_text")}


def _plain(row, without: set[str] = frozenset()) -> dict:
    left_out = _NO_STATE | without | records.FROM_SENTENCES.get(type(row), frozenset())
    return {name: value for name, value in vars(row).items() if name not in left_out}


def _document(row: records.Document) -> dict:
    """Return a file's state. Without a description it has no such key, so that states kept before stay the same."""
    return {"url": row.url, **_plain(row, _FILE if row.description else _FILE | {"description"})}


def _roles(roles: list[records.Role], people: list[records.Person]) -> list[dict]:
    # As the page writes them, whoever they are found to be: the spelling is in the role's id.
    names = {person.id: person.name for person in people} | {records.slugify(each.name): each.name for each in people}
    return _sorted(
        {
            "role": role.role,
            "person": names.get(records.spelling_in(role.id), names.get(role.person_id, role.person_id)),
            "group": role.group_id,
            "function": role.function,
            "organisation": role.organisation,
            "since": role.since,
        }
        for role in roles
    )


def _sorted(values: Iterable[dict]) -> list[dict]:
    return sorted(values, key=canonical_json)


def _kind(before: dict | None, state: dict, technical: bool) -> str:
    if before is None:
        return "first"
    if bool(before["withdrawn"]) != bool(state["withdrawn"]):
        return "withdrawn" if state["withdrawn"] else "restored"
    if is_same(before, state):
        return "same"
    return "technical" if technical else "change"


def _files() -> Iterator[Path]:
    for name in _SOURCES:
        path = _PACKAGE / name
        within = path.rglob("*") if path.is_dir() else [path]
        yield from sorted(each for each in within if each.suffix in (".py", ".toml", ".ini"))
