"""The files under IMG/ and local/: made from their path, with the manners of a web server (docs/spip.md)."""

import hashlib
from email.utils import formatdate
from mimetypes import guess_type

_SINCE = 1_500_000_000
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {"jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "mp3": b"ID3\x04\x00\x00", "doc": _OFFICE, "xls": _OFFICE}


def content(path: str, size: int = 2_000) -> bytes:
    """Return a file of `size` bytes: a PDF that shows its own name, or the beginning of its type, then that name over
    and over."""
    if path.endswith(".pdf"):
        return pdf(path.rpartition("/")[2], "Deuxième page, à l’attention des collectivités.", size=size)
    beginning, filling = _BEGINNINGS.get(path.rpartition(".")[2], b""), path.encode() + b"\n"
    return (beginning + filling * (size // len(filling) + 1))[:size]


def answer(path: str, asked: dict[str, str], size: int = 2_000) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of a file: it has validators, and is 304 when the client holds it.

    asked: the request's headers, names in lower case.
    """
    body = content(path, size)
    headers = {
        "Content-Type": guess_type(path)[0] or "application/octet-stream",
        "Last-Modified": formatdate(_SINCE + len(path) * 86_400, usegmt=True),
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
    }
    validator = asked.get("if-none-match") or asked.get("if-modified-since")
    held = validator in {headers["ETag"], headers["Last-Modified"]}
    return (304, headers, b"") if held else (200, headers, body)


def pdf(*pages: str, size: int = 0) -> bytes:
    """Return a PDF with a page for each text, line by line; of `size` bytes, or as many as it needs."""
    room = max(0, size - len(_joined(pages, 0)))
    return _joined(pages, room - max(0, len(_joined(pages, room)) - size))


def _joined(pages: tuple[str, ...], room: int) -> bytes:
    """Return the bytes of a PDF. room: bytes of a comment that fills it up to its size."""
    file = b"%PDF-1.4\n" + (b"%" + b"." * (room - 2) + b"\n" if room > 1 else b"")
    offsets = []
    for number, body in enumerate(_objects(pages), 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count, start = len(offsets) + 1, len(file)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def _objects(pages: tuple[str, ...]) -> list[bytes]:
    """Return the catalogue, the tree of pages, the font, then each page and its text."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * turn) for turn in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for turn, text in enumerate(pages):
        shown = b"BT /F1 11 Tf 14 TL 50 780 Td %b ET" % b" ".join(map(_line, text.split("\n")))
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        objects += [page + b"/Contents %d 0 R >>" % (5 + 2 * turn)]
        objects += [b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown)]
    return objects


def _line(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        plain = plain.replace(sign, b"\\" + sign)
    return b"(%b) Tj T*" % plain
