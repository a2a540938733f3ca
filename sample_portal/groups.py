"""The groups of the federation and who presides over them."""

from dataclasses import dataclass
from datetime import date

from sample_portal.people import Term, elected
from sample_portal.places import COUNTRIES, FRENCH_CITIES, Country
from scraper import records

_ALWAYS = date(2000, 1, 1)


@dataclass(frozen=True)
class Holder:
    """A president of a group. prose: the function as running text writes it."""

    term: Term
    prose: str


@dataclass(frozen=True)
class Group:
    """A group of the federation and its section (rubrique).

    intro: number of the section that `page=pays_intro` shows, when the group has such a page. step: entries a page of
    its list. holders: presidents, the first one first. everything: its list shows the whole site, a trap.
    """

    name: str
    kind: str
    rubrique: int
    intro: int | None = None
    country: Country | None = None
    holders: tuple[Holder, ...] = ()
    vice_president: Term | None = None
    referent: Term | None = None
    step: int = 3
    themes: tuple[str, ...] = ()
    everything: bool = False
    labelled: bool = False

    @property
    def id(self) -> str:
        return records.slugify(self.name)

    @property
    def called(self) -> str:
        """The group in running text: "groupe-pays Mali", "groupe Genre", "Mission Sahel"."""
        match self.kind:
            case "country":
                return f"groupe-pays {self.name}"
            case "thematic":
                return f"groupe {self.name}"
            case _:
                return self.name

    def holder(self, day: date) -> Holder | None:
        """Who presides on a day."""
        return next((holder for holder in reversed(self.holders) if holder.term.start <= day), None)


def _held(
    term: tuple[str, str, str], prose: str, start: date = _ALWAYS, since: str | None = None, words: str | None = None
) -> Holder:
    return Holder(Term(*term, start, since, words), prose)


def _invented(place: int) -> tuple[Holder, ...]:
    """Two holders of a group, one after the other."""
    starts = date(2000, 1, 1), date(2014 + place % 8, 1 + place % 12, 1)
    return tuple(
        Holder(*elected(2 * place + turn, FRENCH_CITIES[(place + 5 * turn) % len(FRENCH_CITIES)], start))
        for turn, start in enumerate(starts)
    )


_KNOWN = {
    "Mauritanie": (
        _held(("Michel Sapin", "Député", "VILLE D’ARGENTON-SUR-CREUSE"), "maire d’Argenton-sur-Creuse"),
        _held(
            ("Daniel Allioux", "Conseiller", "SAN DE SENART"),
            "conseiller délégué",
            date(2012, 4, 1),
            "2012-04",
            "avril 2012",
        ),
        _held(
            ("Sarah Bouseksou", "Conseillère déléguée", "GRAND PARIS SUD"),
            "conseillère déléguée de Grand Paris Sud",
            date(2020, 9, 1),
        ),
        _held(
            ("Sarah Bouseksou", "Vice-présidente", "GRAND PARIS SUD"),
            "vice-présidente de Grand Paris Sud",
            date(2025, 6, 1),
        ),
    ),
    "Mali": (
        _held(("Guy-Michel Chauveau", "Maire", "VILLE DE LA FLECHE"), "maire de La Flèche"),
        _held(
            ("Halima Menhoudj", "Adjointe au maire", "VILLE DE MONTREUIL"),
            "adjointe au maire de Montreuil",
            date(2021, 2, 1),
            "2021-02",
            "février 2021",
        ),
    ),
    "Maroc": (
        _held(
            ("François Bonneau", "Président", "REGION CENTRE-VAL DE LOIRE"),
            "Président de la région Centre-Val de Loire",
        ),
    ),
}
"""Holders that are known in public; the last of a country presides."""
_CRISES = (
    _held(
        ("Jean-Philippe Magnen", "Vice-président", "REGION PAYS DE LA LOIRE"),
        "vice-président de la région Pays de la Loire",
        date(2012, 1, 1),
    ),
    _held(
        (
            "Clare Hart",
            "Vice-présidente déléguée au Rayonnement international et Coopération européenne",
            "MONTPELLIER MEDITERRANEE METROPOLE",
        ),
        "Vice-Présidente de Montpellier Méditerranée Métropole",
        date(2020, 9, 1),
    ),
)
_SECTIONS = {
    "Mali": 167,
    "Chine": 190,
    "Madagascar": 194,
    "Mauritanie": 195,
    "Haïti": 205,
    "Algérie": 211,
    "Tunisie": 212,
    "Palestine": 217,
    "Arménie": 219,
} | {
    name: 239 + place
    for place, name in enumerate(
        (
            "Argentine",
            "Sénégal",
            "Burkina Faso",
            "Niger",
            "Togo",
            "Liban",
            "Japon",
            "Vietnam",
            "Brésil",
            "Mexique",
            "Maroc",
            "Etats-Unis",
        )
    )
}
"""The sections of the country groups; the first nine numbers are the portal's."""
_AFRICA = Term("Bastien Roumagnac", "Chargé de mission Afrique", "CITES UNIES FRANCE")


def _country(place: int, name: str) -> Group:
    section = _SECTIONS[name]
    return Group(
        name,
        "country",
        section,
        section,
        COUNTRIES[name],
        _KNOWN.get(name) or _invented(place),
        labelled=place % 2 == 1,
        referent=_AFRICA if place % 4 == 3 else None,
    )


GROUPS = (
    Group(
        "Crises et réhabilitation",
        "thematic",
        303,
        226,
        holders=_CRISES,
        referent=Term("Simone Giovetti", None, None),
        step=10,
        themes=("Crises et réhabilitation",),
        labelled=True,
    ),
    Group(
        "Genre",
        "thematic",
        293,
        293,
        holders=_invented(31),
        step=10,
        themes=("Genre", "Objectifs de Développement Durable (ODD)"),
        vice_president=Term("Karima Sauvageot", "Conseillère métropolitaine", "METROPOLE DE LYON"),
        labelled=True,
        referent=Term("Inès Vasconcelos", "Directrice adjointe", "CITES UNIES FRANCE"),
    ),
    Group(
        "Jeunesse",
        "thematic",
        295,
        None,
        holders=_invented(32),
        step=10,
        themes=("Jeunesse",),
        labelled=True,
        referent=Term("Hugo Desrosiers", "Chargé de projets", "CITES UNIES FRANCE"),
    ),
    Group("Mission transversale Climat", "mission", 297, None, holders=_invented(33), step=3),
    Group("Mission Sahel", "mission", 228, None, holders=_invented(34), step=3),
    Group("Dynamique Amérique latine et Caraïbes", "region", 299, 299, holders=_invented(35), step=3),
    Group("Les anciens groupes-pays", "former", 160, None, everything=True, step=3),
    *(_country(place, name) for place, name in enumerate(_SECTIONS)),
)
