"""What is known of an address of the portal: it leads to its record, or is explained."""

import re

from scraper.exporting.atom import portal_host
from scraper.front import words
from scraper.front.pages import RECORD_PATHS, Moved, PageAnswer, Visit, page
from scraper.front.words import t
from scraper.serving.functions import canonical_url

_LONGEST = 2_000
"""Characters of an address."""
_NUMBERED = re.compile(r"/spip\.php\?(article|rubrique)(\d{1,18})$")


@page("/adresse")
async def address(visit: Visit) -> PageAnswer | Moved:
    """Lead to the record of the address ?u=, or show what is known of it."""
    written = visit.args.get("u", "")[:_LONGEST]
    url = canonical_url(written) if written else None
    record = await _record(visit, url) if url else None
    if record:
        return Moved(record)
    shown = {"written": written, "address": url, "host": portal_host(), **(await _known(visit, url) if url else {})}
    title = t("La fiche d’une adresse du portail", "The record of an address of the portal")
    title += t(f" : {url}", f": {url}") if url else ""
    return PageAnswer("address.html", title, shown)


async def _record(visit: Visit, url: str) -> str | None:
    """Return the address here of the record that an address of the portal shows; None when it shows none."""
    numbered = _NUMBERED.search(url)
    numbers = dict.fromkeys(("article", "rubrique")) | ({numbered[1]: int(numbered[2])} if numbered else {})
    values = {"article_number": numbers["article"], "section_number": numbers["rubrique"]}
    found = await visit.archive.row("addresses.record", url=url, **values)
    if found is None:
        return None
    if found["record_table"] in RECORD_PATHS:
        return visit.url(RECORD_PATHS[found["record_table"]] + found["record_id"])
    return visit.url("/actualites", theme=found["record_id"])


async def _known(visit: Visit, url: str) -> dict:
    """Return what is known of an address that shows no record."""
    archive = visit.archive
    last = await archive.row("addresses.last_fetch", url=url)
    elsewhere = last["final_url"] if last and last["final_url"] != url else None
    return {
        "fetches": await archive.row("addresses.fetches", url=url),
        "last": last,
        "elsewhere": elsewhere,
        "record_elsewhere": await _record(visit, elsewhere) if elsewhere else None,
        "answer": _answer(last) if last else "",
        "listings": await archive.rows("addresses.listings", url=url),
        "documents": await archive.rows("addresses.documents", url=url),
        "problems": [words.rule(row["rule"]) for row in await archive.rows("addresses.problems", url=url)],
    }


def _answer(fetch: dict) -> str:
    """Return what came when an address was asked for, in words."""
    status = fetch["status"]
    if status is None:
        return t("le portail n’a pas répondu", "the portal did not answer")
    words_of = {
        2: t("la page a été reçue", "the page was received"),
        3: t("elle renvoie ailleurs", "it leads elsewhere"),
        4: t("la page est refusée ou introuvable", "the page is refused or not found"),
        5: t("le portail était en panne", "the portal was out of order"),
    }
    return f"{words_of.get(status // 100, '')} (HTTP {status})".strip()
