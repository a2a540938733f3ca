"""The files under IMG/ and local/: made from their path, with the manners of a web server (docs/spip.md)."""

import hashlib
from email.utils import formatdate
from mimetypes import guess_type

SIZE = 2_000
"""In bytes, of a file of which no size is stated."""
_SINCE = 1_500_000_000
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {"jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "mp3": b"ID3\x04\x00\x00", "doc": _OFFICE, "xls": _OFFICE}


def _content(path: str, size: int) -> bytes:
    """Return a PDF that shows its own name, or the beginning of the file's type, then that name over and over."""
    if path.endswith(".pdf"):
        return pdf(path.rpartition("/")[2], "Deuxième page, à l’attention des collectivités.", size=size)
    beginning, filling = _BEGINNINGS.get(path.rpartition(".")[2], b""), path.encode() + b"\n"
    return (beginning + filling * (size // len(filling) + 1))[:size]


def answer(path: str, asked: dict[str, str], size: int = SIZE) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of a file: it has validators, and is 304 when the client has it already.

    asked: the request's headers, names in lower case.
    """
    body = _content(path, size)
    headers = {
        "Content-Type": guess_type(path)[0] or "application/octet-stream",
        "Last-Modified": formatdate(_SINCE + len(path) * 86_400, usegmt=True),
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
    }
    validator = asked.get("if-none-match") or asked.get("if-modified-since")
    is_known = validator in {headers["ETag"], headers["Last-Modified"]}
    return (304, headers, b"") if is_known else (200, headers, body)


def pdf(*pages: str, size: int = 0) -> bytes:
    """Return a PDF with a page for each text, line by line; of `size` bytes, or as many as it needs."""
    file, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(_objects(pages), 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count, start = len(offsets) + 1, len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n" % (count, table, count)
    end = b"startxref\n%d\n%%%%EOF\n" % start
    room = size - len(file) - len(end)
    return file + (b"%" + b"." * (room - 2) + b"\n" if room > 1 else b"") + end


def _objects(pages: tuple[str, ...]) -> list[bytes]:
    """Return the catalogue, the tree of pages, the font, then each page and its text."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * turn) for turn in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
    for turn, text in enumerate(pages):
        shown = b"BT /F1 11 Tf 14 TL 50 780 Td %b ET" % b" ".join(map(_line, text.split("\n")))
        objects += [page + b"/Contents %d 0 R >>" % (5 + 2 * turn)]
        objects += [b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown)]
    return objects


def _line(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        plain = plain.replace(sign, b"\\" + sign)
    return b"(%b) Tj T*" % plain
