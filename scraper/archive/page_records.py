"""From a response to the records of its page, with permanent ids in place of the page's own.

A crawl, the release of quarantined pages, `reread` and `verify` all come this way: `read_response` reads a body,
`records_of_page` makes records of the reading, page_writing.py writes them. What other readers see in a page that is
kept is no change of the portal's: `correct` writes it as a technical version.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from sqlite_utils import Database

from scraper import bounded, records, spip
from scraper.archive.bodies import read_body
from scraper.archive.erasure import is_redacted
from scraper.archive.fetches import by_name, read_fetch
from scraper.archive.identity import TABLES, Identity, addresses_of
from scraper.archive.rows import seen
from scraper.archive.site_profile import current
from scraper.archive.versions import (
    add_version,
    is_same,
    last_version,
    proofs_of,
    readers_of,
    state_of,
    state_shown,
)
from scraper.portal import Portal
from scraper.reading import Profile, Reading


@dataclass(frozen=True)
class PageRecords:
    """The records of one page, ready to be written."""

    subject: records.News | records.Group | records.Theme | None
    """What the page is about."""
    rows: list
    """All other records of the page."""
    addresses: tuple[str, ...]
    """The page's addresses."""
    problems: list[records.Problem]
    """What was not as expected."""

    def of(self, record: type) -> list:
        """Return the rows of one record class."""
        return self._by_class.get(record, [])

    @cached_property
    def _by_class(self) -> dict[type, list]:
        by_class = defaultdict(list)
        for row in self.rows:
            by_class[type(row)].append(row)
        return by_class

    @property
    def record(self) -> str | None:
        """The subject as table/id."""
        return self.subject and f"{TABLES[type(self.subject)]}/{self.subject.id}"

    @cached_property
    def state(self) -> dict | None:
        """The subject's state as versions keep it; None for a page that is of no article or group."""
        is_versioned = isinstance(self.subject, records.News | records.Group)
        return state_shown(self.subject, self.rows) if is_versioned else None

    @property
    def replaces_another(self) -> bool:
        """Whether the portal answered with another page than the one that was asked."""
        return any(problem.rule == "soft_404" for problem in self.problems)


def read_response(
    fetch: records.Fetch, body: bytes, portal: Portal, profile: Profile, *, observe: bool = False
) -> Reading:
    """Read a response within bounds. portal: the portal, at the address that was asked; profile: what is known of its
    layouts; observe: whether the reading is to have what is learned from the page. Raises ReadingStopped."""
    return bounded.read(
        body,
        fetch.url,
        fetched_at=fetch.fetched_at,
        portal=portal,
        content_type=by_name(fetch.headers).get("content-type", ""),
        final_url=fetch.final_url,
        profile=profile,
        observe=observe,
    )


def records_of_kept_page(
    db: Database, portal: Portal, fetch: records.Fetch, record_id: str | None = None, profile: Profile | None = None
) -> PageRecords:
    """Return the records of a page, read from its body. profile: what it is read by, the archive's current one by
    default. Raises KeyError when the body is not kept, or DamagedBody."""
    return records_of_page(db, fetch, read_kept_page(db, portal, fetch, profile or current(db)), record_id)


def read_kept_page(
    db: Database, portal: Portal, fetch: records.Fetch, profile: Profile, *, observe: bool = False
) -> Reading:
    """Read a page from its body, as it was received. Raises KeyError when the body is not kept, or DamagedBody."""
    (origin,) = db.execute("SELECT origin FROM crawls WHERE id = ?", [fetch.crawl_id]).fetchone()
    asked = portal.crawled_at(None if origin.rstrip("/") == portal.url else origin)
    return read_response(fetch, read_body(db, fetch.body_sha256), asked, profile, observe=observe)


def records_of_page(db: Database, fetch: records.Fetch, reading: Reading, record_id: str | None = None) -> PageRecords:
    """Return the records of a reading; none where the page is a known article's in place of the one that was asked, or
    nothing on it shows which of two records it is. record_id: the subject's id, where it is known whose page this
    was."""
    addresses = addresses_of(reading, fetch.url, fetch.final_url)
    identity = Identity(db, reading, addresses, record_id, fetch.crawl_id)
    page = PageRecords(None, [], addresses, identity.problems)
    if not identity.is_refused:
        subject = reading.subject and identity.of(reading.subject)
        page = PageRecords(subject, list(map(identity.of, reading.rows)), addresses, identity.problems)
        for found in reading.problems:
            page.problems.append(replace(found, record=identity.name(found.record) if found.record else page.record))
    for problem in page.problems:
        problem.crawl_id = fetch.crawl_id
    for row in filter(None, (page.subject, *page.rows, *page.problems)):
        seen(row, fetch.fetched_at)
    return page


def records_again(
    db: Database, portal: Portal, version: records.Version, fetches: Iterable[int], profile: Profile | None = None
) -> dict[int, PageRecords]:
    """Return what today's readers see of a version's record, by fetch; only of fetches in which they see it. profile:
    as in records_of_kept_page."""
    pages = {}
    for number in fetches:
        page = records_of_kept_page(db, portal, read_fetch(db, number), version.record_id, profile)
        if page.subject and TABLES[type(page.subject)] == version.record_table:
            pages[number] = page
    return pages


def state_again(db: Database, version: records.Version, pages: dict[int, PageRecords]) -> dict:
    """Return the state that pages, one at least, show of a version's record; withdrawn or not as in the version."""
    withdrawn = {"withdrawn": state_of(version)["withdrawn"]}
    if version.record_table == "news":
        return next(iter(pages.values())).state | withdrawn
    (own,) = db.execute("SELECT url FROM groups WHERE id = ?", [version.record_id]).fetchone()
    return joined({page.subject.url: page.state for page in pages.values()}, own) | withdrawn


def joined(pages: dict[str, dict], own_url: str | None) -> dict:
    """Return a group's state: its own page's, and of what that does not show, its other pages'.

    pages: the state that each shows, by its address; one at least.
    """
    states = [pages[url] for url in sorted(pages, key=lambda url: (url != own_url, is_presentation(url), url))]
    names = dict.fromkeys(name for state in states for name in state)
    return {name: next((each[name] for each in states if each.get(name)), states[0].get(name)) for name in names}


def is_presentation(url: str) -> bool:
    """Return whether an address is a presentation's (`page=pays_intro&id_rubrique=…`), not the section's own."""
    return spip.address(url).page is not None


def correct(db: Database, version: records.Version, pages: dict[int, PageRecords], seen_at: str) -> dict | None:
    """Write a technical version where today's readers see another state in the pages of a record's last one. Return
    that state; None when it is the same."""
    table, key = version.record_table, version.record_id
    state = state_again(db, last_version(db, table, key), pages)
    kind = add_version(db, table, key, state, max(pages), seen_at, technical=True, proofs=pages)
    return state if kind == "technical" else None


def correct_before(db: Database, portal: Portal, table: str, record_id: str, state: dict, seen_at: str) -> None:
    """Correct the last version, when other readers made it, before a state that differs becomes a change of the portal:
    so that only what the portal has done remains. What was redacted is not read again; then the change has both."""
    version = last_version(db, table, record_id, read=True)
    if version is None or version.reader_version == readers_of(db) or is_redacted(db, version):
        return
    if not is_same(state_of(version) | {"withdrawn": None}, state | {"withdrawn": None}):
        pages = records_again(db, portal, version, proofs_of(db, version))
        if pages:
            correct(db, version, pages, seen_at)
