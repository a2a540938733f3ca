"""Compressed bodies: unpacked within bounds, and told in the fetch log when they cannot be."""

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from scraper.crawling.fetch_log import failed_fetch, headers
from scraper.crawling.saving import keep

SPARED = 2**20
"""Bytes up to which a body may grow whatever its ratio."""


class NotUnpacked(Exception):
    """A body that is not what its Content-Encoding says, or grows beyond the bounds."""


class Decompression(HttpCompressionMiddleware):
    """Scrapy's middleware, with a bound on how many times its size a body may grow (DECOMPRESSION_RATIO_MAX)."""

    def __init__(self, *arguments, crawler):
        super().__init__(*arguments, crawler=crawler)
        self.crawler, self.ratio = crawler, crawler.settings.getint("DECOMPRESSION_RATIO_MAX")

    def process_response(self, request, response) -> Response:
        """The response with its body unpacked; raises NotUnpacked, and notes it in the fetch log, when it cannot be."""
        most = min(self._max_size, max(SPARED, self.ratio * len(response.body)))
        bounded = request.replace(meta={**request.meta, "download_maxsize": most})
        try:
            return super().process_response(bounded, response)
        except Exception as error:
            refusal = NotUnpacked(f"the body is not unpacked: {error}")
            fetch = failed_fetch(self.crawler, request, refusal)
            fetch.status, fetch.headers = response.status, headers(response)
            keep(self.crawler, fetch)
            raise refusal from error
