"""Serves the sample portal over HTTP on loopback, for any Host, with keep-alive and gzip."""

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sample_portal.answers import Request
from sample_portal.sample import Sample
from sample_portal.site import Site

SHIFT_EVERY = 5
"""With shift=True, an article is published after so many requests of lists."""


@contextmanager
def serve(
    sample: Sample, skin: str = "spip", port: int = 0, *, shift: bool | int = False, bot_screen: bool = True
) -> Iterator[Site]:
    """Serve a sample on 127.0.0.1 until the block ends; port 0 takes a free one.

    shift: publish an article after each 5 requests of lists, or each `shift` of them.
    Raises OSError when the port is taken.
    """
    server = _Server(("127.0.0.1", port), _Handler)
    server.site = Site(sample, skin, shift=SHIFT_EVERY if shift is True else int(shift), screened=bot_screen)
    server.site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: Site

    def handle_error(self, request, client_address) -> None:
        """Print an error of the portal's; a client that goes away is none."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        origin = f"http://{headers['host']}" if headers.get("host") else self.server.site.url
        asked = Request(self.path, self.command, headers.get("user-agent", ""), origin, headers)
        response = self.server.site.respond(asked)
        body, sent = response.body, dict(response.headers)
        if "gzip" in headers.get("accept-encoding", "") and sent.get("Content-Type", "").startswith("text/"):
            body, sent["Content-Encoding"] = gzip.compress(body, compresslevel=1, mtime=0), "gzip"
        if response.status not in {204, 304}:
            sent["Content-Length"] = str(len(body))
        self.send_response(response.status)
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Ignore the message: `Site.requests` is the log."""
