"""Two states of one record, field by field."""

from dataclasses import dataclass

from scraper.history.differences import Passage, differences
from scraper.history.reading_form import Field, read_field


@dataclass(frozen=True)
class Change:
    """A field that differs, its two texts side by side."""

    field: Field
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Comparison:
    """changed: the fields that differ; same: those that do not, in reading form."""

    changed: tuple[Change, ...]
    same: tuple[Field, ...]


def compare(before: dict, after: dict) -> Comparison:
    """Compare two states (versions' `fields`). A field that one of them lacks is empty there."""
    changed, same = [], []
    for name in dict.fromkeys((*after, *before)):
        old, new = read_field(name, before.get(name)), read_field(name, after.get(name))
        if old.paragraphs == new.paragraphs:
            same.append(new)
        else:
            changed.append(Change(new, tuple(differences(old.paragraphs, new.paragraphs))))
    return Comparison(tuple(changed), tuple(same))
