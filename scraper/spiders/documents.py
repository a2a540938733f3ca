"""The files that articles and groups attach: their hash, their size, their type, and the text of PDFs."""

import asyncio
from collections.abc import AsyncIterator

import scrapy
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.archiving import ReadItem, problem_of
from scraper.crawling.filters import FILE, NotAsked, first_asked
from scraper.files.reading import FileReading, Wanted, is_wanted, read_file, refused


class DocumentsSpider(scrapy.Spider):
    """Asks for the files on the portal's hosts that were never asked for, then for those asked for longest ago.

    A file that the archive holds is asked for on condition that it has changed: SPIP leaves the files under IMG/ to the
    web server, which gives them an ETag (docs/spip.md).

    run: the run it belongs to.
    """

    name = "documents"

    def __init__(self, run=None, **arguments):
        super().__init__(**arguments)
        self.run = run
        self.reading = asyncio.Lock()
        """Locked while a file is read, so that one process at a time reads PDFs."""

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield requests for the portal's own files, of a type that is kept: at most --limit of them."""
        self.run.session.write_first()
        known = self.run.known.files_to_ask(with_bytes=self.settings.getbool("KEEP_FILES"))
        own = [each for each in known if self.run.portal.canonical(each.url) == each.url and is_wanted(each.url)]
        for wanted in own[: self.run.limit]:
            yield self.request(wanted)

    def request(self, wanted: Wanted) -> scrapy.Request:
        """Return the request for a file, at the address that is crawled."""
        conditions = {"If-None-Match": wanted.etag, "If-Modified-Since": wanted.last_modified}
        conditions = {name: value for name, value in conditions.items() if value}
        return scrapy.Request(
            self.run.portal.request_url(wanted.url),
            headers={"Accept": "*/*", "Accept-Encoding": "identity", **conditions},
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            meta={
                FILE: True,
                "handle_httpstatus_list": [304] if conditions else [],
                "download_maxsize": self.settings.getint("FILE_MAXSIZE"),
                "download_warnsize": 0,
                "download_timeout": self.settings.getint("FILE_TIMEOUT"),
            },
        )

    async def parse(self, response: Response) -> AsyncIterator[ReadItem]:
        """Read a file, while the crawl can still be interrupted. Yield it."""
        fetch = response.meta["fetch"]
        read = None if response.status == 304 else await self.read(response, fetch.url)
        is_kept = read is not None and read.file is not None and self.settings.getbool("KEEP_FILES")
        yield ReadItem(fetch, read, response.body if is_kept else None)

    async def read(self, response: Response, url: str) -> FileReading:
        """Return what a file is; only a whole one (200) is read."""
        if response.status != 200:
            return refused(url, f"HTTP {response.status} brings no whole file")
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        async with self.reading:
            return await asyncio.to_thread(read_file, response.body, url, kind)

    def failed(self, failure) -> None:
        """Note why no file came."""
        if not isinstance(failure.value, NotAsked):
            url = self.run.canonical(first_asked(failure.request))
            self.run.session.problem(url, *self.problem(failure.value))

    def problem(self, error: BaseException) -> tuple[str, str]:
        """Return the problem that a file which did not come is, as rule and detail."""
        if isinstance(error, DownloadCancelledError):
            return "refused_file", f"it has more than {self.settings.getint('FILE_MAXSIZE') / 2**20:.0f} MB"
        status = error.response.status if isinstance(error, HttpError) else None
        if status in {404, 410}:
            return "missing_file", f"HTTP {status}"
        return problem_of(error, self.run.portal) or ("http_status", f"HTTP {status}")
