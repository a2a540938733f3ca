"""robots.txt, as RFC 9309 reads it: obeyed, and fail closed; and the name by which it, and SPIP, know the crawler."""

import asyncio
import os
import re
from importlib import metadata

from scrapy import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from w3lib.encoding import read_bom

from scraper import __version__
from scraper.crawling.filters import NotAsked
from scraper.crawling.lifecycle import end
from scraper.crawling.run import Component
from scraper.spip_screen import screened

DISTRIBUTION = "portail"
PRODUCT = "PortailCUF-memoire"
"""The product token: what the User-Agent begins with and what robots.txt can name (RFC 9309, 2.2.1)."""
LARGEST = 500 * 2**10
"""Bytes of robots.txt that are read: as many as RFC 9309, 2.5 asks for."""


class Robots(Component):
    """Downloader middleware in place of Scrapy's RobotsTxtMiddleware, which crawls on when robots.txt answers 503.

    2xx: the rules hold, Crawl-delay included (a copy on this machine without --delay is spared it; one beyond
    RETRY_AFTER_MAX ends the crawl). 4xx but 429: no rules. 429, 5xx, an endless redirect or no answer: nothing may be
    asked, and the crawl ends (RFC 9309, 2.3.1.4).
    """

    def __init__(self, crawler):
        super().__init__(crawler)
        self._one_at_a_time = asyncio.Lock()

    async def process_request(self, request) -> None:
        """Raise NotAsked for what robots.txt forbids."""
        if request.callback is NO_CALLBACK:
            return
        async with self._one_at_a_time:
            rules = await self._rules()
        self._keep_pace(rules)
        if not rules.allowed(request.url, PRODUCT):
            self.run.requests.forbidden += 1
            raise NotAsked("robots.txt forbids it")

    async def _rules(self) -> ProtegoRobotParser:
        """Return the rules of the address that is asked. Raises NotAsked, and ends the crawl, without them."""
        origin = self.run.portal.at or self.run.portal.url
        if origin in self.run.requests.rules:
            return self.run.requests.rules[origin]
        rules = await self._ask()
        self.run.requests.rules[self.run.portal.at or self.run.portal.url] = rules  # it may have moved with its answer
        return rules

    async def _ask(self) -> ProtegoRobotParser:
        url = self.run.portal.request_url(f"{self.run.portal.url}/robots.txt")
        try:
            response = await self.crawler.engine.download_async(Request(url, callback=NO_CALLBACK, priority=1000))
        except NotAsked:
            raise
        except Exception as error:
            raise end(self.crawler, "unreachable", f"{url} does not answer ({str(error).rstrip('.')})") from error
        if 400 <= response.status < 500 and response.status != 429:
            return ProtegoRobotParser(b"", self.crawler.spider)
        if 200 <= response.status < 300:
            return ProtegoRobotParser(decoded(response.body), self.crawler.spider)
        raise end(self.crawler, "robots_unavailable", f"{url} answers {response.status}")

    def _keep_pace(self, rules: ProtegoRobotParser) -> None:
        least, asked = self.settings.getfloat("DOWNLOAD_DELAY"), rules.crawl_delay(PRODUCT) or 0
        if self.run.is_local and not least:
            asked = 0
        if asked > self.settings.getfloat("RETRY_AFTER_MAX"):
            raise end(self.crawler, "asked_to_wait", f"robots.txt asks to wait {asked:.0f} s between two requests")
        self.run.requests.gap = max(asked, least)


def decoded(body: bytes) -> bytes:
    """Return a robots.txt as UTF-8, at most LARGEST of it: whole lines, without a byte order mark; what is neither
    UTF-8 nor marked as UTF-16 loses the letters that are not ASCII, so that a rule forbids more rather than less."""
    encoding, mark = read_bom(body)
    kept = body.removeprefix(mark or b"").decode(encoding or "utf-8", "ignore").encode()
    return kept if len(kept) <= LARGEST else kept[:LARGEST].rpartition(b"\n")[0]


def user_agent(contact: str | None = None) -> str:
    """Return the User-Agent: product, version, and the address where a webmaster reaches who runs the crawl.

    SPIP (ecran_securite.php, docs/spip.md) serves whoever carries one of its words, anywhere in the User-Agent, the
    cached page however old: changed and withdrawn pages would look unchanged. So the name tells what this is without
    those words.

    contact: an http(s) or mailto address; default: the environment's PORTAIL_CONTACT, else the project's own.
    Raises ValueError when it contains a screened word, or is no such address.
    """
    contact = contact or os.environ.get("PORTAIL_CONTACT") or _project_url()
    if contact and not re.fullmatch(r"(https?://|mailto:)[\x21-\x7e]{1,200}", contact):
        raise ValueError(f"PORTAIL_CONTACT is {contact!r}: give an address that begins with https:// or mailto:")
    agent = f"{PRODUCT}/{__version__}" + (f" (+{contact})" if contact else "")
    if word := screened(agent):
        raise ValueError(
            f"the User-Agent {agent!r} contains {word!r}, a word for which SPIP answers with an old cached page: "
            "choose another PORTAIL_CONTACT"
        )
    return agent


def _project_url() -> str | None:
    try:
        urls = metadata.metadata(DISTRIBUTION).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    return next((url.split(",", 1)[1].strip() for url in urls if url.lower().startswith(("contact", "homepage"))), None)
