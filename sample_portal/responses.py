"""Requests and responses of the sample portal, free of any server."""

from dataclasses import dataclass, field
from email.utils import formatdate
from urllib.parse import parse_qsl, unquote, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """target: path with query, as sent. origin: scheme and host the client used, without final slash."""

    target: str
    method: str = "GET"
    user_agent: str = ""
    origin: str = "https://cites-unies-france.org"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path decoded; a `+` in it stays a `+`."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def query_string(self) -> str:
        return urlsplit(self.target).query


@dataclass(frozen=True)
class Response:
    """headers: without those of the connection. framed: False for what SPIP sends without a length."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    framed: bool = False


def html(text: str, status: int = 200, *, cache: bool = True, now: float | None = None) -> Response:
    """A page as SPIP sends it. Last-Modified is the time of the request, which says nothing (docs/spip.md)."""
    headers = {"Content-Type": HTML, "Vary": "Cookie, Accept-Encoding", "Last-Modified": formatdate(now, usegmt=True)}
    if cache:
        headers["X-Spip-Cache"] = "86400"
    else:
        headers |= {"Cache-Control": "no-store, no-cache, must-revalidate", "Pragma": "no-cache"}
    return Response(status, headers, text.encode())


def redirect(location: str, status: int = 301) -> Response:
    """A redirect with SPIP's small page."""
    head = f"<head><title>HTTP {status}</title></head>"
    text = f"<html>{head}<body><h1>HTTP {status}</h1><a href='{location}'>{location}</a></body></html>"
    return Response(status, {"Content-Type": HTML, "Location": location}, text.encode())


def plain(text: str, content_type: str, status: int = 200) -> Response:
    """Text that is no page: robots.txt, feeds."""
    return Response(status, {"Content-Type": content_type}, text.encode())
