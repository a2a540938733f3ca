"""How a request goes out, once, and how much of its answer is taken: of the head, and of a compressed body."""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE, HTTP11ClientProtocol
from twisted.web.client import _HTTP11ClientFactory

from scraper.crawling.fetch_log import failed_fetch, headers, keep
from scraper.crawling.run import run_of

HEAD = 64 * 2**10
"""Bytes of an answer's head that are taken. Twisted bounds a line, at 16 kB, and no number of lines."""
HEADERS = 100
"""Lines of a head that are taken."""


class HeadTooLarge(Exception):
    """An answer's head that is longer than any server's."""


class BoundedHead(HTTP11ClientProtocol):
    """Twisted's protocol, which gives an answer up whose head is too large, before the rest of it is read."""

    def request(self, request):
        """Send a request, and begin to count what answers it."""
        self._bytes = self._lines = 0
        self._last = b""
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Take a piece of an answer. What is beyond the head, which an empty line ends, is not counted."""
        if self._parser is not None and self._parser.state not in (BODY, DONE):
            seen = (self._last + data).replace(b"\r\n", b"\n")
            head = seen.partition(b"\n\n")[0][len(self._last) :]
            self._bytes, self._lines, self._last = self._bytes + len(head), self._lines + head.count(b"\n"), seen[-1:]
            if self._bytes > HEAD or self._lines > HEADERS:
                said = f"the answer's head has more than {HEADERS} lines or {HEAD // 2**10} kB"
                self._giveUp(Failure(HeadTooLarge(said)))
                return
        super().dataReceived(data)


class BoundedHeads(_HTTP11ClientFactory):
    """Makes such protocols for the pool of connections."""

    def buildProtocol(self, address):  # noqa: N802 - Twisted's name
        """Return the protocol of a new connection."""
        return BoundedHead(self._quiescentCallback)


class Once(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, without the second request that Twisted sends by itself, and at once, when a
    connection that was kept open is reset: retries are the run's, with its pace and in its fetch log."""

    def __init__(self, crawler):
        super().__init__(crawler)
        self._pool.retryAutomatically = False
        self._pool._factory = BoundedHeads


SPARED = 2**20
"""Bytes up to which a body may grow whatever its ratio."""


class NotUnpacked(Exception):
    """A body that is not what its Content-Encoding says, or grows beyond the bounds."""


class Decompression(HttpCompressionMiddleware):
    """Scrapy's middleware, with a bound on how many times its size a body may grow (DECOMPRESSION_RATIO_MAX). A body
    that cannot be unpacked has a row in the fetch log."""

    def __init__(self, *arguments, crawler):
        super().__init__(*arguments, crawler=crawler)
        self.crawler, self.ratio = crawler, crawler.settings.getint("DECOMPRESSION_RATIO_MAX")

    def process_response(self, request, response) -> Response:
        """Return the response with its body unpacked. Raises NotUnpacked when it cannot be."""
        most = min(self._max_size, max(SPARED, self.ratio * len(response.body)))
        bounded = request.replace(meta={**request.meta, "download_maxsize": most})
        try:
            return super().process_response(bounded, response)
        except Exception as error:
            refusal = NotUnpacked(f"the body is not unpacked: {error}")
            fetch = failed_fetch(run_of(self.crawler), request, refusal)
            fetch.status, fetch.headers = response.status, headers(response)
            keep(self.crawler, fetch)
            raise refusal from error
