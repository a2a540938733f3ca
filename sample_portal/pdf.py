"""Small PDFs with text in them, of a given size."""

_HEAD = b"%PDF-1.4\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(*pages: str, size: int = 0) -> bytes:
    """A PDF with a page for each text, line by line; of `size` bytes, or as many as it needs."""
    room = max(0, size - len(_written(pages, 0)))
    return _written(pages, room - max(0, len(_written(pages, room)) - size))


def _written(pages: tuple[str, ...], room: int) -> bytes:
    """room: bytes of a comment that says nothing."""
    parts = _HEAD + (b"%" + b"." * (room - 2) + b"\n" if room > 1 else b"")
    places = []
    for number, body in enumerate(_objects(pages), 1):
        places.append(len(parts))
        parts += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(places) + 1, len(parts)
    return parts + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, start)
    )


def _objects(pages: tuple[str, ...]) -> list[bytes]:
    """The catalogue, the tree of pages, the font, then each page and what it shows."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids),
        _FONT,
    ]
    for i, text in enumerate(pages):
        shown = b"BT /F1 11 Tf 14 TL 50 780 Td %b ET" % b" ".join(map(_line, text.split("\n")))
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * i),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown),
        ]
    return objects


def _line(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        plain = plain.replace(sign, b"\\" + sign)
    return b"(%b) Tj T*" % plain
