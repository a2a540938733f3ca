"""What the end of a crawl makes of the groups whose pages it has read."""

from sqlite_utils import Database

from scraper.archive.corrections import correct_before
from scraper.archive.group_pages import joined, proofs_of_group, said_of, settle, unsettled
from scraper.archive.versions import add_version
from scraper.portal import Portal


def settle_groups(db: Database, portal: Portal) -> list[str]:
    """Make a version of each group that was read, where it differs; says of each: first, change, restored or same."""
    return [_settle(db, portal, *standing) for standing in unsettled(db)]


def _settle(db: Database, portal: Portal, group_id: str, url: str | None, fetch_id: int, seen_at: str) -> str:
    state = joined(said_of(db, group_id), url) | {"withdrawn": None}
    correct_before(db, portal, "groups", group_id, state, seen_at)
    kind = add_version(db, "groups", group_id, state, fetch_id, seen_at, proofs=proofs_of_group(db, group_id))
    if kind in {"change", "restored"}:
        db.execute("UPDATE groups SET changed = ? WHERE id = ?", [seen_at, group_id])
    settle(db, group_id)
    return kind
