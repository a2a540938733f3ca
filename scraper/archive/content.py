"""What a record says, in one canonical form: it decides whether the record changed, and is kept as its versions."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields

from scraper import records

_STANDING = {
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
"""Where a record stands and when it was seen: not what it says."""
_FILE = {"mime", "bytes", "sha256"}
"""What is known of an attached file once it is fetched: the page does not say it."""
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


def news_content(news: records.News, rows: Iterable) -> dict:
    """An article's fields, its events, and the ids of its keywords and funds. Every article has the same keys."""
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
    """A group's fields, the sections and dated lines of its page, its keywords and who holds what in it."""
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
    """One spelling for equal values: keys in the given order, no white space, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def comparable(state: dict) -> str:
    """A state as it is compared: without what typography alone decides (kinds of spaces, quotes, dashes, hyphens and
    ligatures; spaces before a sign), and without the order of its keys and files."""
    told = {name: state[name] for name in sorted(state)}
    return _folded(canonical_json(told | {"documents": _sorted(told.get("documents") or ())}))


def differences(state: dict, other: dict) -> list[str]:
    """The fields in which two states differ."""
    return [
        name for name in state | other if comparable({name: state.get(name)}) != comparable({name: other.get(name)})
    ]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _SPACES.sub(" ", _SPACED_SIGNS.sub(r"\1", plain))


def _plain(row, without: set[str] = frozenset()) -> dict:
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name not in _STANDING | without}


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


def _sorted(told: Iterable[dict]) -> list[dict]:
    return sorted(told, key=canonical_json)
