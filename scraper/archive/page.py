"""Writing what one page gives: from a reading, with the page's own ids, to rows of the archive."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.coverage import count_fields
from scraper.archive.evidence import record_at, write_aliases
from scraper.archive.identity import TABLES, Identity, addresses_of
from scraper.archive.listings import apply_listings, write_listings
from scraper.archive.rows import seen
from scraper.archive.subjects import write_article, write_group, write_mentions
from scraper.reading.result import Reading


@dataclass(frozen=True)
class Written:
    """record: what the page is about, as table/id, or None. kind: first, change, same, or draft (a group); None for a
    page that is no record with versions. problems: what was not as expected, ready to be noted."""

    record: str | None = None
    kind: str | None = None
    problems: tuple[records.Problem, ...] = ()


def write_page(db: Database, fetch: records.Fetch, fetch_id: int, reading: Reading) -> Written:
    """Write a reading, in the transaction that is open."""
    addresses = addresses_of(reading, fetch.url, fetch.final_url)
    identity = Identity(db, reading, addresses)
    told = [seen(identity.of(row), fetch.fetched_at) for row in reading.rows]
    subject = reading.subject and seen(identity.of(reading.subject), fetch.fetched_at)
    kind = _write_subject(db, subject, told, addresses, fetch_id)
    record = subject and f"{TABLES[type(subject)]}/{subject.id}"
    if subject is not None:
        write_aliases(db, TABLES[type(subject)], subject.id, addresses, fetch.fetched_at)
    _write_addresses(db, told, fetch.fetched_at)
    if isinstance(subject, records.News):
        apply_listings(db, subject.id)
    write_listings(db, (row for row in told if isinstance(row, records.Listing)))
    if kind is not None:
        count_fields(db, fetch.crawl_id, [subject, *(row for row in told if isinstance(row, records.Event))])
    return Written(record, kind, tuple(_problems(reading, identity, record, fetch)))


def _write_subject(db: Database, subject, told: list, addresses: tuple[str, ...], fetch_id: int) -> str | None:
    if isinstance(subject, records.News):
        return write_article(db, subject, told, fetch_id)
    if isinstance(subject, records.Group):
        return write_group(db, subject, told, addresses, fetch_id)
    if isinstance(subject, records.Theme):
        rows.upsert(db, subject)
    write_mentions(db, told)
    return None


def _write_addresses(db: Database, told: list, seen_at: str) -> None:
    """Note where the groups and keywords a page names have their own pages, unless those speak for themselves."""
    for row in told:
        if isinstance(row, records.Group | records.Theme) and row.url and record_at(db, row.url) is None:
            write_aliases(db, TABLES[type(row)], row.id, [row.url], seen_at)


def _problems(
    reading: Reading,
    identity: Identity,
    record: str | None,
    fetch: records.Fetch,
) -> Iterator[records.Problem]:
    for found in reading.problems:
        named = identity.name(found.record) if found.record else record
        yield seen(replace(found, record=named, crawl_id=fetch.crawl_id), fetch.fetched_at)
    if identity.duplicates:
        detail = f"one page, several records: {', '.join(identity.duplicates)}"
        double = records.Problem(url=reading.url, record=record, rule="duplicate_record", detail=detail)
        yield seen(replace(double, crawl_id=fetch.crawl_id), fetch.fetched_at)
