"""The item of every spider: what was read from one page."""

from dataclasses import dataclass

from scraper.reading.result import Reading
from scraper.records import Fetch


@dataclass(frozen=True)
class Page:
    """What was read from one page, whose response is kept already."""

    fetch: Fetch
    """The response that proves it, with its id."""
    reading: Reading
    """What the readers saw in it."""

    @property
    def kind(self) -> str:
        """What the log calls it: the kind of page it was read to be."""
        return self.reading.kind
