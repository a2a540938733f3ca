"""Asking for a single page, for `portail check`: with the crawler's settings, and without an archive."""

from collections.abc import AsyncIterator, Callable

import scrapy
from scrapy.http import Response
from scrapy.settings import Settings

from scraper.archive import NoSession
from scraper.cli.exits import OF_REASON, Ending, Exit
from scraper.crawling.filters import NotAsked
from scraper.crawling.lifecycle import crawl
from scraper.crawling.run import Run
from scraper.portal import Portal


class OnePage(scrapy.Spider):
    """Asks for one page, whatever its status, and hands its response, or why there is none, to `take`."""

    name = "check"

    def __init__(self, url: str, run: Run, take: Callable[[Response | BaseException], None], **arguments):
        super().__init__(**arguments)
        self.url, self.run, self.take = url, run, take

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The one request."""
        yield scrapy.Request(self.url, callback=self.parse, errback=self.failed, meta={"handle_httpstatus_all": True})

    def parse(self, response: Response) -> None:
        """Hand the response on."""
        self.take(response)

    def failed(self, failure) -> None:
        """Hand on why there is none."""
        self.take(failure.value)


def ask(url: str, portal: Portal, settings: Settings, *, copy: bool) -> Response:
    """Ask once for a page of the portal, or of its copy, if robots.txt allows it; redirects are followed within it.

    Ends the command with exit 2 when it must not be asked, 3 when it does not answer. Raises KeyboardInterrupt.
    """
    run = Run(portal, (OnePage.name,), NoSession(), copy=copy)
    answers: list[Response | BaseException] = []
    crawl(run, settings, {OnePage: {"url": url, "take": answers.append}})
    answer = answers[0] if answers else None
    if isinstance(answer, Response):
        return answer
    if run.reason == "interrupted":
        raise KeyboardInterrupt
    if isinstance(answer, NotAsked) and run.reason not in OF_REASON.keys() - {"nothing_read", "robots_forbids"}:
        raise Ending(f"{url} is not asked: {answer}.", Exit.USAGE)
    raise Ending(f"{url} gives no page: {answer or run.why}.", Exit.UNREACHABLE)
