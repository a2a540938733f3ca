"""A kept response as HTTP again: its status line and headers, as far as they are true of the body that is kept."""

import json
import re
from http import HTTPStatus

from warcio.statusandheaders import StatusAndHeaders

from scraper.records import Fetch

FORMER = "X-Archive-Orig-"
"""Before the name of a header that was true of the bytes on the wire, and is not of the body as kept."""

_CODINGS = {"gzip", "x-gzip", "deflate", "br", "zstd"}
"""Content codings that Scrapy undoes; a body in any other is kept as it came, and its header is true."""


class Headers(StatusAndHeaders):
    """A status line and headers whose bytes are those that were received: warcio percent-encodes what is not ASCII."""

    def to_ascii_bytes(self, filter_func=None) -> bytes:
        """Return the block in ISO 8859-1, as HTTP/1.1 has it and the crawler reads it."""
        return self.to_bytes(filter_func, encoding="latin-1")


def answered_at(fetch: Fetch) -> str:
    """Return the address that sent the body. A redirect that was not followed keeps in final_url where it leads."""
    return fetch.url if 300 <= fetch.status < 400 else fetch.final_url or fetch.url


def http_headers(fetch: Fetch, size: int) -> Headers:
    """Return the status line and headers of a response whose body, as kept, has a size in bytes."""
    lines = [(name, _one_line(value)) for name, value in json.loads(fetch.headers or "[]")]
    kept = [(name if _holds(name, value, size) else FORMER + name, value) for name, value in lines]
    if not any(name.lower() == "content-length" for name, _ in kept):
        kept.append(("Content-Length", str(size)))
    return Headers(f"{fetch.status} {_phrase(fetch.status)}".strip(), kept, protocol="HTTP/1.1")


def _holds(name: str, value: str, size: int) -> bool:
    match name.lower():
        case "content-length":
            return value == str(size)
        case "content-encoding":
            return value.strip().lower() not in _CODINGS
        case "transfer-encoding":
            return False
    return True


def _one_line(value: str) -> str:
    return re.sub(r"[\r\n]+", " ", value)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
