"""Roles as people read them: one entry for each person, role and group, whatever functions the pages name beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries

ORDER = ("president", "co_president", "vice_president", "past_president", "referent", "contact")
"""The roles as they are shown."""
_DAY = len("YYYY-MM-DD ")
_STEPS = 4
"""Parts of a long time line."""


@dataclass
class PageMention:
    """Where a group's own page names someone in a role."""

    first_version: int
    """The version of the group that names them first."""
    last_version: int
    """The version of the group that names them last."""
    first_seen: str
    is_current: bool
    """Whether the page names them now."""


@dataclass
class StatedFunction:
    """What a person is beside a role, as pages state it, with the pages that do."""

    function: str | None
    organisation: str | None
    since: str | None
    """Start of the role, as pages that state this function give it."""
    until: str | None
    """End of the role, as sentences that state this function give it."""
    first_seen: str
    last_seen: str
    articles: int
    """How many articles state it."""
    proofs: list[dict]
    """The first and the last of them, each with the sentence that states it, where one does."""
    mention: PageMention | None
    """Of the group's own page."""


@dataclass
class Holding:
    """One person's role in one group, or as a contact of articles."""

    person_id: str
    person_name: str
    role: str
    group_id: str | None
    group_name: str | None
    functions: list[StatedFunction] = field(default_factory=list)

    @property
    def cited_first(self) -> str | None:
        """Publication of the first article that states it."""
        return min(self._cited(), default=None)

    @property
    def cited_last(self) -> str | None:
        """Publication of the last article that states it."""
        return max(self._cited(), default=None)

    def _cited(self) -> list[str]:
        return [article["published"] for each in self.functions for article in each.proofs if article["published"]]

    @property
    def since(self) -> str | None:
        """Its start as a page gives it, the earliest; None when none does."""
        return min(filter(None, (each.since for each in self.functions)), default=None)

    @property
    def until(self) -> str | None:
        """Its end as a sentence gives it, the latest; None when none does."""
        return max(filter(None, (each.until for each in self.functions)), default=None)

    @property
    def is_current(self) -> bool:
        """Whether the group's page states it now."""
        return any(each.mention and each.mention.is_current for each in self.functions)

    @property
    def first_seen(self) -> str:
        """When this archive first read it."""
        return min(each.first_seen for each in self.functions)

    @property
    def last_seen(self) -> str:
        """When this archive last read it."""
        return max(each.last_seen for each in self.functions)

    @property
    def articles(self) -> int:
        """How many articles state it; one that gives two functions counts for each."""
        return sum(each.articles for each in self.functions)

    def starts(self) -> str:
        """Return the first day, month or year that it is known to be held."""
        seen = words.paris_day(self.first_seen)
        return min(filter(None, (self.since, self.cited_first)), default=seen)

    def ends(self, today: str) -> str:
        """Return the last day, month or year that it is known to be held: today, where the group's page states it."""
        if self.is_current:
            return today
        return self.until or self.cited_last or words.paris_day(self.last_seen)


async def holdings_of_group(archive: ArchiveQueries, group_id: str) -> list[Holding]:
    """Return the roles in a group, president first, and of each role the last holder first."""
    return await _read(archive, await archive.rows("roles.of_group", id=group_id))


async def holdings_of_person(archive: ArchiveQueries, person_id: str) -> list[Holding]:
    """Return the roles of a person, president first, and of each role the last held first."""
    return await _read(archive, await archive.rows("roles.of_person", id=person_id))


async def known_holdings(archive: ArchiveQueries, person: dict, articles: list[dict], before: str) -> list[Holding]:
    """Return the roles of a person as they were known before a moment, in the order of holdings_of_person.

    person: the row of people. articles: those that name it, as they were known then (known_states.known_articles_of).
    """
    now = await archive.rows("roles.of_person", id=person["id"])
    pages = await _of_pages(archive, {row["group_id"] for row in now}, before)
    names = {row["id"]: row["name"] for row in await archive.rows("groups.names")}
    named = {key: page for key, page in pages.items() if key[2] == person["name"]}
    stated: dict[_Key, list[tuple[dict, dict]]] = {key: [] for key in named}
    for article in articles:
        for role in article["roles"]:
            if role["person"] == person["name"]:
                key = role["group"], role["role"], role["person"], role["function"], role["organisation"]
                stated.setdefault(key, []).append((article, role))
    rows, cited = [], {}
    for number, (key, found) in enumerate(stated.items()):
        group_id, role, _, function, organisation = key
        page = [named[key]] if key in named else []
        seen = [*(article["seen_at"] for article, _ in found), *(each["first_seen"] for each in page)]
        starts = (each["since"] for each in (*page, *(stating for _, stating in found)))
        dated = [f"{article['published']} {article['id']}" for article, _ in found if article["published"]]
        cited[number] = {"articles": len(found), "first": min(dated, default=None), "last": max(dated, default=None)}
        rows.append(
            {
                "id": number,
                "person_id": person["id"],
                "person_name": person["name"],
                "role": role,
                "group_id": group_id,
                "group_name": names.get(group_id),
                "function": function,
                "organisation": organisation,
                "since": min(filter(None, starts), default=None),
                "until": None,
                "first_seen": min(seen),
                "last_seen": max([*seen, *(each["last_seen"] for each in page)]),
            }
        )
    return _merged(rows, cited, {article["id"]: article for article in articles}, _mentions(pages), {})


