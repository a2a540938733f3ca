"""The solidarity funds: all, and the life of one on a time line."""

import json
from collections import defaultdict

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Kind
from scraper.front import words
from scraper.front.archive_queries import MOST_DRIVEN, NO_LIMIT
from scraper.front.countries import path_of
from scraper.front.known_states import events_of, funds_of, known_articles_of, not_known
from scraper.front.list_tables import ListColumn, ListTable
from scraper.front.pages import ListPages, Missing, PageAnswer, Visit, page
from scraper.front.words import t


@page("/fonds", is_list=True)
async def funds(visit: Visit) -> PageAnswer:
    """List the funds, the last that was opened first."""
    rows = await visit.archive.rows("funds.listed", **NO_LIMIT)
    for row in rows:
        row |= (await visit.archive.counted("funds.sizes", id=row["id"]))[0]
    title = t("Fonds de solidarité", "Solidarity funds")
    return PageAnswer("funds.html", title, {"funds": rows}, table=_table(visit))


def _table(visit: Visit) -> ListTable:
    def address(fund: dict) -> str:
        return visit.whole(visit.url(f"/fonds/{fund['id']}"))

    def country(fund: dict) -> str:
        return words.country(fund["country_code"] or "")

    def entry(fund: dict) -> FeedEntry:
        opened = fund["opened"] and t("ouvert\u00a0: ", "opened: ") + words.day(fund["opened"])
        collected = fund["amount_eur"] and t("collecté\u00a0: ", "collected: ") + words.euros(fund["amount_eur"])
        about = " · ".join(filter(None, (country(fund), opened, collected)))
        return FeedEntry(f"/fonds/{fund['id']}", fund["name"], address(fund), fund["seen_at"], summary=about)

    columns = (
        ListColumn("Identifiant", "Identifier", "id"),
        ListColumn("Nom", "Name", "name"),
        ListColumn("Pays", "Country", country),
        ListColumn("Ouvert", "Opened", "opened", Kind.DAY),
        ListColumn("Clos", "Closed", "closed", Kind.DAY),
        ListColumn("Collecté, en euros", "Collected, in euros", "amount_eur", Kind.NUMBER),
        ListColumn("Donateurs", "Donors", "donors", Kind.NUMBER),
        ListColumn("Page de l’archive", "Page of the archive", address),
    )
    return ListTable("funds.listed", columns, entry=entry)


@page("/fonds/{fund_id}")
async def fund(visit: Visit, fund_id: str) -> PageAnswer:
    """Show the life of a fund: when it was opened as articles state it, what they say of it since, its events; as it is
    known now or was on the day of ?au=."""
    found = await visit.archive.row("funds.fund", id=fund_id)
    if found is None:
        raise Missing(t(f"Aucun fonds ne s’appelle « {fund_id} ».", f"There is no fund “{fund_id}”."))
    (sizes,) = await visit.archive.counted("funds.sizes", id=fund_id)
    is_as_known = bool(visit.known_on) and sizes["articles"] <= MOST_DRIVEN
    shown = {
        "fund": found,
        "as_of": visit.known_on or visit.today,
        "country_path": path_of(found["country_code"]) if found["country_code"] else None,
        **await (_as_known(visit, fund_id) if is_as_known else _as_now(visit, fund_id, sizes)),
    }
    title = t(f"Fonds de solidarité : {found['name']}", f"Solidarity fund: {found['name']}")
    return PageAnswer("fund.html", title, shown, (("/fonds", t("Fonds", "Funds")),), is_as_known=is_as_known)


async def _as_now(visit: Visit, fund_id: str, sizes: dict) -> dict:
    """Return what is shown of a fund as it is known now."""
    paging = ListPages(sizes["articles"], visit.page)
    articles = await visit.archive.rows("funds.articles", id=fund_id, limit=paging.size, offset=paging.offset)
    news_ids = json.dumps([row["id"] for row in articles])
    events, facts = defaultdict(list), defaultdict(list)
    for event in await visit.archive.rows("funds.events", news_ids=news_ids):
        events[event["news_id"]].append(event)
    for fact in await visit.archive.rows("funds.facts_of", news_ids=news_ids, id=fund_id):
        facts[fact["news_id"]].append(fact)
    latest: dict[str, dict] = {}
    for fact in await visit.archive.counted("funds.facts", id=fund_id):
        latest.setdefault(fact["fact"], fact)
    return {
        "sizes": sizes,
        "openings": await visit.archive.counted("funds.openings", id=fund_id),
        "facts": [latest[fact] for fact in ("closed", "amount_eur", "donors") if fact in latest],
        "articles": [{**row, "events": events[row["id"]], "facts": facts[row["id"]]} for row in articles],
        "paging": paging,
    }


async def _as_known(visit: Visit, fund_id: str) -> dict:
    """Return what is shown of a fund as its articles were known on the day of ?au=: no figures, as what sentences state
    is no part of versions. Raises Missing when none spoke of it yet."""
    found = await known_articles_of(visit.archive, visit.known_before, fund=fund_id)
    if not found:
        raise not_known(visit, "funds")
    found.sort(key=lambda article: (article["published"] is None, article["published"], article["id"]))
    by_opening = defaultdict(list)
    for article in found:
        article["opened"] = funds_of([article])[fund_id]
        by_opening[article["opened"]].append(article)
        article["events"] = sorted(events_of([article]), key=lambda event: event["starts"])
    dates = [article["published"] for article in found if article["published"]]
    paging = ListPages(len(found), visit.page)
    return {
        "sizes": {"articles": len(found), "first": min(dates, default=None), "last": max(dates, default=None)},
        "openings": [
            {"opened": opened, "articles": len(stating), "id": stating[0]["id"], "title": stating[0]["title"]}
            for opened, stating in sorted(by_opening.items(), key=lambda each: each[0] or "")
            if opened
        ],
        "articles": found[paging.offset : paging.offset + paging.size],
        "paging": paging,
    }
