"""How a crawl ends before its time: cleanly, and with a reason that stands in its row."""

import signal

from scrapy.utils.defer import deferred_from_coro

from scraper import bounded
from scraper.archive import ArchiveError
from scraper.crawling.opening import run_of
from scraper.crawling.run import Run

REASONS = {"shutdown": "interrupted", "start_error": "internal_error"}
"""Scrapy's reasons for closing a spider, where they mean another thing for the crawl."""


def end(crawler, reason: str, why: str) -> None:
    """Ask the engine to close the spider; what is under way is finished first. The first reason stays, with its why."""
    run = run_of(crawler)
    if run.reason == "finished":
        run.reason, run.why = reason, why
    deferred_from_coro(crawler.engine.close_spider_async(reason=reason))


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
        run.recorder.finish(run.reason, len(run.never_asked) if run.reason == "budget" else None)
    except ArchiveError as error:
        run.error = error
    except Exception:
        run.faults += 1
        raise
