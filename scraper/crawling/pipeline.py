"""The one way from a spider to the archive."""

from scraper.crawling.items import ReadPage, ReceivedFile
from scraper.crawling.saving import keep_file, record


class ArchivePipeline:
    """Hands every page and file to the run's recorder."""

    def __init__(self, crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_item(self, item: ReadPage | ReceivedFile) -> ReadPage | ReceivedFile:
        """Record what was read from a page, or save a file."""
        if isinstance(item, ReceivedFile):
            keep_file(self.crawler, item)
            return item
        record(self.crawler, item.fetch, item.reading)
        return item
