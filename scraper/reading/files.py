"""What tells a file from a page: the ending of its address."""

import re
from urllib.parse import urlsplit

ENDING = re.compile(
    r"\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|pps|zip|epub|txt|jpe?g|png|gif|webp|tiff?|mp3|ogg|wav|m4a|mp4|webm"
    r"|avi|mov|ogv)$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|tiff?)$", re.IGNORECASE)


def ending(url: str) -> str | None:
    """The ending of an address's path in lower case, when it is a file's; else None."""
    try:
        match = ENDING.search(urlsplit(url).path)
    except ValueError:
        return None
    return match[1].lower() if match else None


def is_document(href: str) -> bool:
    """Whether a link leads to a file that is no picture."""
    return ending(href) is not None and not _PICTURE.search(href.split("?")[0])
