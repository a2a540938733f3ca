"""The front page."""

import json

from scraper.front import words
from scraper.front.pages import RECORD_PATHS, Moved, PageAnswer, Visit, page
from scraper.front.words import t

SHOWN = 6
"""Entries of each list."""


@page("/")
async def home(visit: Visit) -> PageAnswer | Moved:
    """Show the search, what is latest, what is to come, what changed last, and how much there is."""
    if visit.known_on:
        return Moved(visit.url(f"/au/{visit.known_on}", au=None))
    sizes = await visit.archive.row("site.sizes")
    changed = await visit.archive.rows("changes.last", limit=SHOWN)
    for change in changed:
        change["path"] = visit.url(RECORD_PATHS[change["record_table"]] + change["record_id"])
        change["day"] = words.paris_day(change["seen_at"])
        change["fields"] = [words.field(name) for name in json.loads(change["fields"])]
    return PageAnswer(
        "home.html",
        "",
        {
            "sizes": [(path, sizes[name], t(*wording)) for name, path, wording in _SIZES],
            "latest": await visit.archive.rows("news.latest", today=visit.today, limit=SHOWN),
            "coming": await visit.archive.rows("agenda.coming", today=visit.today, limit=SHOWN),
            "changed": changed,
        },
    )


_SIZES = (
    ("articles", "/actualites", ("actualités", "articles")),
    ("events", "/agenda", ("événements", "events")),
    ("groups", "/groupes", ("groupes", "groups")),
    ("people", "/personnes", ("personnes", "people")),
    ("funds", "/fonds", ("fonds", "funds")),
    ("documents", "/documents", ("documents", "documents")),
)
