"""What a group says of itself: abstract, headed sections, and the dated lines of its "Évènements marquants"."""

from dataclasses import dataclass
from datetime import date

from sample_portal import french
from sample_portal.blocks import Block, Items, paragraph
from sample_portal.groups import Group
from sample_portal.kinds.kind import FEMININE
from sample_portal.people import Term, capitals

_MILESTONE_HEADINGS = (
    "Evènements marquants",
    "Évènements marquants depuis la création du groupe pays",
    "Événements marquants depuis la création",
    "Evénements marquants depuis la création du groupe-pays",
)
_ROLE_HEADINGS = ("Rôles et missions", "Rôle et missions", "Rôles et misions")


@dataclass(frozen=True)
class Part:
    """A headed section of a group's page."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Milestone:
    """A line of the milestones. starts is None when it dates nothing."""

    text: str
    starts: date | None = None
    ends: date | None = None
    precision: str = "day"


@dataclass(frozen=True)
class Officer:
    """A labelled block: label line, then name, function and organisation lines."""

    label: str
    name: str
    lines: tuple[str, ...]
    role: str
    term: Term


def presented(group: Group) -> bool:
    """Whether a page shows the group's sections: its presentation page, or a thematic group's own."""
    return group.intro is not None or group.kind == "thematic"


def abstract(group: Group) -> str | None:
    """The introduction that the presentation page shows, cut as SPIP cuts it."""
    if group.intro is None:
        return None
    where = group.country.of if group.country else "de tous les continents"
    return (
        f"Depuis plus de quinze ans, ce groupe réunit des collectivités qui travaillent avec des territoires {where}. "
        "Il compare les méthodes, met en commun les carnets d’adresses et (...)"
    )


def milestones(group: Group) -> tuple[Milestone, ...]:
    """The lines of "Évènements marquants", dated or not."""
    year, city = 2006 + group.rubrique % 8, group.country.cities[0] if group.country else "Genève"
    last = date(year + 4, 4, 28 - group.rubrique % 5)
    single, first = date(year, 3, 1 + group.rubrique % 20), date(year + 2, 5, 8)
    return (
        Milestone(
            f"Participation à la conférence sur les services urbains, le {french.full(single)}, à {city}",
            single,
            single,
        ),
        Milestone(
            f"Séjour d’étude {french.span(first, first.replace(day=13))}, à {city}", first, first.replace(day=13)
        ),
        Milestone("Dialogue avec les autorités locales et les représentants de la société civile"),
        Milestone(
            f"Organisation, en octobre {year + 3}, d’une table ronde sur l’état civil",
            date(year + 3, 10, 1),
            date(year + 3, 10, 31),
            "month",
        ),
        Milestone(f"Journée de travail du {french.full(last)} consacrée aux suites à donner", last, last),
        Milestone(
            f"Adoption en {year + 5} d’une feuille de route commune",
            date(year + 5, 1, 1),
            date(year + 5, 12, 31),
            "year",
        ),
    )


def parts(group: Group) -> tuple[Part, ...]:
    """The headed sections, in page order; their headings vary from group to group as the portal's do."""
    place = group.rubrique
    dated = Items(tuple((f"{milestone.text} ;",) for milestone in milestones(group)), "puce" if place % 2 else "list")
    return (
        Part(
            "Création",
            (
                paragraph(f"Le groupe est né de la rencontre de quelques villes jumelées, réunies {_near(group)}."),
                paragraph("Il s’est élargi peu à peu aux départements et aux régions, puis aux associations."),
            ),
        ),
        *((_own_part(group),) if group.kind == "thematic" else ()),
        Part(
            _ROLE_HEADINGS[place % 3],
            (
                paragraph("Le groupe informe, met en relation et accompagne ses membres."),
                Items((("Favoriser les échanges",), ("Porter la voix des collectivités",)), "-"),
            ),
        ),
        Part(_MILESTONE_HEADINGS[place % 4], (dated,)),
        Part(
            "Perspectives",
            (
                paragraph(
                    "Poursuivre le travail engagé auprès des communes rurales\net ouvrir le groupe aux jeunes élus."
                ),
            ),
        ),
    )


def _own_part(group: Group) -> Part:
    """A thematic group's section under its own name, which an editor may cut short."""
    text = "Reconstruire et développer vont de pair : les méthodes de travail en témoignent."
    return Part("Crises et rehab" if group.rubrique == 303 else group.name, (paragraph(text),))


def _near(group: Group) -> str:
    return f"autour de partenaires {group.country.of}" if group.country else "par une même préoccupation"


def officers(group: Group, day: date) -> tuple[Officer, ...]:
    """The labelled blocks a group's page shows on a day: president, vice-president, reference person."""
    if not group.labelled:
        return ()
    found = []
    if holder := group.holder(day):
        office = "Présidente" if holder.term.person.split()[0] in FEMININE else "Président"
        body = "de la dynamique thématique" if group.kind == "thematic" else "du groupe-pays"
        since = f" (depuis {holder.term.since_text})" if holder.term.since_text else ""
        found.append(_officer(f"{office} {body}{since} :", holder.term, "president"))
    if group.vice_president:
        found.append(_officer("Vice-présidente :", group.vice_president, "vice_president"))
    if group.referent:
        word = "Référente" if group.referent.person.split()[0] in FEMININE else "Référent"
        found.append(_officer(f"{word} à CUF :", group.referent, "referent"))
    return tuple(found)


def _officer(label: str, term: Term, role: str) -> Officer:
    name = term.person if role == "referent" else capitals(term.person)
    return Officer(label, name, tuple(line for line in (term.function, term.organisation) if line), role, term)
