"""The portal's own facts: loads portal.toml, folds the portal's many hosts to one, and maps a copy's address to it."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from scraper import spip
from scraper.text import labels_of

_BESIDE = re.compile(r"[\w+@-][^\s:#/\\;]*")
"""A link to a page of the same folder, as most of SPIP's are."""


@dataclass(frozen=True)
class Portal:
    """One SPIP site and where it is crawled."""

    name: str
    """Who publishes it."""
    url: str
    """Canonical origin, without final slash."""
    aliases: tuple[str, ...]
    entry: dict
    words: dict
    """The tables of portal.toml: frame, labels, groups, funds, titles."""
    short_name: str = ""
    """Of who publishes it."""
    title: str = ""
    """What the site calls itself."""
    archive_title: dict[str, str] = field(default_factory=dict)
    """What its archive is called, by language: fr, en."""
    about: dict[str, str] = field(default_factory=dict)
    """What it publishes, as a sentence, by language; empty where portal.toml has none."""
    at: str | None = None
    """Origin that is really asked (a copy, with --at), or None."""

    @cached_property
    def hosts(self) -> frozenset[str]:
        return frozenset({urlsplit(self.url).netloc, *self.aliases})

    def canonical(self, href: str, base: str | None = None) -> str | None:
        """Return the canonical address of a link met on page `base`; None when it leads off the portal or is no web
        address.

        Every host alias, scheme, and the copy's address lead to the same address: docs/spip.md, "Addresses".
        """
        href, base = href.strip(), base or self.url + "/"
        # But for these, a link leads to the same page from all pages of a folder.
        folder = base if href[:1] in ("", "?", "#", ";") else _folder(base)
        return _canonical(href, folder, self.url, self.hosts, self.at)

    def request_url(self, canonical_url: str) -> str:
        """Return the address to request for a canonical one: the same, or the copy's."""
        return canonical_url if not self.at else self.at + canonical_url.removeprefix(self.url)

    def crawled_at(self, origin: str | None) -> "Portal":
        """Return the same portal, asked at another address."""
        return replace(self, at=origin and origin.rstrip("/"))


@lru_cache(maxsize=spip.CACHED)
def _folder(url: str) -> str:
    """Return an address up to the last slash of its path."""
    bare = re.split("[?#]", url, maxsplit=1)[0]
    return bare[: bare.rindex("/") + 1] if bare.count("/") > 2 else bare


@lru_cache(maxsize=spip.CACHED)
def _canonical(href: str, base: str, own: str, hosts: frozenset[str], at: str | None) -> str | None:
    """Return the canonical address of a link. own: the portal's origin; at: that of a copy."""
    if base == f"{own}/" and _BESIDE.fullmatch(href):
        return spip.canonical(base + href)
    try:
        parts = urlsplit(urljoin(base, href))
        origin = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    path = _own_path(parts, origin, hosts, at) if parts.scheme in {"http", "https"} else None
    if path is None:
        return None
    return spip.canonical(urlunsplit((*urlsplit(own)[:2], path or "/", parts.query, "")))


def _own_path(parts: SplitResult, origin: tuple[str, int | None], hosts: frozenset[str], at: str | None) -> str | None:
    """Return the path of an address on the portal or its copy, None elsewhere."""
    host, port = origin
    copy = urlsplit(at or "")
    if at and origin == ((copy.hostname or "").lower(), copy.port):
        prefix = copy.path.rstrip("/")
        is_within = parts.path == prefix or parts.path.startswith(prefix + "/")
        return parts.path.removeprefix(prefix) if is_within else None
    return parts.path if host in hosts and port in {None, 80, 443} else None


def load(path: Path | None = None) -> Portal:
    """Load a portal's facts (default: the file beside this module).

    One without a short name or a title is called by its name. Raises OSError when it cannot be read, ValueError when it
    is not TOML or lacks `name` or `url`.
    """
    text = (path or resources.files("scraper").joinpath("portal.toml")).read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    for key in ("name", "url"):
        if not facts.get(key):
            raise ValueError(f"{path or 'portal.toml'} has no `{key}`: a portal needs a name and its canonical origin")
    name, archive = facts["name"], facts.get("archive", {})
    title = facts.get("title", name)
    named = {"fr": f"Archive : {title}", "en": f"Archive: {title}"}
    return Portal(
        name,
        facts["url"].rstrip("/"),
        tuple(facts.get("aliases", ())),
        facts.get("entry", {}),
        {key: _words(own) for key, own in facts.items() if isinstance(own, dict) and key not in {"entry", "archive"}},
        short_name=facts.get("short_name", name),
        title=title,
        archive_title={**named, **archive.get("title", {})},
        about=archive.get("about", {}),
    )


def _words(table: dict) -> dict:
    """Return a table with its lists of words as labels."""
    return {key: labels_of(tuple(value)) if isinstance(value, list) else value for key, value in table.items()}


@cache
def archived() -> Portal:
    """Return the portal whose archive this is: that of portal.toml."""
    return load()
