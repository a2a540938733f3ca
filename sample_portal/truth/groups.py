"""What a group's pages say: the group, its sections, milestones, holders, keywords, and the articles it lists."""

from sample_portal import presentations
from sample_portal.blocks import line, plain
from sample_portal.groups import Group
from sample_portal.state import State
from sample_portal.truth.rows import Rows
from scraper import records


def add_group(rows: Rows, state: State, group: Group) -> None:
    """Add all that a group's pages state. A list of the whole site tells nothing of the group that shows it."""
    rows.add(
        records.Group(
            id=group.id,
            name=group.name,
            kind=group.kind,
            country_code=group.country and group.country.code,
            url=state.url("rubrique", group.rubrique),
            spip_id=group.rubrique,
            abstract=presentations.abstract(group),
        )
    )
    for name in group.themes:
        rows.add(records.GroupTheme(group_id=group.id, theme_id=records.slugify(name)))
    for number in () if group.everything else state.of_group(group.id):
        rows.add(records.GroupNews(group_id=group.id, news_id=state.addresses.of("article", number).slug))
    if presentations.presented(group):
        _add_presentation(rows, state, group)


def _add_presentation(rows: Rows, state: State, group: Group) -> None:
    for position, part in enumerate(presentations.parts(group), 1):
        text = plain(part.blocks) or ""
        rows.add(records.GroupSection(group_id=group.id, position=position, heading=part.heading, text=text))
    for position, milestone in enumerate(presentations.milestones(group), 1):
        if milestone.starts:
            rows.add(
                records.GroupMilestone(
                    group_id=group.id,
                    position=position,
                    text=line((milestone.text,)),
                    starts=milestone.starts.isoformat(),
                    ends=milestone.ends.isoformat(),
                    precision=milestone.precision,
                )
            )
    for officer in presentations.officers(group, state.today):
        term = officer.term
        rows.add_role(term.person, officer.role, group.id, term.function, term.organisation, term.since)
