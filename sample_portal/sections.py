"""The portal's sections (rubriques): lists, groups, funds, newsletters and a page in English."""

from dataclasses import dataclass

from sample_portal.blocks import Block, Heading, Items, Picture, paragraph
from sample_portal.groups import Group
from sample_portal.world import World
from scraper import portal

URL = portal.load().url
"""The portal's address as its own canonical links give it."""
NEWS, FUNDS, ENGLISH = 2, 12, 14


@dataclass(frozen=True)
class Section:
    """A rubrique. kind: news, group, funds, newsletter or foreign. step: entries a page of its list, 0 for none.

    title: the words its address is made of, when they are not its name.
    """

    number: int
    name: str
    kind: str
    step: int = 0
    group: Group | None = None
    blocks: tuple[Block, ...] = ()
    title: str | None = None


def make(world: World) -> dict[int, Section]:
    """All sections by number; a group with another section for its presentation (docs/portal.md) has one entry."""
    sections = [
        Section(NEWS, "Actualités CUF", "news", 10, title="Actualités"),
        Section(FUNDS, "Fonds de solidarité", "funds", 10, blocks=_FUNDS),
        Section(ENGLISH, "Cités unies France (EN)", "foreign", blocks=_ENGLISH),
        *(Section(number, title, "newsletter", blocks=blocks) for number, title, blocks in _LETTERS),
        *(Section(group.rubrique, group.name, "group", group.step, group) for group in world.groups),
    ]
    return {section.number: section for section in sections}


_FUNDS = (
    Heading("Présentation"),
    paragraph(
        "Un fonds de solidarité réunit les dons des collectivités, et les confie à des projets suivis sur place."
    ),
    Heading("Comment et pourquoi participer ?"),
    paragraph("Une délibération suffit. Les dons modestes comptent autant que les autres : ils disent un lien."),
    Items((("Choisir un fonds",), ("Délibérer en conseil",), ("Signer la convention",)), "puce"),
)
_ENGLISH = (
    Heading("Who we are"),
    paragraph("Created in 1975, the federation gathers French local authorities engaged in international action."),
    paragraph("Since 1992, its members may sign agreements with foreign local authorities."),
    Heading("What we do"),
    Items((("Country groups",), ("Solidarity funds",), ("Training for elected officials",)), "list"),
)


def _letter(number: int, city: str) -> tuple[Block, ...]:
    return (
        paragraph(f"Chères et chers collègues, voici la lettre n° {number} des Rencontres."),
        Heading("1. LES INSCRIPTIONS SONT OUVERTES"),
        paragraph(
            f"Les Rencontres réunissent chaque année les réseaux de l’action internationale. {city} y tiendra un stand."
        ),
        Heading("2. LE PROGRAMME SE PRÉCISE"),
        paragraph("Ateliers, carrefours et tables rondes : plus de quarante rendez-vous sont annoncés."),
        Picture("local/cache-vignettes/L500xH333/rencontres-5a1b.jpg", "Le hall des Rencontres"),
        Heading("3. À VOS STANDS"),
        paragraph("Il reste quelques emplacements de six mètres carrés."),
    )


_LETTERS = (
    (321, "La LETTRE des Rencontres 2017 no 2", _letter(2, "Nantes")),
    (322, "La LETTRE des Rencontres 2017 no 3", _letter(3, "Metz")),
    (331, "La LETTRE des Rencontres 2018 no 1", _letter(1, "Pau")),
)
