"""Single requests to a site, redirects not followed."""

import http.client
import time
from dataclasses import dataclass

from scraper.crawling.robots import user_agent

from .site import Site

BOT = "ExampleBot/1.0"


@dataclass(frozen=True)
class Answer:
    """A response. headers: names in lower case."""

    status: int
    headers: dict[str, str]
    text: str


def ask(site: Site, path: str, *, agent: str | None = None, **headers: str) -> Answer:
    """GET a path as the crawler does, or as another agent."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        connection.request("GET", path, headers={"User-Agent": agent or user_agent(), **headers})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read().decode(errors="replace"))
    finally:
        connection.close()


def next_second() -> None:
    """Wait until the clock shows another second: SPIP counts its caches' age in seconds."""
    now = int(time.time())
    while int(time.time()) == now:
        time.sleep(0.05)
