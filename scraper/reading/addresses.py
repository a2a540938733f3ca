"""Where links lead, and which lead to files."""

import re
from urllib.parse import urljoin, urlsplit

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "pps": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "txt": "text/plain",
    "csv": "text/csv",
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
    "mp4": "video/mp4",
    "webm": "video/webm",
    "avi": "video/x-msvideo",
    "mov": "video/quicktime",
    "ogv": "video/ogg",
}
"""Media types by ending. Python's own table depends on the machine, and a reading must not."""
ENDING = re.compile(rf"\.({'|'.join(MEDIA_TYPES)})$", re.IGNORECASE)


def absolute(base: str, href: str) -> str | None:
    """Return the whole address of a link met where relative ones are relative to `base`; None when it is no address
    (`http://[x`)."""
    try:
        return urljoin(base, href)
    except ValueError:
        return None


def ending(url: str) -> str | None:
    """Return the ending of an address's path in lower case, when it is a file's; else None."""
    try:
        match = ENDING.search(urlsplit(url).path)
    except ValueError:
        return None
    return match[1].lower() if match else None


def is_document(href: str) -> bool:
    """Return whether a link leads to a file that is no picture."""
    return not MEDIA_TYPES.get(ending(href) or "", "image/").startswith("image/")
