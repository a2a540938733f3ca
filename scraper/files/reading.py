"""Reading a file: its type, its hash, and the text in it."""

import hashlib
import re
from dataclasses import dataclass, field

from ftfy.fixes import fix_latin_ligatures

from scraper.files.limits import USUAL, Limits
from scraper.files.pdf import read_pdf
from scraper.files.types import media_type
from scraper.records import DocumentText, File, Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = re.compile(r"[^\S\n]+")
_NO_WORD = re.compile(r"\S{500,}")
"""What no reader would take for a word, and would cost the masking of addresses the square of its length."""


@dataclass(frozen=True)
class FileReading:
    """file: what was received, or None when it is of a type that is not kept; text: the text of a PDF, or None;
    problems: what was not as expected."""

    file: File | None = None
    text: DocumentText | None = None
    problems: tuple[Problem, ...] = field(default=())


def read_file(body: bytes, url: str, content_type: str | None, limits: Limits = USUAL) -> FileReading:
    """Read a whole file as it was received at an address. Never raises on what is in it."""
    mime = media_type(body, url, content_type)
    if mime is None:
        return refused(url, f"sent as {content_type or 'nothing'}, it begins with {body[:16]!r}")
    sha256 = hashlib.sha256(body).hexdigest()
    file = File(url=url, sha256=sha256, bytes=len(body), mime=mime)
    if mime != "application/pdf":
        return FileReading(file)
    pdf = read_pdf(body, limits)
    problems = (Problem(url=url, rule="unread_file", detail=pdf.problem),) if pdf.problem else ()
    if pdf.text is None:
        return FileReading(file, problems=problems)
    text = DocumentText(sha256=sha256, pages=pdf.pages, pages_read=pdf.pages_read, text=plain(pdf.text))
    return FileReading(file, text, problems)


def refused(url: str, detail: str) -> FileReading:
    """The reading of what is not kept."""
    return FileReading(problems=(Problem(url=url, rule="refused_file", detail=detail),))


def plain(text: str) -> str:
    """Text as it is kept: ligatures as letters, no control characters, no blanks around a line."""
    sound = text.encode("utf-8", "replace").decode()
    spaced = _BLANKS.sub(" ", _CONTROL.sub(" ", fix_latin_ligatures(sound)))
    lines = (line.strip() for line in _NO_WORD.sub(" ", spaced).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
