"""Serves the sample portal over HTTP on loopback, for any Host, with keep-alive, gzip and a log of requests."""

import gzip
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from sample_portal.changes import Change
from sample_portal.model import Sample
from sample_portal.responses import Request, Response
from sample_portal.site import Site

SHIFT_EVERY = 5
"""With shift=True, an article is published after so many requests of lists."""


class Asked(NamedTuple):
    """A request received. time: seconds since the epoch. path: with its query."""

    time: float
    method: str
    path: str
    user_agent: str
    status: int


class Served:
    """A portal being served. url: its origin. requests: what was asked, the last 200,000."""

    def __init__(self, site: Site, url: str) -> None:
        self.site, self.url = site, url
        self.requests: deque[Asked] = deque(maxlen=200_000)

    @property
    def sample(self) -> Sample:
        """The portal's present state."""
        return self.site.sample

    def move(self, *changes: Change, today: date | None = None) -> None:
        """Let changes happen while it is served."""
        self.site.move(*changes, today=today)


@contextmanager
def serve(
    sample: Sample, skin: str = "spip", port: int = 0, *, shift: bool | int = False, bot_screen: bool = True
) -> Iterator[Served]:
    """Serve a sample on 127.0.0.1 until the block ends; port 0 takes a free one.

    shift: publish an article after each 5 requests of lists, or each `shift` of them.
    Raises OSError when the port is taken.
    """
    site = Site(sample, skin, shift=SHIFT_EVERY if shift is True else int(shift), screened=bot_screen)
    server = _Server(("127.0.0.1", port), _Handler)
    server.served = Served(site, f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    served: Served

    def handle_error(self, request, client_address) -> None:
        """Tell of an error of the portal's; a client that goes away is none."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        self._respond()

    def do_HEAD(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._respond()

    def _respond(self) -> None:
        agent, host = (
            self.headers.get("User-Agent", ""),
            self.headers.get("Host") or self.server.served.url.removeprefix("http://"),
        )
        headers = {name.lower(): value for name, value in self.headers.items()}
        response = self.server.served.site.respond(Request(self.path, self.command, agent, f"http://{host}", headers))
        self.server.served.requests.append(Asked(time.time(), self.command, self.path, agent, response.status))
        self._send(response)

    def _send(self, response: Response) -> None:
        body, headers = response.body, dict(response.headers)
        if (
            "gzip" in self.headers.get("Accept-Encoding", "")
            and headers.get("Content-Type", "").startswith("text/")
            and body
        ):
            body, headers["Content-Encoding"] = _compressed(body), "gzip"
        chunked = not response.framed and self.request_version == "HTTP/1.1" and bool(body)
        self.send_response(response.status)
        for name, value in headers.items():
            self.send_header(name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif response.status not in {204, 304}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and body:
            self.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body)
        self.wfile.flush()

    def log_message(self, *args: object) -> None:
        """Nothing on the terminal: `Served.requests` is the log."""


@lru_cache(maxsize=512)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=1, mtime=0)
