"""A version of a record as a person reads it: each field as paragraphs, and what differs from another version."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.history import words
from scraper.history.differences import Passage, differences

VERSION = "SELECT * FROM versions WHERE id = :id"
"""The row of one version."""
NEIGHBOURS = """
SELECT max(CASE WHEN id < :id THEN id END) AS previous, min(CASE WHEN id > :id THEN id END) AS next, max(id) AS last
FROM versions WHERE record_table = :record_table AND record_id = :record_id
"""
"""The versions before and after one, and the last of its record."""
PROOF = "SELECT id, url, final_url, status, fetched_at, body_sha256 FROM fetches WHERE id = :fetch_id"
"""The fetch that proves a version."""
_HEAD = "heading"
"""The part that comes above the others of its entry."""


@dataclass(frozen=True)
class Field:
    """A field of a version, in reading form."""

    name: str
    """Its name in the state."""
    french: str
    english: str
    paragraphs: tuple[str, ...]
    """None when it is empty."""


@dataclass(frozen=True)
class FieldChange:
    """A field that differs, its two texts side by side."""

    field: Field
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Comparison:
    """Two states of one record, field by field."""

    changed: tuple[FieldChange, ...]
    same: tuple[Field, ...]


@dataclass(frozen=True)
class ShownVersion:
    """One row of `versions`."""

    id: int
    record_table: str
    record_id: str
    seen_at: str
    reader_version: str
    content_sha256: str
    fetch_id: int
    kind: tuple[str, str]
    """In French and in English."""
    reason: tuple[str, str] | None
    """In French and in English; None when it is no withdrawal."""
    state: dict

    @classmethod
    def of(cls, row: Mapping) -> "ShownVersion":
        """Return the version of a row."""
        plain = ("id", "record_table", "record_id", "seen_at", "reader_version", "content_sha256", "fetch_id")
        kind, reason = row["kind"], row["reason"]
        return cls(
            **{name: row[name] for name in plain},
            kind=words.VERSION_KINDS.get(kind, (kind, kind)),
            reason=words.REASONS.get(reason, (reason, reason)) if reason else None,
            state=json.loads(row["fields"]),
        )

    @property
    def record(self) -> str:
        """The record, as table/id."""
        return f"{self.record_table}/{self.record_id}"

    @property
    def title(self) -> str:
        """What the record was called then."""
        return self.state.get("title") or self.state.get("name") or self.record_id

    @property
    def fields(self) -> list[Field]:
        """The state in reading form."""
        return reading_form(self.state)


def reading_form(state: dict) -> list[Field]:
    """Return the fields of a state, in its order; a version's `fields` is one, as JSON."""
    return [_read(name, value) for name, value in state.items()]


def compare(before: dict, after: dict) -> Comparison:
    """Compare two states. A field that one of them lacks is empty there."""
    changed, same = [], []
    for name in dict.fromkeys((*after, *before)):
        old, new = _read(name, before.get(name)), _read(name, after.get(name))
        if old.paragraphs == new.paragraphs:
            same.append(new)
        else:
            changed.append(FieldChange(new, tuple(differences(old.paragraphs, new.paragraphs))))
    return Comparison(tuple(changed), tuple(same))


def _read(name: str, value) -> Field:
    """Return one field; an entry of a list (an event, a role, a section) is a paragraph or more."""
    entries = value if isinstance(value, list) else [value]
    return Field(name, *words.field(name), tuple(text for entry in entries for text in _paragraphs(name, entry)))


def _paragraphs(name: str, entry) -> list[str]:
    if entry in (None, "", {}):
        return []
    if not isinstance(entry, dict):
        return _split(words.spoken(name, entry))
    parts = [_part(key, value) for key, value in entry.items() if key != _HEAD and value is not None]
    return [*_split(entry.get(_HEAD) or ""), *_split(" · ".join(parts))]


def _part(key: str, value) -> str:
    before = words.PARTS.get(key)
    return f"{before} : {words.spoken(key, value)}" if before else words.spoken(key, value)


def _split(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
