"""The items of the spiders, and the one way from a spider to the archive."""

import logging
from dataclasses import dataclass

from scrapy.logformatter import LogFormatter

from scraper.archive import ArchiveError
from scraper.crawling.lifecycle import end_for_the_archive
from scraper.crawling.run import run_of
from scraper.files.reading import FileReading
from scraper.reading.result import Reading
from scraper.records import Fetch


@dataclass(frozen=True)
class ReadPage:
    """A page that was read; its response is kept already."""

    fetch: Fetch
    """The response that proves it, with its id."""
    reading: Reading
    """What was read from it."""

    @property
    def kind(self) -> str:
        """Return the word for it in the log: the kind of page."""
        return self.reading.kind


@dataclass(frozen=True)
class ReceivedFile:
    """A document's file that was received."""

    fetch: Fetch
    """The response that proves it."""
    body: bytes | None = None
    """Its bytes, when they are to be kept."""
    read: FileReading | None = None
    """What it is; None when the server answered that it has not changed."""

    @property
    def kind(self) -> str:
        """Return the word for it in the log."""
        return "file" if self.read else "unchanged file"


class ArchivePipeline:
    """Hands every page and file to the run's session; an archive that cannot be written any more ends the crawl."""

    def __init__(self, crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_item(self, item: ReadPage | ReceivedFile) -> ReadPage | ReceivedFile:
        """Write what was read from a page, or save a file."""
        session = run_of(self.crawler).session
        try:
            if isinstance(item, ReceivedFile):
                session.save_file(item.fetch, item.body, item.read)
            else:
                session.record(item.fetch, item.reading)
        except ArchiveError as error:
            end_for_the_archive(self.crawler, error)
        return item


class PageLogFormatter(LogFormatter):
    """Logs one line for a page instead of its body; what was not asked is no error."""

    def scraped(self, item, response, spider) -> dict:
        """Return the page's kind and address, at debug level."""
        words = {"kind": item.kind, "url": item.fetch.url}
        return {"level": logging.DEBUG, "msg": "Read %(kind)s %(url)s", "args": words}

    def item_error(self, item, exception, response, spider) -> dict:
        """Return the page that could not be kept."""
        return {"level": logging.ERROR, "msg": "Not kept: %(url)s", "args": {"url": item.fetch.url}}
