"""The pages: their addresses, what a request asks of them, and how their answers are made.

A page is a function of a `Visit` and the pieces of its address, registered by `@page`; it returns an `Answer`, or
raises `Missing`. Each is there in French, and under /en in English.
"""

import datetime as dt
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote, urlencode

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import Request, Response

from scraper.exporting import atom
from scraper.exporting.writers import WRITERS
from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries
from scraper.front.list_files import send_list
from scraper.front.list_tables import ListTable
from scraper.front.words import ENGLISH, FRENCH, t
from scraper.records import slugify
from scraper.serving.functions import french_day
from scraper.serving.gate import PUBLIC, mark_of

PER_PAGE = 25
"""Records on a page of a list."""
LAST_PAGE = 10_000
"""Pages of a list that may be asked for, at most."""
RECORD_PATHS = {"news": "/actualite/", "groups": "/groupe/"}
"""Where the records that have versions are shown."""
_FORMS = "|".join(map(re.escape, (*WRITERS, "atom")))
_PIECE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class PageAnswer:
    """An answer that is a page."""

    template: str
    """In templates/front."""
    title: str
    """Of the page, without the site's name; empty for the front page."""
    shown: dict = field(default_factory=dict)
    """What the template shows."""
    trail: tuple[tuple[str, str], ...] = ()
    """The pages above: path without language, name."""
    status: int = 200
    is_as_known: bool = False
    """Whether it shows what was known on the day of `?au=`, where one is given."""
    feeds: tuple[tuple[str, str, str], ...] = ()
    """Other forms of the page: path with query, media type, name."""
    table: ListTable | None = None
    """Its list as a table, which can be taken away; its paths are registered with `@page(..., is_list=True)`."""


@dataclass(frozen=True)
class FileAnswer:
    """An answer that is a file."""

    body: bytes
    media_type: str
    name: str = ""
    """Under which a browser saves it; empty where it shows it."""


@dataclass(frozen=True)
class Moved:
    """An answer that leads elsewhere on the site."""

    address: str
    """As Visit.url makes it."""


class Missing(Exception):
    """Nothing is known under an address. The message says so, in the language of the answer."""


@dataclass
class Visit:
    """One request, as the pages see it."""

    archive: ArchiveQueries
    path: str
    """Without language."""
    args: dict[str, str]
    """Parameters of the query, each once, bare of spaces around them; empty ones are none."""
    origin: str
    """Scheme and host, for addresses that leave the page."""
    is_public: bool
    """Whether a public copy is served."""
    form_asked: str | None = None
    """The form in which the page's list is asked for, csv, xlsx or atom; None for the page."""

    @cached_property
    def today(self) -> str:
        """The day in Paris, YYYY-MM-DD."""
        return f"{dt.datetime.now(words.PARIS):%Y-%m-%d}"

    @cached_property
    def known_on(self) -> str | None:
        """The day of `?au=` as of which a page is asked for, YYYY-MM-DD; None for what is known now. Raises Missing
        when it is no day."""
        written = self.args.get("au")
        return None if written is None else asked_day(written)

    @cached_property
    def known_before(self) -> str | None:
        """The end of the day of `?au=` in Paris, as a moment in UTC: what was seen before is what was known."""
        return words.midnight(self.known_on, later=1) if self.known_on else None

    @cached_property
    def page(self) -> int:
        """The page of a list that is asked for, from 1."""
        written = self.args.get("page", "1")
        return min(max(1, int(written)), LAST_PAGE) if written.isdecimal() and len(written) < 9 else 1

    def url(self, path: str, **args) -> str:
        """Return the address of a page in the language of the answer. args: of its query, in order; None is left
        out. The day as of which this page is shown goes along."""
        given = {"au": self.args.get("au"), **args}
        query = urlencode({name: value for name, value in given.items() if value not in (None, "")})
        return _address(words.language(), path, query)

    def again(self, **args) -> str:
        """Return the address of this page with other parameters; None leaves one out."""
        return self.url(self.path, **{**{k: v for k, v in self.args.items() if k != "page"}, **args})

    def form(self, ending: str) -> str:
        """Return the address of this page's list in another form: an ending of WRITERS, or atom."""
        return self.url(f"{self.path}.{ending}", **{k: v for k, v in self.args.items() if k != "page"})

    def in_language(self, language: str) -> str:
        """Return the address of this page in a language."""
        return _address(language, self.path, urlencode(self.args))

    def whole(self, path: str) -> str:
        """Return an address of this site with its host, for feeds, calendars and citations."""
        return self.origin + path


def asked_day(written: str) -> str:
    """Return the day that a person writes, YYYY-MM-DD. Raises Missing for what cannot be read as one."""
    if (day := french_day(written)) is None:
        raise Missing(
            t(
                f"« {written} » n’est pas un jour : écrivez-le 30/06/2024, 30 juin 2024 ou 2024-06-30.",
                f"“{written}” is no day: write it 30/06/2024 or 2024-06-30.",
            )
        )
    return day


def _address(language: str, path: str, query: str = "") -> str:
    own = quote(path, safe="/:@!$,;~*+")
    return (f"/en{own.rstrip('/')}" if language == ENGLISH else own) + "?" * bool(query) + query


Answer = PageAnswer | FileAnswer | Moved
Handler = Callable[..., Awaitable[Answer]]
_ROUTES: list[tuple[str, Handler]] = []


