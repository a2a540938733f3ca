"""The history of records: on their own pages, on the page of each version, and two versions side by side."""

import asyncio
import re

from datasette import NotFound, Response, hookimpl
from datasette.utils import tilde_decode, tilde_encode, urlsafe_components

from scraper.history.versions import (
    NEIGHBOURS,
    PROOF,
    VERSION,
    compare,
    kind_in_words,
    name_in_words,
    shown_version,
)

_QUESTION = "histoire_d_une_fiche"
"""The question of metadata.yml that lists a record's versions; a database without it is no archive."""
_LAST = 5
"""How many versions a record's own page shows."""
_NUMBER = re.compile(r"[0-9]{1,18}")


@hookimpl
def prepare_jinja2_environment(env):
    env.filters["tilde_encode"] = tilde_encode


@hookimpl
def extra_template_vars(view_name, database, table, request, datasette):
    """Return `version` on the page of a version, `history` on the page of a record that has versions."""
    if view_name != "row" or table not in {"versions", "news", "groups"}:
        return None

    async def variables() -> dict:
        question = await datasette.get_canned_query(database, _QUESTION, request.actor)
        archive, (key, *_) = datasette.get_database(database), urlsafe_components(request.url_vars["pks"])
        if question is None:
            return {}
        if table == "versions":
            return await _version(archive, key)
        return {"history": await _history(archive, question["sql"], f"{table}/{key}")}

    return variables


@hookimpl
def register_routes():
    return [(r"/(?P<database>[^/]+)/-/comparer$", comparison_page)]


async def comparison_page(request, datasette) -> Response:
    """Compare two versions of one record, ?de=ID&a=ID; 400 or 404 with one sentence when there is nothing to
    compare."""
    database = _database(request, datasette)
    permissions = [("view-table", (database, "versions")), ("view-database", database), "view-instance"]
    await datasette.ensure_permissions(request.actor, permissions)
    if await datasette.get_canned_query(database, _QUESTION, request.actor) is None:
        raise NotFound(f"{database} is no archive")
    status, shown = await _compared(datasette.get_database(database), request.args.get("de"), request.args.get("a"))
    page = await datasette.render_template("comparer.html", {"database": database, **shown}, request, "comparer")
    return Response.html(page, status=status)


def _database(request, datasette) -> str:
    try:
        return datasette.get_database(route=tilde_decode(request.url_vars["database"])).name
    except KeyError as error:
        raise NotFound("Database not found") from error


async def _compared(archive, before: str | None, after: str | None) -> tuple[int, dict]:
    """Return the status, and `before`, `after` and `comparison` for the page, or `refusal` in both languages."""
    for given in (before, after):
        if not _NUMBER.fullmatch(given or ""):
            return 400, {"refusal": ("Deux numéros de version sont attendus", "Two numbers of versions are needed")}
    found = [await _row(archive, VERSION, {"id": int(number)}) for number in (before, after)]
    for number, row in zip((before, after), found, strict=True):
        if row is None:
            return 404, {"refusal": (f"La version {number} n'existe pas", f"There is no version {number}")}
    old, new = map(shown_version, found)
    if old["record"] != new["record"]:
        french = f"Les versions {before} et {after} sont celles de deux fiches, {old['record']} et {new['record']}"
        english = f"Versions {before} and {after} are of two records, {old['record']} and {new['record']}"
        return 400, {"refusal": (french, english)}
    comparison = await asyncio.to_thread(compare, old["state"], new["state"])
    return 200, {"before": old, "after": new, "comparison": comparison}


async def _version(archive, key: str) -> dict:
    version = shown_version(await _row(archive, VERSION, {"id": key}))
    return {
        "version": version,
        "neighbours": await _row(archive, NEIGHBOURS, version),
        "proof": await _row(archive, PROOF, version),
    }


async def _history(archive, sql: str, record: str) -> dict | None:
    rows = (await archive.execute(sql, {"fiche": record})).rows
    return {"record": record, "count": len(rows), "last": [_in_words(row) for row in rows[:_LAST]]} if rows else None


def _in_words(row) -> dict:
    """Return a row of the question, with words for its codes."""
    fields = [name_in_words(name) for name in (row["champs"] or "").split(", ") if name]
    return {**dict(row), "kind": kind_in_words(row["etat"]), "fields": fields}


async def _row(archive, sql: str, values: dict):
    return (await archive.execute(sql, values)).first()
