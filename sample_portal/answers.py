"""Which answer SPIP gives to which address, in one state of the portal (docs/spip.md)."""

import re
from datetime import date
from urllib.parse import quote, urlsplit

from sample_portal import feeds, media, services
from sample_portal.building import Builder
from sample_portal.pages import Page
from sample_portal.responses import Request, Response, html, plain, redirect
from sample_portal.skins import Skin
from sample_portal.slugs import Named

_HOME = {"", "spip.php", "index.php", "page.php"}
_OBJECT = re.compile(r"(article|rubrique|mot)(\d+)(?:\.html)?")


class Answers:
    """The answers of one state of the portal in one skin."""

    def __init__(self, builder: Builder, skin: Skin) -> None:
        self.builder, self.sample, self.skin = builder, builder.sample, skin

    def to(self, request: Request) -> Response:
        path = request.path.lstrip("/")
        if re.match(r"ecrire(/|$)", path):
            return redirect(f"{request.origin}/spip.php?page=login&url={quote(request.target, safe='')}", 302)
        if path == "local/config.txt":
            return plain(feeds.plugins(), "text/plain")
        if re.match(r"(?:IMG|local|squelettes|plugins-dist|dist)/", path):
            return self._file(request)
        if re.search(r"var_mode=(?:urls|debug|inclure|preview)", request.query_string):
            return redirect(f"{request.origin}/spip.php?page=login&url={quote(request.target, safe='')}", 302)
        if path in {"robots.txt", "sitemap.xml"}:
            return self._service(path, request)
        return self._by_query(request) if path in _HOME else self._by_path(path, request)

    def _by_query(self, request: Request) -> Response:
        """spip.php?…: objects by number, `page=`, or what SPIP does not know: the home page, with 200."""
        first, query = request.query_string.split("&")[0], request.query
        if "action" in query:
            return Response(204, {}) if query["action"] == "cron" else redirect(f"{request.origin}/", 302)
        if match := _OBJECT.fullmatch(first):
            return self._moved(match, request) or self._home(request)
        page = query.get("page", "sommaire")
        if page in {"", "sommaire"}:
            return self._home(request)
        return self._service(page, request)

    def _by_path(self, path: str, request: Request) -> Response:
        if path.endswith("/") and "/" not in path[:-1]:
            return redirect(f"{request.origin}/{quote(path[:-1], safe='+-')}{_joined(request.query_string)}")
        if match := _OBJECT.fullmatch(path) or re.fullmatch(r"()(\d+)", path):
            return self._moved(match, request) or self._not_found(request)
        bare = path.removesuffix(".html")
        named = (
            self.sample.addresses.find(re.sub(r"^(?:\+-|-|\+|_|@)|(?:-\+|-|\+|_|@)$", "", bare))
            if "/" not in bare
            else None
        )
        if named is None or path.endswith(".php3"):
            return self._not_found(request)
        current = self.sample.addresses.of(named.kind, named.number)
        if current.slug != named.slug:
            return redirect(f"{request.origin}/{current.path}{_joined(request.query_string)}")
        return self._object(named, request)

    def _moved(self, match: re.Match, request: Request) -> Response | None:
        """301 from an object's number to its address, the other parameters kept; None when there is no such object."""
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
        if named.kind == "article":
            return self._article(named.number, request)
        build = self.builder.rubrique if named.kind == "rubrique" else self.builder.mot
        return self._page(build(named.number, request.query, self._address(request)), request)

    def _article(self, number: int, request: Request) -> Response:
        head = self.sample.heads[number]
        if head.state == "redirected":
            return redirect(
                head.target
                if isinstance(head.target, str)
                else f"{request.origin}/{self.sample.path('article', head.target)}",
                302,
            )
        if head.state == "protected":
            return redirect(
                f"{request.origin}/spip.php?page=login&url={quote(request.target.lstrip('/'), safe='')}", 302
            )
        return self._page(self.builder.article(number, self._address(request)), request)

    # --- `page=` ----------------------------------------------------------------------------------------------------

    def _service(self, page: str, request: Request) -> Response:
        query, address, sample, builder = request.query, self._address(request), self.sample, self.builder
        match page:
            case "article" | "rubrique" | "mot":
                named = sample.addresses.of(page, _number(query, f"id_{page}"))
                return self._object(named, request) if named else self._not_found(request)
            case "pays_page" | "imprimer" | "forum":
                return self._again(page, request)
            case "pays_intro" if any(group.intro == _number(query, "id_rubrique") for group in sample.world.groups):
                return self._page(builder.presentation(_number(query, "id_rubrique"), address), request)
            case "plan":
                return self._page(services.plan(self.builder, address), request)
            case "agenda":
                return self._page(services.agenda(self.builder, _month(query.get("mois", "")), address), request)
            case "login" | "spip_pass" | "identifiants":
                return self._page(services.login(self.builder, address), request, cache=False)
            case "recherche":
                return self._page(services.search(self.builder, query.get("recherche", ""), address), request)
            case "contact":
                return self._page(services.contact(self.builder, address), request)
            case "robots.txt":
                return plain(feeds.robots(request.origin), "text/plain; charset=utf-8")
            case "sitemap.xml":
                return plain(
                    feeds.sitemap(sample, request.origin, _number(query, "annee") or None), "text/xml; charset=utf-8"
                )
            case "backend":
                return plain(self._feed(query, request.origin), "text/xml; charset=utf-8")
            case "ical":
                return plain(feeds.ical(sample, request.origin), "text/calendar; charset:utf-8;charset=UTF-8")
        return self._not_found(request)

    def _again(self, page: str, request: Request) -> Response:
        """An article under one more address: in its group, to print, to comment."""
        number = _number(request.query, "id_article")
        head = self.sample.heads.get(number)
        if head is None or not head.online:
            return self._not_found(request)
        address = self._address(request)
        match page:
            case "pays_page":
                return self._page(
                    self.builder.in_group(number, _number(request.query, "id_rubrique"), address), request
                )
            case "imprimer":
                return self._page(self.builder.printed(number, address), request)
            case _:
                return self._page(self.builder.forum(number, address), request)

    def _feed(self, query: dict[str, str], origin: str) -> str:
        sample = self.sample
        if section := sample.sections.get(_number(query, "id_rubrique")):
            numbers = (
                sample.of_group(section.group.id)
                if section.group
                else sample.of_funds
                if section.kind == "funds"
                else sample.news
            )
            return feeds.rss(sample, origin, numbers, section.name)
        for name, number in sample.world.mots.items():
            if number == _number(query, "id_mot"):
                return feeds.rss(sample, origin, sample.of_mot(name), name)
        return feeds.rss(sample, origin, sample.past, "Cités Unies France")

    # --- answers ----------------------------------------------------------------------------------------------------

    def _home(self, request: Request) -> Response:
        return self._page(services.home(self.builder, request.query, self._address(request)), request)

    def _not_found(self, request: Request) -> Response:
        return self._page(services.not_found(self.builder, self._address(request)), request, 404, cache=False)

    def _page(self, page: Page, request: Request, status: int = 200, *, cache: bool = True) -> Response:
        response = html(self.skin.render(page, f"{request.origin}/"), status, cache=cache)
        if request.query.get("var_mode") in {"calcul", "recalcul"}:
            response.headers["Cache-Control"] = "no-cache,must-revalidate"
        response.headers["Composed-By"] = f"{self.skin.version} @ www.spip.net + {request.origin}/local/config.txt"
        return response

    def _file(self, request: Request) -> Response:
        number = re.search(r"_(\d+)(?:_\d+)?\.\w+$", request.path)
        head = self.sample.heads.get(int(number[1])) if number else None
        sizes = {file.path: file.size for file in self.sample.article(head.number).text.files} if head else {}
        return media.serve(request, sizes.get(request.path.lstrip("/"), 2_000))

    def _address(self, request: Request) -> str:
        parts = urlsplit(request.target)
        return f"{parts.path.lstrip('/')}{_joined(parts.query)}"


def _joined(query: str) -> str:
    return f"?{query}" if query else ""


def _number(query: dict[str, str], name: str) -> int:
    """A number as SPIP casts it: the digits it begins with, or 0."""
    digits = re.match(r"\d+", query.get(name, ""))
    return int(digits[0]) if digits else 0


def _month(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    return date(int(found[1]), int(found[2]), 1) if found and 1 < int(found[1]) < 9999 else None
