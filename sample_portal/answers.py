"""Which answer SPIP sends to which address, in one state of the portal (docs/spip.md)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import formatdate
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from sample_portal import files
from sample_portal.blocks import plain
from sample_portal.pages import Builder, Page
from sample_portal.skins import Skin, environment
from sample_portal.slugs import Named
from sample_portal.texts import shown

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"
_HOME = {"", "spip.php", "index.php", "page.php"}
_OBJECT = re.compile(r"(article|rubrique|mot)(\d+)(?:\.html)?")
_MARKS = re.compile(r"^(?:\+-|-|\+|_|@)|(?:-\+|-|\+|_|@)$")
_SITEMAP, _FEED, _CALENDAR = 2_000, 10, 100
"""Most articles of the sitemap, of a feed that has no more of the last three days, and of the calendar."""
_FEEDS = environment()


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
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def query_string(self) -> str:
        return urlsplit(self.target).query

    @property
    def address(self) -> str:
        """Path as sent and query, as the login link repeats them."""
        return self.target.lstrip("/")


@dataclass(frozen=True)
class Response:
    """What is answered; headers without those of the connection."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def html(text: str, status: int = 200, *, cache: bool = True) -> Response:
    """Return a page as SPIP sends it. Last-Modified is the time of the request, which says nothing (docs/spip.md)."""
    headers = {"Content-Type": HTML, "Vary": "Cookie, Accept-Encoding", "Last-Modified": formatdate(usegmt=True)}
    if cache:
        headers["X-Spip-Cache"] = "86400"
    else:
        headers |= {"Cache-Control": "no-store, no-cache, must-revalidate", "Pragma": "no-cache"}
    return Response(status, headers, text.encode())


def redirect(location: str, status: int = 301) -> Response:
    """Return a redirect with SPIP's small page."""
    text = f"<html><head><title>HTTP {status}</title></head><body><a href='{location}'>{location}</a></body></html>"
    return Response(status, {"Content-Type": HTML, "Location": location}, text.encode())


