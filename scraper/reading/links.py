"""Where a page or a feed leads: links worth a visit, sitemaps, RSS, iCalendar."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from scraper import spip
from scraper.portal import Portal
from scraper.reading.context import PageContext
from scraper.reading.page import NotReadable
from scraper.reading.result import Link
from scraper.reading.text import equals, squeeze


def page_links(ctx: PageContext) -> list[Link]:
    """Return every link worth a visit, once, with the longest words that lead to it; feeds that the head declares
    too."""
    found = [(anchor.target, anchor.text) for line in ctx.lines for anchor in line.anchors if anchor.href[:1] != "#"]
    feeds = [tag["href"] for tag in ctx.page.links("alternate") if "rss" in (tag.get("type") or "")]
    texts: dict[str, str] = {}
    for url, text in [*found, *((ctx.canonical(href), "") for href in feeds)]:
        if url and (url in texts or spip.address(url).worth_a_visit):
            texts[url] = max(text, texts.get(url, ""), key=len)
    agenda = ctx.words["frame"]["agenda"]
    return [Link(url, "agenda" if equals(text, agenda) else link_kind(url), text) for url, text in texts.items()]


def looks_like_feed(body: bytes) -> bool:
    """Return whether a body is XML that is no page, or a calendar."""
    start = body[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"BEGIN:VCALENDAR"):
        return True
    return (
        start.startswith((b"<?xml", b"<rss", b"<urlset", b"<feed", b"<sitemapindex"))
        and b"<html" not in body[:1000].lower()
    )


def read_feed(body: bytes, portal: Portal) -> tuple[str, list[Link]]:
    """Return what a feed is (feed, sitemap, ical) and its links, each with the words of its item: title, date, text.

    Raises NotReadable for XML that is not well-formed, and for a feed that declares entities: none is expanded.
    """
    if b"BEGIN:VCALENDAR" in body[:400]:
        hrefs = re.findall(r"^URL[^:\r\n]*:(\S+)", body.decode("utf-8", errors="replace"), re.MULTILINE)
        return "ical", _links(hrefs, {}, portal)
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise NotReadable("not_html", "an XML document with a DOCTYPE is not read") from error
    except (ParseError, ValueError) as error:
        raise NotReadable("cut_page", f"the XML is not well-formed: {error}") from error
    words = {href: _words(item) for item in _named(root, "item", "entry") for href in _hrefs(item)}
    kind = "sitemap" if root.tag.endswith(("urlset", "sitemapindex")) else "feed"
    return kind, _links(_hrefs(root), words, portal)


def _hrefs(element: Element) -> list[str]:
    return [link.text or link.get("href") or "" for link in _named(element, "loc", "link")]


def _named(element: Element, *names: str) -> list[Element]:
    return [each for each in element.iter() if _name(each) in names]


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _words(item: Element) -> str:
    texts = (each for each in item if _name(each) not in {"link", "guid", "id"})
    return squeeze(" ".join(text for each in texts for text in each.itertext()))


def _links(hrefs: Iterable[str], words: dict[str, str], portal: Portal) -> list[Link]:
    found: dict[str, Link] = {}
    for href in hrefs:
        url = portal.canonical(href) if href.strip() else None
        if url and spip.address(url).worth_a_visit:
            found.setdefault(url, Link(url, link_kind(url), words.get(href, "")))
    return list(found.values())


def link_kind(url: str) -> str:
    """Return what kind of page an address promises: article, list, group, keyword, agenda, page."""
    where = spip.address(url)
    if where.kind in {"article", "breve"} or (where.kind == "plain" and not where.page):
        return "article"
    if where.kind == "rubrique":
        return "group" if where.page else "list"
    if where.kind == "mot":
        return "keyword"
    return "agenda" if where.page == "agenda" or where.kind == "ical" else "page"
