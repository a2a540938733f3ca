"""The versions of a record: one with its proof, two side by side, for articles and groups alike."""

import asyncio
import json
import re
from dataclasses import dataclass

from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries
from scraper.front.pages import RECORD_PATHS, Missing, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.history.versions import Wording, compare, reading_form

_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class VersionedRecord:
    """A record that has versions, as a page names it."""

    table: str
    id: str
    path: str
    """Of its own page."""

    @property
    def key(self) -> dict[str, str]:
        """What queries find its versions by."""
        return {"record_table": self.table, "record_id": self.id}

    def version_path(self, number: int) -> str:
        """Return the path of a version of it: its permalink."""
        return f"{self.path}/v/{number}"

    def trail(self, title: str) -> tuple[tuple[str, str], ...]:
        """Return the pages above those of its versions. title: what it is called."""
        lists = {"news": ("/actualites", t("Actualités", "News")), "groups": ("/groupes", t("Groupes", "Groups"))}
        return (lists[self.table], (self.path, title))


def versioned(table: str, record_id: str) -> VersionedRecord:
    """Return a record that has versions. table: news or groups."""
    return VersionedRecord(table, record_id, RECORD_PATHS[table] + record_id)


async def history_of(archive: ArchiveQueries, record: VersionedRecord) -> list[dict]:
    """Return all versions of a record, last first, each with the names of the `fields` that it changed, in words."""
    versions = await archive.rows("versions.of_record", **record.key)
    for version in versions:
        version["fields"] = [words.field(name) for name in json.loads(version["fields"])]
    return versions


async def version_of(visit: Visit, record: VersionedRecord, number: str) -> dict:
    """Return the row of a version of a record. number: as in an address. Raises Missing when it has none of it."""
    row = None
    if _NUMBER.fullmatch(number):
        row = await visit.archive.row("versions.one", id=int(number), **record.key)
    if row is None:
        raise Missing(
            t(
                f"La fiche « {record.id} » n’a pas de version n° {number}.",
                f"The record “{record.id}” has no version {number}.",
            )
        )
    return row


async def wording_of(archive: ArchiveQueries, *states: dict) -> Wording:
    """Return how the fields of states are put into words, with the names of the records that they name by their ids."""
    ids = {id_ for state in states for id_ in state.get("themes") or ()}
    ids |= {role["group"] for state in states for role in state.get("roles") or () if role.get("group")}
    ids |= {fund["fund"] for state in states for fund in state.get("funds") or ()}
    found = await archive.rows("versions.names", ids=json.dumps(sorted(ids)))
    return words.state_wording({(row["field"], row["id"]): row["name"] for row in found})


async def last_read(visit: Visit, record: VersionedRecord) -> dict:
    """Return the row of a record's last version that a page was read for. Raises Missing when it has none."""
    row = await visit.archive.row("versions.last_read", **record.key)
    if row is None:
        raise Missing(t("Aucune version de cette page n’est gardée.", "No version of this page is kept."))
    return row


@page("/actualite/{record_id}/v/{number}", "/groupe/{record_id}/v/{number}")
async def version(visit: Visit, record_id: str, number: str) -> PageAnswer:
    """Show one version of a record, with its proof."""
    record = _asked(visit, record_id)
    row = await version_of(visit, record, number)
    state = json.loads(row["fields"])
    fields = reading_form(state, await wording_of(visit.archive, state))
    proofs = await visit.archive.rows("versions.proofs", id=row["id"], fetch_id=row["fetch_id"])
    shown = {
        "record": record,
        "version": row,
        "neighbours": await visit.archive.row("versions.neighbours", id=row["id"], **record.key),
        "proofs": [{**each, "wayback": words.wayback_address(each["url"], each["fetched_at"])} for each in proofs],
        "filled": [field for field in fields if field.paragraphs],
        "empty": [words.field(field.name) for field in fields if not field.paragraphs],
    }
    name = _name(state, record)
    seen_on = words.day(words.paris_day(row["seen_at"]))
    title = t(f"{name} : version du {seen_on}", f"{name}: version of {seen_on}")
    return PageAnswer("version.html", title, shown, record.trail(name))


@page("/actualite/{record_id}/comparer", "/groupe/{record_id}/comparer")
async def comparison(visit: Visit, record_id: str) -> PageAnswer:
    """Show two versions of a record side by side, ?de=NUMBER&a=NUMBER; the last two where none are named."""
    record = _asked(visit, record_id)
    last = [row["id"] for row in await visit.archive.rows("versions.last_two", **record.key)]
    if len(last) < 2:
        raise Missing(
            t(
                "Cette fiche n’a pas deux versions : il n’y a rien à comparer.",
                "This record does not have two versions: there is nothing to compare.",
            )
        )
    numbers = visit.args.get("de", str(last[1])), visit.args.get("a", str(last[0]))
    before, after = [await version_of(visit, record, number) for number in numbers]
    states = json.loads(before["fields"]), json.loads(after["fields"])
    wording = await wording_of(visit.archive, *states)
    compared = await asyncio.to_thread(compare, *states, wording)
    name = _name(states[1], record)
    shown = {
        "record": record,
        "before": before,
        "after": after,
        "changed": compared.changed,
        "same": [field for field in compared.same if field.paragraphs],
    }
    title = t(f"{name} : deux versions comparées", f"{name}: two versions compared")
    return PageAnswer("comparison.html", title, shown, record.trail(name))


def _asked(visit: Visit, record_id: str) -> VersionedRecord:
    table = next(table for table, path in RECORD_PATHS.items() if visit.path.startswith(path))
    return versioned(table, record_id)


def _name(state: dict, record: VersionedRecord) -> str:
    return state.get("title") or state.get("name") or record.id
