"""What the agency's pages show of the groups: their sections, and who holds which role."""

import pytest

from sample_portal import sections
from scraper import records


@pytest.fixture
def agency(first):
    """The first crawl of the site with the agency's templates."""
    return first


agency_only = pytest.mark.parametrize("served", ["agence"], indirect=True, scope="session")
"""SPIP's own templates show a group as a section like any other."""


@agency_only
def test_every_group_is_found_with_its_sections_as_spip_renders_them(agency):
    names = {group.name for group in agency.site.sample.world.groups}
    shown = {section.title: section.parts for section in agency.truth.sections if section.title in names}
    rows = agency.archive.rows("SELECT id, name FROM groups")
    assert {row["name"] for row in rows} >= set(shown)
    found = {row["name"]: _sections(agency, row["id"]) for row in rows if shown.get(row["name"])}
    assert found == {name: parts for name, parts in shown.items() if parts}


@agency_only
def test_every_role_a_group_states_is_read(agency):
    stated = {
        (group.id, records.slugify(officer.term.person), officer.role, officer.term.function, officer.term.organisation)
        for group in agency.site.sample.world.groups
        for officer in sections.officers(group, agency.site.sample.today)
        if sections.presented(group)
    }
    rows = agency.archive.rows("SELECT * FROM roles WHERE id NOT IN (SELECT role_id FROM news_roles)")
    found = {(row["group_id"], row["person_id"], row["role"], row["function"], row["organisation"]) for row in rows}
    assert found == stated


def _sections(stage, group: str) -> tuple[tuple[str, str], ...]:
    rows = stage.archive.rows("SELECT heading, text FROM group_sections WHERE group_id = ? ORDER BY position", group)
    return tuple((row["heading"], row["text"]) for row in rows)
