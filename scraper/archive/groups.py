"""Groups, which have several pages each: what each page showed last, and the versions made of all of them together.

A group's versions are made when a crawl ends, so that reading its pages one after the other is no change of the portal.
"""

import json

from sqlite_utils import Database

from scraper import records
from scraper.archive.page_records import correct_before, joined
from scraper.archive.resuming import as_one
from scraper.archive.versions import add_version, canonical_json, last_version
from scraper.portal import Portal

_WAS_SILENT = """
SELECT 1 FROM group_pages
WHERE group_id = :group AND fetch_id > :since
  AND EXISTS (
    SELECT 1 FROM fetches WHERE url = group_pages.url AND id <= :since AND (status IS NULL OR status >= 500)
  )
  AND NOT EXISTS (SELECT 1 FROM fetches WHERE final_url = group_pages.url AND id <= :since AND status = 200)
"""
"""Whether a page of a group that was read since a fetch had been asked for until then, and had never answered."""
_REFUSED = """
SELECT crawl_id FROM fetches WHERE url = ? AND fetched_at > ? AND status IN (401, 403, 404, 410)
  AND crawl_id NOT IN (SELECT id FROM crawls WHERE health = 'sick') GROUP BY crawl_id
"""
_COMPLETE = """
SELECT 1 FROM crawls
WHERE complete AND health IN ('fine', 'accepted') AND instr(', ' || spiders || ',', ', groups,')
"""
_SHOWN_LAST = """
SELECT groups.url, fetch_id, max(seen_at) FROM group_pages JOIN groups ON groups.id = group_id WHERE group_id = ?
"""
_SECOND_PAGES = """
SELECT group_id, group_pages.url, seen_at FROM group_pages JOIN groups ON groups.id = group_id
WHERE group_pages.url IS NOT groups.url
"""
_WRITE = (
    "INSERT OR REPLACE INTO group_pages (group_id, url, said, fetch_id, seen_at, settled) VALUES (?, ?, ?, ?, ?, 0)"
)


def page_states(db: Database, group_id: str) -> dict[str, dict]:
    """Return the state that each page of a group showed last, by address."""
    pages = db.execute("SELECT url, said FROM group_pages WHERE group_id = ?", [group_id])
    return {url: json.loads(state) for url, state in pages}


def write_group_page(
    db: Database, group: records.Group, url: str, addresses: tuple[str, ...], state: dict, fetch_id: int
) -> None:
    """Write the state that a page of a group shows. addresses: all of the page, under which it may have been met."""
    former = [(group.id, address) for address in addresses if address != url]
    db.conn.executemany("DELETE FROM group_pages WHERE group_id = ? AND url = ?", former)
    db.execute(_WRITE, [group.id, url, canonical_json(state), fetch_id, group.last_seen])


def rewrite_group_page(db: Database, group_id: str, fetch_id: int, state: dict) -> None:
    """Write the state that today's readers see in a page of a group that was read before."""
    sql = "UPDATE group_pages SET said = ? WHERE group_id = ? AND fetch_id = ?"
    db.execute(sql, [canonical_json(state), group_id, fetch_id])


def proofs_of_group(db: Database, group_id: str) -> list[int]:
    """Return the fetches in which a group's pages were read last."""
    return [number for (number,) in db.execute("SELECT fetch_id FROM group_pages WHERE group_id = ?", [group_id])]


def reads_whole_groups(db: Database, crawl: records.Crawl, reason: str) -> bool:
    """Return whether a crawl has read all pages of the groups it met: a complete one, or a recent one after that.
    reason: how it ended."""
    if "groups" not in crawl.spiders.split(", "):
        return False
    recent = crawl.mode == "recent" and reason == "finished"
    return bool(crawl.complete or (recent and db.execute(_COMPLETE).fetchone()))


def settle_groups(db: Database, portal: Portal, *, whole: bool) -> list[str]:
    """Make a version of each group whose pages were read since its last one, where it differs. Return of each: first,
    change, technical, restored or same. A second page that two crawls, sick ones not counted, were refused since it was
    last read is dropped before.

    whole: whether all pages of the groups were read. A group without a version waits for a crawl that does so, since
    the pages that an interrupted crawl has not come to are no change of the portal (decision 18).
    """
    for group_id, url, seen_at in db.execute(_SECOND_PAGES).fetchall():
        refusing = [number for (number,) in db.execute(_REFUSED, [url, seen_at])]
        if len(as_one(db, refusing)) >= 2:
            db.execute("DELETE FROM group_pages WHERE group_id = ? AND url = ?", [group_id, url])
            db.execute("UPDATE group_pages SET settled = 0 WHERE group_id = ?", [group_id])
    found = db.execute("SELECT DISTINCT group_id FROM group_pages WHERE settled = 0 ORDER BY group_id").fetchall()
    return [settle_group(db, portal, key) for (key,) in found if whole or last_version(db, "groups", key)]


def settle_group(db: Database, portal: Portal, group_id: str) -> str:
    """Make a version of a group, where it differs. Return its kind."""
    url, fetch_id, seen_at = db.execute(_SHOWN_LAST, [group_id]).fetchone()
    state = joined(page_states(db, group_id), url) | {"withdrawn": None}
    correct_before(db, portal, "groups", group_id, state, seen_at)
    last = last_version(db, "groups", group_id)
    silent = last and db.execute(_WAS_SILENT, {"group": group_id, "since": last.fetch_id}).fetchone()
    proofs = proofs_of_group(db, group_id)
    kind = add_version(db, "groups", group_id, state, fetch_id, seen_at, proofs=proofs, technical=bool(silent))
    if kind in {"change", "restored"}:
        db.execute("UPDATE groups SET changed = ? WHERE id = ?", [seen_at, group_id])
    db.execute("UPDATE group_pages SET settled = 1 WHERE group_id = ? AND settled = 0", [group_id])
    return kind
