"""The portal as one talks to it: screens clients, keeps pages, lets changes happen (docs/spip.md), and serves HTTP on
loopback, for any Host, with keep-alive and gzip."""

import gzip
import re
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from sample_portal.answers import Answers, Request, Response, html
from sample_portal.changes import Change, publish
from sample_portal.sample import Sample
from sample_portal.skins import SKINS
from scraper.spip_screen import screened

SHIFT_EVERY = 5
"""With shift=True, an article is published after so many requests of lists."""
_CACHED = 4_000
"""Pages kept, the newest ones; SPIP keeps all it has room for."""
_LIST = re.compile(r"/(?:-|\+-|%2B-)", re.IGNORECASE)
_PAGE = re.compile(r"/(?!IMG/|local/)")
_OFFSETS = re.compile(r"(?:^|&)debut_?[\w-]+=")
_CALENDAR = re.compile(r"(?:^|&)(?:mois|annee|jour)=.*page=agenda|page=agenda.*(?:mois|annee|jour)=")


class Asked(NamedTuple):
    """A request received."""

    time: float
    """Seconds since the epoch."""
    method: str
    path: str
    """With its query."""
    user_agent: str
    status: int


class Site:
    """One portal in one skin, which may change while it is asked."""

    def __init__(self, sample: Sample, skin: str = "spip", *, shift: int = 0, screened: bool = True) -> None:
        """shift: publish a new article after every so many requests of lists, 0 for never: offsets shift while one
        crawls. screened: whether clients that SPIP takes for robots get old pages and refusals."""
        if skin not in SKINS:
            raise ValueError(f"no skin is named {skin!r}; there are {', '.join(SKINS)}")
        self.skin, self.shift, self.screened = SKINS[skin], shift, screened
        self.url = ""
        """Where it is served, once it is."""
        self.requests: deque[Asked] = deque(maxlen=200_000)
        """What was asked, the last of it."""
        self._answers, self._lists_asked = Answers(sample, self.skin), 0
        self._kept: OrderedDict[tuple[str, str], tuple[int, Response]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def sample(self) -> Sample:
        """The portal's present state."""
        return self._answers.sample

    def move(self, *changes: Change, today: date | None = None) -> None:
        """Let changes happen, all at once."""
        with self._lock:
            self._answers = Answers(self.sample.after(changes, today), self.skin)

    def respond(self, request: Request) -> Response:
        """Answer a GET or HEAD; a POST is answered as the page, and never kept."""
        response = self._screened(request)
        self.requests.append(Asked(time.time(), request.method, request.target, request.user_agent, response.status))
        if self.shift and _LIST.match(request.target):
            self._lists_asked += 1
            if self._lists_asked % self.shift == 0:
                self.move(publish())
        return response

    def _screened(self, request: Request) -> Response:
        robot, query = self.screened and screened(request.user_agent) is not None, request.query_string
        injected = re.search(r"(?:^|&)page=(?:%3C|<)", query, re.IGNORECASE)
        if injected or (robot and (len(_OFFSETS.findall(query)) > 1 or _CALENDAR.search(query))):
            return html("<html><body><h1>Error 403</h1></body></html>", 403, cache=False)
        return self._page(request, robot=robot) if _PAGE.match(request.target) else self._answers.to(request)

    def _page(self, request: Request, *, robot: bool) -> Response:
        """Return a page: a robot gets any kept one, others one of the present state; a robot's visit keeps nothing."""
        answers, key = self._answers, (request.origin, request.target)
        state, known = self._kept.get(key, (None, None))
        if known and request.method != "POST" and (robot or state == answers.sample.generation):
            return known
        response = answers.to(request)
        if not robot and request.method != "POST":
            with self._lock:
                self._kept[key] = answers.sample.generation, response
                self._kept.move_to_end(key)
                if len(self._kept) > _CACHED:
                    self._kept.popitem(last=False)
        return response


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
        request = Request(self.path, self.command, headers.get("user-agent", ""), origin, headers)
        response = self.server.site.respond(request)
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
