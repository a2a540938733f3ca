"""What a server does below or beside HTTP. Each ends when its client has gone, or within LONGEST seconds."""

import gzip
from time import monotonic

from tests.faults.server import Handler

LONGEST = 20
"""Seconds, far more than the time the crawler waits (crawling.py), after which any of these gives up."""


def hang(handler: Handler) -> None:
    """Say nothing."""
    until = monotonic() + LONGEST
    while monotonic() < until and not handler.left(0.05):
        pass
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """Send a byte now and then, never all that was announced."""
    handler.head(200, {"Content-Type": "text/html", "Content-Length": "100000"})
    until = monotonic() + LONGEST
    while monotonic() < until and not handler.left(0.2):
        handler.wfile.write(b"<")
    handler.close_connection = True


def reset(handler: Handler) -> None:
    """Cut the connection before the first byte."""
    handler.drop()


def garbage(handler: Handler) -> None:
    """Answer with what is no HTTP."""
    handler.wfile.write(b"\x16\x03\x01 ceci n'est pas du HTTP\r\n\r\n")
    handler.close_connection = True


def chunks_without_end(handler: Handler) -> None:
    """Stop between two chunks."""
    handler.head(200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked"})
    handler.wfile.write(b"7\r\n<html><\r\n")
    handler.close_connection = True


def body_without_end(handler: Handler) -> None:
    """Send for as long as somebody listens, and announce no length."""
    handler.head(200, {"Content-Type": "text/html", "Connection": "close"})
    until = monotonic() + LONGEST
    while monotonic() < until:
        handler.wfile.write(b"<p>Encore.</p>" * 5000)


def headers_without_end(handler: Handler) -> None:
    """Send headers for as long as somebody listens."""
    handler.send_response(200)
    handler.flush_headers()
    until = monotonic() + LONGEST
    while monotonic() < until:
        handler.wfile.write(b"".join(b"X-%d: %s\r\n" % (number, b"a" * 200) for number in range(500)))


def many_headers(handler: Handler) -> None:
    """Send a whole page after two hundred short headers."""
    handler.head(200, {"Content-Type": "text/html", "Content-Length": "7", **{f"X-{n}": "a" for n in range(200)}})
    handler.wfile.write(b"<html/>")


def bomb(handler: Handler) -> None:
    """Send 20 kB that unpack to 20 MB, which is less than a body may have."""
    packed = gzip.compress(b"<p>a</p>" * (20 * 2**20 // 8))
    handler.head(200, {"Content-Type": "text/html", "Content-Encoding": "gzip", "Content-Length": str(len(packed))})
    handler.wfile.write(packed)
