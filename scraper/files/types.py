"""Media types: what a file is by its first bytes, whatever its name and its server say."""

import re
from urllib.parse import urlsplit

_OFFICE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "pps": "application/vnd.ms-powerpoint",
}
_ZIPPED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
}
_TEXT = {"txt": "text/plain", "csv": "text/csv"}
_BY_NAME = {
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    **_OFFICE,
    **_ZIPPED,
    **_TEXT,
}
"""Endings of the files that are asked for: PDF, office, pictures, sound; no video, no archive, nothing that runs."""

_BEGINNINGS = (
    ("application/pdf", re.compile(rb"(?s).{0,1019}?%PDF-")),
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/webp", re.compile(rb"(?s)RIFF.{4}WEBP")),
    ("image/tiff", re.compile(rb"II\*\x00|MM\x00\*")),
    ("audio/mpeg", re.compile(rb"ID3|\xff[\xf2\xf3\xfa\xfb]")),
    ("audio/ogg", re.compile(rb"OggS")),
    ("audio/wav", re.compile(rb"(?s)RIFF.{4}WAVE")),
    ("audio/mp4", re.compile(rb"(?s).{4}ftypM4[AB]")),
    ("application/rtf", re.compile(rb"\{\\rtf")),
    ("office", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("zipped", re.compile(rb"PK\x03\x04")),
)
_RUNS = re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?/a-z]", re.IGNORECASE)


def is_wanted(url: str) -> bool:
    """Whether a file is asked for, by the ending of its address."""
    return _ending(url) in _BY_NAME


def media_type(body: bytes, url: str, declared: str | None) -> str | None:
    """The media type of a file; None for what is not kept. declared: the server's Content-Type.

    The first bytes decide; what they leave open (which office format, which kind of text) the server does, then the
    name.
    """
    told = (declared or "").partition(";")[0].strip().lower()
    if _RUNS.match(body):
        return None
    for kind, beginning in _BEGINNINGS:
        if beginning.match(body):
            families = {"office": _OFFICE, "zipped": _ZIPPED}
            return _one_of(families[kind], told, url) if kind in families else kind
    return None if not _is_text(body) else _one_of(_TEXT, told, url)


def _one_of(family: dict[str, str], told: str, url: str) -> str | None:
    return told if told in family.values() else family.get(_ending(url))


def _is_text(body: bytes) -> bool:
    return bool(body) and b"\0" not in body and not _MARKUP.match(body)


def _ending(url: str) -> str:
    return urlsplit(url).path.rpartition(".")[2].lower()
