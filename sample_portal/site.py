"""The portal as one talks to it: screens clients, keeps pages, lets changes happen (docs/spip.md)."""

import re
import threading
import time
from collections import OrderedDict, deque
from datetime import date
from typing import NamedTuple

from sample_portal.answers import Answers, Request, Response, html
from sample_portal.changes import Change, publish
from sample_portal.pages import Builder
from sample_portal.sample import Sample
from sample_portal.skins import SKINS
from scraper.spip_screen import screened

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
        self._answers, self._lists_asked = Answers(Builder(sample), self.skin), 0
        self._kept: OrderedDict[tuple[str, str], tuple[int, Response]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def sample(self) -> Sample:
        """The portal's present state."""
        return self._answers.sample

    def move(self, *changes: Change, today: date | None = None) -> None:
        """Let changes happen, all at once."""
        with self._lock:
            self._answers = Answers(Builder(self.sample.after(changes, today)), self.skin)

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
