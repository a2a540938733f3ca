"""A WARC file, as warcio reads it."""

from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator


@dataclass
class Record:
    """A record: its type, its own fields, the HTTP status line and headers, and the payload."""

    kind: str
    fields: dict[str, str]
    status: str | None
    headers: list[tuple[str, str]]
    payload: bytes

    @property
    def place(self) -> tuple[str, str]:
        """Address and time: what a replay asks by."""
        return self.fields["WARC-Target-URI"], self.fields["WARC-Date"]


def records(file: Path) -> list[Record]:
    """All records of a file, digests checked."""
    with file.open("rb") as stream:
        return [_record(each) for each in ArchiveIterator(stream, check_digests="raise")]


def _record(read) -> Record:
    http = read.http_headers
    return Record(
        read.rec_type,
        dict(read.rec_headers.headers),
        http and f"{http.protocol} {http.statusline}",
        http.headers if http else [],
        read.content_stream().read(),
    )


def replayed(file: Path) -> dict[tuple[str, str], bytes]:
    """Each page by address and time, a revisit's from the response it refers to."""
    pages: dict[tuple[str, str], bytes] = {}
    for record in records(file):
        if record.kind == "response":
            pages[record.place] = record.payload
        elif record.kind == "revisit":
            earlier = record.fields["WARC-Refers-To-Target-URI"], record.fields["WARC-Refers-To-Date"]
            pages[record.place] = pages[earlier]
    return pages
