"""What the end of a crawl makes of the groups whose pages it has read."""

from sqlite_utils import Database

from scraper import records
from scraper.archive.corrections import correct_before
from scraper.archive.group_pages import joined, proofs_of_group, said_of, settle, unsettled
from scraper.archive.versions import add_version, last_version
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
_GONE_THROUGH = """
SELECT 1 FROM crawls
WHERE complete AND health IN ('fine', 'accepted') AND instr(', ' || spiders || ',', ', groups,')
"""


def reads_whole_groups(db: Database, crawl: records.Crawl, reason: str) -> bool:
    """Whether a crawl has read all pages of the groups it met: one that has been through all that the portal shows, or
    a recent one after that. reason: how it ended."""
    if "groups" not in crawl.spiders.split(", "):
        return False
    recent = crawl.mode == "recent" and reason == "finished"
    return bool(crawl.complete or (recent and db.execute(_GONE_THROUGH).fetchone()))


def settle_groups(db: Database, portal: Portal, *, whole: bool) -> list[str]:
    """Make a version of each group that was read, where it differs. Return of each: first, change, technical, restored
    or same.

    whole: whether all pages of the groups were read. A group without a version waits for a crawl that does so, since
    the pages that an interrupted crawl has not come to are no change of the portal (decision 18).
    """
    return [
        settle_group(db, portal, *standing)
        for standing in unsettled(db)
        if whole or last_version(db, "groups", standing[0])
    ]


def settle_group(db: Database, portal: Portal, group_id: str, url: str | None, fetch_id: int, seen_at: str) -> str:
    """Make a version of a group, where it differs. Return its kind. url: its own page; fetch_id, seen_at: the last
    fetch of its pages, and when that was."""
    state = joined(said_of(db, group_id), url) | {"withdrawn": None}
    correct_before(db, portal, "groups", group_id, state, seen_at)
    last = last_version(db, "groups", group_id)
    silent = last and db.execute(_WAS_SILENT, {"group": group_id, "since": last.fetch_id}).fetchone()
    proofs = proofs_of_group(db, group_id)
    kind = add_version(db, "groups", group_id, state, fetch_id, seen_at, proofs=proofs, technical=bool(silent))
    if kind in {"change", "restored"}:
        db.execute("UPDATE groups SET changed = ? WHERE id = ?", [seen_at, group_id])
    settle(db, group_id)
    return kind
