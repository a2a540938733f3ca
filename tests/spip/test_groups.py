"""What the pages of the groups show: their sections, milestones and abstracts, and who holds which role."""

import re
from itertools import pairwise

import pytest

from sample_portal import sections
from scraper import records
from scraper.dates import find_dates

SHOWING_GROUPS = (
    "agence",
    "ville",
    "magazine",
    "atelier",
    "collectif",
    "registre",
    "journal",
    "gazette",
    "dossier",
    "signal",
    "cime",
    "osier",
    "ancre",
)
"""SPIP's own templates show a group as a section like any other, and `utilitaire` shows groups that SPIP has not
published."""
FALLS_SHORT = "a heading without a mark of one is not found"
"""What `ancre` shows that is not read."""
SHORTEST_ABSTRACT = 100
"""Characters of an abstract that all templates show, however they cut it."""
_BEFORE_DATES = frozenset(("le", "en", "du", "au"))

showing_groups = pytest.mark.parametrize("served", SHOWING_GROUPS, indirect=True, scope="session")
falling_short = pytest.mark.parametrize(
    "served",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=FALLS_SHORT, strict=True)) if name == "ancre" else name
        for name in SHOWING_GROUPS
    ],
    indirect=True,
    scope="session",
)


@pytest.fixture
def shown(first):
    """The groups that the site shows, by name: SPIP publishes a section when it holds something."""
    published = {section.title for section in first.truth.sections}
    return {group.name: group for group in first.site.sample.world.groups if group.name in published}


@showing_groups
def test_every_group_is_found_and_nothing_else_is_one(first, shown):
    names = [row["name"] for row in first.archive.rows("SELECT name FROM groups")]
    assert set(shown) <= set(names)
    assert set(names) <= {group.name for group in first.site.sample.world.groups}


@falling_short
def test_every_group_has_its_sections_as_spip_renders_them(first, shown):
    expected = {section.title: section.parts for section in first.truth.sections if section.title in shown}
    found = {name: _sections(first, group.id) for name, group in shown.items() if expected[name]}
    expected = {name: parts for name, parts in expected.items() if parts}
    if first.name != "agence":  # A template that sets dates apart moves them within their lines.
        found, expected = _worded(found), _worded(expected)
    assert found == expected


@showing_groups
def test_every_milestone_is_dated_and_has_its_text(first, shown):
    expected = {
        (group.id, place, str(each.starts), str(each.ends), each.precision, _words(each.text))
        for group in shown.values()
        if sections.presented(group)
        for place, each in enumerate(sections.milestones(group), 1)
        if each.starts
    }
    rows = first.archive.rows("SELECT * FROM group_milestones")
    of = ("group_id", "position", "starts", "ends", "precision")
    assert {(*(row[name] for name in of), _words(row["text"])) for row in rows} == expected


@showing_groups
def test_every_role_a_group_states_is_read_and_no_other(first, shown):
    stated = {
        (group.id, records.slugify(officer.term.person), officer.role, officer.term.function, officer.term.organisation)
        for group in shown.values()
        for officer in sections.officers(group, first.site.sample.today)
        if sections.presented(group)
    }
    rows = first.archive.rows("SELECT * FROM roles WHERE id NOT IN (SELECT role_id FROM news_roles)")
    found = {(row["group_id"], row["person_id"], row["role"], row["function"], row["organisation"]) for row in rows}
    assert found == stated


@showing_groups
def test_every_abstract_is_read_as_far_as_it_is_shown(first, shown):
    expected = {
        group.id: written[:SHORTEST_ABSTRACT] for group in shown.values() if (written := sections.abstract(group))
    }
    rows = first.archive.rows("SELECT id, abstract FROM groups WHERE abstract IS NOT NULL")
    assert {row["id"]: row["abstract"][:SHORTEST_ABSTRACT] for row in rows if row["id"] in expected} == expected


def _sections(stage, group: str) -> tuple[tuple[str, str], ...]:
    rows = stage.archive.rows("SELECT heading, text FROM group_sections WHERE group_id = ? ORDER BY position", group)
    return tuple((row["heading"], row["text"]) for row in rows)


def _worded(found: dict[str, tuple[tuple[str, str], ...]]) -> dict[str, list[tuple]]:
    return {name: [(heading, _words(text)) for heading, text in parts] for name, parts in found.items()}


def _words(text: str) -> tuple[str, ...]:
    """The words of a text beside its dates."""
    ends = [0, *(at for span in find_dates(text) for at in span.offsets), len(text)]
    beside = " ".join(text[begin:end] for begin, end in list(pairwise(ends))[::2])
    return tuple(word for word in re.findall(r"\w+", beside.casefold()) if word not in _BEFORE_DATES)
