"""What metadata.yml writes of the archive, in the language of an answer: tables, questions, licence, operator."""

import re
from dataclasses import dataclass

from scraper.front.pages import Visit
from scraper.front.words import t


@dataclass(frozen=True)
class Described:
    """A table, a view or a question."""

    name: str
    """In its address."""
    title: str
    about: str
    columns: dict[str, str]
    """What each column means."""


def tables(visit: Visit) -> dict[str, Described]:
    """Return the tables and views that are shown, by their names."""
    return {name: _described(name, entry) for name, entry in _of_archive(visit, "tables") if not entry.get("hidden")}


def questions(visit: Visit) -> list[Described]:
    """Return the questions that Datasette answers."""
    return [_described(name, entry) for name, entry in _of_archive(visit, "queries")]


def licence(visit: Visit) -> str:
    """Return what may be done with the texts, in the language of the answer."""
    french, _, english = (visit.archive.database.ds.metadata("license") or "").partition(". ")
    return t(f"{french}.", english)


def operator(visit: Visit) -> tuple[str, str] | None:
    """Return the name and the address (mailto: or https:) of who runs the archive, `about` and `about_url` of
    metadata.yml; None where no address is set."""
    metadata = visit.archive.database.ds.metadata
    address = metadata("about_url") or ""
    if not re.match(r"(mailto:|https?://)", address):
        return None
    return metadata("about") or address.removeprefix("mailto:"), address


def _of_archive(visit: Visit, part: str) -> list[tuple[str, dict]]:
    database = visit.archive.database
    return list((database.ds.metadata(part, database=database.name, fallback=False) or {}).items())


def _described(name: str, entry: dict) -> Described:
    """Return what metadata.yml has of a table or a question. Its titles are French, with the name after a dot."""
    french = entry.get("title", name).partition(" · ")[0]
    columns = {column: _in_language(text) for column, text in entry.get("columns", {}).items()}
    title = t(french, name.replace("_", " ").capitalize()) if "columns" in entry else french
    return Described(name, title, _in_language(entry.get("description", "")), columns)


def _in_language(text: str) -> str:
    """Return the first line of a description in French, the second in English."""
    french, _, english = text.partition("\n")
    return t(french, english or french)
