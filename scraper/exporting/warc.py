"""A WARC file (ISO 28500:2017, WARC/1.1): the responses of an archive, for any program that replays web archives."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from scraper.archive import Archive, NotAnArchive
from scraper.archive.atomic_file import atomic_file
from scraper.archive.errors import DamagedBody, naming_errors
from scraper.exporting.payloads import Payloads, Place
from scraper.exporting.response import answered_at, http_headers
from scraper.exporting.selection import Extent, Selection
from scraper.exporting.warcinfo import warcinfo
from scraper.records import Fetch

VERSION = "1.1"
Watch = Callable[[Iterable[Fetch], int], Iterable[Fetch]]
"""Passes fetches on, of which there are so many, and may tell how far they are."""


@dataclass(frozen=True)
class Written:
    """What a WARC file holds: responses, revisits (bodies that an earlier record of the file has), bytes of the file;
    left_out: fetches without a response; redacted: responses left out too, not being as received any more."""

    responses: int
    revisits: int
    left_out: int
    redacted: int
    bytes: int

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
    return Written(kinds["response"], kinds["revisit"], kinds["left out"], kinds["redacted"], size)


class Warc:
    """A WARC file that is being written. kinds: how many fetches became a response, a revisit, or were left
    out, those with a redacted body apart."""

    def __init__(self, writer: WARCWriter, archive: Archive, payloads: Payloads):
        self.kinds = Counter()
        self._writer, self._archive, self._payloads = writer, archive, payloads
        self._redacted = archive.redacted_bodies()
        self._info = ""

    def begin(self, selection: Selection, extent: Extent) -> None:
        """Write the record that describes the file, dated as the last response in it."""
        text = warcinfo(selection, extent, VERSION)
        self._info = _record_id(f"{extent.last} {text}")
        headers = {"WARC-Record-ID": self._info, "WARC-Date": extent.last}
        payload = text.encode()
        self._write("", "warcinfo", headers, payload=BytesIO(payload), length=len(payload))

    def add(self, fetch: Fetch) -> None:
        """Write a fetch; one without a response, or with one that is not as received, is left out, and counted."""
        if fetch.status is None or fetch.body_sha256 is None:
            self.kinds["left out"] += 1
            return
        if fetch.body_sha256 in self._redacted:
            self.kinds["redacted"] += 1
            return
        url = answered_at(fetch)
        place = Place(_record_id(f"{url} {fetch.fetched_at} {fetch.id} {fetch.body_sha256}"), url, fetch.fetched_at)
        if _repeatable(fetch) and (earlier := self._payloads.first(fetch.body_sha256)):
            self._revisit(fetch, place, earlier)
        else:
            self._response(fetch, place)

    def _response(self, fetch: Fetch, place: Place) -> None:
        body = self._body(fetch)
        if _repeatable(fetch):
            self._payloads.note(fetch.body_sha256, place)
        self._write(
            place.url,
            "response",
            self._headers(fetch, place),
            payload=BytesIO(body),
            length=len(body),
            http_headers=http_headers(fetch, len(body)),
        )

    def _revisit(self, fetch: Fetch, place: Place, earlier: Place) -> None:
        told = {
            "WARC-Profile": self._writer.REVISIT_PROFILE_1_1,
            "WARC-Refers-To": earlier.record_id,
            "WARC-Refers-To-Target-URI": earlier.url,
            "WARC-Refers-To-Date": earlier.date,
        }
        headers = self._headers(fetch, place) | told
        self._write(place.url, "revisit", headers, http_headers=http_headers(fetch, fetch.bytes))

    def _headers(self, fetch: Fetch, place: Place) -> dict[str, str]:
        headers = {
            "WARC-Record-ID": place.record_id,
            "WARC-Date": place.date,
            "WARC-Warcinfo-ID": self._info,
            "WARC-Payload-Digest": f"sha256:{fetch.body_sha256}",
        }
        return headers if fetch.url == place.url else headers | {"X-Archive-Asked-URI": fetch.url}

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
    """Whether the body may stand in one record and be referred to by others; pywb 2.10 looks for none where a redirect
    is revisited."""
    return bool(fetch.bytes) and not 300 <= fetch.status < 400


def _record_id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"
