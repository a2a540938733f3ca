"""From a response to the archive: the fetch log, the items, and what a resumed crawl need not ask again."""

import logging
from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.logformatter import LogFormatter
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.archive import ArchiveError, canonical_json, now
from scraper.crawling.filters import FILE, NotAsked, first_asked, target
from scraper.crawling.lifecycle import end_for_the_archive
from scraper.crawling.run import Component, Run, run_of
from scraper.files.reading import FileReading
from scraper.portal import Portal
from scraper.reading.result import Reading
from scraper.records import Fetch

ARCHIVED = "archived"
"""The flag of a response that did not come from the portal now."""


class Archived(Component):
    """Downloader middleware, the first: an article that was read before the crawl was killed or interrupted is answered
    from the archive, in its turn, so that its links are followed as if it had been asked."""

    def process_request(self, request) -> Response | None:
        """Return the archived response, flagged, with its fetch in `meta["fetch"]`; None for a page to be asked for."""
        page = self.run.known.read_before(self.run.canonical(request.url))
        if page is None or "redirect_urls" in request.meta:
            return None
        request.meta["fetch"], body = page
        return Response(request.url, body=body, request=request, flags=[ARCHIVED])


class FetchLog(Component):
    """Downloader middleware between redirects and retries, so that it sees what the portal answered in the end and
    every attempt that failed.

    Every response is kept here, with its body, before anything is read from it. A page (2xx, or a status its request
    waits for) goes on to the spider with its fetch in `meta["fetch"]`; so does a document's file, which is kept when
    it has been read, as its type decides whether its bytes are.
    """

    def process_response(self, request, response) -> Response:
        """Write the response, unless it was written before; it goes on unchanged."""
        if ARCHIVED in response.flags:
            return response
        fetch = fetch_for(
            self.run,
            request,
            status=response.status,
            bytes=len(response.body),
            final_url=self.run.canonical(target(response) or response.url),
            headers=headers(response),
        )
        awaited = 200 <= response.status < 300 or response.status in request.meta.get("handle_httpstatus_list", ())
        if not awaited or request.callback is NO_CALLBACK:
            keep(self.crawler, fetch, response.body)
            return response
        if FILE not in request.meta:
            fetch = keep(self.crawler, fetch, response.body, to_read=True)
        if fetch is None:
            raise NotAsked("the archive cannot be written")
        request.meta["fetch"] = fetch
        return response

    def process_exception(self, request, exception) -> None:
        """Write why no response came; the retries, or the failure, go on. What was never asked is no failure."""
        if not isinstance(exception, IgnoreRequest):
            keep(self.crawler, fetch_for(self.run, request, error=worded(exception)))


def keep(crawler, fetch: Fetch, body: bytes | None = None, *, to_read: bool = False) -> Fetch | None:
    """Keep a response with its body, or a failure, and return its fetch with its id (none before the portal's first
    page). End the crawl, and return None, when the archive cannot be written any more."""
    try:
        return run_of(crawler).session.keep(fetch, body, to_read=to_read)
    except ArchiveError as error:
        end_for_the_archive(crawler, error)
        return None


def fetch_for(run: Run, request, **fields) -> Fetch:
    """Return the fetch of a request that ends now."""
    return Fetch(crawl_id=0, url=run.canonical(first_asked(request)), fetched_at=now(), **fields)


def worded(exception: BaseException) -> str:
    """Return a failure in one line: its class and the words of it, or of what Twisted wraps in it."""
    cause = exception.__cause__ or exception
    while reasons := getattr(cause, "reasons", None):
        cause = reasons[0].value
    return f"{type(exception).__name__}: {cause}".strip(": ")


def headers(response: Response) -> str:
    """Return the response's headers as a JSON array of [name, value], in the order they came."""
    lines = [(name, value) for name, values in response.headers.items() for value in values]
    return canonical_json([[name.decode("latin-1"), value.decode("latin-1")] for name, value in lines])


def problem_of(failure: BaseException, portal: Portal) -> tuple[str, str] | None:
    """Return the problem that a failed request is, as rule and detail, in the portal's own addresses. None for what was
    never asked, for a page that is not there (the archive notes `gone`), and for a redirect within the portal."""
    if isinstance(failure, NotAsked):
        return None
    if not isinstance(failure, HttpError):
        return "no_response", worded(failure)
    status = failure.response.status
    if onward := target(failure.response):
        onward = portal.canonical(onward) or onward
        return ("redirect", f"HTTP {status} to {onward}") if failure.response.meta.get("stray") else None
    return None if status in {404, 410} else ("http_status", f"HTTP {status}")


@dataclass(frozen=True)
class ReadItem:
    """A page, or a document's file, that was read."""

    fetch: Fetch
    """The response that proves it; a page's is kept already, and has its id."""
    read: Reading | FileReading | None
    """What was read; None for a file that has not changed, by its server's answer."""
    body: bytes | None = None
    """The bytes of a file, when they are to be kept."""


class ArchivePipeline(Component):
    """Hands every page and file to the run's session; an archive that cannot be written any more ends the crawl."""

    def process_item(self, item: ReadItem) -> ReadItem:
        """Write what was read from a page, or save a file."""
        try:
            if isinstance(item.read, Reading):
                self.run.session.record(item.fetch, item.read)
            else:
                self.run.session.save_file(item.fetch, item.body, item.read)
        except ArchiveError as error:
            end_for_the_archive(self.crawler, error)
        return item


class PageLogFormatter(LogFormatter):
    """Logs one line for a page instead of its body; what was not asked is no error."""

    def scraped(self, item, response, spider) -> dict:
        """Return the page's kind and address, at debug level."""
        kind = getattr(item.read, "kind", "file" if item.read else "unchanged file")
        return {"level": logging.DEBUG, "msg": "Read %(kind)s %(url)s", "args": {"kind": kind, "url": item.fetch.url}}

    def item_error(self, item, exception, response, spider) -> dict:
        """Return the page that could not be kept."""
        return {"level": logging.ERROR, "msg": "Not kept: %(url)s", "args": {"url": item.fetch.url}}
