"""A site of a few given answers, on loopback, that remembers what it was asked."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread


@dataclass(frozen=True)
class Answer:
    """status, headers and body of a response; cut: whether the connection closes in the middle of the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    cut: bool = False


@dataclass
class SmallSite:
    """url: its address; answers: by path with query; asked: the requests, in order; agents: their User-Agents; headers:
    those of the last request for a path."""

    url: str
    answers: dict[str, Answer | list[Answer]]
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    changed: Condition = field(default_factory=Condition)

    def wait_for(self, path: str, seconds: float = 30) -> None:
        """Wait until a path is asked; raises TimeoutError when it is not."""
        with self.changed:
            if not self.changed.wait_for(lambda: path in self.asked, seconds):
                raise TimeoutError(f"{path} was not asked within {seconds} s: {self.asked}")

    def note(self, path: str, headers: Mapping[str, str]) -> None:
        """Remember a request."""
        with self.changed:
            self.asked.append(path)
            self.agents.add(headers["User-Agent"])
            self.headers[path] = headers
            self.changed.notify_all()

    def answer(self, path: str) -> Answer:
        """The answer to a path; of a list the next one, the last again and again; 404 where there is none."""
        given = self.answers.get(path, Answer(b"<h1>404</h1>", 404))
        if isinstance(given, list):
            return given.pop(0) if len(given) > 1 else given[0]
        return given


@contextmanager
def small_site(answers: dict[str, Answer | list[Answer]]) -> Iterator[SmallSite]:
    """Serve these answers on a free loopback port; {url} in a body or Location is the site's own address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site.note(self.path, self.headers)
            given = site.answer(self.path)
            body = given.body.replace(b"{url}", site.url.encode())
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value.replace("{url}", site.url))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if given.cut else body)
            self.close_connection = given.cut

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = SmallSite(f"http://127.0.0.1:{server.server_port}", dict(answers))
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """A loopback port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
