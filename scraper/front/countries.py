"""The countries: all on a map and in a table, and everything of one, by year."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

from scraper.front import words
from scraper.front.archive_queries import MOST_DRIVEN, ArchiveQueries
from scraper.front.belonging import KINDS, KnownArticles, Owner, list_title, lists_of, sizes
from scraper.front.known_states import funds_of, known_articles_of, known_groups, known_version, not_known
from scraper.front.pages import Missing, Moved, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.text import fold

SMALLEST_TARGET = 120
"""Square units of the map; a country with less is marked by a circle, which can be seen and hit."""
MOST_PARTNERSHIPS = 500
"""Statements of a country's partnerships that are read, the latest first."""
SHADES = (1, 10, 50, 200)
"""Articles from which each shade of the map is used."""


def path_of(code: str) -> str:
    """Return the path of a country's page. code: ISO 3166-1 alpha-2."""
    return f"/pays/{words.country_slug(code)}"


async def code_of(archive: ArchiveQueries, name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country by its name, its code, or a keyword or group of the portal that
    is a country; None for any other name."""
    return words.country_code(name) or await archive.value("countries.called", id=name)


@page("/pays")
async def countries(visit: Visit) -> PageAnswer:
    """Show all countries that the archive has something of, on a map and in a table."""
    codes = [row["code"] for row in await visit.archive.rows("countries.codes")]
    counted = await sizes(visit.archive, "country")
    groups = Counter(row["country_code"] for row in await visit.archive.rows("countries.groups", country=None))
    funds = Counter(row["country_code"] for row in await visit.archive.rows("countries.funds", country=None))
    rows = [
        {
            "code": code,
            "name": words.country(code),
            "path": visit.url(path_of(code)),
            **counted[code],
            "groups": groups[code],
            "funds": funds[code],
        }
        for code in codes
    ]
    rows = sorted((row for row in rows if _is_known(row)), key=lambda row: fold(row["name"]))
    drawn = _map(rows)
    used = {each["shade"] for each in drawn["countries"]}
    shown = {"countries": rows, "map": drawn, "legend": [each for each in _legend() if each[0] in used]}
    return PageAnswer("countries.html", t("Pays", "Countries"), shown)


def _is_known(row: dict) -> bool:
    return any(row[kind] for kind in (*KINDS, "groups", "funds"))


def _map(rows: list[dict]) -> dict:
    """Return the map: the outline of what has no page, and the countries that have one, each with its shade."""
    world = _world()
    drawn = []
    for row in rows:
        if shape := world["countries"].get(row["code"]):
            shade = sum(row["articles"] >= least for least in SHADES)
            drawn.append(
                {**shape, "outline": shape["path"], **row, "shade": shade, "is_small": shape["area"] < SMALLEST_TARGET}
            )
    codes = {each["code"] for each in drawn}
    others = "".join(shape["path"] for code, shape in world["countries"].items() if code not in codes)
    # Small ones come last, above their neighbours.
    drawn.sort(key=lambda each: each["is_small"])
    return {"width": world["width"], "height": world["height"], "others": others, "countries": drawn}


@cache
def _world() -> dict:
    """Return the shapes of the countries, as tools/world_map.py writes them."""
    return json.loads(Path(__file__).with_name("world.json").read_text(encoding="utf-8"))


def _legend() -> list[tuple[int, str]]:
    """Return the shades of the map, each with its range of numbers of articles."""
    ends = (*(after - 1 for after in SHADES[1:]), None)
    spans = [
        t(f"{first} à {last}", f"{first} to {last}") if last else t(f"{first} et plus", f"{first} and more")
        for first, last in zip(SHADES, ends, strict=True)
    ]
    return [(0, t("aucun article", "no article")), *enumerate(spans, 1)]


@page("/pays/{name}")
async def country(visit: Visit, name: str) -> PageAnswer | Moved:
    """Show everything of a country, of all years or of ?annee=, as it is known now or was on the day of ?au=."""
    code = await code_of(visit.archive, name)
    if code is None:
        raise Missing(t(f"Aucun pays ne s’appelle « {name} ».", f"There is no country “{name}”."))
    if path_of(code) != visit.path:
        return Moved(visit.url(path_of(code), **visit.args))
    called, owner = words.country(code), Owner(visit.archive, country=code)
    is_as_known = bool(visit.known_on) and (await owner.articles()) <= MOST_DRIVEN
    shown = await (_as_known(visit, code) if is_as_known else _as_now(visit, owner))
    if not (shown["years"] or shown["groups"] or shown["funds"]):
        if is_as_known:
            raise not_known(visit, "countries")
        raise Missing(t(f"L’archive n’a rien sur ce pays : {called}.", f"This archive has nothing on {called}."))
    title, trail = list_title(called, shown), [("/pays", t("Pays", "Countries"))]
    if title != called:
        trail.append((path_of(code), called))
    return PageAnswer("country.html", title, shown, tuple(trail), is_as_known=is_as_known)


async def _as_now(visit: Visit, owner: Owner) -> dict:
    """Return what is shown of a country as it is known now."""
    return {
        **await lists_of(visit, owner),
        "groups": await visit.archive.rows("countries.groups", country=owner.country),
        "funds": await visit.archive.rows("countries.funds", country=owner.country),
        "group_documents": await visit.archive.rows("belonging.group_documents", **owner.key),
        "partnerships": await _partnerships(owner),
    }


async def _partnerships(owner: Owner) -> list[dict]:
    """Return the partnerships that a country's articles state, by their sides, each with the statements of it."""
    values = {**owner.key, "limit": MOST_PARTNERSHIPS}
    stated: dict[tuple, list[dict]] = {}
    for row in await owner.archive.counted("belonging.partnerships", **values):
        stated.setdefault((*sorted(map(fold, (row["a"], row["b"]))), row["kind"]), []).append(row)
    return [
        {
            **{name: rows[0][name] for name in ("a", "b", "kind")},
            "since": min(filter(None, (row["since"] for row in rows)), default=None),
            "statements": rows,
        }
        for _, rows in sorted(stated.items())
    ]


async def _as_known(visit: Visit, code: str) -> dict:
    """Return what is shown of a country as it was known on the day of ?au=. What sentences state is no part of
    versions."""
    archive, before = visit.archive, visit.known_before
    articles = await known_articles_of(archive, before, country=code)
    opened = funds_of(articles)
    groups = [each for each in await known_groups(archive, before) if each["country_code"] == code]
    states = [json.loads((await known_version(visit, "groups", each["id"]))["fields"]) for each in groups]
    return {
        **await lists_of(visit, KnownArticles(articles)),
        "groups": groups,
        "funds": [
            {**each, "opened": opened[each["id"]]}
            for each in await archive.rows("countries.funds", country=code)
            if each["id"] in opened
        ],
        "group_documents": [document for state in states for document in state.get("documents") or []],
    }
