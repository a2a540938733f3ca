"""The portal as it was known on a day: /au/2024-06-30."""

from collections import Counter

from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries
from scraper.front.changes import REAL, Period, Week, totals
from scraper.front.known_states import known_articles, known_events, known_groups
from scraper.front.pages import Moved, PageAnswer, Visit, asked_day, page
from scraper.front.words import t

SHOWN = 10
"""Articles and events."""
SHOWN_GROUPS = 60
"""Groups."""
_NEVER = "9999"
"""A day after all others."""


@page("/au")
async def choose_day(visit: Visit) -> PageAnswer | Moved:
    """Ask for a day, or lead to that of ?jour=."""
    written = visit.args.get("jour") or visit.known_on
    if written:
        return Moved(visit.url(f"/au/{asked_day(written)}", au=None))
    shown = {"bounds": await _bounds(visit.archive), "asked": visit.today}
    return PageAnswer("day_choice.html", t("Le portail un jour donné", "The portal on a given day"), shown)


@page("/au/{written}")
async def portal_on_a_day(visit: Visit, written: str) -> PageAnswer | Moved:
    """Show the portal as this archive knew it at the end of a day."""
    day = asked_day(written)
    if day != written:
        return Moved(visit.url(f"/au/{day}", au=None))
    since, before = words.midnight(day), words.midnight(day, later=1)
    bounds = await _bounds(visit.archive)
    around = await visit.archive.row("known.neighbours", since=since, before=before)
    shown = {
        "asked": day,
        "bounds": bounds,
        "around": {side: seen_at and words.paris_day(seen_at) for side, seen_at in around.items()},
        "is_future": day > visit.today,
        "is_before_all": not bounds or day < bounds["first"],
    }
    if not shown["is_before_all"]:
        shown |= await _known(visit, day, since, before)
    title = t(f"Le portail le {words.day(day)}", f"The portal on {words.day(day)}")
    return PageAnswer("portal_on_a_day.html", title, shown, (("/au", t("Un jour donné", "A given day")),))


async def _known(visit: Visit, day: str, since: str, before: str) -> dict:
    """Return what was known at the end of a day."""
    archive = visit.archive
    groups = await known_groups(archive, before)
    changed = await Period(since, before).met(archive, REAL, new=True)

    def url_then(path: str, **args) -> str:
        return visit.url(path, **{"au": day, **args})

    return {
        "sizes": await _sizes(archive, before, len(groups)),
        "crawls": await archive.row("known.crawls", before=before),
        "latest": await known_articles(archive, before, day, SHOWN),
        "coming": await known_events(archive, before, day, _NEVER, SHOWN),
        "groups": groups[:SHOWN_GROUPS],
        "groups_in_all": len(groups),
        "changed": totals(changed),
        "week": Week.of(day),
        "url_then": url_then,
    }


async def _sizes(archive: ArchiveQueries, before: str, groups: int) -> dict[str, int]:
    """Return how many articles were known before a moment, how many records were withdrawn then, and how many changes
    had been seen. groups: how many were known."""
    # All, which are counted once, less those since: most versions are of the first crawl.
    counts = Counter({row["kind"]: row["count"] for row in await archive.counted("known.sizes", since="")})
    counts.subtract({row["kind"]: row["count"] for row in await archive.counted("known.sizes", since=before)})
    gone = counts["withdrawn"] - counts["restored"]
    return {"articles": counts["first"] - gone - groups, "gone": gone, "changes": counts["change"]}


async def _bounds(archive: ArchiveQueries) -> dict[str, str] | None:
    """Return the first and the last day on which anything was seen; None for an empty archive."""
    found = await archive.row("known.bounds")
    return {side: words.paris_day(seen_at) for side, seen_at in found.items()} if found["first"] else None
