"""A portal on loopback that can misbehave below HTTP, and that measures what it is asked."""

import select
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic

from tests.cli.small_site import Answer

Misbehaviour = Callable[["Handler"], None]
"""What a server does instead of answering: it writes to the connection itself."""

Way = Answer | Misbehaviour | list["Answer | Misbehaviour"]
"""How a path is answered; a list in turn, its last one again and again."""


@dataclass
class Exchange:
    """A request and its answer. began, ended: seconds of a monotonic clock, on the server's side; left: whether the
    client has gone away."""

    path: str
    agent: str
    left: Callable[[], bool]
    began: float
    ended: float = 0


@dataclass
class Portal:
    """url: its address; ways: by path with query, `*` for all others; exchanges: in their order; at_once: the most
    requests that were under way at one time."""

    url: str
    ways: dict[str, Way]
    exchanges: list[Exchange] = field(default_factory=list)
    at_once: int = 0
    lock: Lock = field(default_factory=Lock)

    @property
    def asked(self) -> list[str]:
        """The paths, in order."""
        return [exchange.path for exchange in self.exchanges]

    def begin(self, path: str, agent: str, left: Callable[[], bool]) -> Exchange:
        """Note a request that came in."""
        with self.lock:
            under_way = [each for each in self.exchanges if not each.ended and not each.left()]
            self.at_once = max(self.at_once, len(under_way) + 1)
            self.exchanges.append(Exchange(path, agent, left, monotonic()))
            return self.exchanges[-1]

    def way(self, path: str) -> Answer | Misbehaviour:
        """The way to answer a path now; 404 where there is none."""
        with self.lock:
            given = self.ways.get(path, self.ways.get("*", Answer(b"<h1>404</h1>", 404)))
            if isinstance(given, list):
                return given.pop(0) if len(given) > 1 else given[0]
            return given

    def gaps(self) -> list[float]:
        """Seconds from the end of each answer to the next request."""
        return [after.began - before.ended for before, after in zip(self.exchanges, self.exchanges[1:], strict=False)]


class Handler(BaseHTTPRequestHandler):
    """Answers in the ways of the portal."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    server: "_Server"

    @property
    def portal(self) -> Portal:
        """The portal that this is a request to."""
        return self.server.portal

    def do_GET(self) -> None:
        exchange = self.exchange = self.portal.begin(self.path, self.headers["User-Agent"], self.left)
        way = self.portal.way(self.path)
        try:
            if isinstance(way, Answer):
                self.answer(way)
            else:
                way(self)
        except OSError:
            self.close_connection = True
        finally:
            exchange.ended = exchange.ended or monotonic()

    def answer(self, given: Answer) -> None:
        """Send an answer; {url} in its body or headers is the portal's own address."""
        body = given.body.replace(b"{url}", self.portal.url.encode())
        self.exchange.ended = monotonic()  # before the client can have it
        self.head(given.status, {**given.headers, "Content-Length": str(len(body))})
        self.wfile.write(body[: len(body) // 2] if given.cut else body)
        self.close_connection = given.cut

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        """Send a status and headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value.replace("{url}", self.portal.url))
        self.end_headers()

    def left(self, seconds: float = 0) -> bool:
        """Whether the client goes away within so many seconds."""
        try:
            readable = select.select([self.connection], [], [], seconds)[0]
            return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
        except (OSError, ValueError):  # the connection was reset, or is closed
            return True

    def drop(self) -> None:
        """Close the connection with a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.close_connection = True

    def log_message(self, *args) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    portal: Portal

    def handle_error(self, request, client_address) -> None:
        """A client that goes away is none."""


@contextmanager
def served(ways: Mapping[str, Way], tls: ssl.SSLContext | None = None) -> Iterator[Portal]:
    """Serve these ways on a free port of loopback until the block ends."""
    server = _Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.portal = Portal(f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}", dict(ways))
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.portal
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
