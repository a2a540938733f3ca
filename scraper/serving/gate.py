"""Who may ask for which file, the headers of every answer, and the log of what is refused: decisions 72, 76 and 77."""

import re
import secrets
import sys
from contextvars import ContextVar
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from jinja2.ext import Extension

from scraper.archive import APPLICATION_ID, PUBLIC_ID
from scraper.serving.authorizing import POLICY

FULL, PUBLIC = (number.to_bytes(4) for number in (APPLICATION_ID, PUBLIC_ID))
"""SQLite's application_id of an archive, and of a public copy, as their headers have it."""

_NONCE: ContextVar[str] = ContextVar("nonce", default="")
_HTTP = POLICY["http"]
_CLOSED = re.compile(rf"/-/({'|'.join(_HTTP['closed'].split())})(\.json)?/?")
_TAG = re.compile(r"<(script|style)\b")
_SHADOW = re.compile(r".+_fts_(data|idx|content|docsize|config)")
_LONGEST_IN_LOG = 300
"""Characters of an address or a reason that are written."""


def mark_of(path: str | None) -> bytes | None:
    """Return FULL or PUBLIC; None for any other database, and for one that is no file."""
    if path is None:
        return None
    with Path(path).open("rb") as file:
        mark = file.read(100)[68:72]
    return mark if mark in {FULL, PUBLIC} else None


def write_line(request: Request, outcome: object, reason: object) -> None:
    """Write what was asked, what came of it, and why, as one line on stderr."""
    asked, why = (
        "".join(letter if letter.isprintable() else "?" for letter in " ".join(str(text).split())[:_LONGEST_IN_LOG])
        for text in (request.full_path, reason)
    )
    sys.stderr.write(f"{request.method} {asked}: {outcome}, {why}\n")
    sys.stderr.flush()


class Gate:
    """Datasette, behind what it asks of a request and adds to an answer."""

    def __init__(self, served, datasette) -> None:
        self._served, self._datasette = served, datasette

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            await self._served(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        _NONCE.set(nonce)
        own = {} if self._is_datasettes(scope["path"]) else _HTTP["pages"]
        added = {name: value.format(nonce=nonce) for name, value in {**_HTTP["headers"], **own}.items()}
        ours = [(name.encode(), value.encode()) for name, value in added.items()]

        async def send_with_headers(message: dict) -> None:
            if message["type"] == "http.response.start":
                theirs = [pair for pair in message.get("headers", []) if pair[0].decode("latin-1").lower() not in added]
                message = {**message, "headers": theirs + ours}
            await send(message)

        request = Request(scope, receive)
        if refusal := self._refusal(request):
            status, reason = refusal
            write_line(request, status, _HTTP[reason])
            await Response.text(_HTTP[reason] + "\n", status=status).asgi_send(send_with_headers)
        else:
            await self._served(scope, receive, send_with_headers)

    def _is_datasettes(self, path: str) -> bool:
        """Return whether a page is one of Datasette's own: of a database, or below /-/."""
        first = path.split("/")[1] if "/" in path else ""
        return first.partition(".")[0] in {"-", *(database.route for database in self._datasette.databases.values())}

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        """Return the status and the reason for which a request is refused; None for one that is answered."""
        if _CLOSED.fullmatch(request.path):
            return 404, "not_served"
        host = request.headers.get("host")
        if host is not None and _name_of(host) is None:
            return 400, "no_host"
        if not any(mark_of(database.path) == FULL for database in self._datasette.databases.values()):
            return None
        if host is not None and not is_loopback(host):
            return 403, "not_this_machine"
        return (403, "another_site") if _is_anothers(request) else None


def _is_anothers(request: Request) -> bool:
    """Return whether a page of another site asks: anything but a link, or a link that brings SQL. Who is no browser
    sends no Sec-Fetch-Site."""
    if request.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}:
        return False
    is_link = (request.headers.get("sec-fetch-mode"), request.headers.get("sec-fetch-dest")) == ("navigate", "document")
    asked = parse_qs(request.query_string, keep_blank_values=True)
    return not is_link or not {"sql", "_where"}.isdisjoint(asked)


def is_loopback(host: str) -> bool:
    """Return whether a Host header names this machine as itself."""
    name = (_name_of(host) or "").rstrip(".")
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _name_of(host: str) -> str | None:
    """Return the name in a Host header, without a port; None when it is malformed."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return None


def is_public_table(name: str) -> bool:
    """Return whether a table is one to read, not a part of a search index."""
    return not _SHADOW.fullmatch(name)


def databases(datasette) -> list[dict]:
    """Return what /-/databases.json shows: Datasette's own answer without the paths of files."""
    names = ("name", "route", "size", "is_mutable", "is_memory", "hash")
    served = [found for name, found in datasette.databases.items() if name != "_internal"]
    return [{name: getattr(found, name) for name in names} for found in served]


def nonced(env: Environment) -> None:
    """Set the nonce of the answer in each script and style of a template. It is the template's source that is changed,
    so that nothing that is put into it can gain one."""
    env.globals["csp_nonce"] = _NONCE.get
    env.add_extension(_Nonced)


class _Nonced(Extension):
    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _TAG.sub(r'<\1 nonce="{{ csp_nonce() }}"', source)
