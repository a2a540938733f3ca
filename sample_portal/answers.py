"""Which answer SPIP sends to which address, in one state of the portal (docs/spip.md)."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from sample_portal import files
from sample_portal.articles import shown
from sample_portal.blocks import plain
from sample_portal.pages import Builder, Page
from sample_portal.sample import Sample
from sample_portal.skins import Skin
from sample_portal.slugs import Named

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"
CALENDAR = "text/calendar; charset:utf-8;charset=UTF-8"
"""Malformed, as SPIP sends it."""
_HOME = {"", "spip.php", "index.php", "page.php"}
_OBJECT = re.compile(r"(article|rubrique|mot)(\d+)(?:\.html)?")
_MARKS = re.compile(r"^(?:\+-|-|\+)|(?:-\+|-|\+)$")
_SITEMAP, _FEED, _CALENDAR = 2_000, 10, 100
"""Most articles of the sitemap, of a feed that has no more of the last three days, and of the calendar."""


@dataclass(frozen=True)
class Request:
    """What is asked, free of any server."""

    target: str
    """Path with query, as sent."""
    method: str = "GET"
    user_agent: str = ""
    origin: str = "https://cites-unies-france.org"
    """Scheme and host the client used, without final slash."""
    headers: dict[str, str] = field(default_factory=dict)
    """Names in lower case."""

    @property
    def path(self) -> str:
        """The path decoded; a `+` in it stays a `+`."""
        return unquote(urlsplit(self.target).path).lstrip("/")

    @property
    def query_string(self) -> str:
        return urlsplit(self.target).query

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def address(self) -> str:
        """Path as sent and query, as the login link repeats them."""
        return self.target.lstrip("/")

    def number(self, name: str) -> int:
        """Return a number of the query as SPIP casts it: the digits it begins with, or 0."""
        digits = re.match(r"\d+", self.query.get(name, ""))
        return int(digits[0]) if digits else 0


@dataclass(frozen=True)
class Response:
    """What is answered; headers without those of the connection."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def html(text: str, status: int = 200, *, cache: bool = True) -> Response:
    """Return a page as SPIP sends it. Last-Modified is the time of the request: no validator (docs/spip.md)."""
    headers = {"Content-Type": HTML, "Vary": "Cookie, Accept-Encoding", "Last-Modified": formatdate(usegmt=True)}
    kept = {"X-Spip-Cache": "86400"}
    fresh = {"Cache-Control": "no-store, no-cache, must-revalidate", "Pragma": "no-cache"}
    return Response(status, headers | (kept if cache else fresh), text.encode())


def redirect(location: str, status: int = 301) -> Response:
    """Return a redirect with SPIP's small page."""
    text = f"<html><head><title>HTTP {status}</title></head><body><a href='{location}'>{location}</a></body></html>"
    return Response(status, {"Content-Type": HTML, "Location": location}, text.encode())


