"""What a page declares to machines: JSON-LD, OpenGraph, Dublin Core, microdata, and the names of HTML itself.

Templates fill these wrongly: a date that is the last change or today, the site's name in every title, one picture or
the same keywords on all pages. So a value here is a candidate with its source, and no fact yet: the reader of each
field holds it against what the page shows (docs/decisions.md, 41).
"""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from bs4 import Tag

from scraper import spip
from scraper.dates import PARIS
from scraper.reading.addresses import absolute
from scraper.reading.repair import repair
from scraper.reading.text import squeeze

AGAINST_PAGE = "metadata_against_page"
"""The rule of the problem that a page is on which what is declared differs from what is shown."""
LARGEST_JSON = 200_000
"""Characters of the largest JSON-LD script that is read."""
MOST_OBJECTS = 200
"""Objects of a page's JSON-LD, and elements of its microdata, that are looked at."""
MOST_VALUES = 50
"""Values of one property, and candidates of one field, that are looked at."""
LONGEST_VALUE = 1000
"""Characters of the longest value: what is longer is a text, not a field."""

_META = {
    "titles": "og:title dc.title",
    "published": "article:published_time dc.date dc.date.created dc.date.issued dc.issued date",
    "modified": "article:modified_time og:updated_time dc.date.modified dc.modified last-modified",
    "keywords": "article:tag article:section dc.subject keywords",
    "languages": "dc.language content-language og:locale",
    "images": "og:image twitter:image",
    "site_names": "og:site_name application-name",
    "descriptions": "description og:description",
}
"""Names of `<meta>` in lower case, by what each is a candidate for; `dcterms.` is read as `dc.`."""
_OF_META = {name: candidate for candidate, names in _META.items() for name in names.split()}
_PROPERTIES = {
    "titles": "headline",
    "published": "datePublished",
    "modified": "dateModified",
    "keywords": "keywords articleSection",
    "languages": "inLanguage",
    "images": "image",
    "media": "associatedMedia encoding video audio",
    "descriptions": "description",
}
"""Properties of schema.org's articles and web pages, by what each is a candidate for."""
_ARTICLE = re.compile(r"(?:Article|BlogPosting|WebPage|Report)$")
_EVENT = re.compile(r"(?:Event|Festival)$")
_WITHIN = ("@graph", "mainEntity", "about")
"""Properties that lead from an object to what the page is about; lists of other pages are not entered."""
_NAMES = ("@value", "name", "contentUrl", "embedUrl", "url", "@id")
_ADDRESSES = ("contentUrl", "embedUrl", "url", "@id", "@value")
_SEPARATORS = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True)
class Candidate:
    """A value that a page declares."""

    value: str
    source: str
    """Its place: `og:title`, `JSON-LD NewsArticle.headline`, `microdata Event.startDate`."""


@dataclass(frozen=True)
class DeclaredEvent:
    """An event that a page declares."""

    name: str | None
    starts: Candidate | None
    ends: Candidate | None
    place: Candidate | None
    is_online: bool
    """Whether it is attended online, wholly or in part."""


@dataclass
class Metadata:
    """The candidates that a page declares for its own subject, each list in page order."""

    titles: list[Candidate] = field(default_factory=list)
    published: list[Candidate] = field(default_factory=list)
    modified: list[Candidate] = field(default_factory=list)
    languages: list[Candidate] = field(default_factory=list)
    images: list[Candidate] = field(default_factory=list)
    keywords: list[Candidate] = field(default_factory=list)
    media: list[Candidate] = field(default_factory=list)
    """Addresses of files and players."""
    descriptions: list[Candidate] = field(default_factory=list)
    site_names: list[Candidate] = field(default_factory=list)
    events: list[DeclaredEvent] = field(default_factory=list)

    def add(self, name: str, values: Iterable[str], source: str) -> None:
        """Add values to a list, each once from one source, with damaged letters repaired."""
        found = getattr(self, name)
        for value in (value for value in values if len(value) <= LONGEST_VALUE):
            for piece in _SEPARATORS.split(value) if name == "keywords" else [value]:
                candidate = Candidate(squeeze(repair(piece)[0]), source)
                if candidate.value and len(found) < MOST_VALUES and candidate not in found:
                    found.append(candidate)


def read_metadata(named: Mapping[str, list[Tag]], described: list[Tag], urls: list[str]) -> Metadata:
    """Read what a page declares in its elements `meta`, `title`, `script`, and in those that microdata describes. urls:
    its own addresses, absolute, that of the fetch first; objects that name another page are others'. Never raises: what
    cannot be read is no candidate."""
    found = Metadata()
    for tag in named["meta"][:MOST_OBJECTS]:
        name = tag.get("property") or tag.get("name") or tag.get("http-equiv")
        if isinstance(name, str) and (known := _OF_META.get(name.lower().replace("dcterms.", "dc."))):
            found.add(known, [tag.get("content") or ""], name)
    found.add("titles", [tag.get_text() for tag in named["title"][:1]], "<title>")
    objects = [_Object("JSON-LD", each, urls) for each in _json_ld(named["script"])]
    objects += [_Object("microdata", each, urls) for each in _microdata(described)]
    for each in _of_page(objects, _ARTICLE):
        for known, names in _PROPERTIES.items():
            keys = _ADDRESSES if known in {"images", "media"} else _NAMES
            for name in names.split():
                found.add(known, each.texts(name, keys), f"{each.source}.{name}")
    for each in objects:
        found.add("titles", each.last_crumb(), each.source)
    found.events = [each.event() for each in _of_page(objects, _EVENT)]
    return found


