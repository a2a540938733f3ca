"""What one page tells, in the archive's terms: permanent ids in place of the page's own, seen when it was fetched."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlite_utils import Database

from scraper import records
from scraper.archive.identity import TABLES, Identity, addresses_of
from scraper.archive.rows import seen
from scraper.reading.result import Reading


@dataclass(frozen=True)
class PageRecords:
    """subject: the News, Group or Theme the page is about, or None; rows: everything else it tells; addresses: all of
    the page; problems: what was not as expected, ready to be noted."""

    subject: records.News | records.Group | records.Theme | None
    rows: list
    addresses: tuple[str, ...]
    problems: list[records.Problem]

    def of(self, record: type) -> list:
        """The rows of one record class."""
        return [row for row in self.rows if isinstance(row, record)]

    @property
    def record(self) -> str | None:
        """The subject as table/id."""
        return self.subject and f"{TABLES[type(self.subject)]}/{self.subject.id}"

    @property
    def is_in_place_of_another(self) -> bool:
        """Whether the portal answered with another page than the one that was asked."""
        return any(problem.rule == "soft_404" for problem in self.problems)


def records_of_page(db: Database, fetch: records.Fetch, reading: Reading, record_id: str | None = None) -> PageRecords:
    """What a reading of a fetch tells. record_id: the subject's id, where it is known whose page this was."""
    addresses = addresses_of(reading, fetch.url, fetch.final_url)
    identity = Identity(db, reading, addresses, record_id, fetch.crawl_id)
    if identity.is_refused:
        return PageRecords(None, [], addresses, [_two_records(identity.two, reading, fetch)])
    if identity.in_place_of:
        return PageRecords(None, [], addresses, [_in_place_of(f"news/{identity.in_place_of}", reading, fetch)])
    subject = reading.subject and seen(identity.of(reading.subject), fetch.fetched_at)
    told = PageRecords(subject, [seen(identity.of(row), fetch.fetched_at) for row in reading.rows], addresses, [])
    told.problems.extend(_problems(reading, identity, told.record, fetch))
    return told


def _in_place_of(record: str, reading: Reading, fetch: records.Fetch) -> records.Problem:
    detail = f"another article's page: {reading.subject.title}"
    problem = records.Problem(url=reading.url, record=record, rule="soft_404", detail=detail, crawl_id=fetch.crawl_id)
    return seen(problem, fetch.fetched_at)


def _two_records(two: tuple[str, str], reading: Reading, fetch: records.Fetch) -> records.Problem:
    """The problem of a page at one record's address whose number, name or canonical address is another's."""
    own, other = two
    problem = records.Problem(
        url=reading.url,
        record=own if "://" not in own else other,
        rule="two_records",
        detail=f"at the address of {own}, the page names {other}",
        crawl_id=fetch.crawl_id,
    )
    return seen(problem, fetch.fetched_at)


def _problems(
    reading: Reading, identity: Identity, record: str | None, fetch: records.Fetch
) -> Iterator[records.Problem]:
    for found in reading.problems:
        named = identity.name(found.record) if found.record else record
        yield seen(replace(found, record=named, crawl_id=fetch.crawl_id), fetch.fetched_at)
    if identity.two:
        yield _two_records(identity.two, reading, fetch)
    if identity.duplicates:
        detail = f"one page, several records: {', '.join(identity.duplicates)}"
        double = records.Problem(url=reading.url, record=record, rule="duplicate_record", detail=detail)
        yield seen(replace(double, crawl_id=fetch.crawl_id), fetch.fetched_at)
