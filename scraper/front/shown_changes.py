"""A change as readers see it: what it is in words, and the difference itself."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import NamedTuple

from scraper.exporting.atom import FeedEntry
from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries
from scraper.front.marked_differences import MarkedPassage, in_lines, marked
from scraper.front.pages import Visit
from scraper.front.record_versions import VersionedRecord, versioned, wording_of
from scraper.front.state_words import field_changes
from scraper.front.words import t
from scraper.history.versions import Wording

_EXCERPT = 40
"""Words of a new record's text that are shown."""


class ShownField(NamedTuple):
    """A field that changed."""

    name: str
    passages: list[MarkedPassage]


@dataclass(frozen=True)
class ShownChange:
    """A version of a record, as a change."""

    number: int
    """Of the version."""
    record: VersionedRecord
    kind: str
    title: str
    """What the record is called since."""
    sentence: str
    """What happened to it."""
    seen_at: str
    previous: int | None = None
    """The number of the version before."""
    excerpt: str = ""
    """The beginning of a new record's text."""
    fields: list[ShownField] = field(default_factory=list)
    """What differs from the version before."""

    @property
    def day(self) -> str:
        """The day in Paris on which it was seen."""
        return words.paris_day(self.seen_at)

    @property
    def comparison(self) -> dict[str, int]:
        """The parameters of the page that compares it with the version before."""
        return {"de": self.previous, "a": self.number}

    def entry(self, visit: Visit) -> FeedEntry:
        """Return it as an entry of a feed."""
        path = self.record.version_path(self.number)
        lines = [
            "\n".join((each.name, *(line for passage in each.passages for line in in_lines(passage))))
            for each in self.fields
        ]
        address = visit.url(f"{self.record.path}/comparer", **self.comparison) if self.previous else visit.url(path)
        title = f"{self.title} · {self.sentence}"
        content = "\n\n".join(filter(None, (self.sentence, self.excerpt, *lines)))
        return FeedEntry(path, title, visit.whole(address), self.seen_at, self.seen_at, content=content)


async def shown_changes(archive: ArchiveQueries, numbers: list[int]) -> list[ShownChange]:
    """Return versions as changes, last first. numbers: of the versions."""
    rows = await archive.rows("changes.shown", ids=json.dumps(numbers))
    for row in rows:
        row["after"] = json.loads(row["fields"])
        row["before"] = json.loads(row["fields_before"] or "null")
    states = [row[side] for row in rows for side in ("before", "after") if row[side]]
    wording = await wording_of(archive, *states)
    return await asyncio.to_thread(lambda: [_shown(row, wording) for row in rows])


def _shown(row: dict, wording: Wording) -> ShownChange:
    after, before = row["after"], row["before"]
    record = versioned(row["record_table"], row["record_id"])
    changes = field_changes(before, after, wording) if before and row["kind"] != "withdrawn" else []
    return ShownChange(
        row["id"],
        record,
        row["kind"],
        after.get("title") or after.get("name") or record.id,
        _sentence(row, [words.field(change.field.name) for change in changes]),
        row["seen_at"],
        row["previous"],
        "" if before else _excerpt(after),
        [ShownField(words.field(change.field.name), [*map(marked, change.passages)]) for change in changes],
    )


def _sentence(row: dict, fields: list[str]) -> str:
    match row["kind"]:
        case "first" if row["record_table"] == "news":
            return t("nouvel article", "new article")
        case "first":
            return t("nouveau groupe", "new group")
        case "withdrawn":
            return _with(t("retiré du portail", "removed from the portal"), words.reason(row["reason"]))
        case "restored":
            gone, why = words.day(words.paris_day(row["seen_before"])), words.reason(row["reason_before"])
            again = t(
                f"de retour sur le portail, après son retrait constaté le {gone}",
                f"back on the portal, after its removal was found on {gone}",
            )
            return f"{again} ({why})" if why else again
        case kind:
            order = t("l’ordre ou la présentation", "order or presentation")
            return _with(words.version_kind(kind), words.listed(fields) if fields else order)


def _with(what: str, detail: str) -> str:
    return f"{what}{t(' : ', ': ')}{detail}" if detail else what


def _excerpt(state: dict) -> str:
    text = " ".join(filter(None, (state.get("lead"), state.get("body"), state.get("abstract"))))
    found = text.split()
    return " ".join(found[:_EXCERPT]) + "…" * (len(found) > _EXCERPT)
