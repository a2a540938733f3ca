"""Who may ask, and the headers of every answer: decisions 76 and 77."""

import re
import secrets
from contextvars import ContextVar
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from datasette.utils.asgi import Request, Response
from jinja2 import BaseLoader, Environment

from scraper.front.databases import FULL, mark_of
from scraper.front.log import write_line

_NONCE: ContextVar[str] = ContextVar("nonce", default="")
_OF_EDITOR = (
    "'sha256-38xqj8N9cygggde3AvM+xVgS15DUXTOhM9fjk0hLOS0=' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
)
"""The style that cm-resize of Datasette's SQL editor adds to a page, and the same before it is filled."""
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}' "
    + _OF_EDITOR
    + "; style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Scripts are those of the templates alone. Styles in attributes are Datasette's and CodeMirror's."""
_HEADERS = {
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}
_CLOSED = re.compile(
    r"/-/(actor|allow-debug|auth-token|config|create-token|logout|messages|patterns|permissions|plugins|settings|threads"
    r"|versions)(\.json)?/?"
)
"""Pages about the program and this machine, which help nobody who reads the archive."""
_TAG = re.compile(r"<(script|style)\b")
_SHADOW = re.compile(r".+_fts_(data|idx|content|docsize|config)")


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
        added = _HEADERS | {"content-security-policy": _POLICY.format(nonce=nonce)}

        async def send_with_headers(message: dict) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    pair for pair in message.get("headers", []) if pair[0].decode("latin-1").lower() not in added
                ]
                headers += [(name.encode(), value.encode()) for name, value in added.items()]
                message = {**message, "headers": headers}
            await send(message)

        request = Request(scope, receive)
        if refusal := self._refusal(request):
            status, sentence = refusal
            write_line(request, status, sentence)
            await Response.text(sentence + "\n", status=status).asgi_send(send_with_headers)
            return
        await self._served(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        """Return the status and the sentence with which a request is refused; None for one that is answered."""
        if _CLOSED.fullmatch(request.path):
            return 404, "This page is not served."
        host = request.headers.get("host")
        if host is not None and _name_of(host) is None:
            return 400, "The Host header names no host."
        if not any(mark_of(database.path) == FULL for database in self._datasette.databases.values()):
            return None
        if host is not None and not is_loopback(host):
            return 403, (
                "This is the full archive, which answers this machine alone, as http://127.0.0.1 or http://localhost: "
                "`portail snapshot --public FILE` makes the copy that others may be served."
            )
        if _is_anothers(request):
            return 403, "Another website asks for this page: open it yourself, or follow a plain link to it."
        return None


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
    return [
        {
            "name": found.name,
            "route": found.route,
            "size": found.size,
            "is_mutable": found.is_mutable,
            "is_memory": found.is_memory,
            "hash": found.hash,
        }
        for name, found in datasette.databases.items()
        if name != "_internal"
    ]


def nonced(env: Environment) -> None:
    """Set the nonce of the answer in each script and style of a template. It is the template's source that is changed,
    so that nothing that is put into it can gain one."""
    env.globals["csp_nonce"] = _NONCE.get
    env.loader = _Nonced(env.loader)


class _Nonced(BaseLoader):
    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str):
        source, *rest = self._loader.get_source(environment, template)
        return _TAG.sub(r'<\1 nonce="{{ csp_nonce() }}"', source), *rest

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
