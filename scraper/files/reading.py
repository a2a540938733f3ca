"""Read an attached file: what it is, whatever its name and its server say, its hash, and the text of a PDF."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import puremagic
from ftfy.fixes import fix_latin_ligatures

from scraper.files.pdf import read_pdf
from scraper.reading.addresses import MEDIA_TYPES
from scraper.records import DocumentText, File, Problem

_PDF = MEDIA_TYPES["pdf"]
_TEXTS = {ending: MEDIA_TYPES[ending] for ending in ("txt", "csv")}
_ZIPPED = {ending: MEDIA_TYPES[ending] for ending in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "epub")}
_TYPES = {ending: kind for ending, kind in MEDIA_TYPES.items() if ending != "zip" and not kind.startswith("video/")}
"""Media types, by ending, of files that are asked for: PDF, office, pictures, sound; no video, archive or program."""
_UNKNOWN_TO_PUREMAGIC = (
    (_PDF, re.compile(rb"(?s).{0,1019}?%PDF-")),  # as PDF readers take it: something may stand before
    ("audio/mpeg", re.compile(rb"\xff[\xf2\xf3\xfa\xfb]")),
    ("audio/mp4", re.compile(rb"(?s).{4}ftypM4[AB]")),
)
_RUNS = re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?/a-z]", re.IGNORECASE)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = re.compile(r"[^\S\n]+")
_NO_WORD = re.compile(r"\S{500,}")
"""What no reader would take for a word, and would cost the masking of addresses the square of its length."""


@dataclass(frozen=True)
class Wanted:
    """A file that a crawl may ask for."""

    url: str
    """Its canonical address."""
    etag: str | None = None
    """The ETag of what is kept, by which the server knows whether the file has changed; None when nothing is kept."""
    last_modified: str | None = None
    """The same for Last-Modified."""


@dataclass(frozen=True)
class FileReading:
    """What was read from a file."""

    file: File | None = None
    """What was received; None when it is of a type that is not kept."""
    text: DocumentText | None = None
    """The text of a PDF."""
    problems: tuple[Problem, ...] = ()


def is_wanted(url: str) -> bool:
    """Return whether a file is asked for, by the ending of its address."""
    return _ending(url) in _TYPES


def media_type(body: bytes, url: str, declared: str | None) -> str | None:
    """Return the media type of a file; None for what is not kept. declared: the server's Content-Type.

    The bytes decide; what they leave open (which office format, which kind of text) the server does, then the name.
    """
    if _RUNS.match(body):
        return None
    possible = _types_by_bytes(body)
    if not possible and body and b"\0" not in body and not _MARKUP.match(body):
        possible = set(_TEXTS.values())
    elif len(possible) == 1:
        return possible.pop()
    named = (declared or "").partition(";")[0].strip().lower()
    return next((kind for kind in (named, _TYPES.get(_ending(url))) if kind in possible), None)


def _types_by_bytes(body: bytes) -> set[str]:
    """Return the wanted types that a file may have by its bytes; of an archive of files, all that are one."""
    known = {kind for kind, beginning in _UNKNOWN_TO_PUREMAGIC if beginning.match(body)}
    if known:
        return known
    try:
        matches = puremagic.magic_string(body)
    except (puremagic.PureError, ValueError):  # no type is known to begin so; no bytes
        return set()
    wanted = _TYPES.keys() - _TEXTS.keys()
    found = [match for match in matches if match.extension.removeprefix(".") in wanted]
    surest = max((match.confidence for match in found), default=0)
    types = {_TYPES[match.extension.removeprefix(".")] for match in found if match.confidence == surest}
    return types | set(_ZIPPED.values()) if types & set(_ZIPPED.values()) else types


def _ending(url: str) -> str:
    return urlsplit(url).path.rpartition(".")[2].lower()


def read_file(body: bytes, url: str, content_type: str | None) -> FileReading:
    """Read a whole file as it was received at an address. Never raises on what is in it."""
    mime = media_type(body, url, content_type)
    if mime is None:
        return refused(url, f"sent as {content_type or 'nothing'}, it begins with {body[:16]!r}")
    sha256 = hashlib.sha256(body).hexdigest()
    file = File(url=url, sha256=sha256, bytes=len(body), mime=mime)
    if mime != _PDF:
        return FileReading(file)
    pdf = read_pdf(body)
    problems = (Problem(url=url, rule="unread_file", detail=pdf.problem),) if pdf.problem else ()
    if pdf.text is None:
        return FileReading(file, problems=problems)
    text = DocumentText(sha256=sha256, pages=pdf.pages, pages_read=pdf.pages_read, text=plain(pdf.text))
    return FileReading(file, text, problems)


def refused(url: str, detail: str) -> FileReading:
    """Return the reading of a file that is not kept."""
    return FileReading(problems=(Problem(url=url, rule="refused_file", detail=detail),))


def plain(text: str) -> str:
    """Return a text as it is kept: ligatures as letters, no control characters, no blanks around a line."""
    sound = text.encode("utf-8", "replace").decode()
    spaced = _BLANKS.sub(" ", _CONTROL.sub(" ", fix_latin_ligatures(sound)))
    lines = (line.strip() for line in _NO_WORD.sub(" ", spaced).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
