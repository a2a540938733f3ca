"""The item of the spider of documents: one file, as it was received and as it was read."""

from dataclasses import dataclass

from scraper.files.reading import FileReading
from scraper.records import Fetch


@dataclass(frozen=True)
class ReceivedFile:
    """fetch: the response that proves it; body: its bytes, when they are to be kept; read: what it is, None when the
    server says that it has not changed."""

    fetch: Fetch
    body: bytes | None = None
    read: FileReading | None = None

    @property
    def kind(self) -> str:
        """What the log calls it."""
        return "file" if self.read else "unchanged file"
