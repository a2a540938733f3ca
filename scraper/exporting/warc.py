"""A WARC file (ISO 28500:2017, WARC/1.1): the responses of an archive, for any program that replays web archives."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from scraper import __version__
from scraper.archive import Archive, DamagedBody, NotAnArchive, atomic_file, naming_errors
from scraper.exporting.response import FORMER, answered_at, http_headers
from scraper.exporting.selection import Extent, Selection
from scraper.records import Fetch

VERSION = "1.1"
Watch = Callable[[Iterable[Fetch], int], Iterable[Fetch]]
"""Passes fetches on, of which there are so many, and may show how far they are."""
NORMALISED = (
    "The responses were received by Scrapy and are kept as it hands them on.",
    "Bodies: Transfer-Encoding (chunked) and Content-Encoding (gzip, deflate, br, zstd) are undone.",
    "Headers: names in Scrapy's capitals, those of one name together; Content-Encoding is gone where it was undone; "
    "Transfer-Encoding, Connection and the like never come in.",
    f"A header that is not true of the body as kept is named {FORMER}* here; Content-Length is the body's.",
    "HTTP version and reason phrase are not known: HTTP/1.1 and the standard phrase are written.",
    "WARC-Target-URI is the canonical address on the portal (one host, one order of parameters), whichever alias or "
    "copy was asked.",
    "Of followed redirects the last response is kept; X-Archive-Asked-URI is the address asked first.",
    "Requests are not kept.",
    "A response that is withheld, as a person named in it asked to be erased, is left out.",
    "Pages are as received: they name persons, and hold e-mail addresses.",
)
"""What a reader of the file must know of the responses."""


@dataclass(frozen=True)
class Written:
    """What a WARC file holds."""

    responses: int
    revisits: int
    """Responses whose body an earlier record of the file has."""
    left_out: int
    """Fetches without a response."""
    withheld: int
    """Responses left out too, as their body is withheld."""
    bytes: int
    """Of the file."""

    @property
    def records(self) -> int:
        """All records, the first of which describes the file."""
        return 1 + self.responses + self.revisits


def write_warc(archive: Archive, selection: Selection, file: Path, *, force: bool, watch: Watch) -> Written:
    """Write the selected fetches of an archive to a file, in one read of the archive: all of it, or no file.

    The same archive and selection give the same bytes. force: whether the file may replace one of its name. Raises
    Unwritable when the file cannot be written, NotAnArchive when the archive is damaged.
    """
    with naming_errors(archive.path), archive.db.atomic(), atomic_file(file, replace=force) as part:
        extent = selection.extent(archive.db)
        with part.open("wb") as out, Payloads() as payloads:
            warc = Warc(WARCWriter(out, gzip=True, warc_version=VERSION), archive, payloads)
            warc.begin(selection, extent)
            for fetch in watch(selection.fetches(archive.db), extent.fetches):
                warc.add(fetch)
        kinds, size = warc.kinds, part.stat().st_size
    return Written(kinds["response"], kinds["revisit"], kinds["left out"], kinds["withheld"], size)


@dataclass(frozen=True)
class BodyRecord:
    """The record of the file that has a body."""

    record_id: str
    url: str
    date: str


class Payloads:
    """The bodies written so far, by SHA-256.

    They are in a database of SQLite's own that lies on the disk and goes with it: an archive of millions of pages takes
    no more memory than one of a hundred.
    """

    def __init__(self):
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE records (sha256 TEXT PRIMARY KEY, record_id TEXT, url TEXT, date TEXT)")

    def __enter__(self) -> "Payloads":
        return self

    def __exit__(self, *error) -> None:
        self._db.close()

    def first(self, sha256: str) -> BodyRecord | None:
        """Return the record that has a body, or None."""
        found = self._db.execute("SELECT record_id, url, date FROM records WHERE sha256 = ?", [sha256]).fetchone()
        return found and BodyRecord(*found)

    def note(self, sha256: str, record: BodyRecord) -> None:
        """Add a body and its record."""
        self._db.execute("INSERT INTO records VALUES (?, ?, ?, ?)", [sha256, record.record_id, record.url, record.date])


class Warc:
    """A WARC file that is being written."""

    def __init__(self, writer: WARCWriter, archive: Archive, payloads: Payloads):
        self.kinds = Counter()
        """How many fetches became a response, a revisit, or were left out, those with a withheld body apart."""
        self._writer, self._archive, self._payloads = writer, archive, payloads
        self._withheld = archive.withheld_bodies()
        self._info = ""

    def begin(self, selection: Selection, extent: Extent) -> None:
        """Write the record that describes the file, dated as the last response in it."""
        text = _warcinfo(selection, extent)
        self._info = _record_id(f"{extent.last} {text}")
        headers = {"WARC-Record-ID": self._info, "WARC-Date": extent.last}
        payload = text.encode()
        self._write("", "warcinfo", headers, payload=BytesIO(payload), length=len(payload))

    def add(self, fetch: Fetch) -> None:
        """Write a fetch; one without a response, or with one that is withheld, is left out, and counted."""
        if fetch.status is None or fetch.body_sha256 is None:
            self.kinds["left out"] += 1
            return
        if fetch.body_sha256 in self._withheld:
            self.kinds["withheld"] += 1
            return
        url = answered_at(fetch)
        record = BodyRecord(
            _record_id(f"{url} {fetch.fetched_at} {fetch.id} {fetch.body_sha256}"), url, fetch.fetched_at
        )
        if _repeatable(fetch) and (earlier := self._payloads.first(fetch.body_sha256)):
            self._revisit(fetch, record, earlier)
        else:
            self._response(fetch, record)

    def _response(self, fetch: Fetch, record: BodyRecord) -> None:
        body = self._body(fetch)
        if _repeatable(fetch):
            self._payloads.note(fetch.body_sha256, record)
        self._write(
            record.url,
            "response",
            self._headers(fetch, record),
            payload=BytesIO(body),
            length=len(body),
            http_headers=http_headers(fetch, len(body)),
        )

    def _revisit(self, fetch: Fetch, record: BodyRecord, earlier: BodyRecord) -> None:
        refers = {
            "WARC-Profile": self._writer.REVISIT_PROFILE_1_1,
            "WARC-Refers-To": earlier.record_id,
            "WARC-Refers-To-Target-URI": earlier.url,
            "WARC-Refers-To-Date": earlier.date,
        }
        headers = self._headers(fetch, record) | refers
        self._write(record.url, "revisit", headers, http_headers=http_headers(fetch, fetch.bytes))

    def _headers(self, fetch: Fetch, record: BodyRecord) -> dict[str, str]:
        headers = {
            "WARC-Record-ID": record.record_id,
            "WARC-Date": record.date,
            "WARC-Warcinfo-ID": self._info,
            "WARC-Payload-Digest": f"sha256:{fetch.body_sha256}",
        }
        return headers if fetch.url == record.url else headers | {"X-Archive-Asked-URI": fetch.url}

    def _write(self, url: str, kind: str, headers: dict[str, str], **more) -> None:
        record: ArcWarcRecord = self._writer.create_warc_record(url, kind, warc_headers_dict=headers, **more)
        self._writer.write_record(record)
        self.kinds[kind] += 1

    def _body(self, fetch: Fetch) -> bytes:
        try:
            return self._archive.body(fetch.body_sha256)
        except (KeyError, DamagedBody) as error:
            raise NotAnArchive(
                f"{self._archive.path} is damaged (the body of fetch {fetch.id}, {fetch.url}): put back a copy of it."
            ) from error


def _repeatable(fetch: Fetch) -> bool:
    """Return whether other records may refer to the one that has the body; pywb 2.10 finds none of a redirect."""
    return bool(fetch.bytes) and not 300 <= fetch.status < 400


def _record_id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def _warcinfo(selection: Selection, extent: Extent) -> str:
    """Return the fields of the record that describes the file, one a line."""
    fields = (
        ("software", f"portail {__version__}, warcio {version('warcio')}"),
        ("format", f"WARC File Format {VERSION}"),
        ("conformsTo", f"http://iipc.github.io/warc-specifications/specifications/warc-format/warc-{VERSION}/"),
        ("robots", "obeyed (RFC 9309)"),
        ("crawled-at", ", ".join(extent.origins)),
        ("selection", f"{selection}; {extent.responses} responses of {extent.fetches} fetches"),
        ("description", " ".join(NORMALISED)),
    )
    return "".join(f"{name}: {value}\r\n" for name, value in fields)
