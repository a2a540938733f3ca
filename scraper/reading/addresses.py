"""Where links lead, and which lead to files."""

import re
from urllib.parse import urljoin, urlsplit

ENDING = re.compile(
    r"\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|pps|zip|epub|txt|jpe?g|png|gif|webp|tiff?|mp3|ogg|wav|m4a|mp4|webm"
    r"|avi|mov|ogv)$",
    re.IGNORECASE,
)
"""The endings of files that a page may attach."""
_PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff"))


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
    return ending(href) not in {None, *_PICTURES}
