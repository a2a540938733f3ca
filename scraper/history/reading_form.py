"""A state of a record in reading form: each field as paragraphs."""

import re
from dataclasses import dataclass

from scraper.history import words

_HEAD = "heading"
"""The part that stands above the others of its entry."""


@dataclass(frozen=True)
class Field:
    """A field: its name in the state, in French and in English, and its paragraphs; none when it is empty."""

    name: str
    french: str
    english: str
    paragraphs: tuple[str, ...]


def reading_form(state: dict) -> list[Field]:
    """The fields of a state, in its order; a version's `fields` is one, as JSON."""
    return [read_field(name, value) for name, value in state.items()]


def read_field(name: str, value) -> Field:
    """One field; an entry of a list (an event, a role, a section) is a paragraph or more."""
    french, english = words.field(name)
    entries = value if isinstance(value, list) else [value]
    return Field(name, french, english, tuple(text for entry in entries for text in _paragraphs(name, entry)))


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
