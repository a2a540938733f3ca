"""How far a crawl is: a bar in a terminal, plain lines in a log."""

import logging
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from scrapy import signals

from scraper.crawling.ending import REASONS
from scraper.crawling.opening import run_of

logger = logging.getLogger(__name__)

CONSOLE = Console(stderr=True)
"""Where the bar stands; who logs beside it writes to the same console."""

EVERY_PAGES, EVERY_SECONDS = 50, 10.0
"""A plain line is due after so many pages or so many seconds."""


class CrawlProgress:
    """Extension that counts pages against those known so far; their number grows while links are found."""

    def __init__(self, crawler, console: Console):
        self.crawler, self.console = crawler, console
        self.pages, self._told, self._since = 0, 0, monotonic()
        self._bar: Progress | None = None

    @classmethod
    def from_crawler(cls, crawler):
        progress = cls(crawler, CONSOLE)
        crawler.signals.connect(progress.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.response_received, signal=signals.response_received)
        crawler.signals.connect(progress.spider_closed, signal=signals.spider_closed)
        return progress

    def spider_opened(self, spider) -> None:
        """Show the bar, when it is wanted and there is a terminal to show it in."""
        if self.crawler.settings.getbool("PROGRESS_BAR") and self.console.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("pages"),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=self.console,
            )
            self._bar.add_task(spider.name, total=None)
            self._bar.start()

    def response_received(self, spider) -> None:
        """Count a page; move the bar, or write a line when one is due."""
        self.pages += 1
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self.pages, total=self.known)
        elif self.pages - self._told >= EVERY_PAGES or monotonic() - self._since >= EVERY_SECONDS:
            self._told, self._since = self.pages, monotonic()
            logger.info("%s: %d of %d pages known so far", spider.name, self.pages, self.known)

    def spider_closed(self, spider, reason: str) -> None:
        """Take the bar away; say in a line how it ended."""
        if self._bar:
            self._bar.stop()
        how, why = REASONS.get(reason, reason), run_of(self.crawler).why
        logger.info("%s: %s, %d pages%s", spider.name, how, self.pages, f": {why}" if why else "")

    @property
    def known(self) -> int:
        """Pages received and pages waiting to be asked for."""
        stats = self.crawler.stats
        return self.pages + stats.get_value("scheduler/enqueued", 0) - stats.get_value("scheduler/dequeued", 0)
