"""Pages of markup that no reader was written for, and what a careful person reads in them: tests/pages/README.md.

A fixture is page.html, meta.json (url, fetched_at, family) and expected.json; families are markups: A SPIP 4's own
templates, B an agency's SPIP 2/3 site, C tables for layout, D a modern rebuild.
"""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from scraper import portal, records
from scraper.reading import read

PAGES = sorted(path.parent for path in Path(__file__).parents[1].joinpath("pages").glob("*/page.html"))
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


TOLD = {
    "test_every_field_of_the_subject_is_read": "subject",
    "test_people_and_their_roles_are_read": "roles",
    "test_nothing_of_the_frame_gets_into_the_record": "frame",
}
"""What a test without a table is about, as `falls_short` of expected.json names it."""


@pytest.fixture(params=PAGES, ids=lambda path: path.name)
def case(request):
    folder = request.param
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    what = getattr(request.node, "callspec", None) and request.node.callspec.params.get("table")
    if (what or TOLD.get(request.function.__name__)) in expected.get("falls_short", []):
        request.applymarker(pytest.mark.xfail(strict=True, reason="falls short"))
    body = (folder / "page.html").read_bytes()
    return read(body, meta["url"], fetched_at=meta["fetched_at"], portal=portal.load()), expected


def test_the_page_is_told_for_what_it_is(case):
    reading, expected = case
    assert reading.kind == expected["kind"]


def test_every_field_of_the_subject_is_read(case):
    reading, expected = case
    if "subject" not in expected:
        return
    got = asdict(reading.subject) if reading.subject else {}
    want = expected["subject"] or {}
    assert {k: v for k, v in got.items() if v is not None and k not in SEEN} == {
        k: v for k, v in want.items() if k != "table"
    }


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_that_belongs_to_it_is_read_in_order(case, table):
    reading, expected = case
    record, columns = COLUMNS[table]
    if table not in expected:
        return
    rows = [row for row in reading.of(record) if expected["kind"] == "home" or getattr(row, "kind", "") != "agenda"]
    assert [_shown(asdict(row), columns) for row in rows] == [_shown(row, columns) for row in expected.get(table, [])]


def test_people_and_their_roles_are_read(case):
    reading, expected = case
    people = {p.id: p.name for p in reading.of(records.Person)}
    groups = {g.id: g.name for g in [*reading.of(records.Group), reading.subject] if isinstance(g, records.Group)}
    columns = ("person", "role", "function", "organisation", "group", "since")
    got = [
        _shown(asdict(r) | {"person": people[r.person_id], "group": groups.get(r.group_id)}, columns)
        for r in reading.of(records.Role)
    ]
    want = [_shown(row, columns) for row in expected.get("roles", [])]
    assert sorted(got, key=str) == sorted(want, key=str)


def test_the_list_s_pages_and_the_ways_on_are_found(case):
    reading, expected = case
    pagination = asdict(reading.pagination) if reading.pagination else None
    assert pagination == expected.get("pagination")
    assert set(expected.get("links", [])) <= {link.url for link in reading.links}


def test_nothing_of_the_frame_gets_into_the_record(case):
    reading, expected = case
    text = " ".join(str(value) for value in asdict(reading.subject).values()) if reading.subject else ""
    assert [words for words in expected.get("absent", []) if words in text] == []


def _shown(row: dict, columns: tuple[str, ...]) -> dict:
    return {column: row[column] for column in columns if row.get(column) is not None}
