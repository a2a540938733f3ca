"""What a page is built of, so that a new layout can be told from an edited text: its marks."""

import re

from bs4 import BeautifulSoup

from scraper.masking import mask
from scraper.reading.page import classes

_NUMBER = re.compile(r"\d+")
_FRAME = {"html", "body", "head", "[document]"}


def marks(soup: BeautifulSoup) -> frozenset[str]:
    """The marks of a page: each tag with the one it stands in, its classes and its id, without numbers."""
    found = set()
    for tag in soup.find_all(True):
        if tag.name in _FRAME:
            continue
        found.add(f"{tag.parent.name}>{tag.name}")
        named = [f".{name}" for name in classes(tag)] + [f"#{name}" for name in [tag.get("id")] if name]
        found.update(f"{tag.name}{_NUMBER.sub('', name)}" for name in named)
    return frozenset(map(mask, found))
