"""The file `people.toml` beside an archive, by which a person overrules who is who."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from scraper.archive.errors import RefusedPeopleFile
from scraper.records import slugify

NAME = "people.toml"
_KEYS = {"same": {"names"}, "apart": {"name", "organisation", "articles"}}
_FORMS = {
    "same": 'names = ["Jean Dupont", "J. Dupont"]',
    "apart": 'name = "Jean Martin" and, where only some statements are meant, organisation = "Nantes" or '
    'articles = ["Reunion-Mali"]',
}


@dataclass(frozen=True)
class Apart:
    """What is another person's than the name says."""

    name: str
    organisation: str | None = None
    """Statements for it, and all that their articles state of the name; None for any."""
    articles: tuple[str, ...] = ()
    """Ids of the articles whose statements are meant; none for all."""

    @property
    def is_whole(self) -> bool:
        """Whether the spelling is meant wherever it stands."""
        return not (self.organisation or self.articles)


@dataclass(frozen=True)
class Overrides:
    """What a person has decided."""

    same: tuple[tuple[str, ...], ...] = ()
    """Spellings of one person each; a single one is a name that only one person has."""
    apart: tuple[Apart, ...] = ()


NONE = Overrides()
"""Nothing is overruled."""


def overrides_beside(db: Database) -> Overrides:
    """Return what the file beside an open archive says; nothing where there is none. Raises RefusedPeopleFile."""
    ((_, _, file),) = db.execute("SELECT * FROM pragma_database_list WHERE name = 'main'").fetchall()
    return read_overrides(Path(file).with_name(NAME)) if file else NONE


def read_overrides(path: Path) -> Overrides:
    """Return what a file says; nothing where there is none. Raises RefusedPeopleFile."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return NONE
    except (OSError, ValueError) as error:
        raise RefusedPeopleFile(f"{path} cannot be read ({error}): correct it, then run this again.") from error
    for kind, entries in given.items():
        if kind not in _KEYS:
            _refuse(path, repr(kind), "is nothing that this file may have", "write [[same]] or [[apart]]")
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            _refuse(path, kind, "must be a table of a list", f"write it as [[{kind}]]")
        for number, entry in enumerate(entries, 1):
            for key in set(entry) - _KEYS[kind]:
                _refuse(path, f"{key!r} of [[{kind}]] number {number}", "is unknown", f"write {_FORMS[kind]}")
    same = [_texts(path, "same", number, entry.get("names")) for number, entry in enumerate(given.get("same", ()), 1)]
    apart = [_apart(path, number, entry) for number, entry in enumerate(given.get("apart", ()), 1)]
    whole = {slugify(each.name) for each in apart if each.is_whole}
    for number, names in enumerate(same, 1):
        for name in names:
            if slugify(name) in whole and len(names) > 1:
                _refuse(path, name, f"is in [[same]] number {number} and in [[apart]]", "remove it from one of them")
    return Overrides(tuple(same), tuple(apart))


def _apart(path: Path, number: int, entry: dict) -> Apart:
    (name,) = _texts(path, "apart", number, [entry.get("name")])
    organisation, articles = entry.get("organisation"), entry.get("articles")
    if organisation is not None:
        (organisation,) = _texts(path, "apart", number, [organisation])
    return Apart(name, organisation, _texts(path, "apart", number, articles) if articles is not None else ())


def _texts(path: Path, kind: str, number: int, given) -> tuple[str, ...]:
    if not isinstance(given, list) or not given or not all(isinstance(each, str) and slugify(each) for each in given):
        _refuse(path, f"[[{kind}]] number {number}", "has no such values as it needs", f"write {_FORMS[kind]}")
    return tuple(given)


def _refuse(path: Path, what: str, rule: str, step: str) -> None:
    raise RefusedPeopleFile(f"{path}: {what} {rule}: {step}, then run this again.")
