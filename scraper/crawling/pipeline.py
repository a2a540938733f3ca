"""The one way from a spider to the archive."""

from scraper.crawling.file import ReceivedFile
from scraper.crawling.page import Page
from scraper.crawling.saving import keep, keep_file


class ArchivePipeline:
    """Hands every page and file to the run's recorder."""

    def __init__(self, crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_item(self, item: Page | ReceivedFile) -> Page | ReceivedFile:
        """Save the page: its fetch, its body, what was read; or the file."""
        if isinstance(item, ReceivedFile):
            keep_file(self.crawler, item)
            return item
        keep(self.crawler, item.fetch, item.body, item.reading)
        return item
