"""From a run to the archive: written from the first page that answers on, so that a portal that does not answer leaves
no trace."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from scraper import __version__
from scraper.archive import Archive, OtherPortal, ReadOnlyArchive, checks
from scraper.archive.continuing import Continued
from scraper.archive.lock import WriterLock
from scraper.archive.store import now
from scraper.crawling.recent import Before
from scraper.files.reading import FileReading
from scraper.files.wanted import Wanted
from scraper.reading.result import Reading
from scraper.records import Crawl, Fetch

logger = logging.getLogger(__name__)


class Recorder:
    """Writes one run: its row in crawls, its fetches and bodies, what was read and what failed.

    path: the archive's file; spiders, mode, origin: what the crawl's row says. requests: to be counted by the caller;
    began: whether anything was written; sick: what was far from the usual, in words, once it has ended. Every method
    raises ArchiveError when the archive cannot be used.
    """

    def __init__(self, path: Path, spiders: tuple[str, ...], mode: str, origin: str):
        self.path = path
        self.requests = 0
        self.began = False
        self.sick: list[str] = []
        self._row = (spiders, mode, origin)
        self._composed_by: str | None = None
        self._archive: Archive | None = None
        self._crawl: int | None = None
        self._asked: dict[str, str] | None = None
        self._before: Continued | None = None
        self._failures: list[tuple[Fetch, bytes | None]] = []
        self._problems: list[tuple[str, str, str]] = []

    def prepare(self, portal_url: str) -> None:
        """Refuse, before the first request, an archive that could not be written, or that holds the portal where a copy
        is to be crawled, or the other way round: what is made up must not mix with what is. Leaves it as it is."""
        lock = WriterLock(self.path)
        if lock.path.exists():
            lock.take()
            lock.release()
        if self.path.exists():
            self._archive = Archive.open(self.path)
            self._refuse_mixture(portal_url)
            self._go_on()
        if not os.access(self.path if self.path.exists() else self.path.absolute().parent, os.W_OK):
            raise ReadOnlyArchive(f"{self.path} cannot be written: name another, or give this user the right to.")

    def _refuse_mixture(self, portal_url: str) -> None:
        origin = self._row[2]
        other = next((each for each in self._archive.origins() if (each == portal_url) != (origin == portal_url)), None)
        if other is not None:
            self._archive.close()
            raise OtherPortal(
                f"{self.path} holds a crawl of {other}, and {origin} is to be crawled: "
                "name another file with --archive, or remove this one first."
            )

    def _go_on(self) -> None:
        spiders, mode, origin = self._row
        crawl = Crawl(spiders=", ".join(spiders), mode=mode, origin=origin, started=now(), scraper_version=__version__)
        self._before = self._archive.continued_by(crawl)
        if self._before.crawls:
            last, count = self._before.crawls[0], len(self._before.articles)
            reason = last.finish_reason or "killed"
            logger.info("Going on from crawl %d (%s): %d articles are not asked again", last.id, reason, count)

    def read_before(self, url: str) -> tuple[Fetch, bytes] | None:
        """The response, with its body, in which the crawl that this one goes on from has read the article at an
        address, canonical; None when it has not."""
        return None if self._before is None else self._before.page(url)

    def knows(self, url: str) -> bool:
        """Whether the archive has a record met under this canonical address."""
        return self._archive is not None and self._archive.knows(url)

    def present(self, table: str) -> list[str]:
        """Addresses of the records of a table that the archive does not know to be withdrawn, longest unseen first."""
        return [] if self._archive is None else self._archive.present(table)

    def asked(self) -> dict[str, str]:
        """When each page was last asked before this run, by canonical address; empty without an archive."""
        if self._asked is None:
            self._asked = {} if self._archive is None else self._archive.asked()
        return self._asked

    def near(self) -> list[str]:
        """Addresses of the articles whose event is near: archive/checks.py."""
        return [] if self._archive is None else checks.near(self._archive.db, datetime.now(UTC))

    def doubtful(self, table: str, days: int) -> list[str]:
        """Addresses of a table's records that a second crawl must settle: archive/checks.py."""
        return [] if self._archive is None else checks.doubtful(self._archive.db, table, days)

    def due(self, table: str, days: int) -> list[str]:
        """Addresses of a table's records whose turn it is, when each is asked for within so many days."""
        return [] if self._archive is None else checks.due(self._archive.db, table, days, datetime.now(UTC))

    def before(self) -> Before:
        """What the archive knows so far; of the feeds, nothing."""
        if self._archive is None:
            return Before()
        return Before(frozenset(checks.met(self._archive.db)), checks.shown(self._archive.db))

    def last_body(self, url: str) -> bytes | None:
        """What an address answered last; None when the archive keeps no answer of it."""
        found = self._archive and checks.last_body(self._archive.db, url)
        return found and self._archive.body(found)

    def save(self, fetch: Fetch, body: bytes | None = None, reading: Reading | None = None) -> None:
        """Keep a response and what was read from it, or a failure. Failures wait for the first page that was read."""
        self._note_composer(fetch)
        if self._crawl is None and reading is None:
            self._failures.append((fetch, body))
            return
        if self._crawl is None:
            self._begin()
        self._archive.save(self._crawl, fetch, body, reading)

    def files_to_ask(self, *, with_bytes: bool) -> list[Wanted]:
        """The files of documents, in the order in which they are to be asked for."""
        return [] if self._archive is None else self._archive.files_to_ask(with_bytes=with_bytes)

    def save_file(self, fetch: Fetch, body: bytes | None, read: FileReading | None) -> None:
        """Keep what a fetch told of a document's file."""
        if self._crawl is None:
            self._begin()
        self._archive.save_file(self._crawl, fetch, body, read)

    def problem(self, url: str, rule: str, detail: str) -> None:
        """Note what was not as expected about a page that gave nothing to read; waits for the first page as well."""
        if self._crawl is None:
            self._problems.append((url, rule, detail))
        else:
            self._archive.record_problem(self._crawl, url, rule, detail)

    def finish(self, reason: str) -> None:
        """End the crawl's row, note of what it was sick, and close the archive; may be called again."""
        if self._archive is None:
            return
        try:
            if self._crawl is not None:
                self._archive.finish_crawl(self._crawl, reason, requests=self.requests, composed_by=self._composed_by)
                self.sick = self._archive.sick_signs(self._crawl)
        finally:
            self._archive.close()
            self._archive = self._crawl = None

    def _begin(self) -> None:
        if self._archive is None:
            self._archive = Archive.open(self.path, create=True)
        self._crawl = self._archive.start_crawl(*self._row)
        self.began = True
        for fetch, body in self._failures:
            self._archive.save(self._crawl, fetch, body, None)
        for problem in self._problems:
            self._archive.record_problem(self._crawl, *problem)

    def _note_composer(self, fetch: Fetch) -> None:
        if self._composed_by is None and fetch.headers:
            headers = {name.lower(): value for name, value in json.loads(fetch.headers)}
            self._composed_by = headers.get("composed-by")
