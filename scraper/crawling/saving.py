"""What comes goes to the archive; one that cannot be used any more ends the crawl."""

from collections.abc import Iterator
from contextlib import contextmanager

from scraper.archive import ArchiveError
from scraper.crawling.ending import end_for_the_archive
from scraper.crawling.items import ReceivedFile
from scraper.crawling.opening import run_of
from scraper.crawling.recording import Recorder
from scraper.reading.result import Reading
from scraper.records import Fetch


def keep(crawler, fetch: Fetch, body: bytes | None = None, *, to_read: bool = False) -> Fetch | None:
    """Keep a response with its body, or a failure, and return its fetch with its id (none before the portal's first
    answer). End the crawl, and return None, when the archive cannot be written any more."""
    with _ended_by_the_archive(crawler) as recorder:
        return recorder.keep(fetch, body, to_read=to_read)


def record(crawler, fetch: Fetch, reading: Reading) -> None:
    """Write what was read from a response that is kept; end the crawl when the archive cannot be written any more."""
    with _ended_by_the_archive(crawler) as recorder:
        recorder.record(fetch, reading)


def keep_file(crawler, received: ReceivedFile) -> None:
    """The same for a document's file."""
    with _ended_by_the_archive(crawler) as recorder:
        recorder.save_file(received.fetch, received.body, received.read)


@contextmanager
def _ended_by_the_archive(crawler) -> Iterator[Recorder]:
    try:
        yield run_of(crawler).recorder
    except ArchiveError as error:
        end_for_the_archive(crawler, error)
