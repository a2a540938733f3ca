"""Read an article's facts."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from scraper.dates import find_dates
from scraper.prose.attendance import add_attendance
from scraper.prose.deadlines import deadlines_of
from scraper.prose.facts import Doubt, ProseFacts, StatedEvent, StatedRole
from scraper.prose.funds import funds_of
from scraper.prose.groups import groups_of
from scraper.prose.kinds import genre_of, kind_of
from scraper.prose.mentions import mentions_of
from scraper.prose.occasions import occasions_of
from scraper.prose.page import ProsePage, page_of
from scraper.prose.partnerships import partnerships_of
from scraper.prose.people import people_of
from scraper.prose.pipeline import pipeline
from scraper.prose.roles import roles_of
from scraper.text import fold


def read_prose(
    fields: dict[str, str | None],
    published: dt.date | None,
    known_groups: Sequence[str] = (),
    places: Collection[str] = (),
) -> ProseFacts:
    """Return what an article states in sentences.

    fields: overtitle, title, subtitle, lead and body, as the archive keeps them.
    published: its day of publication, from which "hier" and days without year are worked out.
    known_groups: names of the portal's groups.
    places: names of countries and of other places that a fund may be for.
    """
    with pipeline().memory_zone():  # the words of one article are forgotten before the next
        return _read(page_of(fields, published, known_groups), published, frozenset(map(fold, places)))


def _read(page: ProsePage, published: dt.date | None, places: frozenset[str]) -> ProseFacts:
    people = people_of(page)
    groups = groups_of(page)
    roles = roles_of(page, people, list(groups))
    for role in roles:
        if role.group and role.group not in groups:
            groups[role.group] = next(each for each in page.sentences if each.source is role.source)
    deadlines = deadlines_of(page)
    asked = {(deadline.source, deadline.date) for deadline in deadlines}
    occasions = [event for event in occasions_of(page) if (event.source, event.starts[:10]) not in asked]
    add_attendance(page, occasions)
    funds, doubts = funds_of(page, places)
    mentions = mentions_of(page, people, roles, genre_of(page))
    kind, kind_source = kind_of(page, occasions, funds, deadlines)
    return ProseFacts(
        kind=kind,
        kind_source=kind_source,
        groups=list(groups),
        group_sources={name: sentence.source for name, sentence in groups.items()},
        mentions=mentions,
        roles=roles,
        occasions=occasions,
        funds=funds,
        partnerships=partnerships_of(page, frozenset(fold(each.name) for each in mentions)),
        deadlines=deadlines,
        doubts=[*_doubts_of(published, roles, occasions), *doubts],
    )


def _doubts_of(published: dt.date | None, roles: list[StatedRole], events: list[StatedEvent]) -> Iterator[Doubt]:
    """Yield what an article states twice and not alike: groups with two presidents, events whose weekday is not that of
    their date."""
    first: dict[str, StatedRole] = {}
    for role in roles:
        if role.role != "president" or role.group is None:
            continue
        other = first.setdefault(role.group, role)
        if other.person != role.person and other.source is not role.source:
            detail = f"{role.group}: {other.person} and {role.person} are each stated as its president"
            yield Doubt("two_presidents", detail, role.source)
    for event in events:
        for span in find_dates(event.source.sentence, on=published):
            if span.conflicts and span.start.isoformat()[:10] == event.starts[:10]:
                yield Doubt("weekday", f"{span.text}: {', '.join(span.conflicts)}", event.source)
                break
