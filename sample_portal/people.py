"""The people the sample portal names: elected presidents of groups, and staff. Most are invented."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Term:
    """A person's time in a role, from `start` on until the next term.

    function and organisation: as a group's page writes them. since: what the page says of the start ("2012-04"), if it
    does; since_text: its words.
    """

    person: str
    function: str | None
    organisation: str | None
    start: date = date(2000, 1, 1)
    since: str | None = None
    since_text: str | None = None


def capitals(person: str) -> str:
    """Like "Clare Hart" -> "Clare HART", "Anne-Lise Le Goff" -> "Anne-Lise LE GOFF"."""
    first, *surname = person.split(" ")
    return " ".join([first, *(word.upper() for word in surname)])


STAFF = (
    ("Solène Kervadec", "Chargée de mission", "s.kervadec@exemple.org"),
    ("Bastien Roumagnac", "Chargé de mission Afrique", "b.roumagnac@exemple.org"),
    ("Mariam Fofana-Leblanc", "Responsable du pôle Méditerranée", "m.fofana-leblanc@exemple.org"),
    ("Hugo Desrosiers", "Chargé de projets", "h.desrosiers@exemple.org"),
    ("Inès Vasconcelos", "Directrice adjointe", "i.vasconcelos@exemple.org"),
    ("Théodore Quemener", "Chargé de mission Amériques et Asie", "t.quemener@exemple.org"),
    ("Ludivine Sarrazac", "Assistante de direction", "l.sarrazac@exemple.org"),
    ("Simone Giovetti", "Responsable Crises et Europe", "s.giovetti@exemple.org"),
)
"""Contacts: name, function, address."""

MAILBOXES = ("etude@exemple.org", "service-international-crises@exemple.org", "secretariat@exemple.org")

_FIRST = (
    "Aurélie",
    "Benoît",
    "Camille",
    "Denis",
    "Estelle",
    "Florian",
    "Gwenaëlle",
    "Hervé",
    "Isabelle",
    "Joël",
    "Karima",
    "Laurent",
    "Maud",
    "Nicolas",
    "Odile",
    "Pascal",
    "Régine",
    "Sylvain",
    "Thérèse",
    "Yannick",
)
_LAST = (
    "Abgrall",
    "Bouvarel",
    "Castéran",
    "Delahousse",
    "Escoffier",
    "Faugeron",
    "Garrigues",
    "Hamonic",
    "Jolivalt",
    "Kerjean",
    "Lamoureux",
    "Montferrand",
    "Noirmoutier",
    "Ormesson",
    "Peyrefite",
    "Quintard",
    "Rochebrune",
    "Sauvageot",
    "Tessandier",
    "Vauquelin",
)
_OFFICES = (
    ("Adjointe au maire", "VILLE DE {city}", "adjointe au maire de {City}"),
    ("Vice-président délégué aux relations internationales", "{city} METROPOLE", "vice-président de {City} Métropole"),
    ("Conseillère régionale", "REGION DE {city}", "conseillère régionale"),
    ("Maire", "VILLE DE {city}", "maire de {City}"),
)


def elected(place: int, city: str, start: date) -> tuple[Term, str]:
    """The invented holder number `place`: the term, and the function as running text writes it."""
    person = f"{_FIRST[place % len(_FIRST)]} {_LAST[(place * 7 + place // len(_FIRST)) % len(_LAST)]}"
    function, organisation, prose = _OFFICES[place % len(_OFFICES)]
    return Term(person, function, organisation.format(city=city.upper()), start), prose.format(City=city)
