"""A WARC file (ISO 28500:2017, WARC/1.1): the responses of an archive, for any program that replays web archives."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from http import HTTPStatus
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sqlite_utils import Database
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper import __version__
from scraper.archive import Archive, DamagedBody, NotAnArchive, atomic_file, naming_errors
from scraper.records import Fetch

VERSION = "1.1"
FORMER = "X-Archive-Orig-"
"""Before the name of a header that was true of the bytes on the wire, and is not of the body as kept."""
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
_CODINGS = {"gzip", "x-gzip", "deflate", "br", "zstd"}
"""Content codings that Scrapy undoes; a body in any other is kept as it came, and its header is true."""
_CHOSEN = (
    "FROM fetches WHERE (:since IS NULL OR substr(fetched_at, 1, 10) >= :since) "
    "AND (:until IS NULL OR substr(fetched_at, 1, 10) <= :until) AND (:crawl IS NULL OR crawl_id = :crawl)"
)
_COUNT = "SELECT count(*), count(body_sha256), max(fetched_at) FILTER (WHERE body_sha256 IS NOT NULL) " + _CHOSEN
_ORIGINS = " ".join(
    ("SELECT origin FROM crawls WHERE id IN (SELECT crawl_id", _CHOSEN, ") GROUP BY origin ORDER BY min(id)")
)
_READ = "SELECT * " + _CHOSEN + " ORDER BY id"


@dataclass(frozen=True)
class Selection:
    """The fetches that an export takes; None is no bound."""

    since: date | None = None
    """First day of the fetches, UTC."""
    until: date | None = None
    """Last day of the fetches, UTC."""
    crawl: int | None = None
    """Number of their crawl."""

    def __str__(self) -> str:
        return ", ".join(f"{name} {bound}" for name, bound in asdict(self).items() if bound is not None) or "all"

    def extent(self, db: Database) -> tuple[int, int, str | None]:
        """Return how many fetches are selected, how many brought a body, and when the last of these came (UTC)."""
        return db.execute(_COUNT, self._bounds()).fetchone()

    def fetches(self, db: Database) -> Iterator[Fetch]:
        """Yield the fetches in the order they were made, one at a time."""
        return (Fetch(**row) for row in db.query(_READ, self._bounds()))

    def description(self, db: Database) -> str:
        """Return the fields of the record that describes the file, one a line."""
        fetches, responses, _ = self.extent(db)
        fields = (
            ("software", f"portail {__version__}, warcio {version('warcio')}"),
            ("format", f"WARC File Format {VERSION}"),
            ("conformsTo", f"http://iipc.github.io/warc-specifications/specifications/warc-format/warc-{VERSION}/"),
            ("robots", "obeyed (RFC 9309)"),
            ("crawled-at", ", ".join(origin for (origin,) in db.execute(_ORIGINS, self._bounds()))),
            ("selection", f"{self}; {responses} responses of {fetches} fetches"),
            ("description", " ".join(NORMALISED)),
        )
        return "".join(f"{name}: {value}\r\n" for name, value in fields)

    def _bounds(self) -> dict[str, str | int | None]:
        return {name: bound.isoformat() if isinstance(bound, date) else bound for name, bound in asdict(self).items()}


@dataclass
class Written:
    """What a WARC file holds."""

    responses: int = 0
    revisits: int = 0
    """Responses whose body an earlier record of the file has."""
    left_out: int = 0
    """Fetches without a response."""
    withheld: int = 0
    """Responses left out too, as their body is withheld."""
    bytes: int = 0
    """Of the file."""

    @property
    def records(self) -> int:
        """All records, the first of which describes the file."""
        return 1 + self.responses + self.revisits


def write_warc(
    archive: Archive,
    selection: Selection,
    file: Path,
    *,
    force: bool,
    watch: Callable[[Iterable[Fetch], int], Iterable[Fetch]],
) -> Written:
    """Write the selected fetches of an archive to a file, in one read of the archive: all of it, or no file.

    The same archive and selection give the same bytes. force: whether the file may replace one of its name; watch:
    passes the fetches on, of which there are so many, and may show how far they are. Raises Unwritable when the file
    cannot be written, NotAnArchive when the archive is damaged.
    """
    with naming_errors(archive.path), archive.db.atomic(), atomic_file(file, replace=force) as part:
        fetches, _, last = selection.extent(archive.db)
        with part.open("wb") as out:
            warc = Warc(WARCWriter(out, gzip=True, warc_version=VERSION), archive)
            warc.begin(selection.description(archive.db), last)
            for fetch in watch(selection.fetches(archive.db), fetches):
                warc.add(fetch)
        warc.written.bytes = part.stat().st_size
    return warc.written


class Warc:
    """A WARC file that is being written."""

    def __init__(self, writer: WARCWriter, archive: Archive):
        self.written = Written()
        self._writer, self._archive = writer, archive
        self._withheld = archive.withheld_bodies()
        self._first: dict[str, tuple[str, str, str]] = {}
        """Id, address and date of the record that has a body, by the body's SHA-256."""
        self._info = ""

    def begin(self, description: str, last: str) -> None:
        """Write the record that describes the file, dated as the last response in it."""
        self._info, payload = _record_id(f"{last} {description}"), description.encode()
        self._write("", "warcinfo", {"WARC-Record-ID": self._info, "WARC-Date": last}, payload)

    def add(self, fetch: Fetch) -> None:
        """Write a fetch; one without a response, or with one that is withheld, is left out, and counted."""
        if fetch.status is None or fetch.body_sha256 is None:
            self.written.left_out += 1
            return
        if fetch.body_sha256 in self._withheld:
            self.written.withheld += 1
            return
        url, sha256 = answered_at(fetch), fetch.body_sha256
        record = _record_id(f"{url} {fetch.fetched_at} {fetch.id} {sha256}"), url, fetch.fetched_at
        headers = {
            "WARC-Record-ID": record[0],
            "WARC-Date": fetch.fetched_at,
            "WARC-Warcinfo-ID": self._info,
            "WARC-Payload-Digest": f"sha256:{sha256}",
        }
        if fetch.url != url:
            headers["X-Archive-Asked-URI"] = fetch.url
        # Other records may refer to it; pywb 2.10 finds none of a redirect.
        is_repeatable = bool(fetch.bytes) and not 300 <= fetch.status < 400
        if is_repeatable and sha256 in self._first:
            names = "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"
            headers["WARC-Profile"] = self._writer.REVISIT_PROFILE_1_1
            headers |= zip(names, self._first[sha256], strict=True)
            self._write(url, "revisit", headers, http_headers=http_headers(fetch, fetch.bytes))
            self.written.revisits += 1
            return
        body = self._body(fetch)
        self._write(url, "response", headers, body, http_headers=http_headers(fetch, len(body)))
        self.written.responses += 1
        if is_repeatable:
            self._first[sha256] = record

    def _write(self, url: str, kind: str, headers: dict[str, str], payload: bytes | None = None, **more) -> None:
        if payload is not None:
            more |= {"payload": BytesIO(payload), "length": len(payload)}
        self._writer.write_record(self._writer.create_warc_record(url, kind, warc_headers_dict=headers, **more))

    def _body(self, fetch: Fetch) -> bytes:
        try:
            return self._archive.body(fetch.body_sha256)
        except (KeyError, DamagedBody) as error:
            raise NotAnArchive(
                f"{self._archive.path} is damaged (the body of fetch {fetch.id}, {fetch.url}): put back a copy of it."
            ) from error


