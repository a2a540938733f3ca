"""Faults of one page among good ones: what is served in its place, and what a crawl is to make of it."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.cli.pages import article, page
from tests.cli.small_site import Answer
from tests.faults import misbehaviour
from tests.faults.answers import HTML, failing, moved
from tests.faults.good import SLUGS, portal
from tests.faults.server import Way


@dataclass(frozen=True)
class PageFault:
    """served, crawl: what both sides do, in words. ways: how a slug's path, and others it leads to, are answered.
    status: of each fetch of the page, None when there was no answer. rules: its problems. requests: how often it is
    asked."""

    served: str
    crawl: str
    ways: Callable[[str], Mapping[str, Way]]
    status: int | None
    rules: tuple[str, ...]
    requests: int = 1


def instead(served: str, crawl: str, way: Way, status: int | None, *rules: str, requests: int = 1) -> PageFault:
    """A fault that is one answer, whatever the page."""
    return PageFault(served, crawl, lambda slug: {f"/{slug}": way}, status, rules, requests)


def packed(body: bytes) -> Answer:
    """A body that is declared as gzip."""
    return Answer(body, headers={**HTML, "Content-Encoding": "gzip"})


def chain(slug: str) -> Mapping[str, Way]:
    """Ten redirects in a row."""
    hops = {f"/saut-{hop}": moved(f"/saut-{hop + 1}", 301) for hop in range(1, 10)}
    return {f"/{slug}": moved("/saut-1", 301), **hops}


THRICE = "asks three times, goes on without it"
PATIENT = "waits a minute each time, asks three times, goes on without it"
UNREAD = "keeps the answer, reads nothing from it"
UNKEPT = "notes it, keeps no body, reads nothing"
UNFOLLOWED = "keeps the answer, does not follow it"
LATIN = article("Réunion reportée à l'été").body.decode().encode("latin-1")

PAGES = {
    "error 500": instead("500", THRICE, failing(500), 500, "http_status", requests=3),
    "error 403": instead("403", UNREAD, failing(403), 403, "gone", "http_status"),
    "error 404": instead("404", UNREAD, failing(404), 404, "gone"),
    "silence": instead("no answer", PATIENT, misbehaviour.hang, None, "no_response", requests=3),
    "drip": instead("a byte now and then", PATIENT, misbehaviour.drip, None, "no_response", requests=3),
    "reset": instead("a reset connection", THRICE, misbehaviour.reset, None, "no_response", requests=3),
    "half a body": instead(
        "half of the body that is announced",
        THRICE,
        Answer(page("Coupée. " * 500), cut=True),
        None,
        "no_response",
        requests=3,
    ),
    "half of the chunks": instead(
        "chunks that stop", THRICE, misbehaviour.chunks_without_end, None, "no_response", requests=3
    ),
    "no HTTP": instead("what is no HTTP", THRICE, misbehaviour.garbage, None, "no_response", requests=3),
    "body without end": instead(
        "a body without end", "stops at 24 MB, goes on without it", misbehaviour.body_without_end, None, "no_response"
    ),
    "headers without end": instead(
        "headers without end", THRICE, misbehaviour.headers_without_end, None, "no_response", requests=3
    ),
    "cut at the source": instead(
        "a page that stops in a sentence",
        UNREAD,
        Answer(page("<h1>Titre</h1><p>Un texte qui").split(b"</body>")[0]),
        200,
        "cut_page",
    ),
    "gzip that is none": instead(
        "plain text said to be gzip", UNKEPT, packed(page("<h1>Clair</h1>")), 200, "no_response"
    ),
    "half a gzip": instead(
        "half of a gzip", UNREAD, packed(gzip.compress(page("Coupée. " * 5000))[:80]), 200, "cut_page"
    ),
    "gzip bomb": instead("20 kB of gzip that unpack to 20 MB", UNKEPT, misbehaviour.bomb, 200, "no_response"),
    "wrong type": instead(
        "a page said to be an image",
        UNREAD,
        Answer(article("Image").body, headers={"Content-Type": "image/png"}),
        200,
        "not_html",
    ),
    "wrong charset": instead(
        "Latin letters said to be UTF-8", "reads it, and says so", Answer(LATIN, headers=HTML), 200, "wrong_charset"
    ),
    "charset of no page": PageFault(
        "a page said to be in `hex`",
        "reads it, and says so",
        lambda slug: {
            f"/{slug}": Answer(portal()[f"/{slug}"].body, headers={"Content-Type": "text/html; charset=hex"})
        },
        200,
        ("wrong_charset",),
    ),
    "empty": instead("an empty page", UNREAD, Answer(b"", headers=HTML), 200, "empty_page"),
    "circle": PageFault(
        "a redirect to itself", UNFOLLOWED, lambda slug: {f"/{slug}": moved(f"/{slug}", 301)}, 301, ("redirect",)
    ),
    "cookie circle": PageFault(
        "a redirect to itself until a cookie comes back",
        UNFOLLOWED,
        lambda slug: {f"/{slug}": moved(f"/{slug}", Set_Cookie="vu=1")},
        302,
        ("redirect",),
    ),
    "chain": PageFault("ten redirects in a row", "follows five", chain, 301, ("redirect",)),
    "off the portal": instead("a redirect to another site", UNFOLLOWED, moved("https://example.org/"), 302, "redirect"),
    "another port": instead(
        "a redirect to another port of the server", UNFOLLOWED, moved("http://127.0.0.1:9/", 301), 301, "redirect"
    ),
    "file": instead("a redirect to `file:`", UNFOLLOWED, moved("file:///etc/passwd"), 302, "redirect"),
    "data": instead("a redirect to `data:`", UNFOLLOWED, moved("data:text/html,<h1>Titre</h1>"), 302, "redirect"),
    "ftp": instead("a redirect to `ftp:`", UNFOLLOWED, moved("ftp://127.0.0.1/"), 302, "redirect"),
    "long address": instead(
        "a redirect to an address of 5,000 letters", UNFOLLOWED, moved("/" + "a" * 5000), 302, "redirect"
    ),
}
"""The faults, by name."""

PLACES = dict(zip(PAGES, SLUGS, strict=False))
"""Which article each befalls."""


PARTS = [list(PAGES)[start::4] for start in range(4)]
"""Faults that befall one portal together: so few that it is not sick."""


def faulty(names: list[str]) -> dict[str, Way]:
    """A portal where each of these faults is in place of another article, among good ones."""
    ways = portal()
    for name in names:
        ways |= PAGES[name].ways(PLACES[name])
    return ways
