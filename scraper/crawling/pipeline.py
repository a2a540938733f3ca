"""The one way from a spider to the archive."""

from scraper.crawling.file import ReceivedFile
from scraper.crawling.page import Page
from scraper.crawling.saving import keep_file, record


class ArchivePipeline:
    """Hands every page and file to the run's recorder."""

    def __init__(self, crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_item(self, item: Page | ReceivedFile) -> Page | ReceivedFile:
        """Record what was read from a page, or save a file."""
        if isinstance(item, ReceivedFile):
            keep_file(self.crawler, item)
            return item
        record(self.crawler, item.fetch, item.reading)
        return item
