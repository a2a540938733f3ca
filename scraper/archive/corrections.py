"""Reading again, with today's readers, the pages that prove a record: what differs is the readers' doing."""

from collections.abc import Iterable

from sqlite_utils import Database

from scraper import bounded, records
from scraper.archive.bodies import read_body
from scraper.archive.content import comparable, group_content, news_content
from scraper.archive.fetches import read_fetch
from scraper.archive.group_pages import joined
from scraper.archive.headers import by_name
from scraper.archive.page_records import PageRecords, records_of_page
from scraper.archive.readers import reader_version
from scraper.archive.redactions import is_redacted
from scraper.archive.versions import add_version, last_told, last_version, proofs_of, state_of
from scraper.portal import Portal
from scraper.reading.result import Reading


def read_again(db: Database, portal: Portal, fetch: records.Fetch) -> Reading:
    """Read a fetch's page as it was received, within bounds. Raises KeyError when its body is not kept, or
    DamagedBody."""
    (origin,) = db.execute("SELECT origin FROM crawls WHERE id = ?", [fetch.crawl_id]).fetchone()
    return bounded.read(
        read_body(db, fetch.body_sha256),
        fetch.url,
        fetched_at=fetch.fetched_at,
        portal=portal.crawled_at(None if origin.rstrip("/") == portal.url else origin),
        content_type=by_name(fetch.headers).get("content-type", ""),
        final_url=fetch.final_url,
    )


def records_again(
    db: Database, portal: Portal, version: records.Version, fetches: Iterable[int]
) -> dict[int, PageRecords]:
    """What these fetches tell today's readers of a version's record, by fetch; only those in which they see it."""
    kind = {"news": records.News, "groups": records.Group}[version.record_table]
    told = {}
    for number in fetches:
        fetch = read_fetch(db, number)
        page = records_of_page(db, fetch, read_again(db, portal, fetch), version.record_id)
        if isinstance(page.subject, kind):
            told[number] = page
    return told


def state_again(db: Database, version: records.Version, told: dict[int, PageRecords]) -> dict:
    """The state of a version's record that pages tell, one at least; withdrawn or not as in the version."""
    standing = {"withdrawn": state_of(version)["withdrawn"]}
    pages = list(told.values())
    if version.record_table == "news":
        return news_content(pages[0].subject, pages[0].rows) | standing
    (own,) = db.execute("SELECT url FROM groups WHERE id = ?", [version.record_id]).fetchone()
    return joined({page.subject.url: group_content(page.subject, page.rows) for page in pages}, own) | standing


def correct(db: Database, version: records.Version, told: dict[int, PageRecords], seen_at: str) -> dict | None:
    """Keep a technical version where today's readers see another state in the pages of a record's last one; gives that
    state, None when it is the same."""
    last = last_version(db, version.record_table, version.record_id)
    state = state_again(db, last, told)
    kind = add_version(
        db, version.record_table, version.record_id, state, max(told), seen_at, technical=True, proofs=told
    )
    return state if kind == "technical" else None


def correct_before(db: Database, portal: Portal, table: str, record_id: str, state: dict, seen_at: str) -> None:
    """Before a state that differs is kept as a change of the portal: correct the last version, when other readers made
    it, so that only what the portal has done remains. What was redacted is not read again; then the change tells both.
    """
    version = last_told(db, table, record_id)
    if version is None or version.reader_version == reader_version() or is_redacted(db, version):
        return
    if comparable(state_of(version) | {"withdrawn": None}) != comparable(state | {"withdrawn": None}):
        told = records_again(db, portal, version, proofs_of(db, version))
        if told:
            correct(db, version, told, seen_at)
