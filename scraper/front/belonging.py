"""What belongs to a country or a group: its articles, meetings and documents, some of each or all of one kind."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from scraper.front.archive_queries import ArchiveQueries
from scraper.front.known_states import events_of
from scraper.front.pages import ListPages, Missing, Visit
from scraper.front.words import t

SHOWN = 8
"""Entries of each kind where all kinds are shown."""
MOST_LOOKED_UP = 1_000
"""Articles that are looked up one by one; of more, the archive is gone through by date."""
KINDS = {"articles": "articles", "reunions": "meetings", "documents": "documents"}
"""The kinds, as in addresses and as the archive counts them."""
_NAMES = {counted: kind for kind, counted in KINDS.items()}

YearCounts = dict[str, dict[str, int]]
"""How many entries of each kind there are in each year, the last year first; an empty year is of what has no date."""


def kind_names() -> dict[str, str]:
    """Return the kinds, as in addresses, with their names."""
    return {
        "articles": t("Articles", "Articles"),
        "reunions": t("Réunions et événements", "Meetings and events"),
        "documents": t("Documents", "Documents"),
    }


async def sizes(archive: ArchiveQueries, facet: str) -> dict[str, dict[str, int]]:
    """Return how many of each kind belong to each country, by code, or to each group, by id.

    facet: country or group.
    """
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for row in await archive.counted("belonging.sizes", facet=facet):
        found[row["value"]][_NAMES[row["kind"]]] = row["count"]
    return found


@dataclass(frozen=True)
class Owner:
    """A country or a group, whose articles are looked for."""

    archive: ArchiveQueries
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    group_id: str | None = None

    @property
    def key(self) -> dict[str, str | None]:
        """What queries find its articles by."""
        return {"country": self.country, "group_id": self.group_id}

    async def years(self) -> YearCounts:
        """Return how many of each kind there are, by year."""
        years: YearCounts = {}
        facet, value = ("country", self.country) if self.country else ("group", self.group_id)
        for row in await self.archive.rows("belonging.years", facet=facet, value=value):
            years.setdefault(row["year"], dict.fromkeys(KINDS, 0))[_NAMES[row["kind"]]] = row["count"]
        return dict(sorted(years.items(), reverse=True))

    async def articles(self) -> int:
        """Return how many articles there are."""
        return sum(counts["articles"] for counts in (await self.years()).values())

    async def some(self, kind: str, years: YearCounts, year: str, limit: int, offset: int = 0) -> list[dict]:
        """Return entries of a kind, newest first. years: as of `years`. year: empty for all."""
        values = {"since": year, "until": f"{year}~", "limit": limit, "offset": offset}
        if sum(counts["articles"] for counts in years.values()) <= MOST_LOOKED_UP:
            return await self._rows("few", kind, values)
        span = span_of(kind, {year: years[year]} if year else years, limit, offset)
        if span is None:  # some have no date: only by themselves are they found
            return await self._rows("few", kind, values)
        return await self._rows("many", kind, {**values, **span})

    async def _rows(self, amount: str, kind: str, values: dict) -> list[dict]:
        return await self.archive.rows(f"belonging.{amount}_{KINDS[kind]}", **values, **self.key)


class KnownArticles:
    """What belongs to a country by its articles as they were known on a day (known_states.known_articles_of)."""

    def __init__(self, articles: list[dict]) -> None:
        documents = [
            {**document, "news_id": article["id"], "news_title": article["title"], "published": article["published"]}
            for article in articles
            for document in article["documents"]
        ]
        self._entries = {"articles": articles, "reunions": events_of(articles), "documents": documents}

    async def years(self) -> YearCounts:
        """Return how many of each kind there were, by year."""
        counts = {kind: Counter(map(_year_of, entries)) for kind, entries in self._entries.items()}
        years = sorted({year for counted in counts.values() for year in counted}, reverse=True)
        return {year: {kind: counts[kind][year] for kind in KINDS} for year in years}

    async def some(self, kind: str, years: YearCounts, year: str, limit: int, offset: int = 0) -> list[dict]:
        """Return entries of a kind, newest first. year: empty for all."""
        found = [entry for entry in self._entries[kind] if not year or _year_of(entry) == year]
        return found[offset : offset + limit]


def _year_of(entry: dict) -> str:
    return (entry.get("starts") or entry["published"] or "")[:4]


def span_of(kind: str, years: YearCounts, limit: int, offset: int) -> dict | None:
    """Return the years that hold a page of a list, newest first, as `since` and `until`, and the page's `offset` within
    them; None when some of its entries have no date."""
    before, first, newer = 0, "", 0
    for year, counts in years.items():
        if before <= offset < before + counts[kind]:
            first, newer = year, before
        before += counts[kind]
        if first and before >= offset + limit:
            return {"since": year, "until": f"{first}~", "offset": offset - newer} if year else None
    last = min(years)
    return {"since": last, "until": f"{first or last}~", "offset": offset - newer} if last else None


async def lists_of(visit: Visit, owner: Owner | KnownArticles) -> dict:
    """Return the `lists` of a page, by kind: some of each, or the pages of the one that `?type=` asks for, of all years
    or of `?annee=`. Raises Missing when there is no such kind or year."""
    chosen, year = visit.args.get("type", ""), visit.args.get("annee", "")
    if chosen and chosen not in KINDS:
        raise Missing(t(f"« {chosen} » n’est pas une sorte de liste.", f"There is no list of “{chosen}”."))
    if year and not re.fullmatch(r"[12]\d{3}", year):
        raise Missing(t(f"« {year} » n’est pas une année.", f"“{year}” is no year."))
    years = await owner.years()
    in_years = [years.get(year, {})] if year else years.values()
    sizes = {kind: sum(counts.get(kind, 0) for counts in in_years) for kind in KINDS}
    paging = ListPages(sizes[chosen], visit.page) if chosen else ListPages(0, 1, SHOWN)
    lists = {
        kind: await owner.some(kind, years, year, paging.size, paging.offset)
        for kind in ([chosen] if chosen else KINDS)
        if sizes[kind]
    }
    shown = {"lists": lists, "sizes": sizes, "chosen": chosen, "year": year, "years": years}
    return {**shown, "paging": paging if chosen else None, "kind_names": kind_names()}


def list_title(name: str, lists: dict) -> str:
    """Return the title of a page that shows one kind or one year of what belongs to something. lists: of lists_of."""
    narrowed = ", ".join(filter(None, (lists["kind_names"].get(lists["chosen"]), lists["year"])))
    return t(" : ", ": ").join(filter(None, (name, narrowed)))
