"""What the archive knows, for whoever decides what to ask for: read only, and nothing while there is no archive."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property

from scraper.archive import Archive, revisits
from scraper.archive.bodies import read_body
from scraper.archive.continuing import Continued
from scraper.archive.errors import DamagedBody, naming_errors
from scraper.archive.evidence import record_at, why_unread
from scraper.archive.files import files_to_ask
from scraper.crawling.recent import Before
from scraper.files.wanted import Wanted
from scraper.records import Crawl, Fetch


class Known:
    """What an archive knows. archive: the run's, once there is one.

    Addresses are canonical. Every method raises ArchiveError when the archive cannot be read.
    """

    def __init__(self):
        self.archive: Archive | None = None
        self._continued: Continued | None = None

    def go_on(self, crawl: Crawl) -> tuple[Crawl, int] | None:
        """Take over the articles that were read by the crawls which one that is to begin goes on from; gives the last
        of these, and how many articles that are."""
        self._continued = self._ask(Continued, crawl)
        if self._continued is None or not self._continued.crawls:
            return None
        return self._continued.crawls[0], len(self._continued.articles)

    def read_before(self, url: str) -> tuple[Fetch, bytes] | None:
        """The response, with its body, in which the crawl that this one goes on from has read the article at an
        address; None when it has not."""
        return self._continued and self._ask(lambda db: self._continued.page(url))

    def why_unread(self, fetch: Fetch) -> str | None:
        """Why a page's body could not be read within bounds when it came before; None when it could, or is new."""
        return self._ask(why_unread, fetch)

    def knows(self, url: str) -> bool:
        """Whether a record was met under this address."""
        return self._ask(record_at, url) is not None

    def present(self, table: str) -> list[str]:
        """Addresses of the records of a table that are not known to be withdrawn, longest unseen first."""
        return self._ask(revisits.present, table, otherwise=[])

    @cached_property
    def asked(self) -> dict[str, str]:
        """When each page was last asked before this run, UTC, by address."""
        return self._ask(revisits.asked, otherwise={})

    def near(self) -> list[str]:
        """Addresses of the articles whose event is near."""
        return self._ask(revisits.near, datetime.now(UTC), otherwise=[])

    def doubtful(self, table: str, days: int) -> list[str]:
        """Addresses of a table's records that a second crawl must settle."""
        return self._ask(revisits.doubtful, table, days, otherwise=[])

    def due(self, table: str, days: int) -> list[str]:
        """Addresses of a table's records whose turn it is, when each is asked for within so many days."""
        return self._ask(revisits.due, table, days, datetime.now(UTC), otherwise=[])

    def before(self) -> Before:
        """What was met so far, and what the lists have shown; of the feeds, nothing."""
        return self._ask(lambda db: Before(frozenset(revisits.met(db)), revisits.shown(db)), otherwise=Before())

    def last_body(self, url: str) -> bytes | None:
        """What an address answered last; None when the archive keeps no answer of it, or a damaged one."""
        sha256 = self._ask(revisits.last_body, url)
        try:
            return sha256 and self._ask(read_body, sha256)
        except DamagedBody:
            return None

    def files_to_ask(self, *, with_bytes: bool) -> list[Wanted]:
        """The files of documents, in the order in which they are to be asked for. with_bytes: whether their bytes are
        to be held too."""
        return self._ask(lambda db: files_to_ask(db, with_bytes=with_bytes), otherwise=[])

    def _ask(self, question: Callable, *values, otherwise=None):
        """The answer to a question of the archive's, which is asked of its database."""
        if self.archive is None:
            return otherwise
        with naming_errors(self.archive.path):
            return question(self.archive.db, *values)
