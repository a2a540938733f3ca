"""How far the archive can be trusted: what is to be checked, which fields are filled, how the crawls went."""

import json
from collections import defaultdict
from datetime import datetime

from scraper.front import metadata, words
from scraper.front.pages import RECORD_PATHS, ListPages, Missing, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.records import FIELD_NAMES

EXAMPLES = 3
"""Problems that are shown of each rule."""
CRAWLS = 10
"""Crawls that are shown on the page of all; their own page has all of them."""
_NUMBERS = {"listed", "met"}
"""Signs of a crawl's health that are numbers; the others are shares."""


@page("/qualite")
async def quality(visit: Visit) -> PageAnswer:
    """Show what is to be checked, the coverage of fields, how fresh the records are, and the last crawls."""
    examples = defaultdict(list)
    for row in await visit.archive.counted("quality.examples", most=EXAMPLES):
        examples[row["rule"]].append(_problem(visit, row))
    described = metadata.tables(visit)
    shown = {
        "rules": [
            {**row, "page": visit.url(f"/qualite/{row['rule']}"), "examples": examples[row["rule"]]}
            for row in await visit.archive.counted("quality.rules")
        ],
        "coverage": _by_table(described, await visit.archive.counted("quality.coverage")),
        "freshness": [
            {**row, "title": described[row["record_table"]].title}
            for row in await visit.archive.counted("quality.freshness")
            if row["records"]
        ],
        "crawls": [
            _crawl(row, described) for row in await visit.archive.rows("quality.crawls", limit=CRAWLS, offset=0)
        ],
        "crawl_count": await visit.archive.value("quality.crawl_count"),
    }
    return PageAnswer("quality.html", t("Qualité", "Quality"), shown)


@page("/qualite/lectures")
async def crawls(visit: Visit) -> PageAnswer:
    """List all crawls, the last one first."""
    paging = ListPages(await visit.archive.value("quality.crawl_count"), visit.page)
    rows = await visit.archive.rows("quality.crawls", limit=paging.size, offset=paging.offset)
    shown = {"crawls": [_crawl(row, metadata.tables(visit)) for row in rows], "paging": paging}
    return PageAnswer("crawls.html", t("Lectures du portail", "Crawls of the portal"), shown, _trail())


@page("/qualite/{rule}")
async def problems(visit: Visit, rule: str) -> PageAnswer:
    """List what is to be checked by one rule."""
    numbers = {row["rule"]: row["number"] for row in await visit.archive.counted("quality.rules")}
    if rule not in numbers:
        raise Missing(t("Rien n’est à vérifier sous ce nom.", "There is nothing to be checked under this name."))
    paging = ListPages(numbers[rule], visit.page)
    rows = await visit.archive.rows("quality.problems", rule=rule, limit=paging.size, offset=paging.offset)
    shown = {"problems": [_problem(visit, row) for row in rows], "paging": paging}
    return PageAnswer("problems.html", words.rule(rule).rstrip("."), shown, _trail())


def _trail() -> tuple[tuple[str, str], ...]:
    return (("/qualite", t("Qualité", "Quality")),)


def _problem(visit: Visit, row: dict) -> dict:
    """Return a problem with the page of its record, or of its address where no record has it."""
    table, _, record = (row["record"] or "").partition("/")
    known = row["title"] is not None and table in RECORD_PATHS
    path = visit.url(RECORD_PATHS[table] + record) if known else visit.url("/adresse", u=row["url"])
    return {**row, "path": path, "title": row["title"] or row["url"]}


def _by_table(described: dict[str, metadata.Described], rows: list[dict]) -> list[dict]:
    """Return the coverage of each table, its fields in words."""
    found = defaultdict(list)
    for row in rows:
        table = described[row["record_table"]]
        label = _field(table, row["field"])
        points = None if row["before"] is None else round((row["last"] - row["before"]) * 100, 1) or 0
        found[table.title].append({**row, "label": label, "points": points})
    return [{"title": title, "records": fields[0]["records"], "fields": fields} for title, fields in found.items()]


def _field(table: metadata.Described, name: str) -> str:
    """Return the name of a field, or what it means where it has none."""
    return words.field(name) if name in FIELD_NAMES else table.columns.get(name, name).rstrip(".")


def _crawl(row: dict, described: dict[str, metadata.Described]) -> dict:
    """Return a crawl with its codes in words, and how long it took."""
    ended = row["finished"] and datetime.fromisoformat(row["finished"]) - datetime.fromisoformat(row["started"])
    return {
        **row,
        "took": None if ended is None else words.duration(ended),
        "scope": words.listed([words.of_crawl("spiders", name) for name in row["spiders"].split(", ")]),
        "mode": words.of_crawl("mode", row["mode"]),
        "end": words.of_crawl("finish_reason", row["finish_reason"] or "killed") if row["finished"] else "",
        "health": row["health"] and words.of_crawl("health", row["health"]),
        "is_sick": row["health"] == "sick",
        "unusual": [_sign(described, *sign) for sign in json.loads(row["sick"])],
    }


def _sign(described: dict[str, metadata.Described], name: str, measured: float, usual: float | None) -> str:
    """Return what was unusual in a crawl: the sign, what it met, and what is usual."""
    kind, _, part = name.partition(" ")
    written = words.figure if kind in _NUMBERS else words.share
    against = "" if usual is None else t(f", d’habitude {written(usual)}", f", usually {written(usual)}")
    if kind == "coverage":
        table, _, field = part.partition(".")
        part = f"{described[table].title}, {_field(described[table], field)}"
    which = f" ({words.of_crawl('page', part)})" if part else ""
    colon = t("\u00a0: ", ": ")
    return f"{words.of_crawl('sign', kind)}{which}{colon}{written(measured)}{against}"
