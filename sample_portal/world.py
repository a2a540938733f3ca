"""What the portal is about, whatever its articles: its groups, its funds and its keywords."""

from sample_portal.funds import FUNDS, Fund
from sample_portal.groups import GROUPS, Group
from sample_portal.places import COUNTRIES

_KEYWORDS = (
    "Actualité",
    "Crises et réhabilitation",
    "Climat et environnement",
    "Objectifs de Développement Durable (ODD)",
    "Gouvernance locale et appui institutionnel",
    "Sahel",
    "Réseau Monde & Europe",
    "Programme concerté Liban",
    "Genre",
    "Jeunesse",
    "Culture et patrimoine",
    "Eau et assainissement",
    *(name for name in COUNTRIES if name != "Afrique"),
)


class World:
    """The groups, funds and keywords of the portal; always the same. mots: the keywords and SPIP's numbers of them."""

    def __init__(self) -> None:
        self.groups, self.funds = GROUPS, FUNDS
        self.countries = tuple(group for group in GROUPS if group.kind == "country")
        self.thematic = tuple(group for group in GROUPS if group.kind in {"thematic", "mission", "region"})
        self.mots = {name: 60 + place for place, name in enumerate(_KEYWORDS)} | {"Maroc": 55}
        self._groups, self._funds = {group.id: group for group in GROUPS}, {fund.id: fund for fund in FUNDS}

    def group(self, group_id: str) -> Group:
        """Raises KeyError when there is no such group."""
        return self._groups[group_id]

    def fund(self, fund_id: str) -> Fund:
        """Raises KeyError when there is no such fund."""
        return self._funds[fund_id]
