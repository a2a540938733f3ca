"""The saved pages of tests/pages: their files, what the readers see in them, and the form of expected.json."""

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from scraper import portal as portals
from scraper import records
from scraper.reading import Reading, read

ROOT = Path(__file__).parent / "pages"
SEEN = {"first_seen", "last_seen", "changed", "withdrawn"}
COLUMNS = {
    "events": (records.Event, ("starts", "ends", "precision", "date_text", "date_source", "place", "online", "status")),
    "documents": (records.Document, ("url", "title", "medium", "mime", "description")),
    "themes": (records.Theme, ("name", "url")),
    "sections": (records.GroupSection, ("heading", "text")),
    "milestones": (records.GroupMilestone, ("position", "text", "starts", "ends", "precision")),
    "funds": (records.Fund, ("name",)),
    "listings": (records.Listing, ("url", "title", "date_text", "starts", "ends", "kind")),
}
"""The lists of rows in expected.json, each with its record and the columns that are compared."""
ROLES = ("person", "role", "function", "organisation", "group", "since")


@dataclass(frozen=True)
class SavedPage:
    """One folder of tests/pages."""

    folder: Path

    def __str__(self) -> str:
        """Return the folder's name below tests/pages, as `meetings/rzeszow-damaged-letters-in-title`."""
        return self.folder.relative_to(ROOT).as_posix() if self.folder.is_relative_to(ROOT) else self.folder.name

    @cached_property
    def meta(self) -> dict:
        """The address and time of the fetch, the family of markup, what the page is there for."""
        return json.loads((self.folder / "meta.json").read_text(encoding="utf-8"))

    @cached_property
    def expected(self) -> dict:
        """What a careful person reads in the page."""
        return json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))

    @cached_property
    def body(self) -> bytes:
        """The page as served."""
        return (self.folder / "page.html").read_bytes()

    @cached_property
    def reading(self) -> Reading:
        """What the readers see in the page, read once for all tests of a process."""
        return self.read(self.body)

    @property
    def reviewed(self) -> bool:
        """Whether a person has compared expected.json with the page; true of pages without that field."""
        return self.meta.get("reviewed", True)

    def read(self, body: bytes) -> Reading:
        """Read another body as if it had been fetched in this page's place."""
        return read(body, self.meta["url"], fetched_at=self.meta["fetched_at"], portal=portals.load())

    def falls_short(self, what: str) -> bool:
        """Whether the readers are known to miss something of a list or part of expected.json."""
        return what in self.expected.get("falls_short", [])


PAGES = [SavedPage(path.parent) for path in sorted(ROOT.rglob("page.html"))]


def subject_of(reading: Reading) -> dict:
    """Return the fields of a reading's subject that are not null, without those the store fills."""
    fields = asdict(reading.subject) if reading.subject else {}
    return {name: value for name, value in fields.items() if value is not None and name not in SEEN}


def rows_of(reading: Reading, name: str) -> list[dict]:
    """Return a reading's rows for one list of expected.json. Only a home page's agenda is its own list."""
    record, columns = COLUMNS[name]
    rows = [row for row in reading.of(record) if reading.kind == "home" or getattr(row, "kind", "") != "agenda"]
    return [compared(asdict(row), columns) for row in rows]


def roles_of(reading: Reading) -> list[dict]:
    """Return a reading's roles, with the names of the person and of the group in place of their ids."""
    people = {person.id: person.name for person in reading.of(records.Person)}
    named = [*reading.of(records.Group), reading.subject]
    groups = {group.id: group.name for group in named if isinstance(group, records.Group)}
    rows = [
        asdict(role) | {"person": people[role.person_id], "group": groups.get(role.group_id)}
        for role in reading.of(records.Role)
    ]
    return [compared(row, ROLES) for row in rows]


def expected_of(reading: Reading) -> dict:
    """Return what a reading found in the form of expected.json, for a person to review."""
    table = next((table.name for table in records.TABLES if isinstance(reading.subject, table.record)), None)
    expected = {"kind": reading.kind, "subject": {"table": table, **subject_of(reading)} if table else None}
    expected |= {name: rows_of(reading, name) for name in COLUMNS}
    expected |= {"roles": roles_of(reading), "pagination": asdict(reading.pagination) if reading.pagination else None}
    return expected | {"links": list(dict.fromkeys(link.url for link in reading.links)), "absent": []}


def compared(row: dict, columns: tuple[str, ...]) -> dict:
    """Return the columns of a row that are compared and not null."""
    return {column: row[column] for column in columns if row.get(column) is not None}
