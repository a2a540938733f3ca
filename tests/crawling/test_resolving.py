"""Which addresses a name of the portal may lead to."""

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from scraper.crawling.download import PublicOnly, is_public


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.9.9",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "2002:7f00:0001::",
        "64:ff9b::10.0.0.1",
    ],
)
def test_what_is_not_public(host):
    assert not is_public(host)


@pytest.mark.parametrize(
    "host", ["1.1.1.1", "213.186.33.5", "2001:41d0:1::1", "::ffff:1.1.1.1", "2002:0101:0101::", "64:ff9b::1.1.1.1"]
)
def test_what_is(host):
    assert is_public(host)


class Receiver:
    """Takes what a resolver finds."""

    def __init__(self):
        self.found, self.complete = [], False

    def resolutionBegan(self, resolution):  # noqa: N802
        self.began = resolution

    def addressResolved(self, address):  # noqa: N802
        self.found.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        self.complete = True


def test_of_a_name_with_both_only_the_public_addresses_are_asked(caplog):
    receiver = Receiver()
    guard = PublicOnly(receiver, "raict.org")
    guard.resolutionBegan("a resolution")
    for address in (
        IPv4Address("TCP", "10.0.0.1", 443),
        IPv4Address("TCP", "1.1.1.1", 443),
        IPv6Address("TCP", "::1", 443),
    ):
        guard.addressResolved(address)
    guard.resolutionComplete()
    assert (receiver.began, receiver.found, receiver.complete) == ("a resolution", ["1.1.1.1"], True)
    assert "raict.org is not asked at 10.0.0.1" in caplog.text
