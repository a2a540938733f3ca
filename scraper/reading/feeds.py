"""Pages for machines that lead to articles: sitemap, RSS, iCalendar."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from scraper import spip
from scraper.portal import Portal
from scraper.reading.result import Link, Reading
from scraper.reading.text import squeeze
from scraper.records import Problem


def looks_like_feed(body: bytes) -> bool:
    """Whether a body is XML that is no page, or a calendar."""
    start = body[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"BEGIN:VCALENDAR"):
        return True
    return (
        start.startswith((b"<?xml", b"<rss", b"<urlset", b"<feed", b"<sitemapindex"))
        and b"<html" not in body[:1000].lower()
    )


def read_feed(body: bytes, reading: Reading, portal: Portal) -> None:
    """Fill a reading with the links of a feed, each with the words of its item: title, date, text. Entities are not
    expanded: a feed that declares any is not read."""
    if b"BEGIN:VCALENDAR" in body[:400]:
        reading.kind = "ical"
        hrefs = re.findall(r"^URL[^:\r\n]*:(\S+)", body.decode("utf-8", errors="replace"), re.MULTILINE)
        reading.links = _links(hrefs, portal)
        return
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        detail = "an XML document with a DOCTYPE is not read"
        reading.problems.append(Problem(url=reading.url, rule="not_html", detail=detail))
        return
    except (ParseError, ValueError) as error:
        detail = f"the XML is not well-formed: {error}"
        reading.problems.append(Problem(url=reading.url, rule="cut_page", detail=detail))
        return
    reading.kind = "sitemap" if root.tag.endswith(("urlset", "sitemapindex")) else "feed"
    words = {href: _words(item) for item in _named(root, "item", "entry") for href in _hrefs(item)}
    reading.links = _links(_hrefs(root), portal, words)


def _hrefs(element: Element) -> list[str]:
    return [link.text or link.get("href") or "" for link in _named(element, "loc", "link")]


def _named(element: Element, *names: str) -> list[Element]:
    return [each for each in element.iter() if _name(each) in names]


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _words(item: Element) -> str:
    """What an item says, without its addresses."""
    told = (each for each in item if _name(each) not in {"link", "guid", "id"})
    return squeeze(" ".join(text for each in told for text in each.itertext()))


def _links(hrefs: list[str], portal: Portal, words: Mapping[str, str] = MappingProxyType({})) -> list[Link]:
    found: dict[str, Link] = {}
    for href in hrefs:
        url = portal.canonical(href) if href.strip() else None
        if url and spip.address(url).worth_a_visit:
            found.setdefault(url, Link(url, link_kind(url), words.get(href, "")))
    return list(found.values())


def link_kind(url: str) -> str:
    """What kind of page an address promises: article, list, group, keyword, agenda, page."""
    where = spip.address(url)
    if where.kind in {"article", "breve"} or (where.kind == "plain" and not where.page):
        return "article"
    if where.kind == "rubrique":
        return "group" if where.page else "list"
    if where.kind == "mot":
        return "keyword"
    return "agenda" if where.page == "agenda" or where.kind == "ical" else "page"
