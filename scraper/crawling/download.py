"""How a request goes out: once."""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler


class Once(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, without the second request that Twisted sends by itself, and at once, when a
    connection that was kept open is reset: retries are the run's, with its pace and in its fetch log."""

    def __init__(self, crawler):
        super().__init__(crawler)
        self._pool.retryAutomatically = False
