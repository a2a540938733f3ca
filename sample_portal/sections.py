"""The portal's sections (rubriques), and what the groups' own say: abstract, headed parts, milestones, officers."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sample_portal import french
from sample_portal.blocks import Block, Items, written
from sample_portal.world import WORLD, Term, WorldGroup, capitals
from scraper import portal

URL = portal.load().url
"""The portal's address as its own canonical links have it."""
NEWS, FUNDS, ENGLISH = 2, 12, 14
DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Section:
    """A rubrique."""

    number: int
    name: str
    kind: str
    """news, group, funds, newsletter or foreign."""
    step: int = 0
    """Entries a page of its list, 0 for none."""
    group: WorldGroup | None = None
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    """The words its address is made of, when they are not its name."""


def make() -> dict[int, Section]:
    """Return all sections by number; a group that is presented in another one (docs/portal.md) has one entry."""
    own = [Section(**row | {"blocks": tuple(map(written, row.get("blocks", ())))}) for row in DATA["sections"]]
    groups = [Section(group.rubrique, group.name, "group", group.step, group) for group in WORLD.groups]
    return {section.number: section for section in own + groups}


class Part(NamedTuple):
    """A headed section of a group's page."""

    heading: str
    blocks: tuple[Block, ...]


class Milestone(NamedTuple):
    text: str
    starts: date | None = None
    """None when it dates nothing."""
    ends: date | None = None
    precision: str = "day"


class Officer(NamedTuple):
    """A labelled block: label line, then name, function and organisation lines."""

    label: str
    name: str
    role: str
    term: Term

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.term.function, self.term.organisation)))


def presented(group: WorldGroup) -> bool:
    """Return whether a page shows the group's parts: its presentation page, or a thematic group's own."""
    return group.intro is not None or group.kind == "thematic"


def abstract(group: WorldGroup) -> str | None:
    """Return the introduction that the presentation page shows, cut as SPIP cuts it."""
    if group.intro is None:
        return None
    where = group.country.of if group.country else "de tous les continents"
    return DATA["abstract"].format(where=where)


def milestones(group: WorldGroup) -> tuple[Milestone, ...]:
    """Return the lines of "Évènements marquants", dated or not."""
    year, city = 2006 + group.rubrique % 8, group.country.cities[0] if group.country else "Genève"
    single, first, last = date(year, 3, 1 + group.rubrique % 20), date(year + 2, 5, 8), date(year + 2, 5, 13)
    autumn = f"Organisation, en octobre {year + 3}, d’une table ronde sur l’état civil"
    adopted = f"Adoption en {year + 5} d’une feuille de route commune"
    return (
        Milestone(f"Participation à la conférence des villes, le {french.full(single)}, à {city}", single, single),
        Milestone(f"Séjour d’étude {french.span(first, last)}, à {city}", first, last),
        Milestone("Dialogue avec les autorités locales et les représentants de la société civile"),
        Milestone(autumn, date(year + 3, 10, 1), date(year + 3, 10, 31), "month"),
        Milestone(adopted, date(year + 5, 1, 1), date(year + 5, 12, 31), "year"),
    )


def parts(group: WorldGroup) -> tuple[Part, ...]:
    """Return the headed parts, in page order."""
    turn = group.rubrique
    name = "Crises et rehab" if turn == 303 else group.name
    dated = Items(tuple((f"{milestone.text} ;",) for milestone in milestones(group)), "puce" if turn % 2 else "list")
    return tuple(
        Part(
            row["headings"][turn % len(row["headings"])].format(name=name),
            tuple(dated if words == "{milestones}" else written(words) for words in row["text"]),
        )
        for row in DATA["parts"]
        if row.get("of") in {None, group.kind}
    )


def officers(group: WorldGroup, day: date) -> tuple[Officer, ...]:
    """Return the labelled blocks a group's page shows on a day: president, vice-president, reference person."""
    found = []
    if term := group.holder(day):
        body = "de la dynamique thématique" if group.kind == "thematic" else "du groupe-pays"
        since = f"{term.since_text(' (depuis ')})" if term.since else ""
        label = f"{french.capitalized(term.office)} {body}{since} :"
        found.append(Officer(label, capitals(term.person), "president", term))
    if term := group.vice_president:
        found.append(Officer("Vice-présidente :", capitals(term.person), "vice_president", term))
    if term := group.referent:
        found.append(Officer(f"Référent{'e' * term.is_feminine} à CUF :", term.person, "referent", term))
    return tuple(found) if group.labelled else ()
