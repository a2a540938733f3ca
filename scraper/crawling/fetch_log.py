"""The fetch log: a row for every response and for every failure to get one."""

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.archive.clock import now
from scraper.archive.content import canonical_json
from scraper.crawling.archived import ARCHIVED
from scraper.crawling.offsite import FILE, NotAsked
from scraper.crawling.opening import run_of
from scraper.crawling.redirects import first_asked, target
from scraper.crawling.run import Run
from scraper.crawling.saving import keep
from scraper.records import Fetch


class FetchLog:
    """Downloader middleware between redirects and retries, so that it sees what the portal answered in the end and
    every attempt that failed.

    Every response is kept here, with its body, before anything is read from it. A page (2xx, or a status its request
    waits for) goes on to the spider with its fetch in `meta["fetch"]`; so does a document's file, which is kept when
    it has been read, as its type decides whether its bytes are.
    """

    def __init__(self, crawler):
        self.crawler, self.run = crawler, run_of(crawler)

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_response(self, request, response) -> Response:
        """Note the response, unless it was noted before; it goes on unchanged."""
        if ARCHIVED in response.flags:
            return response
        fetch = fetch_for(self.run, request)
        fetch.status, fetch.bytes = response.status, len(response.body)
        fetch.final_url = self.run.canonical(target(response) or response.url)
        fetch.headers = headers(response)
        awaited = 200 <= response.status < 300 or response.status in request.meta.get("handle_httpstatus_list", ())
        if not awaited or request.callback is NO_CALLBACK:
            keep(self.crawler, fetch, response.body)
        elif FILE in request.meta:
            request.meta["fetch"] = fetch
        elif kept := keep(self.crawler, fetch, response.body, to_read=True):
            request.meta["fetch"] = kept
        else:
            raise NotAsked("the archive cannot be written")
        return response

    def process_exception(self, request, exception) -> None:
        """Note why no response came; the retries, or the failure, go on. What was never asked is no failure."""
        if not isinstance(exception, IgnoreRequest):
            keep(self.crawler, failed_fetch(self.crawler, request, exception))


def fetch_for(run: Run, request) -> Fetch:
    """The fetch of a request, as it is when it ends now."""
    return Fetch(crawl_id=0, url=run.canonical(first_asked(request)), fetched_at=now())


def failed_fetch(crawler, request, exception: BaseException) -> Fetch:
    """The fetch of a request that gave no body, with the reason."""
    fetch = fetch_for(run_of(crawler), request)
    fetch.error = worded(exception)
    return fetch


def worded(exception: BaseException) -> str:
    """A failure in one line: its class and what it, or what Twisted wraps in it, says."""
    cause = exception.__cause__ or exception
    while reasons := getattr(cause, "reasons", None):
        cause = reasons[0].value
    return f"{type(exception).__name__}: {cause}".strip(": ")


def headers(response: Response) -> str:
    """The response's headers as a JSON array of [name, value], in the order they came."""
    lines = [(name, value) for name, values in response.headers.items() for value in values]
    return canonical_json([[name.decode("latin-1"), value.decode("latin-1")] for name, value in lines])
