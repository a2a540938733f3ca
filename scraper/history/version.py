"""One version of a record, as a row of `versions` tells it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.history import words
from scraper.history.reading_form import Field, reading_form

VERSION = "SELECT * FROM versions WHERE id = :id"
"""The row of one version."""
NEIGHBOURS = """
SELECT max(CASE WHEN id < :id THEN id END) AS previous, min(CASE WHEN id > :id THEN id END) AS next, max(id) AS last
FROM versions WHERE record_table = :record_table AND record_id = :record_id
"""
"""The versions before and after one, and the last of its record."""
PROOF = "SELECT id, url, final_url, status, fetched_at, body_sha256 FROM fetches WHERE id = :fetch_id"
"""The fetch that proves a version."""


@dataclass(frozen=True)
class Version:
    """A version. kind and reason: in French and in English; reason None when it is no withdrawal."""

    id: int
    record_table: str
    record_id: str
    seen_at: str
    reader_version: str
    content_sha256: str
    fetch_id: int
    kind: tuple[str, str]
    reason: tuple[str, str] | None
    state: dict

    @classmethod
    def of(cls, row: Mapping) -> "Version":
        """Read a row of `versions`."""
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
