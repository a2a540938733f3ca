"""The first record of a WARC file: what made it, what it holds, and how its responses differ from those sent."""

from importlib.metadata import version

from scraper import __version__
from scraper.exporting.response import FORMER
from scraper.exporting.selection import Extent, Selection

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
    "A response out of which a person's name was taken, on request, is left out: it is not as received any more.",
    "Pages are as received: they name persons, and hold e-mail addresses.",
)
"""What a reader of the file must know of the responses."""


def warcinfo(selection: Selection, extent: Extent, warc_version: str) -> str:
    """The record's fields, one a line."""
    fields = (
        ("software", f"portail {__version__}, warcio {version('warcio')}"),
        ("format", f"WARC File Format {warc_version}"),
        ("conformsTo", f"http://iipc.github.io/warc-specifications/specifications/warc-format/warc-{warc_version}/"),
        ("robots", "obeyed (RFC 9309)"),
        ("crawled-at", ", ".join(extent.origins)),
        ("selection", f"{selection}; {extent.responses} responses of {extent.fetches} fetches"),
        ("description", " ".join(NORMALISED)),
    )
    return "".join(f"{name}: {value}\r\n" for name, value in fields)
