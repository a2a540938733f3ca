"""Asks a site without a server, and sees in a page what a visitor's eye reads: its text, whatever the markup."""

import re
from functools import lru_cache

from bs4 import BeautifulSoup

from sample_portal import Site
from sample_portal.answers import Request, Response
from sample_portal.articles import damaged

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0"
ORIGIN = "https://cites-unies-france.org"
BROKEN_SPACE = damaged("\u202f")
"""A narrow no-break space as the damaged pages show it."""


def ask(site: Site, target: str, agent: str = BROWSER, **fields) -> Response:
    return site.respond(Request(target, user_agent=agent, **fields))


def status(site: Site, target: str, agent: str = BROWSER) -> tuple[int, str | None]:
    """Status, and the path it leads to when it is a redirect to this portal."""
    response = ask(site, target, agent)
    return response.status, response.headers.get("Location", "").removeprefix(ORIGIN) or None


def is_home(response: Response) -> bool:
    return response.status == 200 and "Bienvenue sur le portail" in response.body.decode()


@lru_cache(maxsize=200)
def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


@lru_cache(maxsize=1000)
def text(html: str) -> str:
    """The whole text of a page, without white space: tags add and take it away."""
    return flat(soup(html).get_text())


def flat(words: str) -> str:
    return "".join(words.split())


def as_shown(words: str, *, broken: bool) -> str:
    """A true text as a page with or without damaged letters shows it, addresses masked."""
    return flat(damaged(words) if broken else words)


def masked(words: str) -> str:
    """With e-mail addresses as the truth has them."""
    return re.sub(r"[\w.+-]+@", "…@", words)
