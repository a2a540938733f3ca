"""What the portal is about, whatever its articles: places, people, groups, funds and keywords (world.toml)."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from sample_portal import french
from scraper import records

DATA = tomllib.loads(Path(__file__).with_name("world.toml").read_text(encoding="utf-8"))
CITIES: list[str] = DATA["cities"]
_ALWAYS = date(2000, 1, 1)


@dataclass(frozen=True)
class Country:
    """A country or a place."""

    name: str
    the: str
    """In running text, as are `of` and `there`: "le Mali", "du Mali", "au Mali"."""
    of: str
    there: str
    code: str | None = None
    """ISO 3166-1 alpha-2, None when it is no country."""
    section: int | None = None
    cities: Sequence[str] = ()


@dataclass(frozen=True)
class Term:
    """A person's time in a role, until the next one's."""

    person: str
    function: str | None = None
    organisation: str | None = None
    prose: str = ""
    """The function as running text writes it."""
    start: date = _ALWAYS
    since: str | None = None
    """What pages say of the start ("2012-04"), if they do."""

    @property
    def is_feminine(self) -> bool:
        return self.person.split()[0] in DATA["feminine"]

    @property
    def office(self) -> str:
        """What a president is called."""
        return "présidente" if self.is_feminine else "président"

    def since_text(self, before: str) -> str:
        """Return the start as pages write it, like " depuis avril 2012"; "" when they write none."""
        return before + french.month(date.fromisoformat(f"{self.since}-01")) if self.since else ""


@dataclass(frozen=True)
class WorldGroup:
    """A group of the federation and its section (rubrique)."""

    name: str
    kind: str
    rubrique: int
    intro: int | None = None
    """Number of the section that `page=pays_intro` shows, when the group has such a page."""
    country: Country | None = None
    holders: tuple[Term, ...] = ()
    """Presidents, the first one first."""
    vice_president: Term | None = None
    referent: Term | None = None
    step: int = 3
    """Entries a page of its list."""
    themes: tuple[str, ...] = ()
    everything: bool = False
    """Whether its list shows the whole site, a trap."""
    labelled: bool = False
    """Whether its page names its officers."""

    @cached_property
    def id(self) -> str:
        return records.slugify(self.name)

    @property
    def called(self) -> str:
        """The group in running text: "groupe-pays Mali", "groupe Genre", "Mission Sahel"."""
        return {"country": "groupe-pays ", "thematic": "groupe "}.get(self.kind, "") + self.name

    @property
    def of(self) -> str:
        """Like "du groupe-pays Mali", "de la Mission Sahel"."""
        return f"{'de la' if self.kind in {'mission', 'region'} else 'du'} {self.called}"

    def holder(self, day: date) -> Term | None:
        """Return who presides on a day."""
        return next((term for term in reversed(self.holders) if term.start <= day), None)


@dataclass(frozen=True)
class WorldFund:
    """A solidarity fund."""

    country: Country
    opened: date
    disaster: str
    """Why it was opened."""
    night: str | None = None
    """When an earthquake struck, if one did."""

    @cached_property
    def id(self) -> str:
        return records.slugify(self.country.name)


class World:
    """The groups, funds and keywords of the portal; always the same."""

    def __init__(self) -> None:
        places = [Country(*row) for row in DATA["countries"]]
        self.places = {place.name: place for place in places}
        self.groups = (*map(_group, count(30), DATA["groups"]), *_country_groups(places))
        self.countries = tuple(group for group in self.groups if group.country)
        self.thematic = tuple(group for group in self.groups if group.kind in {"thematic", "mission", "region"})
        self.funds = tuple(WorldFund(**row | {"country": self.places[row["country"]]}) for row in DATA["funds"])
        names = (*DATA["keywords"], *(place.name for place in places if place.name != "Afrique"))
        self.mots = {name: 60 + turn for turn, name in enumerate(names)} | {"Maroc": 55}
        """Keywords and SPIP's numbers of them."""
        self._by_id = {group.id: group for group in self.groups}

    def group(self, group_id: str) -> WorldGroup:
        """Return a group by its id. Raises KeyError when there is none."""
        return self._by_id[group_id]


def _group(turn: int, row: dict[str, Any]) -> WorldGroup:
    officers = {role: Term(**row[role]) for role in ("vice_president", "referent") if role in row}
    holders = () if row.get("everything") else _holders(row["name"], turn)
    return WorldGroup(**row | officers | {"holders": holders, "themes": tuple(row.get("themes", ()))})


def _country_groups(places: list[Country]) -> Iterator[WorldGroup]:
    africa = Term("Bastien Roumagnac", "Chargé de mission Afrique", "CITES UNIES FRANCE")
    for turn, country in enumerate(place for place in places if place.section):
        own = country.name, "country", country.section, country.section, country, _holders(country.name, turn)
        yield WorldGroup(*own, referent=africa if turn % 4 == 3 else None, labelled=turn % 2 == 1)


def _holders(group: str, turn: int) -> tuple[Term, ...]:
    """Return the presidents of a group: those known in public, else two invented ones, one after the other."""
    if known := DATA["holders"].get(group):
        return tuple(Term(**row) for row in known)
    first, last, offices = DATA["first_names"], DATA["last_names"], DATA["offices"]
    terms = []
    for place, start in enumerate((_ALWAYS, date(2014 + turn % 8, 1 + turn % 12, 1))):
        number, city = 2 * turn + place, CITIES[(turn + 5 * place) % len(CITIES)]
        person = f"{first[number % len(first)]} {last[number * 7 % len(last)]}"
        office = (text.format(City=city, CITY=city.upper()) for text in offices[number % len(offices)])
        terms.append(Term(person, *office, start))
    return tuple(terms)


def capitals(person: str) -> str:
    """Return a name with its family name in capitals: "Clare HART", "Anne-Lise Le Goff" -> "Anne-Lise LE GOFF"."""
    first, *surname = person.split(" ")
    return " ".join([first, *(word.upper() for word in surname)])


WORLD = World()
