"""What one crawl writes, from the portal's first page on: a portal that does not answer leaves no trace."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from scraper import __version__
from scraper.archive.database import WriterLock, is_fresh, now
from scraper.archive.errors import NotAnArchive, ReadOnlyArchive
from scraper.archive.fetches import by_name
from scraper.archive.health import sick_signs
from scraper.archive.record_index import RecordIndex
from scraper.archive.store import Archive
from scraper.files.reading import FileReading
from scraper.reading import UNKNOWN, Reading
from scraper.reading.text import squeeze
from scraper.records import Crawl, Fetch

logger = logging.getLogger(__name__)

_COUNTS = ("new", "changed", "unchanged", "withdrawn")


class CrawlSession:
    """One crawl, as it is written. Every method raises ArchiveError when the archive cannot be used.

    spiders, mode, origin: as in the crawl's row.
    """

    def __init__(self, path: Path, spiders: tuple[str, ...], mode: str, origin: str):
        self.path = path
        """The archive's file."""
        self.known = RecordIndex(path)
        """What the archive knows."""
        self.requests = 0
        """Requests so far, counted by the caller."""
        self.began = False
        """Whether anything was written."""
        self.sick: list[str] = []
        """What was far from the baseline, in words, once the crawl has ended."""
        self.profile = UNKNOWN
        """What was known of the site's layouts when it began."""
        self._row = (", ".join(spiders), mode, origin)
        self._composed_by: str | None = None
        self._archive: Archive | None = None
        self._crawl: int | None = None
        """The crawl's number, once it has begun."""
        self._before: list[Callable[[int], object]] = []
        """What writes the responses and problems before the first page, given the crawl's number."""

    def prepare(self, portal_url: str) -> None:
        """Refuse, before the first request, an archive that could not be written, or that holds the portal where a copy
        is to be crawled, or the other way round: what is made up must not mix with what is. Leaves it as it is, but for
        one of an earlier version, which is brought up to date."""
        lock = WriterLock(self.path)
        if os.path.exists(lock.path):
            lock.take()
            lock.release()
        if not os.access(self.path if os.path.exists(self.path) else lock.path.parent, os.W_OK):
            raise ReadOnlyArchive(f"{self.path} cannot be written: name another, or give this user the right to.")
        if not is_fresh(self.path):
            self._open()
            try:
                self._refuse_mixture(portal_url)
                self._resume()
            except BaseException:
                self._close()
                raise

    def keep(self, fetch: Fetch, body: bytes | None = None, *, to_read: bool = False) -> Fetch:
        """Keep a response with its body, or a failure. Return its fetch, with its id once it is written.

        to_read: whether it is a page, which `record` follows. What comes before the first page waits for it in memory.
        """
        if self._composed_by is None and fetch.headers:
            self._composed_by = squeeze(by_name(fetch.headers).get("composed-by", "")) or None
        if self._crawl is None and not to_read:
            self._before.append(lambda crawl: self._archive.keep(crawl, fetch, body))
            return fetch
        self._begin()
        return self._archive.keep(self._crawl, fetch, body, to_read=to_read)

    def record(self, fetch: Fetch, reading: Reading) -> None:
        """Write what was read from a page that is kept."""
        self._archive.record(fetch, reading)

    def write_first(self) -> None:
        """Write what the first crawl has read so far (Archive.write_first): its files are known by that."""
        if self._crawl is not None:
            self._archive.write_first(self._crawl)

    def save_file(self, fetch: Fetch, body: bytes | None, read: FileReading | None) -> None:
        """Keep what a fetch shows of a document's file."""
        self._begin()
        self._archive.save_file(self._crawl, fetch, body, read)

    def problem(self, url: str, rule: str, detail: str) -> None:
        """Write what was not as expected about an unread response; waits for the first page as well."""
        if self._crawl is None:
            self._before.append(lambda crawl: self._archive.record_problem(crawl, url, rule, detail))
        else:
            self._archive.record_problem(self._crawl, url, rule, detail)

    def finish(self, reason: str, never_asked: int | None = None) -> None:
        """End the crawl's row, note its sick signs, and close the archive; may be called again.

        never_asked: of a run that its budget has ended, how many pages it met that no crawl has asked for yet.
        """
        if self._archive is None:
            return
        try:
            if self._crawl is not None:
                ended = {"requests": self.requests, "composed_by": self._composed_by, "never_asked": never_asked}
                crawl = self._archive.finish_crawl(self._crawl, reason, **ended)
                counts = ", ".join(f"{getattr(crawl, name)} {name}" for name in _COUNTS)
                logger.info("Crawl %d: %s, %d requests: %s", crawl.id, reason, crawl.requests, counts)
                self.sick = sick_signs(self._archive.db, self._crawl)
        finally:
            self._close()

    def _begin(self) -> None:
        """Begin the crawl with its first page, and write what came before."""
        if self._crawl is not None:
            return
        if self._archive is None:
            self._open(create=True)
        self._crawl = self._archive.start_crawl(*self._row, learns=True)
        self.began = True
        for write in self._before:
            write(self._crawl)

    def _refuse_mixture(self, portal_url: str) -> None:
        origin = self._row[2]
        for other in (crawl.origin for crawl in self._archive.crawls()):
            if (other == portal_url) != (origin == portal_url):
                rest = "" if other == portal_url else ", or remove this one first"
                raise NotAnArchive(
                    f"{self.path} holds a crawl of {other}, and {origin} is to be crawled: "
                    f"name another file with --archive{rest}."
                )

    def _resume(self) -> None:
        spiders, mode, origin = self._row
        self.known.resume(Crawl(spiders=spiders, mode=mode, origin=origin, started=now(), scraper_version=__version__))
        for last in self.known.resumed[:1]:
            reason, articles = last.finish_reason or "killed", len(self.known.articles_read)
            logger.info("Going on from crawl %d (%s): %d articles are not asked again", last.id, reason, articles)

    def _open(self, *, create: bool = False) -> None:
        self._archive = Archive.open(self.path, create=create)
        self.profile = self._archive.profile()
        self.known.db = self._archive.db

    def _close(self) -> None:
        self._archive.close()
        self._archive = self.known.db = self._crawl = None


class NoSession(CrawlSession):
    """The session of a run that looks at single pages (`portail check`, `scrapy shell`): it writes nothing."""

    def __init__(self):
        super().__init__(Path(os.devnull), (), "", "")

    def keep(self, fetch: Fetch, body: bytes | None = None, *, to_read: bool = False) -> Fetch:
        """Return the fetch as it is."""
        return fetch
