"""What a page declares to machines: JSON-LD, OpenGraph, Dublin Core, microdata, and the names of HTML itself.

Templates fill these wrongly: a date that is the last change or today, the site's name in every title, one picture or
the same keywords on all pages. So a value here is a candidate with its source, and no fact yet: the reader of each
field holds it against what the page shows (docs/decisions.md, 111).
"""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from scraper import spip
from scraper.dates import PARIS
from scraper.reading.repair import repair
from scraper.reading.text import squeeze

AGAINST_PAGE = "metadata_against_page"
"""The rule of the problem that a page is on which what is declared differs from what is shown."""
LARGEST_JSON = 200_000
"""Characters of the largest JSON-LD script that is read."""
MOST_OBJECTS = 200
"""Objects of a page's JSON-LD, and elements of its microdata, that are looked at."""
MOST_VALUES = 50
"""Values of one property that are looked at."""
LONGEST_VALUE = 1000
"""Characters of the longest value: what is longer is a text, not a field."""

_META = {
    "og:title": "titles",
    "dc.title": "titles",
    "article:published_time": "published",
    "dc.date": "published",
    "dc.date.created": "published",
    "dc.date.issued": "published",
    "dc.issued": "published",
    "date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "dc.date.modified": "modified",
    "dc.modified": "modified",
    "last-modified": "modified",
    "article:tag": "keywords",
    "article:section": "keywords",
    "dc.subject": "keywords",
    "keywords": "keywords",
    "dc.language": "languages",
    "content-language": "languages",
    "og:locale": "languages",
    "og:image": "images",
    "twitter:image": "images",
    "og:site_name": "site_names",
    "application-name": "site_names",
    "description": "descriptions",
    "og:description": "descriptions",
}
"""Names of `<meta>` in lower case, and what each is a candidate for; `dcterms.` is read as `dc.`."""
_PROPERTIES = {
    "headline": "titles",
    "datePublished": "published",
    "dateModified": "modified",
    "keywords": "keywords",
    "articleSection": "keywords",
    "inLanguage": "languages",
    "image": "images",
    "associatedMedia": "media",
    "encoding": "media",
    "video": "media",
    "audio": "media",
    "description": "descriptions",
}
"""Properties of schema.org's articles and web pages, and what each is a candidate for."""
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
    """Where it stands: `og:title`, `JSON-LD NewsArticle.headline`, `microdata Event.startDate`."""


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
        for value in values:
            for piece in _SEPARATORS.split(value) if name == "keywords" else [value]:
                candidate = Candidate(squeeze(repair(piece)[0]), source)
                if 0 < len(candidate.value) <= LONGEST_VALUE and candidate not in getattr(self, name):
                    getattr(self, name).append(candidate)


def read_metadata(
    metas: list[Tag], titles: list[Tag], scripts: list[Tag], described: list[Tag], urls: Iterable[str | None]
) -> Metadata:
    """Read what a page declares in its elements `meta`, `title`, `script`, and in those that microdata describes. urls:
    its own addresses, absolute; objects that name another page are others'. Never raises: what cannot be read is no
    candidate."""
    found = Metadata()
    for tag in metas[:MOST_OBJECTS]:
        name = tag.get("property") or tag.get("name") or tag.get("http-equiv")
        if isinstance(name, str) and (known := _META.get(name.lower().replace("dcterms.", "dc."))):
            found.add(known, [tag.get("content") or ""], name)
    found.add("titles", [tag.get_text() for tag in titles[:1]], "<title>")
    objects = [("JSON-LD", each) for each in _json_ld(scripts)] + [
        ("microdata", each) for each in _microdata(described)
    ]
    own = {_slug(url) for url in urls if url} - {None}
    for kind, each in _of_page(objects, _ARTICLE, own):
        for name, known in _PROPERTIES.items():
            keys = _ADDRESSES if known in {"images", "media"} else _NAMES
            found.add(known, _texts(each.get(name), keys), f"{kind} {_type(each)}.{name}")
    found.titles += [
        Candidate(name, "JSON-LD BreadcrumbList") for _, each in objects for name in _last_crumb(each, own)
    ]
    found.events = [_event(kind, each) for kind, each in _of_page(objects, _EVENT, own)]
    return found


