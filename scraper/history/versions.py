"""A version of a record as a person reads it: each field as paragraphs, and what differs from another version."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scraper.history.differences import Passage, differences
from scraper.records import FIELD_NAMES

VERSION = "SELECT * FROM versions WHERE id = :id"
"""The row of one version."""
NEIGHBOURS = """
SELECT max(CASE WHEN id < :id THEN id END) AS previous, min(CASE WHEN id > :id THEN id END) AS next, max(id) AS last
FROM versions WHERE record_table = :record_table AND record_id = :record_id
"""
"""The versions before and after one, and the last of its record."""
PROOF = "SELECT id, url, final_url, status, fetched_at, body_sha256 FROM fetches WHERE id = :fetch_id"
"""The fetch that proves a version."""
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_HEAD = "heading"
"""The part that comes above the others of its entry."""


class Field(NamedTuple):
    """A field of a version, in reading form."""

    name: str
    """Its name in the state."""
    french: str
    english: str
    paragraphs: tuple[str, ...]
    """None when it is empty."""


class FieldChange(NamedTuple):
    """A field that differs, its two texts side by side."""

    field: Field
    passages: list[Passage]


class Comparison(NamedTuple):
    """Two states of one record, field by field."""

    changed: list[FieldChange]
    same: list[Field]


def shown_version(row: Mapping) -> dict:
    """Return the row of a version, with its `kind` and `reason` in French and English, and besides its `state`, its
    `record` (table/id), what that was called then (`title`), and its fields in reading form (`reading`)."""
    state, reason = json.loads(row["fields"]), row["reason"]
    return {
        **dict(row),
        "kind": kind_in_words(row["kind"]),
        "reason": reason and _WORDS["reasons"].get(reason, (reason, reason)),
        "state": state,
        "record": f"{row['record_table']}/{row['record_id']}",
        "title": state.get("title") or state.get("name") or row["record_id"],
        "reading": reading_form(state),
    }


def kind_in_words(kind: str) -> tuple[str, str]:
    """Return a version's kind in French and English."""
    return _WORDS["version_kinds"].get(kind, (kind, kind))


def name_in_words(field: str) -> tuple[str, str]:
    """Return a field in French and English; one that this program does not know keeps its own name."""
    return FIELD_NAMES.get(field, (field, field))


def reading_form(state: dict) -> list[Field]:
    """Return the fields of a state, in its order; a version's `fields` is one, as JSON."""
    return [_read(name, value) for name, value in state.items()]


def compare(before: dict, after: dict) -> Comparison:
    """Compare two states. A field that one of them lacks is empty there."""
    comparison = Comparison([], [])
    for name in dict.fromkeys((*after, *before)):
        old, new = _read(name, before.get(name)), _read(name, after.get(name))
        if old.paragraphs == new.paragraphs:
            comparison.same.append(new)
        else:
            comparison.changed.append(FieldChange(new, differences(old.paragraphs, new.paragraphs)))
    return comparison


def _read(name: str, value) -> Field:
    """Return one field; an entry of a list (an event, a role, a section) is a paragraph or more."""
    entries = value if isinstance(value, list) else [value]
    return Field(name, *name_in_words(name), tuple(text for entry in entries for text in _paragraphs(name, entry)))


def _paragraphs(name: str, entry) -> list[str]:
    if entry is None:
        return []
    if not isinstance(entry, dict):
        return _split(_spoken(name, entry))
    parts = [
        (f"{_WORDS['parts'][key]} : " if key in _WORDS["parts"] else "") + _spoken(key, value)
        for key, value in entry.items()
        if key != _HEAD and value is not None
    ]
    return [*_split(entry.get(_HEAD) or ""), *_split(" · ".join(parts))]


def _spoken(name: str, value) -> str:
    """Return a value as a person reads it: "annulé (cancelled)" for a code, "oui" for 1 of online."""
    word = _WORDS["codes"].get(name, {}).get(str(value), value)
    return str(word) if word == value or isinstance(value, int) else f"{word} ({value})"


def _split(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
