"""Which requests may go out: to the portal's pages, at the address that is crawled, and once; redirects too."""

import logging
import re
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.dupefilters import BaseDupeFilter
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper import spip
from scraper.crawling.run import Component

logger = logging.getLogger(__name__)

FILE = "file"
"""Key in the meta of a request for a document's file: who asks for pages asks for no file."""
REDIRECTS = {301, 302, 303, 307, 308}
FOR_NOW = {302, 303, 307}
"""Statuses by which a page says that another one is shown in its place, not that it has a new address."""


class NotAsked(IgnoreRequest):
    """A request that does not go out, or whose response goes no further: its reason."""


class Offsite(Component):
    """Downloader middleware, the first but for Archived: drops a request that leads off the portal, off the copy
    crawled with --at, or to a login, search, print, forum or action page; after redirects as well."""

    def process_request(self, request) -> None:
        """Raise NotAsked, with the reason, for a request that must not go out."""
        if not self.run.is_within(request.url):
            raise NotAsked("the address leads off the portal")
        if not may_be_asked(request, request.url):
            raise NotAsked(f"the address is a {spip.address(request.url).kind} page")


def may_be_asked(request, url: str) -> bool:
    """Return whether a request may go to a page that shows something, robots.txt or, if it asks for files, a file."""
    where = spip.address(url)
    return where.worth_a_visit or where.kind == "robots" or (where.kind == "file" and FILE in request.meta)


class RunDupeFilter(Component, BaseDupeFilter):
    """Drops a request for a page that this run has asked for, in whichever spider and by whichever alias of its
    address, and for more than ALIKE_MAX pages whose addresses differ in numbers only."""

    def request_seen(self, request) -> bool:
        """Return whether the page was asked for before; notes that it is now."""
        url, asked = self.run.canonical(request.url), self.run.requests.asked
        if url in asked:
            return True
        asked.add(url)
        where = spip.address(url)
        if where.number is not None or where.offsets:  # SPIP's numbers and a list's pages are many on any site
            return False
        return self._is_one_too_many(url, re.sub(r"\d+", "0", url))

    def _is_one_too_many(self, url: str, shape: str) -> bool:
        """Count an address by its shape, which all days of a calendar share."""
        counts, most = self.run.requests.alike, self.settings.getint("ALIKE_MAX")
        counts[shape] += 1
        if counts[shape] == most + 1:
            detail = f"{most} pages with addresses like this one were asked, and no more are"
            logger.warning("%s: %s", url, detail)
            self.run.session.problem(url, "too_many_alike", detail)
        return counts[shape] > most


class PortalRedirects(Component):
    """Downloader middleware in place of Scrapy's RedirectMiddleware.

    A redirect that leads off the portal, to a login page, in a circle, to an address beyond URLLENGTH_LIMIT, to a page
    this run has asked for, or for now (302, 303, 307) to another page stays what it is: a response with status 3xx that
    is kept. In the first four cases it is marked `meta["stray"]`; the page named for now is the spider's next step.
    """

    def process_response(self, request, response) -> Request | Response:
        """Return the request that follows, or the response itself."""
        url = target(response)
        way = [*request.meta.get("redirect_urls", []), request.url]
        onward = url and self._onward(request, url)
        if not onward or onward in way or len(way) > self.settings.getint("REDIRECT_MAX_TIMES"):
            request.meta["stray"] = url is not None
            return response
        page = self.run.canonical(onward)
        is_same = page == self.run.canonical(request.url)
        # robots.txt, and who asks for any page, take the one named for now all the same.
        takes_any = request.callback is NO_CALLBACK or request.meta.get("handle_httpstatus_all")
        stays = page in self.run.requests.asked or (response.status in FOR_NOW and not takes_any)
        if stays and not is_same:
            return response
        if urlsplit(onward)[:2] != urlsplit(request.url)[:2]:
            self.run.move("{0.scheme}://{0.netloc}".format(urlsplit(onward)))
        meta = {**request.meta, "redirect_urls": way}
        return request.replace(url=onward, dont_filter=request.dont_filter or is_same, meta=meta)

    def _onward(self, request, url: str) -> str | None:
        canonical = self.run.portal.canonical(url)
        if canonical is None or len(canonical) > self.settings.getint("URLLENGTH_LIMIT"):
            return None
        if not may_be_asked(request, canonical):
            return None
        if canonical != self.run.canonical(request.url):
            return self.run.portal.request_url(canonical)
        return url if self.run.is_within(url) else None


def target(response: Response) -> str | None:
    """Return the absolute address a redirect leads to, as sent when it is none; None for any other response."""
    location = response.headers.get("Location") if response.status in REDIRECTS else None
    if not location:
        return None
    sent = location.decode("utf-8", "replace").strip()
    try:
        return urljoin(response.url, sent)
    except ValueError:
        return sent


def first_asked(request: Request) -> str:
    """Return the address that was asked before any redirect led to this request."""
    return request.meta.get("redirect_urls", [request.url])[0]
