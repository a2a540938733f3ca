"""The item of every spider: one page, as it was received and as it was read."""

from dataclasses import dataclass

from scraper.reading.result import Reading
from scraper.records import Fetch


@dataclass(frozen=True)
class Page:
    """fetch: the response that proves it; body: its bytes, decompressed; reading: what the readers saw in it."""

    fetch: Fetch
    body: bytes
    reading: Reading

    @property
    def kind(self) -> str:
        """What the log calls it: the kind of page it was read to be."""
        return self.reading.kind