def _json_ld(scripts: Iterable[Tag]) -> Iterator[dict]:
    """Yield the objects of JSON-LD scripts that may be about the page."""
    waiting: list = []
    for script in scripts:
        text = script.get_text()
        if "ld+json" in (script.get("type") or "").lower() and len(text) <= LARGEST_JSON:
            try:
                waiting.append(json.loads(text.strip().removesuffix(";"), strict=False))
            except (ValueError, RecursionError):
                continue
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
    """Return the objects of a page's microdata that are no property of another, in the form of JSON-LD. What stands in
    no object is the page's own."""
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


def _type(each: dict) -> str:
    """The last word of an object's first type: `https://schema.org/NewsArticle` is a NewsArticle."""
    return re.split(r"[/:#]", next(_texts(each.get("@type"), ()), ""))[-1]


def _of_page(objects: list[tuple[str, dict]], wanted: re.Pattern, own: set[str]) -> list[tuple[str, dict]]:
    """Select the objects of a type that name the page; else each that names none and is the only one of its kind: cards
    are several. A web page and its article are two."""
    typed = [(kind, each) for kind, each in objects if wanted.search(_type(each))]
    named = [(kind, each) for kind, each in typed if own & _names(each)]
    kinds = Counter((kind, _type(each) == "WebPage") for kind, each in typed)
    alone = [(kind, each) for kind, each in typed if kinds[kind, _type(each) == "WebPage"] == 1 and not _names(each)]
    return named or alone


def _names(each: dict) -> set[str]:
    """The slugs of the pages that an object names as its own."""
    values = (each.get(name) for name in ("url", "@id", "mainEntityOfPage"))
    urls = (url for value in values for url in _texts(value, ("@id", "url")))
    return {_slug(url) for url in urls if url.startswith("http")}


def _texts(value: object, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of a property: a text, those of a list, or of an object the first of some keys."""
    for each in (value if isinstance(value, list) else [value])[:MOST_VALUES]:
        text = next((each[key] for key in keys if each.get(key)), None) if isinstance(each, dict) else each
        text = text[0] if isinstance(text, list) and text else text
        if isinstance(text, str) and text.strip():
            yield text


def _slug(url: str) -> str | None:
    try:
        return spip.slug(spip.canonical(url))
    except ValueError:
        return None


def _last_crumb(each: dict, own: set[str]) -> list[str]:
    """The last name of a trail of links, when it is the page's: where it has an address, that is the page's own."""
    crumbs = each.get("itemListElement") if _type(each) == "BreadcrumbList" else None
    last = crumbs[-1] if isinstance(crumbs, list) and crumbs else None
    if not isinstance(last, dict):
        return []
    item = last.get("item")
    urls = list(_texts(item, ("@id", "url")))
    names = [*_texts(last.get("name"), _NAMES), *_texts(item if isinstance(item, dict) else None, ("name",))]
    return names[:1] if not urls or {*map(_slug, urls)} & own else []


def _event(kind: str, each: dict) -> DeclaredEvent:
    def first(name: str) -> Candidate | None:
        text = squeeze(repair(next(_texts(each.get(name), ("@value", "name", "address")), ""))[0])
        return Candidate(text, f"{kind} {_type(each)}.{name}") if 0 < len(text) <= LONGEST_VALUE else None

    name, mode = first("name"), " ".join(_texts(each.get("eventAttendanceMode"), ("@id",)))
    return DeclaredEvent(
        name and name.value,
        first("startDate"),
        first("endDate"),
        first("location"),
        bool(re.search("Online|Mixed", mode)),
    )


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
    """Return the names of the places where some candidates stand, each once."""
    return ", ".join(dict.fromkeys(candidate.source for candidate in candidates))
