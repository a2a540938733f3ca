"""A group is told by several pages: what each said last, and the state that is all of it together.

A group's versions are made when a crawl ends, so that reading its pages one after the other is no change of the portal.
"""

import json

from sqlite_utils import Database

from scraper import spip
from scraper.archive.content import canonical_json
from scraper.archive.continuing import as_one

_REFUSED = """
SELECT crawl_id FROM fetches WHERE url = ? AND fetched_at > ? AND status IN (401, 403, 404, 410)
  AND crawl_id NOT IN (SELECT id FROM crawls WHERE health = 'sick') GROUP BY crawl_id
"""


def said_of(db: Database, group_id: str) -> dict[str, dict]:
    """What each page of a group said last, by address."""
    told = db.execute("SELECT url, said FROM group_pages WHERE group_id = ?", [group_id])
    return {url: json.loads(said) for url, said in told}


def note_page(
    db: Database, group_id: str, url: str, addresses: tuple[str, ...], said: dict, fetch_id: int, seen_at: str
) -> None:
    """Note what a page of a group says. addresses: all of the page, under which it may have been met before."""
    former = [(group_id, address) for address in addresses if address != url]
    db.conn.executemany("DELETE FROM group_pages WHERE group_id = ? AND url = ?", former)
    db.execute(
        "INSERT OR REPLACE INTO group_pages (group_id, url, said, fetch_id, seen_at, settled) "
        "VALUES (?, ?, ?, ?, ?, 0)",
        [group_id, url, canonical_json(said), fetch_id, seen_at],
    )


def say_again(db: Database, group_id: str, fetch_id: int, said: dict) -> None:
    """Note what today's readers see in a page of a group that was read before."""
    db.execute(
        "UPDATE group_pages SET said = ? WHERE group_id = ? AND fetch_id = ?",
        [canonical_json(said), group_id, fetch_id],
    )


def joined(pages: dict[str, dict], own_url: str | None) -> dict:
    """A group's state: what its own page says, and of what that does not show, what its others say.

    pages: what each says, by its address; one at least.
    """
    told = [pages[url] for url in sorted(pages, key=lambda url: (url != own_url, presents(url), url))]
    names = dict.fromkeys(name for said in told for name in said)
    return {name: next((said[name] for said in told if said.get(name)), told[0].get(name)) for name in names}


def presents(url: str) -> bool:
    """Whether an address is a presentation's (`page=pays_intro&id_rubrique=…`), not the section's own."""
    return spip.address(url).page is not None


def unsettled(db: Database) -> list[tuple[str, str | None, int, str]]:
    """The groups of which pages were read, or given up, since their last version: id, own address, the last fetch, its
    time. A crawl that was killed leaves its groups to the next one."""
    _give_up_refused(db)
    return db.execute(
        "SELECT group_id, groups.url, fetch_id, max(seen_at) FROM group_pages JOIN groups ON groups.id = group_id "
        "WHERE group_id IN (SELECT group_id FROM group_pages WHERE settled = 0) GROUP BY group_id ORDER BY group_id"
    ).fetchall()


def proofs_of_group(db: Database, group_id: str) -> list[int]:
    """The fetches of what a group's pages said last."""
    told = db.execute("SELECT fetch_id FROM group_pages WHERE group_id = ?", [group_id])
    return [number for (number,) in told]


def settle(db: Database, group_id: str) -> None:
    """Note that a group's version tells what its pages say."""
    db.execute("UPDATE group_pages SET settled = 1 WHERE group_id = ? AND settled = 0", [group_id])


def _give_up_refused(db: Database) -> None:
    """Forget a second page of a group that two crawls, sick ones not counted, were refused since it was last read."""
    second = db.execute(
        "SELECT group_id, group_pages.url, seen_at FROM group_pages JOIN groups ON groups.id = group_id "
        "WHERE group_pages.url IS NOT groups.url"
    ).fetchall()
    for group_id, url, seen_at in second:
        refusing = [number for (number,) in db.execute(_REFUSED, [url, seen_at])]
        if len(as_one(db, refusing)) >= 2:
            db.execute("DELETE FROM group_pages WHERE group_id = ? AND url = ?", [group_id, url])
            db.execute("UPDATE group_pages SET settled = 0 WHERE group_id = ?", [group_id])
