"""How a request goes out, once and to public addresses alone, and how much of its answer is taken."""

import logging
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IHostResolution, IResolutionReceiver
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE, HTTP11ClientProtocol
from twisted.web.client import _HTTP11ClientFactory
from zope.interface import implementer

from scraper import portal as portals
from scraper.crawling.archiving import fetch_for, headers, keep, worded
from scraper.crawling.run import run_of

logger = logging.getLogger(__name__)

HEAD = 64 * 2**10
"""Bytes of an answer's head that are taken. Twisted bounds a line, at 16 kB, and no number of lines."""
HEADERS = 100
"""Lines of a head that are taken."""
SPARED = 2**20
"""Bytes up to which a body may grow whatever its ratio."""
TRANSLATED = ip_network("64:ff9b::/96")
"""IPv6 addresses that end in an IPv4 address, for networks without IPv4 (RFC 6052)."""


class HeadTooLarge(Exception):
    """An answer's head that is longer than any server's."""


class NotUnpacked(Exception):
    """A body that is not what its Content-Encoding says, or grows beyond the bounds."""


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


class Decompression(HttpCompressionMiddleware):
    """Scrapy's middleware, with a bound on how many times its size a body may grow (DECOMPRESSION_RATIO_MAX). A body
    that cannot be unpacked has a row in the fetch log."""

    def __init__(self, *arguments, crawler):
        super().__init__(*arguments, crawler=crawler)
        self.crawler, self.ratio = crawler, crawler.settings.getint("DECOMPRESSION_RATIO_MAX")

    def process_response(self, request, response) -> Response:
        """Return the response with its body unpacked. Raises NotUnpacked when it cannot be."""
        try:
            return super().process_response(request, response)
        except Exception as error:
            refusal = NotUnpacked(f"the body is not unpacked: {error}")
            sent = {"status": response.status, "headers": headers(response), "error": worded(refusal)}
            keep(self.crawler, fetch_for(run_of(self.crawler), request, **sent))
            raise refusal from error

    def _handle_encoding(self, body: bytes, content_encoding: list[bytes], max_size: int) -> tuple[bytes, list[bytes]]:
        most = min(max_size, max(SPARED, self.ratio * len(body)))
        return super()._handle_encoding(body, content_encoding, most)


def is_public(host: str) -> bool:
    """Return whether an IP address is public; an IPv4 address within an IPv6 one is looked at itself."""
    address = ip_address(host.split("%")[0])
    if address in TRANSLATED:
        address = ip_address(address.packed[-4:])
    elif isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


@implementer(IResolutionReceiver)
class PublicOnly:
    """Hands on the public addresses of a name, and none of the others."""

    def __init__(self, receiver, name: str):
        self.receiver, self.name = receiver, name
        self.resolutionBegan, self.resolutionComplete = receiver.resolutionBegan, receiver.resolutionComplete

    def addressResolved(self, address) -> None:  # noqa: N802 - the name of Twisted's interface
        if is_public(address.host):
            self.receiver.addressResolved(address)
        else:
            advice = "%s is not asked at %s, which is no public address: name a copy of the portal with --at"
            logger.error(advice, self.name, address.host)


class PortalResolver(CachingHostnameResolver):
    """Scrapy's resolver for IPv4 and IPv6, without private, loopback and link-local addresses for the portal's names;
    a copy named with --at is asked wherever it is."""

    guarded: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler, reactor) -> "PortalResolver":
        resolver = super().from_crawler(crawler, reactor)
        if not crawler.settings.get("PORTAL_AT"):
            resolver.guarded = frozenset(urlsplit(f"//{host}").hostname for host in portals.load().hosts)
        return resolver

    def resolveHostName(self, receiver, name: str, *arguments, **named) -> IHostResolution:  # noqa: N802 - Twisted's
        guarded = name.lower().rstrip(".") in self.guarded
        return super().resolveHostName(PublicOnly(receiver, name) if guarded else receiver, name, *arguments, **named)
