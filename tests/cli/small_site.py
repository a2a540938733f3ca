"""A site of a few given answers, on loopback, that remembers what it was asked: pytest-httpserver with one handler."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

logging.getLogger("werkzeug").setLevel(logging.WARNING)  # each request is a line otherwise


@dataclass(frozen=True)
class Answer:
    """A response."""

    body: bytes = b""
    """{url} in it, or in a header, is the site's own address."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    cut: bool = False
    """Whether the connection closes in the middle of the body."""


@dataclass
class SmallSite:
    """A site being served."""

    url: str
    answers: dict[str, Answer | list[Answer]]
    """By path with query; of a list the next one, the last again and again."""
    asked: list[str] = field(default_factory=list)
    """The requests, in order."""
    agents: set[str] = field(default_factory=set)
    """Their User-Agents."""
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Those of the last request for a path."""
    changed: Condition = field(default_factory=Condition)

    def wait_for(self, path: str, seconds: float = 30) -> None:
        """Wait until a path is asked. Raises TimeoutError when it is not."""
        with self.changed:
            if not self.changed.wait_for(lambda: path in self.asked, seconds):
                raise TimeoutError(f"{path} was not asked within {seconds} s: {self.asked}")

    def respond(self, request: Request) -> Response:
        """Remember a request, and return the answer to it: 404 where there is none."""
        path = request.environ["RAW_URI"]
        with self.changed:
            self.asked.append(path)
            self.agents.add(request.headers["User-Agent"])
            self.headers[path] = request.headers
            self.changed.notify_all()
            given = self.answers.get(path, Answer(b"<h1>404</h1>", 404))
            if isinstance(given, list):
                given = given.pop(0) if len(given) > 1 else given[0]
        body = given.body.replace(b"{url}", self.url.encode())
        headers = {name: value.replace("{url}", self.url) for name, value in given.headers.items()}
        sent = iter([body[: len(body) // 2]]) if given.cut else body
        response = Response(sent, given.status, headers | {"Content-Length": str(len(body))})
        if "Content-Type" not in headers:
            del response.headers["Content-Type"]  # werkzeug's guess
        return response


@contextmanager
def small_site(answers: dict[str, Answer | list[Answer]]) -> Iterator[SmallSite]:
    """Serve these answers on a free loopback port until the block ends."""
    with HTTPServer("127.0.0.1", threaded=True) as server:
        site = SmallSite(f"http://127.0.0.1:{server.port}", dict(answers))
        server.expect_request(re.compile(".*")).respond_with_handler(site.respond)
        yield site
