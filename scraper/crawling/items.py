"""The items of the spiders: what was read from a page, and a document's file."""

from dataclasses import dataclass

from scraper.files.reading import FileReading
from scraper.reading.result import Reading
from scraper.records import Fetch


@dataclass(frozen=True)
class ReadPage:
    """A page that was read; its response is kept already."""

    fetch: Fetch
    """The response that proves it, with its id."""
    reading: Reading
    """What was read from it."""

    @property
    def kind(self) -> str:
        """Return the word for it in the log: the kind of page."""
        return self.reading.kind


@dataclass(frozen=True)
class ReceivedFile:
    """A document's file that was received."""

    fetch: Fetch
    """The response that proves it."""
    body: bytes | None = None
    """Its bytes, when they are to be kept."""
    read: FileReading | None = None
    """What it is; None when the server answered that it has not changed."""

    @property
    def kind(self) -> str:
        """Return the word for it in the log."""
        return "file" if self.read else "unchanged file"
