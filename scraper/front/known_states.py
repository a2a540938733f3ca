"""What this archive knew at the end of a day: the states of its records then, for `?au=` and /au/DAY.

A day is one of Paris; what was known then is what had been seen before it ended, `Visit.known_before`.
"""

import json

from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries
from scraper.front.pages import Missing, Visit
from scraper.front.words import t

MOST = 500
"""Candidates that are looked through, of each kind: see queries/known.sql."""


async def known_version(visit: Visit, table: str, record_id: str) -> dict:
    """Return the row of the version that a record had on the day of ?au=. table: news or groups. Raises Missing when it
    was not known yet."""
    values = {"record_table": table, "record_id": record_id, "before": visit.known_before}
    version = await visit.archive.row("known.state", **values)
    if version is None:
        raise not_known(visit, table)
    return version


def not_known(visit: Visit, kind: str) -> Missing:
    """Return what is answered where something was not known on the day of ?au=. kind: a table, or countries."""
    day = words.day(visit.known_on)
    french, english = {
        "news": ("cet article", "this article"),
        "groups": ("ce groupe", "this group"),
        "funds": ("ce fonds", "this fund"),
        "people": ("cette personne", "this person"),
        "countries": ("ce pays", "this country"),
    }[kind]
    return Missing(
        t(f"L’archive ne connaissait pas {french} le {day}.", f"This archive did not know {english} on {day}.")
    )


async def known_articles_of(
    archive: ArchiveQueries,
    before: str,
    *,
    country: str | None = None,
    fund: str | None = None,
    person: str | None = None,
) -> list[dict]:
    """Return the articles that, as they were known before a moment, belong to a country, a fund or a person, the latest
    first: the columns of `news.latest`, `seen_at`, and their `events`, `documents`, `roles` and `funds` as lists.

    country: ISO 3166-1 alpha-2; fund, person: ids. They are exact where at most MOST articles have changed since.
    """
    owner = {"country": country, "fund": fund, "person": person}
    rows = await archive.counted("known.of_owner", before=before, most=MOST, **owner)
    lists = ("events", "documents", "roles", "funds")
    return [{**row, **{name: json.loads(row[name] or "null") or [] for name in lists}} for row in rows]


def events_of(articles: list[dict]) -> list[dict]:
    """Return the events of articles (known_articles_of) that were not withdrawn, the last to come first."""
    events = [
        {**event, "news_id": article["id"], "title": article["title"]}
        for article in articles
        for event in ([] if article["withdrawn"] else article["events"])
    ]
    return sorted(events, key=lambda event: event["starts"], reverse=True)


async def known_groups(archive: ArchiveQueries, before: str) -> list[dict]:
    """Return the groups that were known before a moment and not withdrawn then, by name: id, name, kind, country_code
    and abstract."""
    return await archive.counted("known.groups", before=before)


async def known_events(archive: ArchiveQueries, before: str, since: str, until: str, limit: int) -> list[dict]:
    """Return the events that were known before a moment and take place from one day to another, by start, at most so
    many: the columns of `agenda.coming`. They are exact where at most MOST of today's events end on the first day or
    next after it, and at most MOST articles have changed since the moment."""
    period = {"since": since, "until": until}
    return await archive.counted("known.events", before=before, **period, most=MOST, limit=limit)


async def known_articles(archive: ArchiveQueries, before: str, day: str, limit: int) -> list[dict]:
    """Return the latest articles by publication, until a day, that were known before a moment: the columns of
    `news.latest`. They are exact in the same bounds as known_events."""
    return await archive.counted("known.latest_articles", before=before, day=day, most=MOST, limit=limit)


def funds_of(articles: list[dict]) -> dict[str, str | None]:
    """Return the funds that articles (known_articles_of) speak of, by id: the first day of opening that any states."""
    opened: dict[str, list[str]] = {}
    for article in articles:
        for each in article["funds"]:
            opened.setdefault(each["fund"], []).extend(filter(None, [each["opened"]]))
    return {fund: min(days, default=None) for fund, days in opened.items()}
