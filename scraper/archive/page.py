"""Writing the records of one page: its subject, what belongs to it, what it lists, where all that was met."""

from dataclasses import dataclass

from sqlite_utils import Database

from scraper import records, spip
from scraper.archive import rows
from scraper.archive.content import news_content
from scraper.archive.corrections import correct_before
from scraper.archive.evidence import record_at, write_aliases
from scraper.archive.identity import TABLES
from scraper.archive.listings import apply_group, apply_listings, write_listings
from scraper.archive.page_records import PageRecords
from scraper.archive.subjects import write_article, write_group, write_mentions
from scraper.portal import Portal


@dataclass(frozen=True)
class Written:
    """record: what the page is about, as table/id, or None. kind: first, change, same, or draft (a group); None for a
    page that is no record with versions. problems: what was not as expected, ready to be noted. in_place: whether it
    is another page than the one that was asked."""

    record: str | None = None
    kind: str | None = None
    problems: tuple[records.Problem, ...] = ()
    in_place: bool = False


def write_page(db: Database, portal: Portal, fetch: records.Fetch, page: PageRecords) -> Written:
    """Write the records of a page, in the transaction that is open."""
    subject = page.subject
    if isinstance(subject, records.News):
        correct_before(db, portal, "news", subject.id, news_content(subject, page.rows), fetch.fetched_at)
    kind = _write_subject(db, page, fetch)
    if subject is not None:
        write_aliases(db, TABLES[type(subject)], subject.id, page.addresses, fetch.fetched_at)
    _write_addresses(db, page.rows, fetch.fetched_at)
    if isinstance(subject, records.News):
        apply_listings(db, subject.id)
        write_mentions(db, page.of(records.Group))
    if isinstance(subject, records.Group):
        apply_group(db, page.addresses)
    write_listings(db, (row for row in page.rows if isinstance(row, records.Listing)))
    return Written(page.record, kind, tuple(page.problems), page.is_in_place_of_another)


def _write_subject(db: Database, page: PageRecords, fetch: records.Fetch) -> str | None:
    if isinstance(page.subject, records.News):
        return write_article(db, page.subject, page.rows, fetch.id)
    if isinstance(page.subject, records.Group):
        part = bool(spip.address(fetch.final_url or fetch.url).offsets)
        return write_group(db, page.subject, page.rows, page.addresses, fetch.id, part=part)
    if isinstance(page.subject, records.Theme):
        rows.upsert(db, page.subject)
    write_mentions(db, page.rows)
    return None


def _write_addresses(db: Database, rows_of_page: list, seen_at: str) -> None:
    """Note where the groups and keywords a page names have their own pages, unless those speak for themselves."""
    for row in rows_of_page:
        if isinstance(row, records.Group | records.Theme) and row.url and record_at(db, row.url) is None:
            write_aliases(db, TABLES[type(row)], row.id, [row.url], seen_at)
