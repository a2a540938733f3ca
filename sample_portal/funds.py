"""The solidarity funds: real places and days, and why each was opened."""

from dataclasses import dataclass
from datetime import date

from sample_portal.places import COUNTRIES, Country
from scraper import records


@dataclass(frozen=True)
class Fund:
    """A solidarity fund. disaster: why it was opened. night: when an earthquake struck, if one did."""

    country: Country
    opened: date
    disaster: str
    night: str | None = None

    @property
    def id(self) -> str:
        return records.slugify(self.country.name)


FUNDS = (
    Fund(COUNTRIES["Philippines"], date(2013, 11, 14), "le passage du typhon Haiyan"),
    Fund(COUNTRIES["Equateur"], date(2016, 4, 22), "le séisme qui a touché la côte"),
    Fund(COUNTRIES["Mozambique"], date(2019, 3, 27), "le passage du cyclone Idai"),
    Fund(COUNTRIES["Afrique"], date(2020, 4, 20), "la propagation de la Covid-19"),
    Fund(COUNTRIES["Liban"], date(2020, 8, 6), "l’explosion du port de Beyrouth"),
    Fund(COUNTRIES["Haïti"], date(2021, 8, 18), "le tremblement de terre dans le Sud du pays"),
    Fund(COUNTRIES["Ukraine"], date(2022, 2, 28), "le début de la guerre"),
    Fund(COUNTRIES["Turquie"], date(2023, 2, 8), "le séisme de la région de Gaziantep", "du 5 au 6 février 2023"),
    Fund(COUNTRIES["Maroc"], date(2023, 9, 11), "le séisme du Haut Atlas", "du 8 au 9 septembre 2023"),
    Fund(COUNTRIES["Gaza"], date(2023, 11, 6), "la destruction des services publics"),
    Fund(COUNTRIES["Madagascar"], date(2026, 2, 17), "le passage du cyclone Gezani"),
)
