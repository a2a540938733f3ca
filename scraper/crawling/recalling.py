"""What a recent crawl must know of the archive before its first request."""

from dataclasses import replace

from scrapy.settings import BaseSettings

from scraper import bounded, spip
from scraper.crawling.known import Known
from scraper.crawling.recent import Recent
from scraper.portal import Portal

_ANY_DAY = "2000-01-01T00:00:00Z"
"""The reading of a feed does not depend on the time of its fetch."""


def recall(known: Known, portal: Portal, settings: BaseSettings) -> Recent:
    """How a recent crawl goes: RECENT_PERIOD, RECENT_HEAD, and what the archive knows, its last feeds included."""
    words = {url: said for feed in feeds(portal) for url, said in last_words(known, portal, feed).items()}
    before = replace(known.before(), words=words)
    return Recent(settings.getint("RECENT_PERIOD"), settings.getint("RECENT_HEAD"), before)


def feeds(portal: Portal) -> list[str]:
    """Canonical addresses of the feeds that portal.toml names."""
    entries = [portal.canonical(portal.url + path) for path in portal.entry.get("discovery", ())]
    return [url for url in entries if spip.address(url).kind == "feed"]


def last_words(known: Known, portal: Portal, feed: str) -> dict[str, str]:
    """What the feed that the archive keeps last says of each article, by its address; nothing when it keeps none."""
    body = known.last_body(feed)
    if body is None:
        return {}
    return {link.url: link.text for link in bounded.read(body, feed, fetched_at=_ANY_DAY, portal=portal).links}
