"""What the portal takes away: signs that a record is gone, and what makes them certain.

A login page is the portal's own word. An error, a redirect or another page in place of a record may pass: it counts
when a second crawl meets it too. No answer is no sign, unless every list has dropped the record.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from scraper import records, spip
from scraper.archive.groups import settle_group
from scraper.archive.page_records import PageRecords
from scraper.archive.problems import record_at
from scraper.archive.resuming import resumed_by
from scraper.archive.rows import seen
from scraper.archive.versions import add_version, last_version, state_of
from scraper.portal import Portal
from scraper.reading.result import Reading

REFUSALS = {401, 403, 404, 410}
_ASKED = """
SELECT record_table || '/' || id, EXISTS (
  SELECT 1 FROM absences WHERE absences.record_table = known.record_table AND record_id = id
)
FROM (
  SELECT 'news' AS record_table, id FROM news WHERE url = :url AND withdrawn IS NULL
  UNION ALL SELECT 'groups', id FROM groups WHERE url = :url AND withdrawn IS NULL
) AS known
"""
_NOTE = """
INSERT INTO absences (record_table, record_id, reason, crawl_id, fetch_id, first_seen, last_seen)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record_table, record_id) DO UPDATE SET
  reason = excluded.reason, fetch_id = excluded.fetch_id, last_seen = max(last_seen, excluded.last_seen)
"""
_LISTED = """
SELECT 1 FROM aliases JOIN listings ON listings.url = aliases.url
WHERE record_table = ? AND record_id = ? AND listings.last_seen >= ? LIMIT 1
"""
_MARKS = {
    "news": (
        "UPDATE news SET withdrawn = :at WHERE id = :id",
        "UPDATE events SET withdrawn = :at WHERE news_id = :id AND withdrawn IS NULL",
    ),
    "groups": ("UPDATE groups SET withdrawn = :at WHERE id = :id",),
}
"""What marks a record as withdrawn, with what goes with it."""


def known_at(db: Database, url: str) -> dict[str, bool]:
    """Return the records, as table/id, whose present address this is and that are not known to be withdrawn; of each,
    whether there is a sign that it is gone."""
    return {record: bool(is_doubted) for record, is_doubted in db.execute(_ASKED, {"url": url})}


def answered(fetch: records.Fetch) -> bool:
    """Return whether a response is an answer to what was asked: no silence, and no error of the portal's."""
    return fetch.status is not None and fetch.status != 429 and fetch.status < 500


def note_absences(
    db: Database, asked: Iterable[str], fetch: records.Fetch, reading: Reading | None, page: PageRecords | None
) -> list[records.Problem]:
    """Write the signs of withdrawal that a response is, and drop that of the record it shows. Return one `gone` problem
    per record whose URL answered 401, 403, 404 or 410.

    asked: known records whose address was asked. reading, page: of the response; None when nothing was to be read.
    """
    at, problems = fetch.fetched_at, []
    if page and page.record:
        forget_absence(db, page.record)
    for record in asked:
        if reason := _absence(fetch, reading, page, record):  # the crawl of the first sign stays
            db.execute(_NOTE, [*record.split("/", 1), reason, fetch.crawl_id, fetch.id, at, at])
        if fetch.status in REFUSALS:
            found = {"url": fetch.url, "record": record, "rule": "gone", "detail": f"HTTP {fetch.status}"}
            problems.append(seen(records.Problem(crawl_id=fetch.crawl_id, **found), at))
    return problems


def _absence(fetch: records.Fetch, reading: Reading | None, page: PageRecords | None, record: str) -> str | None:
    """Return the sign of withdrawal that a response is for one record, or None."""
    if not answered(fetch):
        return "unreachable"
    if fetch.status in REFUSALS:
        return f"http_{fetch.status}"
    elsewhere = fetch.final_url not in {None, fetch.url}
    if 300 <= fetch.status < 400 and elsewhere:
        return "login" if spip.address(fetch.final_url).kind == "login" else "redirect"
    if page is None or page.record == record:
        return None
    if page.replaces_another or reading.kind == "home":
        return "soft_404"
    return "redirect" if elsewhere and page.record is not None else None


def forget_absence(db: Database, record: str) -> None:
    """Drop the sign that a record is gone: it was met."""
    db.execute("DELETE FROM absences WHERE record_table = ? AND record_id = ?", record.split("/", 1))


def forget_signs_of(db: Database, crawl_id: int) -> None:
    """Drop the signs that a sick crawl was the first to meet."""
    db.execute("DELETE FROM absences WHERE crawl_id = ?", [crawl_id])


def settle_absences(db: Database, portal: Portal, crawl: records.Crawl, reason: str) -> int:
    """Withdraw the records that this crawl, with those it resumes, makes certain are gone. Return how many. reason: how
    the crawl ended."""
    parts = [crawl, *resumed_by(db, crawl)]
    sql = "SELECT absences.* FROM absences JOIN fetches ON fetches.id = fetch_id WHERE fetches.crawl_id = ?"
    met = [records.Absence(**row) for part in parts for row in db.query(sql, [part.id])]
    certain = [sign for sign in met if _is_certain(db, sign, parts, reason)]
    for sign in certain:
        _withdraw(db, portal, sign)
    return len(certain)


def _is_certain(db: Database, sign: records.Absence, parts: list[records.Crawl], reason: str) -> bool:
    """Return whether a record is certain to be gone. parts: the crawl that ends, and those it resumes, which count as
    one."""
    if sign.reason == "login":
        return True
    if sign.crawl_id in {part.id for part in parts}:
        return False
    if sign.reason == "redirect":  # to something else than the record itself at a new address
        target = db.execute("SELECT final_url FROM fetches WHERE id = ?", [sign.fetch_id]).fetchone()[0]
        return record_at(db, target) != f"{sign.record_table}/{sign.record_id}"
    if sign.reason != "unreachable":
        return True
    listed = db.execute(_LISTED, [sign.record_table, sign.record_id, parts[-1].started]).fetchone()
    return parts[0].mode == "full" and reason == "finished" and not listed


def _withdraw(db: Database, portal: Portal, sign: records.Absence) -> None:
    table, key, at = sign.record_table, sign.record_id, sign.last_seen
    if last_version(db, table, key) is None:  # a group that no crawl has read as a whole
        settle_group(db, portal, key)
    state = state_of(last_version(db, table, key)) | {"withdrawn": at}
    add_version(db, table, key, state, sign.fetch_id, at, reason=sign.reason)
    for mark in _MARKS[table]:
        db.execute(mark, {"at": at, "id": key})
    forget_absence(db, f"{table}/{key}")
