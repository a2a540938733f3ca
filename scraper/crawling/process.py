"""Running spiders in this process, one after the other."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from twisted.internet.error import ReactorNotRunning

from scraper.crawling.ending import end_by_force, finish
from scraper.crawling.run import Run


def crawl(run: Run, settings: Settings, spiders: Mapping[type[Spider] | str, dict] | None = None) -> str:
    """Run a run's spiders in their order, and end the run. Returns why it ended: `finished`, or the reason that stopped
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