def _json_ld(scripts: Iterable[Tag]) -> Iterator[dict]:
    """Yield the objects of JSON-LD scripts that may be about the page."""
    waiting: list = []
    for script in scripts:
        text = script.get_text() if "ld+json" in (script.get("type") or "").lower() else ""
        if 0 < len(text) <= LARGEST_JSON:
            with suppress(ValueError, RecursionError):
                waiting.append(json.loads(text.strip().removesuffix(";"), strict=False))
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting += each[:MOST_OBJECTS]
        elif isinstance(each, dict):
            yield each
            waiting += [each[name] for name in _WITHIN if isinstance(each.get(name), dict | list)]


def _microdata(described: list[Tag]) -> list[dict]:
    """Return the objects of a page's microdata that are no property of another, in the form of JSON-LD. Properties
    outside any object are the page's own."""
    objects: dict[int, dict] = {}
    inner: set[int] = set()
    for tag in described[:MOST_OBJECTS]:
        scope = tag.find_parent(itemscope=True)
        owner = objects.setdefault(id(scope), _scope(scope))
        if "itemscope" in tag.attrs:
            inner.add(id(tag))
            value = objects.setdefault(id(tag), _scope(tag))
        else:
            shown = (tag.get(name) for name in ("content", "datetime", "href", "src"))
            value = next(filter(None, shown), None) or tag.get_text(" ")[:LONGEST_VALUE]
        for name in str(tag["itemprop"]).split():
            owner.setdefault(name, []).append(value)
    return [each for key, each in objects.items() if key not in inner]


def _scope(tag: Tag | None) -> dict:
    return {"@type": tag.get("itemtype") or "", "@id": tag.get("itemid") or ""} if tag else {"@type": "Article"}


@dataclass(frozen=True)
class _Object:
    """An object of JSON-LD or microdata."""

    kind: str
    fields: dict
    urls: list[str]
    """The page's own addresses."""

    @cached_property
    def type(self) -> str:
        """The last word of its first type: `https://schema.org/NewsArticle` is a NewsArticle."""
        return re.split(r"[/:#]", next(self.texts("@type", ()), ""))[-1]

    @property
    def source(self) -> str:
        return f"{self.kind} {self.type}"

    def texts(self, name: str, keys: tuple[str, ...]) -> Iterator[str]:
        """Yield the texts of a property: a text, those of a list, or of an object the first of some keys."""
        return _texts(self.fields.get(name), keys)

    @cached_property
    def is_named(self) -> bool | None:
        """Whether it names the page as its own; None when it names no page."""
        values = (url for name in ("url", "@id", "mainEntityOfPage") for url in self.texts(name, ("@id", "url")))
        named = [url for url in values if url.startswith("http") or not re.match(r"#|\w+:", url)]
        return bool(self._slugs(named) & self._slugs(self.urls)) if named else None

    def _slugs(self, urls: Iterable[str]) -> set[str]:
        whole = (absolute(self.urls[0], url) or "" for url in urls)
        return {spip.slug(spip.canonical(url)) for url in whole if url.startswith("http")}

    def last_crumb(self) -> list[str]:
        """Return the last name of a trail of links, when it is the page's: where it has an address, that is the page's
        own."""
        crumbs = self.fields.get("itemListElement") if self.type == "BreadcrumbList" else None
        last = crumbs[-1] if isinstance(crumbs, list) and crumbs else None
        if not isinstance(last, dict):
            return []
        item = last.get("item")
        urls = self._slugs(_texts(item, ("@id", "url")))
        inner = item.get("name") if isinstance(item, dict) else None
        return [] if urls and not urls & self._slugs(self.urls) else list(_texts(last.get("name") or inner, _NAMES))[:1]

    def event(self) -> DeclaredEvent:
        name, starts, ends, place = map(self._first, ("name", "startDate", "endDate", "location"))
        modes = " ".join(self.texts("eventAttendanceMode", ("@id",)))
        return DeclaredEvent(name and name.value, starts, ends, place, bool(re.search("Online|Mixed", modes)))

    def _first(self, name: str) -> Candidate | None:
        text = next(self.texts(name, ("@value", "name", "address")), "")[:LONGEST_VALUE]
        return Candidate(squeeze(repair(text)[0]), f"{self.source}.{name}") if text else None


def _of_page(objects: list[_Object], wanted: re.Pattern) -> list[_Object]:
    """Select the objects of a type that name the page; else each that names none and is the only one of its kind: cards
    are several. A web page and its article are two."""
    typed = [each for each in objects if wanted.search(each.type)]
    kinds = Counter((each.kind, each.type == "WebPage") for each in typed)
    alone = [each for each in typed if kinds[each.kind, each.type == "WebPage"] == 1 and each.is_named is None]
    return [each for each in typed if each.is_named] or alone


def _texts(value: object, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of a value (_Object.texts); templates leave the entities of HTML in JSON."""
    for each in (value if isinstance(value, list) else [value])[:MOST_VALUES]:
        text = next((each[key] for key in keys if each.get(key)), None) if isinstance(each, dict) else each
        text = text[0] if isinstance(text, list) and text else text
        if isinstance(text, str) and text.strip():
            yield unescape(text)


def declared_moment(value: str) -> dt.datetime | None:
    """Return the moment of an ISO 8601 date in Paris, without its zone; None for anything else. SPIP marks local times
    with Z, so that such a time is taken as it is written (docs/spip.md)."""
    try:
        moment = dt.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if moment.tzinfo is None or value.strip().endswith("Z"):
        return moment.replace(tzinfo=None)
    try:
        return moment.astimezone(PARIS).replace(tzinfo=None)
    except OverflowError:
        return None


def sources(candidates: Iterable[Candidate]) -> str:
    """Return the names of the places of some candidates, each once."""
    return ", ".join(dict.fromkeys(candidate.source for candidate in candidates))
