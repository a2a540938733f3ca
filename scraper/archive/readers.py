"""The version of the readers: it rises by itself when what reads a page, or states what was read, has changed."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from scraper import __version__

_PACKAGE = Path(__file__).parents[1]
_SOURCES = ("reading", "dates", "spip.py", "portal.py", "portal.toml", "records.py", "masking.py", "archive/content.py")
_LIBRARIES = ("Babel", "beautifulsoup4", "dateparser", "defusedxml", "ftfy", "lxml", "w3lib")
"""Libraries that decide how a page reads."""


@cache
def reader_version() -> str:
    """The program's version and eight digits of the SHA-256 of the readers' sources: `0.2.0+1c4a09be`."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}".encode())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _files() -> Iterator[Path]:
    for name in _SOURCES:
        path = _PACKAGE / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]
