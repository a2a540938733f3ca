"""Pages of markup that no reader was written for, and what a careful person reads in them: tests/pages/README.md."""

import pytest

from tests.saved_pages import COLUMNS, PAGES, ROLES, compared, roles_of, rows_of, subject_of


def pages(what: str) -> list:
    """The pages whose expected.json has something; a strict expected failure where it falls short."""
    failing = pytest.mark.xfail(strict=True, reason="falls short")
    known = [page for page in PAGES if what in page.expected or what in ("roles", "links")]
    return [pytest.param(page, id=str(page), marks=[failing] if page.falls_short(what) else []) for page in known]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_person_has_reviewed_what_is_expected(page):
    assert page.reviewed, (
        f"tests/pages/{page} was written by the readers: compare its expected.json with the page as a person sees it, "
        'mend it, and set "reviewed": true in its meta.json'
    )


@pytest.mark.parametrize("page", pages("kind"))
def test_the_page_is_recognised_by_its_kind(page):
    assert page.reading.kind == page.expected["kind"]


@pytest.mark.parametrize("page", pages("subject"))
def test_every_field_of_the_subject_is_read(page):
    want = page.expected["subject"] or {}
    assert subject_of(page.reading) == {name: value for name, value in want.items() if name != "table"}


ROWS = [
    pytest.param(*page.values, name, id=f"{page.id}-{name}", marks=page.marks)
    for name in COLUMNS
    for page in pages(name)
]


@pytest.mark.parametrize(("page", "name"), ROWS)
def test_every_row_that_belongs_to_it_is_read_in_order(page, name):
    assert rows_of(page.reading, name) == [compared(row, COLUMNS[name][1]) for row in page.expected[name]]


@pytest.mark.parametrize("page", pages("roles"))
def test_people_and_their_roles_are_read(page):
    want = [compared(row, ROLES) for row in page.expected.get("roles", [])]
    assert sorted(roles_of(page.reading), key=str) == sorted(want, key=str)


@pytest.mark.parametrize("page", pages("links"))
def test_the_list_s_pages_and_the_ways_on_are_found(page):
    found = page.reading.pagination
    assert (vars(found) if found else None) == page.expected.get("pagination")
    assert set(page.expected.get("links", [])) <= {link.url for link in page.reading.links}


@pytest.mark.parametrize("page", pages("absent"))
def test_nothing_of_the_frame_gets_into_the_record(page):
    text = " ".join(str(value) for value in subject_of(page.reading).values())
    assert [words for words in page.expected["absent"] if words in text] == []
