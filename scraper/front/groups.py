"""The groups: by kind, and one with its presentation, people, meetings, documents and articles."""

import json
from collections import defaultdict

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.archive_queries import NO_LIMIT
from scraper.front.belonging import SHOWN, Owner, list_title, lists_of, sizes
from scraper.front.countries import path_of
from scraper.front.known_states import known_groups, known_version
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import Missing, PageAnswer, Visit, page
from scraper.front.prose import paragraphs, prose
from scraper.front.roles import ORDER, holdings_of_group, time_scale
from scraper.front.words import t


def kind_names() -> dict[str, str]:
    """Return the kinds of groups in their order, with what several are called."""
    return {
        "country": t("Groupes-pays", "Country groups"),
        "thematic": t("Groupes thématiques", "Thematic groups"),
        "region": t("Groupes régionaux", "Regional groups"),
        "mission": t("Missions", "Missions"),
        "former": t("Anciens groupes", "Former groups"),
    }


def title_of(group: dict) -> str:
    """Return what a group's page is called: a country group's name alone is its country's, too."""
    name = group["name"]
    return t(f"Groupe-pays {name}", f"{name} country group") if group["kind"] == "country" else name


@page("/groupes", is_list=True)
async def groups(visit: Visit) -> PageAnswer:
    """List the groups by kind, as they are known now or were on the day of ?au=."""
    is_now = visit.known_on is None
    rows = await (
        visit.archive.rows("groups.listed", **NO_LIMIT) if is_now else known_groups(visit.archive, visit.known_before)
    )
    presidents = defaultdict(list)
    for row in await visit.archive.rows("groups.presidents", before=visit.known_before):
        presidents[row["group_id"]].append(row)
    counted = await sizes(visit.archive, "group") if is_now else {}
    by_kind = defaultdict(list)
    for row in rows:
        size = counted[row["id"]] if is_now else {}
        by_kind[row["kind"]].append({**row, **size, "presidents": presidents[row["id"]]})
    names = kind_names()
    order = [*names, *sorted(by_kind.keys() - names.keys())]
    kinds = [(kind, names.get(kind, kind), by_kind[kind]) for kind in order if by_kind[kind]]
    shown = {"kinds": kinds, "total": len(rows)}
    table = _table(visit) if is_now else None
    return PageAnswer("groups.html", t("Groupes", "Groups"), shown, is_as_known=True, table=table)


def _table(visit: Visit) -> ListTable:
    def address(group: dict) -> str:
        return visit.whole(visit.url(f"/groupe/{group['id']}"))

    def entry(group: dict) -> FeedEntry:
        changed = group["changed"] or group["first_seen"]
        title, about = title_of(group), group["abstract"]
        return FeedEntry(f"/groupe/{group['id']}", title, address(group), changed, group["first_seen"], about)

    columns = (
        ListColumn("Identifiant", "Identifier", "id"),
        ListColumn("Nom", "Name", "name"),
        ListColumn("Sorte", "Kind", lambda group: words.code("kind", group["kind"])),
        ListColumn("Pays", "Country", lambda group: words.country(group["country_code"] or "")),
        ListColumn("Retiré du portail", "Removed from the portal", "withdrawn", Kind.MOMENT),
        ListColumn("Page de l’archive", "Page of the archive", address),
        ListColumn("Adresse sur le portail", "Address on the portal", "url"),
    )
    return ListTable("groups.listed", columns, entry=entry)


@page("/groupe/{group_id}")
async def group(visit: Visit, group_id: str) -> PageAnswer:
    """Show a group, or one kind of what belongs to it (?type=), as it is known now or was on the day of ?au=."""
    found = await _group(visit, group_id)
    shown = await (_as_known(visit, found) if visit.known_on else _as_now(visit, found))
    found = shown["group"]
    versions = await visit.archive.row("groups.versions", id=group_id)
    shown |= {"versions": versions, "path": f"/groupe/{group_id}"}
    shown["country_path"] = path_of(found["country_code"]) if found["country_code"] else None
    name, trail = title_of(found), [("/groupes", t("Groupes", "Groups"))]
    title = list_title(name, shown) if "lists" in shown else name
    if title != name:
        trail.append((f"/groupe/{group_id}", name))
    return PageAnswer("group.html", title, shown, tuple(trail), is_as_known=True)


async def chosen_group(visit: Visit) -> dict | None:
    """Return the group of ?groupe=; None where none is given. Raises Missing when there is no such group."""
    group_id = visit.args.get("groupe")
    return await _group(visit, group_id) if group_id else None


async def _group(visit: Visit, group_id: str) -> dict:
    found = await visit.archive.row("groups.group", id=group_id)
    if found is None:
        raise Missing(t(f"Aucun groupe ne s’appelle « {group_id} ».", f"There is no group “{group_id}”."))
    return found


async def _as_now(visit: Visit, found: dict) -> dict:
    """Return what is shown of a group as it is known now."""
    archive, key = visit.archive, {"id": found["id"]}
    owner = Owner(archive, group_id=found["id"])
    lists = await lists_of(visit, owner)
    if lists["chosen"] or lists["year"]:
        return {"group": found, **lists}
    holdings = await holdings_of_group(archive, found["id"])
    by_role = [(role, [each for each in holdings if each.role == role]) for role in ORDER]
    return {
        "group": found,
        **lists,
        "sections": [
            {**row, "text": await prose(archive, "groups", found["id"], row["text"], row["position"], level=3)}
            for row in await archive.rows("groups.sections", **key)
        ],
        "milestones": await archive.rows("groups.milestones", **key),
        "themes": await archive.rows("groups.themes", **key),
        "holdings": [(role, held) for role, held in by_role if held],
        "scale": time_scale(holdings, visit.today) if holdings else None,
        "coming": await archive.rows("belonging.coming", today=visit.today, limit=SHOWN, **owner.key),
        "group_documents": await archive.rows("belonging.group_documents", **owner.key),
    }


async def _as_known(visit: Visit, found: dict) -> dict:
    """Return what is shown of a group as its page was known on the day of ?au=."""
    state = json.loads((await known_version(visit, "groups", found["id"]))["fields"])
    roles = state.get("roles") or []
    return {
        "group": {
            **found,
            **{name: state.get(name) for name in ("name", "kind", "country_code", "abstract", "withdrawn")},
        },
        "sections": [{**each, "text": paragraphs(each["text"])} for each in state.get("sections") or []],
        "milestones": sorted(state.get("milestones") or [], key=lambda each: each["starts"]),
        "group_documents": state.get("documents") or [],
        "roles": sorted(roles, key=lambda each: ORDER.index(each["role"])),
    }
