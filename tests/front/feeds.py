"""What RFC 4287 asks of an Atom feed, and RFC 4151 of its ids, as a test checks it."""

import re
from datetime import datetime

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ONE = {"feed": {"id", "title", "updated"}, "entry": {"id", "title", "updated"}}
_AT_MOST_ONE = {
    "feed": {"generator", "icon", "logo", "rights", "subtitle"},
    "entry": {"content", "published", "rights", "source", "summary"},
}
_ANY = {
    "feed": {"author", "category", "contributor", "link", "entry"},
    "entry": {"author", "category", "contributor", "link"},
}
_TEXT_TYPES = {None, "text", "html", "xhtml"}


def checked_feed(body: bytes) -> etree._Element:
    """Return the root of a feed. Raises AssertionError for what is not valid."""
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    assert root.tag == f"{ATOM}feed"
    _check(root, "feed")
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        _check(entry, "entry")
        assert root.find(f"{ATOM}author") is not None or entry.find(f"{ATOM}author") is not None
        links = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert links or entry.find(f"{ATOM}content") is not None, "an entry has a page or a content"
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"], "no link to itself"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)), "two entries of one id"
    return root


def _check(element: etree._Element, kind: str) -> None:
    names = [child.tag.removeprefix(ATOM) for child in element if child.tag.startswith(ATOM)]
    for name in _ONE[kind]:
        assert names.count(name) == 1, f"{kind} has {names.count(name)} {name}"
    assert all(names.count(name) < 2 for name in _AT_MOST_ONE[kind])
    assert set(names) <= _ONE[kind] | _AT_MOST_ONE[kind] | _ANY[kind]
    for child in element:
        name, text = child.tag.removeprefix(ATOM), child.text or ""
        if name == "id":
            assert _TAG.fullmatch(text), text
        elif name in {"updated", "published"}:
            assert _MOMENT.fullmatch(text), text
            datetime.fromisoformat(text)
        elif name in {"title", "summary", "subtitle", "rights"}:
            assert child.get("type") in _TEXT_TYPES
            assert child.get("type", "text") != "text" or not len(child), "a text has no elements"
        elif name == "author":
            assert [part.tag for part in child].count(f"{ATOM}name") == 1
            assert child.findtext(f"{ATOM}name").strip()
        elif name == "link":
            assert re.fullmatch(r"https?://[!-~]+", child.get("href")), child.get("href")
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    assert len(alternates) == len(set(alternates)), "two pages of one type and language"
