"""Where the portal's names may lead: into the public internet, never into this machine's own network."""

import logging
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IHostResolution, IResolutionReceiver
from zope.interface import implementer

from scraper import portal as portals

logger = logging.getLogger(__name__)


TRANSLATED = ip_network("64:ff9b::/96")
"""IPv6 addresses that end in an IPv4 address, for networks without IPv4 (RFC 6052)."""


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

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - the name of Twisted's interface
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address) -> None:  # noqa: N802 - the name of Twisted's interface
        if is_public(address.host):
            self.receiver.addressResolved(address)
        else:
            logger.error(
                "%s is not asked at %s, which is no public address: name a copy of the portal with --at",
                self.name,
                address.host,
            )

    def resolutionComplete(self) -> None:  # noqa: N802 - the name of Twisted's interface
        self.receiver.resolutionComplete()


class PortalResolver(CachingHostnameResolver):
    """Scrapy's resolver for IPv4 and IPv6, without private, loopback and link-local addresses for the portal's names;
    a copy named with --at is asked wherever it is."""

    def __init__(self, reactor, cache_size: int, guarded: frozenset[str]):
        super().__init__(reactor, cache_size)
        self.guarded = guarded

    @classmethod
    def from_crawler(cls, crawler, reactor) -> "PortalResolver":
        hosts = () if crawler.settings.get("PORTAL_AT") else portals.load().hosts
        names = frozenset(urlsplit(f"//{host}").hostname for host in hosts)
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), names)

    def resolveHostName(self, resolutionReceiver, hostName: str, *arguments, **named):  # noqa: N802, N803 - the names of Twisted's interface
        guarded = hostName.lower().rstrip(".") in self.guarded
        receiver = PublicOnly(resolutionReceiver, hostName) if guarded else resolutionReceiver
        return super().resolveHostName(receiver, hostName, *arguments, **named)
