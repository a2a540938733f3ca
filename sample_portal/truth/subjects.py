"""The keywords in use, and the funds that articles speak of."""

from sample_portal.places import COUNTRIES
from sample_portal.state import State
from sample_portal.truth.rows import Rows
from scraper import records


def add_themes(rows: Rows, state: State) -> None:
    """Add the keywords that an article or a group carries."""
    used = {name for number in state.published if state.heads[number].online for name in state.heads[number].mots}
    used.update(name for group in state.world.groups for name in group.themes)
    for name, number in state.world.mots.items():
        if name in used:
            code = COUNTRIES[name].code if name in COUNTRIES else None
            rows.add(
                records.Theme(id=records.slugify(name), name=name, url=state.url("mot", number), country_code=code)
            )


def add_funds(rows: Rows, state: State) -> None:
    """Add the funds that an article speaks of, each with the earliest opening that an article states."""
    stated: dict[str, list[str]] = {}
    for row in rows.of("fund_news"):
        stated.setdefault(row.fund_id, []).extend([row.opened] if row.opened else [])
    for fund in state.world.funds:
        if fund.id in stated:
            place, opened = fund.country, min(stated[fund.id], default=None)
            rows.add(records.Fund(id=fund.id, name=place.name, country_code=place.code, opened=opened))
