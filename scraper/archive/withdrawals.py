"""What the portal takes away: signs that a record is gone, and what makes them certain.

A login page is the portal's own word. An error, a redirect or another page in place of a record may pass: it counts
when a second crawl meets it too. No answer says nothing, unless every list has dropped the record.
"""

from collections.abc import Iterator
from dataclasses import replace

from sqlite_utils import Database

from scraper import records, spip
from scraper.archive.continuing import continued
from scraper.archive.evidence import record_at
from scraper.archive.group_pages import unsettled
from scraper.archive.group_versions import settle_group
from scraper.archive.page import Written
from scraper.archive.rows import seen
from scraper.archive.versions import add_version, last_version, state_of
from scraper.portal import Portal
from scraper.reading.result import Reading

REFUSALS = {401, 403, 404, 410}
_MARKS = {
    "news": (
        "UPDATE news SET withdrawn = :at WHERE id = :id",
        "UPDATE events SET withdrawn = :at WHERE news_id = :id AND withdrawn IS NULL",
    ),
    "groups": ("UPDATE groups SET withdrawn = :at WHERE id = :id",),
}
"""What marks a record as withdrawn, with what goes with it."""


def asked_for(db: Database, url: str) -> list[str]:
    """The records, as table/id, whose present address this is and that are not known to be withdrawn."""
    sql = (
        "SELECT 'news/' || id FROM news WHERE url = :url AND withdrawn IS NULL "
        "UNION ALL SELECT 'groups/' || id FROM groups WHERE url = :url AND withdrawn IS NULL"
    )
    return [record for (record,) in db.execute(sql, {"url": url})]


def answered(fetch: records.Fetch) -> bool:
    """Whether a response says anything of what was asked: no silence, and no error of the portal's."""
    return fetch.status is not None and fetch.status != 429 and fetch.status < 500


def absence(fetch: records.Fetch, reading: Reading | None, written: Written, record: str) -> str | None:
    """What a response says against a record, as table/id, whose address was asked; None when it says nothing.

    written: what became of the page.
    """
    if not answered(fetch):
        return "unreachable"
    if fetch.status in REFUSALS:
        return f"http_{fetch.status}"
    elsewhere = fetch.final_url not in {None, fetch.url}
    if 300 <= fetch.status < 400 and elsewhere:
        return "login" if spip.address(fetch.final_url).kind == "login" else "redirect"
    if reading is None or written.record == record:
        return None
    if written.in_place or reading.kind == "home":
        return "soft_404"
    return "redirect" if elsewhere and written.record is not None else None


def refusals(asked: list[str], fetch: records.Fetch) -> Iterator[records.Problem]:
    """The problems that records, as table/id, are whose address refuses them."""
    for record in asked if fetch.status in REFUSALS else ():
        problem = records.Problem(url=fetch.url, record=record, rule="gone", detail=f"HTTP {fetch.status}")
        yield seen(replace(problem, crawl_id=fetch.crawl_id), fetch.fetched_at)


def note_absence(db: Database, record: str, reason: str, crawl_id: int, fetch_id: int, seen_at: str) -> None:
    """Note a sign against a record; the crawl of the first one stays."""
    table, _, record_id = record.partition("/")
    db.execute(
        "INSERT INTO absences (record_table, record_id, reason, crawl_id, fetch_id, first_seen, last_seen) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record_table, record_id) DO UPDATE SET "
        "reason = excluded.reason, fetch_id = excluded.fetch_id, last_seen = max(last_seen, excluded.last_seen)",
        [table, record_id, reason, crawl_id, fetch_id, seen_at, seen_at],
    )


def is_doubted(db: Database, record: str) -> bool:
    """Whether something spoke against a record before."""
    table, _, record_id = record.partition("/")
    sql = "SELECT 1 FROM absences WHERE record_table = ? AND record_id = ?"
    return db.execute(sql, [table, record_id]).fetchone() is not None


def forget_absence(db: Database, record: str) -> None:
    """A record was met: what spoke against it is settled."""
    table, _, record_id = record.partition("/")
    db.execute("DELETE FROM absences WHERE record_table = ? AND record_id = ?", [table, record_id])


def forget_signs_of(db: Database, crawl_id: int) -> None:
    """Forget the signs that a sick crawl was the first to meet."""
    db.execute("DELETE FROM absences WHERE crawl_id = ?", [crawl_id])


def settle_absences(db: Database, portal: Portal, crawl: records.Crawl, reason: str) -> int:
    """Withdraw the records that this crawl, with those it goes on from, makes certain are gone; gives how many. reason:
    how the crawl ended."""
    parts = [crawl, *continued(db, crawl)]
    certain = [sign for sign in _met_in(db, parts) if _is_certain(db, sign, parts, reason)]
    for sign in certain:
        _withdraw(db, portal, sign)
    return len(certain)


def _met_in(db: Database, parts: list[records.Crawl]) -> list[records.Absence]:
    sql = "SELECT absences.* FROM absences JOIN fetches ON fetches.id = fetch_id WHERE fetches.crawl_id = ?"
    return [records.Absence(**row) for part in parts for row in db.query(sql, [part.id])]


def _is_certain(db: Database, sign: records.Absence, parts: list[records.Crawl], reason: str) -> bool:
    """parts: the crawl that ends, and those it goes on from, which count as one."""
    if sign.reason == "login":
        return True
    if sign.crawl_id in {part.id for part in parts}:
        return False
    if sign.reason == "redirect":
        return _leads_elsewhere(db, sign)
    whole = parts[0].mode == "full" and reason == "finished"
    return sign.reason != "unreachable" or (whole and not _is_listed(db, sign, parts[-1].started))


def _leads_elsewhere(db: Database, sign: records.Absence) -> bool:
    """Whether a redirect leads to something else than the record itself at a new address."""
    target = db.execute("SELECT final_url FROM fetches WHERE id = ?", [sign.fetch_id]).fetchone()[0]
    return record_at(db, target) != f"{sign.record_table}/{sign.record_id}"


def _is_listed(db: Database, sign: records.Absence, since: str) -> bool:
    """Whether a list has shown the record, under any of its addresses, since a time."""
    sql = (
        "SELECT 1 FROM aliases JOIN listings ON listings.url = aliases.url "
        "WHERE record_table = ? AND record_id = ? AND listings.last_seen >= ? LIMIT 1"
    )
    return db.execute(sql, [sign.record_table, sign.record_id, since]).fetchone() is not None


def _withdraw(db: Database, portal: Portal, sign: records.Absence) -> None:
    table, key, at = sign.record_table, sign.record_id, sign.last_seen
    if last_version(db, table, key) is None:  # a group that no crawl has read as a whole
        settle_group(db, portal, *next(standing for standing in unsettled(db) if standing[0] == key))
    state = state_of(last_version(db, table, key)) | {"withdrawn": at}
    add_version(db, table, key, state, sign.fetch_id, at, reason=sign.reason)
    for mark in _MARKS[table]:
        db.execute(mark, {"at": at, "id": key})
    forget_absence(db, f"{table}/{key}")
