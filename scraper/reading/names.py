"""What a page's head and the site's menus call a page."""

import re

from scraper import spip
from scraper.portal import Portal
from scraper.reading.lines import Line
from scraper.reading.page import Page
from scraper.reading.text import equals, fold


def called(lines: list[Line], url: str, page: Page, portal: Portal) -> str | None:
    """What the site's own menus call a page: the words of a link to it that its address was made of."""
    words = fold(spip.words(url))
    for line in lines:
        for anchor in line.anchors:
            if fold(anchor.text) == words and portal.canonical(anchor.href, page.base) == url:
                return anchor.text
    return None


def own_titles(page: Page, portal: Portal) -> list[str]:
    """What the head calls the page, without the site's name."""
    return [text for text in (_without_site(title, portal) for title in page.titles) if text]


def _without_site(text: str, portal: Portal) -> str | None:
    parts = [part.strip() for part in re.split(r"\s+[-–—|·]\s+|[\[\]]", text) if part.strip()]
    kept = [p for p in parts if not equals(p, heads(portal)) and fold(p) not in _site_words(portal)]
    return " - ".join(kept) if kept else None


def heads(portal: Portal) -> list[str]:
    """What the head of every page says: the site's taglines and its name."""
    return [*portal.words["frame"]["taglines"], *portal.words["frame"]["names"]]


def _site_words(portal: Portal) -> set[str]:
    parts = [part for head in heads(portal) for part in re.split(r"\s+[-–—|]\s+", head)]
    return {fold(part) for part in [*parts, portal.name]}
