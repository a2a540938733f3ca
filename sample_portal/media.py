"""The files under IMG/ and local/: made from their path, with the manners of a web server (docs/spip.md)."""

import hashlib
import mimetypes
import re
from email.utils import formatdate
from itertools import islice, repeat

from sample_portal.pdf import pdf
from sample_portal.responses import Request, Response

_SINCE = 1_500_000_000
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "audio/mpeg": b"ID3\x04\x00\x00",
    "application/msword": _OFFICE,
    "application/vnd.ms-excel": _OFFICE,
    "application/vnd.ms-powerpoint": _OFFICE,
    "image/gif": b"GIF89a",
    "image/png": b"\x89PNG\r\n\x1a\n",
}


def content(path: str, size: int = 2_000) -> bytes:
    """A file's bytes: a PDF that says its own name, or the beginning of its type, then that name over and over; `size`
    bytes in all."""
    if path.endswith(".pdf"):
        return pdf(path.rpartition("/")[2], "Deuxième page, à l’attention des collectivités.", size=size)
    beginning = _BEGINNINGS.get(mimetypes.guess_type(path)[0] or "", b"")
    filling = path.encode() + b"\n"
    return (beginning + b"".join(islice(repeat(filling), size // len(filling) + 1)))[:size]


def serve(request: Request, size: int = 2_000) -> Response:
    """A file with ETag, Last-Modified and Range; 304 when the client holds it."""
    body = content(request.path.lstrip("/"), size)
    modified = formatdate(_SINCE + len(request.path) * 86_400, usegmt=True)
    headers = {
        "Content-Type": mimetypes.guess_type(request.path)[0] or "application/octet-stream",
        "Last-Modified": modified,
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
        "Accept-Ranges": "bytes",
    }
    asked = request.headers
    if asked.get("if-none-match") == headers["ETag"] or (
        "if-none-match" not in asked and asked.get("if-modified-since") == modified
    ):
        return Response(304, headers, framed=True)
    if part := re.fullmatch(r"bytes=(\d+)-(\d*)", asked.get("range", "")):
        first, last = int(part[1]), min(int(part[2] or len(body)), len(body) - 1)
        if first >= len(body):
            return Response(416, headers | {"Content-Range": f"bytes */{len(body)}"}, framed=True)
        return Response(
            206, headers | {"Content-Range": f"bytes {first}-{last}/{len(body)}"}, body[first : last + 1], framed=True
        )
    return Response(200, headers, body, framed=True)
