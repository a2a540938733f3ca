"""How far a crawl is: a bar in a terminal, plain lines in a log."""

import logging
from collections.abc import Iterable, Iterator
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from scrapy import signals

from scraper.crawling.lifecycle import REASONS
from scraper.crawling.run import Component

logger = logging.getLogger(__name__)

CONSOLE = Console(stderr=True)
"""Where the bar stands; who logs beside it writes to the same console."""

EVERY_PAGES, EVERY_SECONDS = 50, 10.0
"""A plain line is due after so many pages or so many seconds."""


def bar(console: Console, count: str, *more) -> Progress:
    """Return a bar that leaves no trace. count: how many of how many, as a format; more: columns at its end."""
    elapsed = TextColumn("elapsed"), TimeElapsedColumn()
    columns = TextColumn("{task.description}"), BarColumn(bar_width=20), TextColumn(count), *elapsed, *more
    return Progress(*columns, console=console, transient=True)


def watched(items: Iterable, what: str, total: int) -> Iterator:
    """Yield the items, with a bar in a terminal. Their number is certain, so that it shows the time that is left."""
    if not CONSOLE.is_interactive:
        yield from items
        return
    with bar(CONSOLE, "{task.completed} of {task.total}", TextColumn("left"), TimeRemainingColumn()) as shown:
        yield from shown.track(items, total, description=what)


def counted(counts: Iterable[int], what: str, total: int) -> Iterator[int]:
    """Yield how many were done at a time, with a bar in a terminal. total: how many there are, which is certain."""
    if not CONSOLE.is_interactive:
        yield from counts
        return
    with bar(CONSOLE, "{task.completed} of {task.total}", TextColumn("left"), TimeRemainingColumn()) as shown:
        task = shown.add_task(what, total=total)
        for count in counts:
            yield count
            shown.advance(task, count)


class CrawlProgress(Component):
    """Extension that counts the pages of all spiders of a run. How many there will be is not known before the end, as
    pages lead to others: it shows how many there are at least, and no time that is left."""

    def __init__(self, crawler, console: Console = CONSOLE):
        super().__init__(crawler)
        self.console = console
        self.pages, self._logged, self._since = 0, 0, monotonic()
        self._bar: Progress | None = None
        for name in ("spider_opened", "response_received", "spider_closed"):
            crawler.signals.connect(getattr(self, name), signal=getattr(signals, name))

    def spider_opened(self, spider) -> None:
        """Show the bar, when it is wanted and there is a terminal that can show it."""
        if self.settings.getbool("PROGRESS_BAR") and self.console.is_interactive:
            self._bar = bar(self.console, "{task.completed} of at least {task.total} pages")
            task = self._bar.add_task(spider.name, total=self.least, completed=self.run.requests.received)
            self._bar.tasks[task].start_time = self.run.requests.began
            self._bar.start()

    def response_received(self, spider) -> None:
        """Count a page; move the bar, or write a line when one is due."""
        self.pages += 1
        self.run.requests.received += 1
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self.run.requests.received, total=self.least)
        elif self.pages - self._logged >= EVERY_PAGES or monotonic() - self._since >= EVERY_SECONDS:
            self._logged, self._since = self.pages, monotonic()
            logger.info("%s: %d of at least %d pages", spider.name, self.run.requests.received, self.least)

    def spider_closed(self, spider, reason: str) -> None:
        """Take the bar away; say in a line how it ended."""
        if self._bar:
            self._bar.stop()
        how, why = REASONS.get(reason, reason), self.run.why
        logger.info("%s: %s, %d pages%s", spider.name, how, self.pages, f": {why}" if why else "")

    @property
    def least(self) -> int:
        """Least number of pages of the run: those received, in the queue, and deferred by the spider, as far as the
        budget goes; one before the first."""
        stats, spider = self.crawler.stats, self.crawler.spider
        to_come = stats.get_value("scheduler/enqueued", 0) - stats.get_value("scheduler/dequeued", 0)
        to_come += spider.frontier.waiting if hasattr(spider, "frontier") else 0
        share = self.run.share(spider.name)
        if share is not None:
            to_come = min(to_come, share - self.run.requests.sent)
        return max(1, self.run.requests.received + max(0, to_come))