class Headers(StatusAndHeaders):
    """A status line and headers whose bytes are those that were received: warcio percent-encodes what is not ASCII."""

    def to_ascii_bytes(self, filter_func=None) -> bytes:
        """Return the block in ISO 8859-1, as HTTP/1.1 has it and the crawler reads it."""
        return self.to_bytes(filter_func, encoding="latin-1")


def answered_at(fetch: Fetch) -> str:
    """Return the address that sent the body. A redirect that was not followed keeps in final_url where it leads."""
    return fetch.url if 300 <= fetch.status < 400 else fetch.final_url or fetch.url


def http_headers(fetch: Fetch, size: int) -> Headers:
    """Return the status line and headers of a response whose body, as kept, has a size in bytes."""
    lines = []
    for name, value in json.loads(fetch.headers or "[]"):
        value = re.sub(r"[\r\n]+", " ", value)
        is_true = {
            "content-length": value == str(size),
            "content-encoding": value.strip().lower() not in _CODINGS,
            "transfer-encoding": False,
        }
        lines.append((name if is_true.get(name.lower(), True) else FORMER + name, value))
    if not any(name.lower() == "content-length" for name, _ in lines):
        lines.append(("Content-Length", str(size)))
    phrase = HTTPStatus(fetch.status).phrase if fetch.status in set(HTTPStatus) else ""
    return Headers(f"{fetch.status} {phrase}".strip(), lines, protocol="HTTP/1.1")


def _record_id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"
