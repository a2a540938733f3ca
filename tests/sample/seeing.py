"""What a visitor's eye reads in a page: its text, whatever the markup."""

import re
from functools import lru_cache

from bs4 import BeautifulSoup

from sample_portal.articles import damaged

BROKEN_SPACE = damaged("\u202f")
"""A narrow no-break space as the damaged pages show it."""


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
    """With e-mail addresses as the truth gives them."""
    return re.sub(r"[\w.+-]+@", "…@", words)
