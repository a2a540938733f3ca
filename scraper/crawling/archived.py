"""What a crawl that goes on from another need not ask for again."""

from scrapy.http import Response

from scraper.archive.headers import by_name
from scraper.crawling.opening import run_of

ARCHIVED = "archived"
"""The flag of a response that did not come from the portal now."""


class Archived:
    """Downloader middleware, the first: an article that was read before the crawl was killed or interrupted is answered
    from the archive, in its turn, so that its links are followed as if it had been asked."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def process_request(self, request) -> Response | None:
        """The archived response, with the flag ARCHIVED and its fetch in `meta["fetch"]`; None for a page that is to be
        asked for."""
        page = self.run.known.read_before(self.run.canonical(request.url))
        if page is None or "redirect_urls" in request.meta:
            return None
        fetch, body = page
        request.meta["fetch"] = fetch
        kind = by_name(fetch.headers).get("content-type")
        return Response(
            request.url, headers=kind and {"Content-Type": kind}, body=body, request=request, flags=[ARCHIVED]
        )
