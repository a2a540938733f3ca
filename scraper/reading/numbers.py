"""SPIP's numbers of articles and sections, from whatever a page shows of them (docs/spip.md, "Addresses")."""

import re

from bs4 import Tag

from scraper import spip
from scraper.portal import Portal
from scraper.reading.page import Page
from scraper.reading.result import Reading
from scraper.reading.text import equals
from scraper.reading.tools import is_tools


def article_number(page: Page, reading: Reading, portal: Portal) -> int | None:
    """An article's number: in an address of its own, in Crayons' classes, in a link to its print or forum page or its
    form for comments, behind its slug."""
    for url in (reading.url, *sorted(reading.aliases)):
        where = spip.address(url)
        if where.kind == "article" and where.number:
            return where.number
    return _crayon(page, "article") or _served(page, portal) or _behind_slug(reading.url)


def section_number(page: Page, url: str, portal: Portal) -> int | None:
    """A section's number: in its address, in its own feed's, in the link to its presentation, in Crayons' classes,
    behind its slug."""
    where = spip.address(url)
    if where.kind == "rubrique" and where.number:
        return where.number
    return _fed(page, portal) or _crayon(page, "rubrique") or _behind_slug(url)


def _crayon(page: Page, kind: str) -> int | None:
    marked = [(name, number) for marked, name, number in page.crayons if marked == kind]
    text = (number for name, number in marked if name == "texte")
    return next(text, marked[0][1] if marked else None)


def _served(page: Page, portal: Portal) -> int | None:
    for tag in page.soup.find_all("a", href=re.compile(r"id_article=\d+")):
        url = portal.canonical(tag["href"], page.base)
        if url and (spip.address(url).kind == "duplicate" or is_tools(_shown(tag), portal)):
            return int(re.search(r"id_article=(\d+)", tag["href"])[1])
    # SPIP's form for comments tells which article they are of.
    field = page.soup.find("input", attrs={"name": "id_article", "value": re.compile(r"^[1-9]\d{0,8}$")})
    return int(field["value"]) if field else None


def _shown(tag: Tag) -> str:
    """A link's words, or those of its picture."""
    picture = tag.find("img", alt=True)
    return tag.get_text().strip() or (picture["alt"] if picture else "")


def _fed(page: Page, portal: Portal) -> int | None:
    for tag in page.soup.find_all(["link", "a"], href=re.compile(r"id_rubrique=\d+")):
        url = portal.canonical(tag["href"], page.base)
        feed = tag.name == "link" and "rss" in (tag.get("type") or "")
        presents = (
            url
            and spip.address(url).kind == "rubrique"
            and equals(tag.get_text(), portal.words["labels"]["presentation"])
        )
        if feed or presents:
            return int(re.search(r"id_rubrique=(\d+)", tag["href"])[1])
    return None


def _behind_slug(url: str) -> int | None:
    """The number SPIP adds to a slug that was taken. A year is none, nor the day at the end of a title cut short."""
    slug = spip.address(url).slug or ""
    match = re.search(r"-(\d{3,5})$", slug)
    taken = match is not None and spip.words(url) != slug.replace("-", " ")
    return int(match[1]) if taken and not 1900 <= int(match[1]) <= 2100 else None