def page(*paths: str, is_list: bool = False) -> Callable[[Handler], Handler]:
    """Register a page under its paths, as `/actualite/{id}`: a piece in braces is a parameter, and holds no slash.

    is_list: whether its answers have a table, whose files are at the same paths with the ends of `forms`.
    """

    def register(handler: Handler) -> Handler:
        for path in paths:
            pattern = _PIECE.sub(r"(?P<\1>[^/]+?)", path.replace(".", r"\."))
            if is_list:  # before the page: its last piece would take the ending
                _ROUTES.append((rf"^(?P<language>/en)?{pattern}\.(?P<form>{_FORMS})$", handler))
            _ROUTES.append((rf"^(?P<language>/en)?{pattern}$" if path != "/" else r"^(?P<language>/en)?/?$", handler))
        return handler

    return register


def routes() -> list[tuple[str, Callable]]:
    """Return the patterns of the pages' addresses, with Datasette's views for them."""
    return [(pattern, _view(handler)) for pattern, handler in _ROUTES]


def _view(handler: Handler) -> Callable:
    async def view(request: Request, datasette: Datasette) -> Response:
        visit = await visit_of(request, datasette)
        visit.form_asked = form = request.url_vars.get("form")
        if form:
            visit.path = visit.path.removesuffix(f".{form}")
        pieces = {name: unquote(text) for name, text in request.url_vars.items() if name not in {"language", "form"}}
        try:
            answer = await handler(visit, **pieces)
            _ = visit.known_on  # a day that is none is refused by pages that do not look at it, too
            if form:
                return await _respond_with_list(answer, form, visit, request, datasette)
        except Missing as missing:
            answer = missing_page(str(missing))
        return await respond(answer, visit, request, datasette)

    return view


async def _respond_with_list(answer: Answer, form: str, visit: Visit, request: Request, datasette: Datasette):
    """Return the response that has a page's list in another form. Raises Missing when the page has none."""
    table = answer.table if isinstance(answer, PageAnswer) else None
    if table is None or form not in dict(table.forms):
        raise Missing(t("Cette page n’a pas de liste sous cette forme.", "This page has no list in this form."))
    if form == "atom":
        return await respond(await _feed(answer.title, table, visit), visit, request, datasette)
    database, most = visit.archive.database, datasette.setting("max_csv_mb")
    return await send_list(table, form, f"{slugify(visit.path)}.{form}", database, request, most)


async def _feed(title: str, table: ListTable, visit: Visit) -> FileAnswer:
    rows = await visit.archive.rows(table.query, **table.values, limit=atom.ENTRIES, offset=0)
    feed = atom.Feed(
        words.language(),
        title,
        visit.whole(visit.form("atom")),
        visit.whole(visit.again()),
        words.site_name(),
        await visit.archive.value("site.last_crawl") or f"{visit.today}T00:00:00Z",
        tuple(map(table.entry, rows)),
    )
    return FileAnswer(atom.feed_xml(feed), atom.MEDIA_TYPE)


async def visit_of(request: Request, datasette: Datasette) -> Visit:
    """Return the visit that a request makes, and speak its language. Raises datasette.Forbidden when the archive is not
    shown to its actor."""
    path = request.scope.get("route_path") or request.path
    is_english = path == "/en" or path.startswith("/en/")
    words.speak(ENGLISH if is_english else FRENCH)
    archive, mark = served_archive(datasette)
    await datasette.ensure_permissions(request.actor, [("view-database", archive.name), "view-instance"])
    args = {name: request.args[name].strip() for name in request.args}
    return Visit(
        ArchiveQueries(archive),
        unquote(path.removeprefix("/en") if is_english else path) or "/",
        {name: value for name, value in args.items() if value},
        f"{request.scheme}://{request.host}",
        mark == PUBLIC,
    )


def served_archive(datasette: Datasette) -> tuple[Database, bytes] | None:
    """Return the database that the pages show, the first that is an archive or a public copy, and its mark; None when
    none is."""
    marked = ((database, mark_of(database.path)) for database in datasette.databases.values())
    return next((each for each in marked if each[1]), None)


def missing_page(reason: str) -> PageAnswer:
    """Return the page of an address under which nothing is known."""
    return PageAnswer("missing.html", t("Page introuvable", "Page not found"), {"reason": reason}, status=404)


async def respond(
    answer: PageAnswer | FileAnswer | Moved, visit: Visit, request: Request, datasette: Datasette
) -> Response:
    """Return Datasette's response for an answer of a page."""
    if isinstance(answer, Moved):
        return Response.redirect(answer.address)
    if isinstance(answer, FileAnswer):
        headers = {"content-disposition": f'attachment; filename="{answer.name}"'} if answer.name else {}
        return Response(answer.body, headers=headers, content_type=answer.media_type)
    shown = {
        **answer.shown,
        "page": answer,
        "visit": visit,
        "url": visit.url,
        "language": words.language(),
        "read_on": await visit.archive.value("site.last_crawl"),
        "copied_on": await visit.archive.value("site.copied") if visit.is_public else None,
        "database": visit.archive.database.name,
    }
    html = await datasette.render_template(f"front/{answer.template}", shown, request=request, view_name="front")
    return Response.html(html, status=answer.status, headers={"content-language": words.language()})


@dataclass(frozen=True)
class ListPages:
    """The pages of a list."""

    total: int
    """Records in it."""
    page: int
    """The one that is shown, from 1."""
    size: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Records on the pages before."""
        return (self.page - 1) * self.size

    @property
    def near(self) -> Iterable[int]:
        """The numbers of the pages that are linked; None where some are left out."""
        shown = sorted({1, self.pages, *range(max(1, self.page - 2), min(self.pages, self.page + 2) + 1)})
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before > 1:
                yield None
            yield number