async def _read(archive: ArchiveQueries, rows: list[dict]) -> list[Holding]:
    """Return rows of roles as they are known now, with what states them."""
    role_ids = json.dumps(sorted(row["id"] for row in rows))
    cited = {row["role_id"]: row for row in await archive.counted("roles.cited", role_ids=role_ids)}
    ids = {row[end][_DAY:] for row in cited.values() for end in ("first", "last") if row[end]}
    articles = {row["id"]: row for row in await archive.rows("roles.articles", ids=json.dumps(sorted(ids)))}
    pages = await _of_pages(archive, {row["group_id"] for row in rows}, None)
    asked = {"role_ids": role_ids, "ids": json.dumps(sorted(ids))}
    sentences = {(row["role_id"], row["news_id"]): row for row in await archive.rows("roles.sentences", **asked)}
    return _merged(rows, cited, articles, _mentions(pages), sentences)


_Key = tuple[str | None, str, str, str | None, str | None]
"""What a page states: group, role, name of the person, function, organisation."""


async def _of_pages(archive: ArchiveQueries, group_ids: set[str | None], before: str | None) -> dict[_Key, dict]:
    """Return whom groups' own pages have named, before a moment if one is given: rows of `roles.of_pages`."""
    asked = {"group_ids": json.dumps(sorted(filter(None, group_ids))), "before": before}
    return {
        (row["group_id"], row["role"], row["person_name"], row["function"], row["organisation"]): row
        for row in await archive.rows("roles.of_pages", **asked)
    }


def _mentions(pages: dict[_Key, dict]) -> dict[_Key, PageMention]:
    return {
        key: PageMention(
            row["first_version"],
            row["last_version"],
            row["first_seen"],
            row["last_version"] == row["latest"] and row["withdrawn"] is None,
        )
        for key, row in pages.items()
    }


def _merged(
    rows: list[dict],
    cited: dict[int, dict],
    articles: dict[str, dict],
    mentions: dict[_Key, PageMention],
    sentences: dict[tuple[str, str], dict],
) -> list[Holding]:
    """Return one entry for each person, role and group. cited: rows of `roles.cited`, by the id of a row of roles.
    sentences: rows of `roles.sentences`, by the ids of role and article."""
    found: dict[tuple, Holding] = {}
    for row in rows:
        key = row["person_id"], row["role"], row["group_id"]
        holding = found.setdefault(
            key, Holding(row["person_id"], row["person_name"], row["role"], row["group_id"], row["group_name"])
        )
        named = row["group_id"], row["role"], row["person_name"], row["function"], row["organisation"]
        stated = {name: row[name] for name in ("function", "organisation", "since", "until", "first_seen", "last_seen")}
        by = cited.get(row["id"], {"articles": 0, "first": None, "last": None})
        proofs = dict.fromkeys(by[end][_DAY:] for end in ("first", "last") if by[end])
        found_proofs = [
            {**articles[each], **sentences.get((row["id"], each), {})} for each in proofs if each in articles
        ]
        holding.functions.append(
            StatedFunction(**stated, articles=by["articles"], proofs=found_proofs, mention=mentions.get(named))
        )
    for holding in found.values():
        holding.functions.sort(key=lambda each: (each.last_seen, each.articles), reverse=True)
    by_age = sorted(found.values(), key=lambda each: (each.is_current, each.ends("9999"), each.starts()), reverse=True)
    return sorted(by_age, key=lambda each: ORDER.index(each.role))


@dataclass(frozen=True)
class TimeScale:
    """The years that bars of a time line are drawn against."""

    first: int
    """The year that it begins with."""
    after: int
    """The year that follows it."""

    WIDTH = 1000

    def bar(self, starts: str, ends: str) -> tuple[float, float]:
        """Return where a bar begins, and how long it is, of 1000. starts, ends: YYYY, YYYY-MM or YYYY-MM-DD."""
        left, right = self._at(starts), self._at(ends)
        return round(left, 1), round(max(right - left, 6), 1)

    def ticks(self) -> list[int]:
        """Return years at equal distances, from the first to the last."""
        return list(range(self.first, self.after + 1, max(1, (self.after - self.first) // _STEPS)))

    def _at(self, date: str) -> float:
        year, month, day = [*map(int, date[:10].split("-")), 1, 1][:3]
        return self.WIDTH * (year - self.first + (month - 1) / 12 + (day - 1) / 372) / (self.after - self.first)


def time_scale(holdings: Iterable[Holding], today: str) -> TimeScale:
    """Return the years from the first that roles are known to be held to the last; some more before, where their number
    is none that ticks can divide."""
    years = [int(each[:4]) for holding in holdings for each in (holding.starts(), holding.ends(today))]
    after = max(years) + 1
    span = after - min(years)
    return TimeScale(after - (span if span <= _STEPS else -(-span // _STEPS) * _STEPS), after)
