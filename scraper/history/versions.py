"""A version of a record as a person reads it: each field as paragraphs, and what differs from another version."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scraper.history.differences import Passage, differences
from scraper.records import FIELD_NAMES

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


class Wording(NamedTuple):
    """How the parts of a field are put into words."""

    part: Callable[[str], str]
    """What comes before a part of an entry, by the part's name; empty for one that speaks for itself."""
    value: Callable[[str, object], str]
    """The words for the value of a field or a part."""


def kind_in_words(kind: str) -> tuple[str, str]:
    """Return a version's kind in French and English."""
    return _WORDS["version_kinds"].get(kind, (kind, kind))


def name_in_words(field: str) -> tuple[str, str]:
    """Return a field in French and English; one that this program does not know keeps its own name."""
    return FIELD_NAMES.get(field, (field, field))


def code_in_words(field: str, value: str) -> tuple[str, str]:
    """Return a code of a field in French and English; one that this program does not know stays as it is."""
    return _WORDS["codes"].get(field, {}).get(value, (value, value))


def reason_in_words(reason: str) -> tuple[str, str]:
    """Return why a record was found withdrawn, in French and English."""
    return _WORDS["reasons"].get(reason, (reason, reason))


def part_in_words(part: str) -> tuple[str, str]:
    """Return what comes before a part of an entry in French and English; nothing for one that speaks for itself."""
    return _WORDS["parts"].get(part, ("", ""))


def _value_in_french(name: str, value) -> str:
    """Return a value as a person reads it: "annulé (cancelled)" for a code, "oui" for 1 of online."""
    word, _ = code_in_words(name, str(value))
    return word if word == str(value) or isinstance(value, int) else f"{word} ({value})"


IN_FRENCH = Wording(lambda part: part_in_words(part)[0], _value_in_french)
"""In French, with the codes as they are kept."""


def reading_form(state: dict, wording: Wording = IN_FRENCH) -> list[Field]:
    """Return the fields of a state, in its order; a version's `fields` is one, as JSON."""
    return [_read(name, value, wording) for name, value in state.items()]


def compare(before: dict, after: dict, wording: Wording = IN_FRENCH) -> Comparison:
    """Compare two states. A field that one of them lacks is empty there."""
    comparison = Comparison([], [])
    for name in dict.fromkeys((*after, *before)):
        old, new = _read(name, before.get(name), wording), _read(name, after.get(name), wording)
        if old.paragraphs == new.paragraphs:
            comparison.same.append(new)
        else:
            comparison.changed.append(FieldChange(new, differences(old.paragraphs, new.paragraphs)))
    return comparison


def _read(name: str, value, wording: Wording) -> Field:
    """Return one field; an entry of a list (an event, a role, a section) is a paragraph or more."""
    entries = value if isinstance(value, list) else [value]
    paragraphs = (text for entry in entries for text in _paragraphs(name, entry, wording))
    return Field(name, *name_in_words(name), tuple(paragraphs))


def _paragraphs(name: str, entry, wording: Wording) -> list[str]:
    if entry is None:
        return []
    if not isinstance(entry, dict):
        return _split(wording.value(name, entry))
    parts = [
        (f"{label} : " if (label := wording.part(key)) else "") + wording.value(key, value)
        for key, value in entry.items()
        if key != _HEAD and value is not None
    ]
    return [*_split(entry.get(_HEAD) or ""), *_split(" · ".join(parts))]


def _split(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
