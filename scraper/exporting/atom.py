"""Feeds: Atom (RFC 4287), whose ids are tags (RFC 4151) of the portal's host."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from lxml import etree

from scraper import portal

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ENTRIES = 100
"""Entries of a feed of a list."""
_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TAGGED = "2026"
"""When the portal's host was the portal's, which makes a tag one of a kind (RFC 4151)."""
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no place for."""


@dataclass(frozen=True)
class FeedEntry:
    """An entry of a feed."""

    path: str
    """Path of its page, as `/actualite/ID`: its id is made of it, the same in both languages, and never changes."""
    title: str
    address: str
    """Of its page, with host."""
    updated: str
    """When its page was last seen to differ, YYYY-MM-DDTHH:MM:SSZ."""
    published: str | None = None
    """When this archive first saw it, YYYY-MM-DDTHH:MM:SSZ."""
    summary: str | None = None
    """Text."""
    content: str | None = None
    """The whole text."""


@dataclass(frozen=True)
class Feed:
    """A feed."""

    language: str
    """ISO 639-1 code."""
    title: str
    address: str | None
    """Its own, with host; None for a file that has none."""
    page_address: str
    """Of the page that shows the same, with host."""
    author: str
    updated: str
    """When it was last made anew, for a feed without entries: YYYY-MM-DDTHH:MM:SSZ."""
    entries: tuple[FeedEntry, ...]
    rights: str | None = None
    """What may be done with the texts."""


def portal_host() -> str:
    """Return the portal's host, in whose name what is archived of it is numbered: in feeds and calendars."""
    return urlsplit(portal.archived().url).netloc


def tag(path: str) -> str:
    """Return the id of what a path shows, with its query if it has one."""
    return f"tag:{portal_host()},{_TAGGED}:{quote(path.lstrip('/'), safe='/?&=%:@!$,;~*+')}"


def feed_xml(feed: Feed) -> bytes:
    """Return a feed as XML."""
    root = etree.Element(f"{{{_NAMESPACE}}}feed", {_LANGUAGE: feed.language}, nsmap={None: _NAMESPACE})
    own = urlsplit(feed.address or feed.page_address)
    _add(root, "id", tag(f"{own.path}?{own.query}" if own.query else own.path))
    _add(root, "title", feed.title)
    _add(root, "updated", max((entry.updated for entry in feed.entries), default=feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    if feed.address:
        _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page_address)
    if feed.rights:
        _add(root, "rights", feed.rights)
    for entry in feed.entries:
        element = _add(root, "entry")
        _add(element, "id", tag(quote(entry.path, safe="/")))
        _add(element, "title", entry.title)
        _add(element, "updated", entry.updated)
        if entry.published:
            _add(element, "published", entry.published)
        _add(element, "link", rel="alternate", type="text/html", href=entry.address)
        if entry.summary:
            _add(element, "summary", entry.summary, type="text")
        if entry.content:
            _add(element, "content", entry.content, type="text")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = text and _NO_CHARACTER.sub("\ufffd", text)
    return element
