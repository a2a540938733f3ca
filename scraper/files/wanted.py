"""A file that a crawl may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """url: its canonical address. etag, last_modified: of what is held, with which the server tells whether it has
    changed; None when nothing is."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
