"""The search page: all kinds of records in one ranking, with counts by kind, country, year and group."""

import json

from datasette.utils import tilde_encode

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.countries import code_of
from scraper.front.documents import place_of
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import RECORD_PATHS, ListPages, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.search import MOST, OLDEST, RELEVANCE, SORTS, Hit, Query, Ranking, rank, search

KINDS = {
    "actualite": ("news", ("Actualités", "News")),
    "evenement": ("event", ("Avec un événement", "With an event")),
    "groupe": ("groups", ("Groupes", "Groups")),
    "document": ("documents", ("Documents", "Documents")),
    "personne": ("people", ("Personnes", "People")),
    "fonds": ("funds", ("Fonds", "Funds")),
}
"""Values of `?type=`: the kind as the search calls it, and its name."""
PATHS = {**RECORD_PATHS, "people": "/personne/", "funds": "/fonds/"}
"""Where the records of each kind are shown; a document, with what it belongs to."""
NO_COUNTRY = "ZZ"
"""The code that CLDR has for a country that is not known: no record has it."""
_SORTS = {"pertinence": RELEVANCE, "recent": SORTS[1], "ancien": SORTS[2]}
_FACETED = 12
"""Values of a facet that are shown."""


@page("/recherche", is_list=True)
async def search_page(visit: Visit) -> PageAnswer:
    """Search in all records, `?q=&type=&pays=&annee=&groupe=&tri=`."""
    query = await _query(visit)
    title = t(f"Recherche : {query.text}", f"Search: {query.text}") if query.text else t("Recherche", "Search")
    if visit.form_asked:
        ranking = await rank(_execute(visit), query)
        return PageAnswer("search.html", title, table=_table(visit, ranking, query))
    found = await search(_execute(visit), query)
    names = {row["id"]: row["name"] for row in await visit.archive.rows("groups.names")}
    country = visit.args.get("pays")
    facets = {
        "type": (t("Type", "Kind"), _kinds(found.kinds)),
        "pays": (t("Pays", "Country"), _values(found.countries, words.country, {query.country: country})),
        "annee": (t("Année", "Year"), _values(found.years, str)),
        "groupe": (t("Groupe", "Group"), _values(found.groups, lambda key: names.get(key, key))),
    }
    shown = {
        "text": query.text,
        "hits": list(zip(found.hits, await _addresses(visit, found.hits), strict=True)),
        "total": found.total,
        "is_bounded": found.is_bounded,
        "most": MOST,
        "facets": facets,
        "chosen": [(name, _name_of(name, visit.args[name], query, names)) for name in facets if name in visit.args],
        "sorts": [(value, name) for value, name in zip(_SORTS, _sort_names(), strict=True)],
        "sort": visit.args.get("tri", "pertinence"),
        "paging": ListPages(found.total, visit.page, query.size),
    }
    return PageAnswer("search.html", title, shown, table=_table(visit, Ranking(), query))


async def _query(visit: Visit) -> Query:
    """Return what is asked for. A choice that is none is left out; a country that is none has nothing."""
    kind, year, country = (visit.args.get(name, "") for name in ("type", "annee", "pays"))
    return Query(
        visit.args.get("q", ""),
        kind=KINDS[kind][0] if kind in KINDS else None,
        country=(await code_of(visit.archive, country) or NO_COUNTRY) if country else None,
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        group=visit.args.get("groupe"),
        sort=_SORTS.get(visit.args.get("tri", ""), RELEVANCE),
        page=visit.page,
    )


def _execute(visit: Visit):
    async def execute(sql: str, values):
        return (await visit.archive.database.execute(sql, values)).rows

    return execute


def _sort_names() -> list[str]:
    return [
        t("les plus pertinents d’abord", "best match first"),
        t("les plus récents d’abord", "newest first"),
        t("les plus anciens d’abord", "oldest first"),
    ]


def _kinds(counts: dict[str, int]) -> list[dict]:
    return [
        {"value": value, "name": t(*name), "count": counts[kind]}
        for value, (kind, name) in KINDS.items()
        if counts.get(kind)
    ]


def _values(counts: dict[str, int], name, written: dict | None = None) -> list[dict]:
    """Return the values of a facet. written: those that the address writes in another way than `counts`."""
    written = written or {}
    some = list(counts.items())[:_FACETED]
    return [{"value": written.get(key, key), "name": name(key), "count": number} for key, number in some]


def _name_of(parameter: str, value: str, query: Query, groups: dict[str, str]) -> str:
    """Return the name of a value that is chosen; itself where it is none. groups: the names of groups by id."""
    if parameter == "pays" and query.country != NO_COUNTRY:
        return words.country(query.country)
    if parameter == "type" and value in KINDS:
        return t(*KINDS[value][1])
    return groups.get(value, value) if parameter == "groupe" else value


async def _addresses(visit: Visit, hits: list[Hit]) -> list[str]:
    """Return where hits are shown."""
    ids = json.dumps([hit.record_id for hit in hits if hit.kind == "documents"])
    owners = {row["id"]: row for row in await visit.archive.rows("documents.owners", ids=ids)}
    return [_address(visit, hit.kind, hit.record_id, owners.get(hit.record_id)) for hit in hits]


def _address(visit: Visit, kind: str, record_id: str, owner: dict | None) -> str:
    """Return where a record is shown: a document, in its article or group (`owner`), or else as the row that it is."""
    if kind != "documents":
        return visit.url(PATHS[kind] + record_id)
    if owner and (owner["news_id"] or owner["group_id"]):
        return visit.url(place_of(owner))
    return f"/{tilde_encode(visit.archive.database.name)}/documents/{tilde_encode(record_id)}"


def _table(visit: Visit, ranking: Ranking, query: Query) -> ListTable:
    """Return all that is found as a table. The page itself needs no ranking for it."""

    def address(hit: dict) -> str:
        return visit.whole(_address(visit, hit["kind"], hit["record_id"], hit))

    def countries(hit: dict) -> str:
        return ", ".join(map(words.country, hit["countries"].split()))

    def entry(hit: dict) -> FeedEntry:
        about = (words.kind(hit["kind"]), words.day(hit["day"]), countries(hit))
        return FeedEntry(
            PATHS.get(hit["kind"], "/document/") + hit["record_id"],
            hit["title"],
            address(hit),
            hit["seen_at"],
            summary=" · ".join(filter(None, about)),
        )

    columns = (
        ListColumn("Sorte", "Kind", lambda hit: words.kind(hit["kind"])),
        ListColumn("Identifiant", "Identifier", "record_id"),
        ListColumn("Titre", "Title", "title"),
        ListColumn("Date", "Date", "day", Kind.DAY),
        ListColumn("Début de l’événement", "Event begins", "starts", Kind.DAY),
        ListColumn("Fin de l’événement", "Event ends", "ends", Kind.DAY),
        ListColumn("Pays", "Countries", countries),
        ListColumn("Retiré du portail", "Removed from the portal", "withdrawn", Kind.MOMENT),
        ListColumn("Page de l’archive", "Page of the archive", address),
        ListColumn("Adresse sur le portail", "Address on the portal", "url"),
    )
    values = {
        "numbers": json.dumps(ranking.numbers),
        "expression": ranking.expression,
        "first": ranking.first,
        "last": ranking.last,
        "is_bounded": ranking.is_bounded,
        "is_oldest": query.sort == OLDEST,
    }
    return ListTable("search.listed", columns, values, entry)