class Answers:
    """The answers of one state of the portal in one skin."""

    def __init__(self, builder: Builder, skin: Skin) -> None:
        self.builder, self.sample, self.skin = builder, builder.sample, skin

    def to(self, request: Request) -> Response:
        path = request.path
        if re.match(r"ecrire(/|$)", path) or re.search(
            r"var_mode=(?:urls|debug|inclure|preview)", request.query_string
        ):
            return _login(request)
        if re.match(r"(?:IMG|local|squelettes|plugins-dist|dist)/", path):
            return self._file(request)
        if path in {"robots.txt", "sitemap.xml"}:
            return self._service(path, request)
        return self._by_query(request) if path in _HOME else self._by_path(path, request)

    def _by_query(self, request: Request) -> Response:
        """Answer spip.php?…: objects by number, `page=`, or what SPIP does not know: the home page, with 200."""
        if "action" in request.query:
            return Response(204, {}) if request.query["action"] == "cron" else redirect(f"{request.origin}/", 302)
        if match := _OBJECT.fullmatch(request.query_string.split("&")[0]):
            return self._moved(match, request) or self._home(request)
        page = request.query.get("page", "sommaire")
        return self._home(request) if page in {"", "sommaire"} else self._service(page, request)

    def _by_path(self, path: str, request: Request) -> Response:
        if path.endswith("/") and "/" not in path[:-1]:
            return redirect(f"{request.origin}/{quote(path[:-1], safe='+-')}{_joined(request.query_string)}")
        if match := _OBJECT.fullmatch(path) or re.fullmatch(r"()(\d+)", path):
            return self._moved(match, request) or self._not_found(request)
        named = None if "/" in path else self.sample.addresses.find(_MARKS.sub("", path.removesuffix(".html")))
        if named is None:
            return self._not_found(request)
        current = self.sample.addresses.of(named.kind, named.number)
        if current.slug != named.slug:
            return redirect(f"{request.origin}/{current.path}{_joined(request.query_string)}")
        return self._object(named, request)

    def _moved(self, match: re.Match, request: Request) -> Response | None:
        """Redirect with 301 from an object's number to its address, the other parameters kept; None when there is no
        such object."""
        named = self.sample.addresses.of(match[1] or "article", int(match[2]))
        if named is None or not self._exists(named):
            return None
        rest = "&".join(part for part in request.query_string.split("&") if part and part != match[0])
        return redirect(f"{request.origin}/{named.path}{_joined(rest)}")

    def _exists(self, named: Named) -> bool:
        if named.kind == "article":
            return self.sample.heads[named.number].state != "withdrawn"
        return named.kind != "rubrique" or named.number in self.sample.sections

    def _object(self, named: Named, request: Request) -> Response:
        if not self._exists(named):
            return self._not_found(request)
        if named.kind != "article":
            build = self.builder.rubrique if named.kind == "rubrique" else self.builder.mot
            return self._page(build(named.number, request.query, request.address), request)
        head = self.sample.heads[named.number]
        if head.state == "redirected":
            elsewhere = isinstance(head.target, str)
            path = head.target if elsewhere else f"{request.origin}/{self.sample.path('article', head.target)}"
            return redirect(path, 302)
        if head.state == "protected":
            return _login(request)
        return self._page(self.builder.article(named.number, request.address), request)

    # --- `page=` ------------------------------------------------------------------------------------------------------

    def _service(self, page: str, request: Request) -> Response:
        query, address, builder, origin = request.query, request.address, self.builder, request.origin
        rubrique = _number(query, "id_rubrique")
        match page:
            case "article" | "rubrique" | "mot":
                named = self.sample.addresses.of(page, _number(query, f"id_{page}"))
                return self._object(named, request) if named else self._not_found(request)
            case "pays_page":
                return self._again(request, lambda number: builder.in_group(number, rubrique, address))
            case "imprimer" | "forum":
                return self._again(request, lambda number: builder.again(page, number, address))
            case "pays_intro" if any(group.intro == rubrique for group in self.sample.world.groups):
                return self._page(builder.presentation(rubrique, address), request)
            case "plan":
                return self._page(builder.plan(address), request)
            case "agenda":
                return self._page(builder.agenda(_month(query.get("mois", "")), address), request)
            case "login" | "recherche":
                return self._page(builder.form(page, address), request, cache=False)
            case "robots.txt":
                return _fed("robots.txt", "text/plain; charset=utf-8", origin=origin)
            case "sitemap.xml":
                return _fed("sitemap.xml", XML, origin=origin, paths=self._sitemap(_number(query, "annee")))
            case "backend":
                return self._feed(query, origin)
            case "ical":
                heads = [self.sample.heads[number] for number in self.sample.published[:_CALENDAR]]
                articles = [(head, self.sample.path("article", head.number)) for head in heads if head.online]
                kind = "text/calendar; charset:utf-8;charset=UTF-8"  # malformed, as SPIP sends it
                return _fed("calendar.ics", kind, origin=origin, articles=articles)
        return self._not_found(request)

    def _again(self, request: Request, build: Callable[[int], Page]) -> Response:
        """Return an article under one more address: in its group, to print, to comment on."""
        number = _number(request.query, "id_article")
        head = self.sample.heads.get(number)
        return self._page(build(number), request) if head and head.online else self._not_found(request)

    def _sitemap(self, year: int) -> list[tuple[str, date | None]]:
        """Return the paths of home, sections, and the newest articles; with a year, of its articles. A day only for
        what changed within one."""
        sample, heads = self.sample, [self.sample.heads[number] for number in self.sample.published]
        chosen = [head for head in heads if year in {0, head.published.year}][:_SITEMAP]
        fresh = {sample.today, sample.today - timedelta(days=1)}
        changed = [head.published if head.published in fresh else None for head in chosen]
        paths = [sample.path("article", head.number) for head in chosen]
        above = [] if year else ["", *(sample.path("rubrique", number) for number in sample.sections)]
        return [*((path, None) for path in above), *zip(paths, changed, strict=True)]

    def _feed(self, query: dict[str, str], origin: str) -> Response:
        """Return the ten newest of a section, of a keyword or of all, and all those of the last three days."""
        sample, title, numbers = self.sample, "Cités Unies France", self.sample.past
        mots = {number: name for name, number in sample.world.mots.items()}
        if section := sample.sections.get(_number(query, "id_rubrique")):
            title, numbers = section.name, self.builder.listed(section)
        elif name := mots.get(_number(query, "id_mot")):
            title, numbers = name, sample.of_mot(name)
        recent = sample.today - timedelta(days=3)
        heads = [sample.heads[number] for number in numbers]
        chosen = [head for turn, head in enumerate(heads) if turn < _FEED or head.published >= recent]
        articles = []
        for article in (shown(sample.article(head.number)) for head in chosen if head.online):
            path = sample.path("article", article.head.number)
            articles.append((article.head, article.text, path, plain(article.text.blocks) or ""))
        return _fed("rss.xml", XML, origin=origin, title=title, articles=articles)

    # --- answers ------------------------------------------------------------------------------------------------------

    def _home(self, request: Request) -> Response:
        return self._page(self.builder.home(request.query, request.address), request)

    def _not_found(self, request: Request) -> Response:
        return self._page(self.builder.not_found(request.address), request, 404, cache=False)

    def _page(self, page: Page, request: Request, status: int = 200, *, cache: bool = True) -> Response:
        response = html(self.skin.render(page, f"{request.origin}/"), status, cache=cache)
        response.headers["Composed-By"] = f"{self.skin.version} @ www.spip.net + {request.origin}/local/config.txt"
        return response

    def _file(self, request: Request) -> Response:
        number = re.search(r"_(\d+)(?:_\d+)?\.\w+$", request.path)
        head = self.sample.heads.get(int(number[1])) if number else None
        sizes = {file.path: file.size for file in self.sample.article(head.number).text.files} if head else {}
        status, headers, body = files.answer(request.path, request.headers, sizes.get(request.path, 2_000))
        return Response(status, headers, body)


def _fed(name: str, content_type: str, **fields) -> Response:
    """Return a file for machines."""
    text = _FEEDS.get_template(f"feeds/{name}").render(fields)
    return Response(200, {"Content-Type": content_type}, text.encode())


def _login(request: Request) -> Response:
    return redirect(f"{request.origin}/spip.php?page=login&url={quote(request.address, safe='')}", 302)


def _joined(query: str) -> str:
    return f"?{query}" if query else ""


def _number(query: dict[str, str], name: str) -> int:
    """Return a number as SPIP casts it: the digits it begins with, or 0."""
    digits = re.match(r"\d+", query.get(name, ""))
    return int(digits[0]) if digits else 0


def _month(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found and 1 < int(found[1]) < 9999 else None
