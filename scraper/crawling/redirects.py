"""Redirects: followed within the portal only, to the canonical address, and once for the portal's own move of host."""

from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.filters import may_be_asked
from scraper.crawling.run import run_of
from scraper.portal import Portal

STATUSES = {301, 302, 303, 307, 308}
FOR_NOW = {302, 303, 307}
"""Statuses by which a page says that another one is shown in its place, not that it has a new address."""


def target(response: Response) -> str | None:
    """Return the absolute address a redirect leads to, as sent when it is none; None when the response is no
    redirect."""
    location = response.headers.get("Location") if response.status in STATUSES else None
    if not location:
        return None
    sent = location.decode("utf-8", "replace").strip()
    try:
        return urljoin(response.url, sent)
    except ValueError:
        return sent


def page_elsewhere(error: BaseException, portal: Portal) -> str | None:
    """Return the page of the portal that a redirect names in place of the one asked."""
    onward = target(error.response) if isinstance(error, HttpError) else None
    return onward and portal.canonical(onward)


def first_asked(request: Request) -> str:
    """Return the address that was asked before any redirect led to this request."""
    return request.meta.get("redirect_urls", [request.url])[0]


class PortalRedirects:
    """Downloader middleware in place of Scrapy's RedirectMiddleware.

    A redirect that leads off the portal, to a login page, in a circle, to an address beyond URLLENGTH_LIMIT, to a page
    this run has asked for, or for now (302, 303, 307) to another page stays what it is: a response with status 3xx that
    is kept. In the first four cases it is marked `meta["stray"]`; the page named for now is the spider's next step.
    """

    def __init__(self, run, most: int, longest: int):
        self.run, self.most, self.longest = run, most, longest

    @classmethod
    def from_crawler(cls, crawler):
        settings = crawler.settings
        return cls(run_of(crawler), settings.getint("REDIRECT_MAX_TIMES"), settings.getint("URLLENGTH_LIMIT"))

    def process_response(self, request, response) -> Request | Response:
        """Return the request that follows, or the response itself."""
        url = target(response)
        way = [*request.meta.get("redirect_urls", []), request.url]
        onward = url and self._onward(request, url)
        if not onward or onward in way or len(way) > self.most:
            request.meta["stray"] = url is not None
            return response
        same = self.run.canonical(onward) == self.run.canonical(request.url)
        if not same and (self._stays(request, response) or self.run.canonical(onward) in self.run.requests.asked):
            return response
        if urlsplit(onward)[:2] != urlsplit(request.url)[:2]:
            self.run.move("{0.scheme}://{0.netloc}".format(urlsplit(onward)))
        return request.replace(
            url=onward,
            dont_filter=request.dont_filter or same,
            meta={**request.meta, "redirect_urls": way},
        )

    def _stays(self, request, response) -> bool:
        """Return whether the page named is not the one asked; robots.txt, and who asks for any page, take it all the
        same."""
        anything = request.callback is NO_CALLBACK or request.meta.get("handle_httpstatus_all")
        return response.status in FOR_NOW and not anything

    def _onward(self, request, url: str) -> str | None:
        canonical = self.run.portal.canonical(url)
        if canonical is None or len(canonical) > self.longest:
            return None
        if not may_be_asked(request, canonical):
            return None
        if canonical != self.run.canonical(request.url):
            return self.run.portal.request_url(canonical)
        return url if self.run.is_within(url) else None
