"""The one way from a spider to the archive."""

from scraper.crawling.ending import keep
from scraper.crawling.page import Page


class ArchivePipeline:
    """Hands every page to the run's recorder."""

    def __init__(self, crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_item(self, item: Page) -> Page:
        """Save the page: its fetch, its body, what was read."""
        keep(self.crawler, item.fetch, item.body, item.reading)
        return item
