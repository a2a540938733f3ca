"""How a run goes from its first spider to its end: cleanly, and with a reason that stands in its row."""

import asyncio
import signal
from collections.abc import Mapping
from contextlib import suppress

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.error import ReactorNotRunning

from scraper import bounded
from scraper.archive import ArchiveError
from scraper.crawling.filters import NotAsked
from scraper.crawling.run import Component, Run, run_of

REASONS = {"shutdown": "interrupted", "start_error": "internal_error"}
"""Scrapy's reasons for closing a spider, where they mean another thing for the crawl."""


def crawl(run: Run, settings: Settings, spiders: Mapping[type[Spider] | str, dict] | None = None) -> str:
    """Run a run's spiders in their order, and end the run. Return why it ended: `finished`, or the reason that stopped
    it early, after which no further spider is started. SIGINT and SIGTERM end it cleanly (`interrupted`).

    spiders: other spiders than those the run names, with their arguments. Once in a process: Twisted's reactor cannot
    be started again.
    """
    process = AsyncCrawlerProcess(settings)
    chosen = spiders or {name: {} for name in run.spiders}
    task = asyncio.get_event_loop().create_task(_one_after_the_other(process, run, chosen))
    process.start(stop_after_crawl=False)
    if not task.done():
        end_by_force(run)
    elif not task.cancelled() and (error := task.exception()):
        raise error
    return run.reason


async def _one_after_the_other(process: AsyncCrawlerProcess, run: Run, spiders: Mapping) -> None:
    from twisted.internet import reactor

    try:
        for spider, arguments in spiders.items():
            await process.crawl(spider, run=run, **arguments)
            if run.reason != "finished":
                break
    except BaseException:
        run.reason = "internal_error"
        raise
    finally:
        try:
            finish(run)
        finally:
            with suppress(ReactorNotRunning):
                reactor.stop()


def end(crawler, reason: str, why: str) -> NotAsked:
    """Ask the engine to close the spider; what is under way is finished first. The first reason stays, with its why.
    Return the error for a request that does not go out for it."""
    run = run_of(crawler)
    if run.reason == "finished":
        run.reason, run.why = reason, why
    deferred_from_coro(crawler.engine.close_spider_async(reason=reason))
    return NotAsked(why)


def end_for_the_archive(crawler, error: ArchiveError) -> None:
    """End a crawl whose archive cannot be used any more."""
    run_of(crawler).error = error
    end(crawler, "archive_failed", str(error))


def end_by_force(run: Run) -> None:
    """End a run whose spider could not close, as a second signal has stopped the reactor: what is committed is kept,
    and the page that was being read waits for the end of the next crawl."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    bounded.stop()
    if run.reason == "finished":
        run.reason = "interrupted"
    finish(run)


def finish(run: Run) -> None:
    """End the run's row in the archive; what goes wrong is noted in the run, and an error of this program raised."""
    try:
        run.session.finish(run.reason, len(run.requests.never_asked) if run.reason == "budget" else None)
    except ArchiveError as error:
        run.error = error
    except Exception:
        run.faults += 1
        raise


class RunEnd(Component):
    """Extension: when a spider closes, its requests are added to the run; with the run's last spider the run ends."""

    def __init__(self, crawler):
        super().__init__(crawler)
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(self.lost, signal=signals.spider_error)
        crawler.signals.connect(self.lost, signal=signals.item_error)

    def lost(self, failure) -> None:
        """Count a page that an error of this program cost, which Scrapy logs; end the crawl for one of the archive."""
        if isinstance(failure.value, ArchiveError):
            end_for_the_archive(self.crawler, failure.value)
        else:
            self.run.faults += 1

    def spider_closed(self, spider, reason: str) -> None:
        """Take the spider's counts and reason over; end the run when it is the last, or ended early."""
        run = self.run
        run.session.requests += self.crawler.stats.get_value("downloader/request_count", 0)
        if run.reason == "finished" and reason != "budget":
            run.reason = REASONS.get(reason, reason)
        is_last = spider.name == run.spiders[-1]
        if is_last and run.reason == "finished":
            self._note_what_is_missing()
        if is_last or run.reason != "finished":
            finish(run)

    def _note_what_is_missing(self) -> None:
        """Note why no page could be read, or that the budget was spent."""
        run, requests = self.run, self.run.requests
        if run.session.began or run.faults:
            if requests.is_short:
                run.reason, run.why = "budget", f"{requests.budget} requests were sent; the next run goes on"
        elif requests.forbidden:
            why = f"robots.txt forbids {requests.forbidden} of the pages that the crawl begins with"
            run.reason, run.why = "robots_forbids", why
        else:
            bound = f" with a budget of {requests.budget} requests" if requests.is_short else ""
            run.reason, run.why = "nothing_read", f"no page of the portal could be read{bound}"