class Answers:
    """The answers of one state of the portal in one skin."""

    def __init__(self, sample: Sample, skin: Skin) -> None:
        self.builder, self.sample, self.skin = Builder(sample), sample, skin

    def to(self, request: Request) -> Response:
        path = request.path
        if re.match(r"(?:IMG|local|squelettes|plugins-dist|dist)/", path):
            return self._file(request)
        if path in {"robots.txt", "sitemap.xml"}:
            return self._service(path, request)
        return self._by_query(request) if path in _HOME else self._by_path(path, request)

    def _by_query(self, request: Request) -> Response:
        """Answer spip.php?…: objects by number, `page=`, or what SPIP does not know: the home page, with 200."""
        match, page = _OBJECT.fullmatch(request.query_string.split("&")[0]), request.query.get("page") or "sommaire"
        if not match and page != "sommaire":
            return self._service(page, request)
        return (match and self._moved(match, request)) or self._page(self.builder.home(request.query), request)

    def _by_path(self, path: str, request: Request) -> Response:
        if path.endswith("/") and "/" not in path[:-1]:
            return _elsewhere(request, quote(path[:-1], safe="+-"), request.query_string)
        if match := _OBJECT.fullmatch(path) or re.fullmatch(r"()(\d+)", path):
            return self._moved(match, request) or self._not_found(request)
        named = None if "/" in path else self.sample.addresses.named(_MARKS.sub("", path.removesuffix(".html")))
        current = named and self.sample.addresses.of(named.kind, named.number)
        if current and current.slug != named.slug:
            return _elsewhere(request, current.path, request.query_string)
        return self._object(named, request)

    def _moved(self, match: re.Match, request: Request) -> Response | None:
        """Redirect with 301 from an object's number to its address, the other parameters kept; None when there is no
        such object."""
        named = self.sample.addresses.of(match[1] or "article", int(match[2]))
        rest = "&".join(part for part in request.query_string.split("&") if part and part != match[0])
        return _elsewhere(request, named.path, rest) if self._exists(named) else None

    def _exists(self, named: Named | None) -> bool:
        if named and named.kind == "article":
            return self.sample.heads[named.number].state != "withdrawn"
        return named is not None and (named.kind != "rubrique" or named.number in self.sample.sections)

    def _object(self, named: Named | None, request: Request) -> Response:
        if not self._exists(named):
            return self._not_found(request)
        if named.kind != "article":
            return self._page(getattr(self.builder, named.kind)(named.number, request.query), request)
        head = self.sample.heads[named.number]
        if head.state == "redirected":
            elsewhere = isinstance(head.target, str)
            path = head.target if elsewhere else f"{request.origin}/{self.sample.path('article', head.target)}"
            return redirect(path, 302)
        return _login(request) if head.state == "protected" else self._page(self.builder.article(head.number), request)

    def _service(self, page: str, request: Request) -> Response:
        builder, rubrique = self.builder, request.number("id_rubrique")
        match page:
            case "article" | "rubrique" | "mot":
                return self._object(self.sample.addresses.of(page, request.number(f"id_{page}")), request)
            case "pays_page" | "imprimer" | "forum":
                head = self.sample.heads.get(request.number("id_article"))
                if head and head.online:
                    return self._page(builder.again(page, head.number, rubrique), request)
            case "pays_intro" if rubrique in builder.introduced:
                return self._page(builder.presentation(rubrique), request)
            case "plan":
                return self._page(builder.plan(), request)
            case "agenda":
                return self._page(builder.agenda(_month(request.query.get("mois", ""))), request)
            case "login" | "recherche":
                return self._page(builder.form(page), request, cache=False)
            case "robots.txt":
                return self._feed(page, "text/plain; charset=utf-8", request)
            case "sitemap.xml":
                return self._feed(page, XML, request, paths=self._sitemap())
            case "backend":
                return self._feed("rss.xml", XML, request, **self._newest(request))
            case "ical":
                heads = [self.sample.heads[number] for number in self.sample.published[:_CALENDAR]]
                articles = [(head, self.sample.path("article", head.number)) for head in heads if head.online]
                return self._feed("calendar.ics", CALENDAR, request, articles=articles)
        return self._not_found(request)

    def _sitemap(self) -> list[tuple[str, date | None]]:
        """Return the paths of home, sections, and the newest articles, with a day where one changed within a day."""
        sample, fresh = self.sample, {self.sample.today, self.sample.today - timedelta(days=1)}
        heads = (sample.heads[number] for number in sample.published[:_SITEMAP])
        days = ((head, head.published if head.published in fresh else None) for head in heads)
        above = ["", *(sample.path("rubrique", number) for number in sample.sections)]
        return [(path, None) for path in above] + [(sample.path("article", head.number), day) for head, day in days]

    def _newest(self, request: Request) -> dict[str, Any]:
        """Return the ten newest of a section, of a keyword or of all, and all those of the last three days."""
        sample, title, numbers = self.sample, "Cités Unies France", self.sample.past
        mots = {number: name for name, number in sample.world.mots.items()}
        if section := sample.sections.get(request.number("id_rubrique")):
            title, numbers = section.name, self.builder.listed(section)
        elif name := mots.get(request.number("id_mot")):
            title, numbers = name, sample.of_mot(name)
        recent, articles = sample.today - timedelta(days=3), []
        for turn, head in enumerate(map(sample.heads.get, numbers)):
            if head.online and (turn < _FEED or head.published >= recent):
                article = shown(sample.article(head.number))
                words = plain(article.blocks) or ""
                articles.append((article.head, article, sample.path("article", head.number), words))
        return {"title": title, "articles": articles}

    def _not_found(self, request: Request) -> Response:
        return self._page(self.builder.not_found(), request, 404, cache=False)

    def _page(self, page: Page, request: Request, status: int = 200, *, cache: bool = True) -> Response:
        response = html(self.skin.render(page, f"{request.origin}/", request.address), status, cache=cache)
        response.headers["Composed-By"] = f"{self.skin.version} @ www.spip.net + {request.origin}/local/config.txt"
        return response

    def _feed(self, template: str, content_type: str, request: Request, **fields) -> Response:
        text = self.skin.feed(template, origin=request.origin, **fields)
        return Response(200, {"Content-Type": content_type}, text.encode())

    def _file(self, request: Request) -> Response:
        number = re.search(r"_(\d+)(?:_\d+)?\.\w+$", request.path)
        known = number and int(number[1]) in self.sample.heads
        sizes = {file.path: file.size for file in self.sample.article(int(number[1])).files} if known else {}
        return Response(*files.answer(request.path, request.headers, sizes.get(request.path, files.SIZE)))


def _login(request: Request) -> Response:
    return redirect(f"{request.origin}/spip.php?page=login&url={quote(request.address, safe='')}", 302)


def _elsewhere(request: Request, path: str, query: str) -> Response:
    """Redirect to a path of the portal, with a query if there is any."""
    return redirect(f"{request.origin}/{path}{f'?{query}' if query else ''}")


def _month(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found and 1 < int(found[1]) < 9999 else None
