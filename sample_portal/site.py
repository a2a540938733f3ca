"""The portal as one talks to it: screens clients, keeps pages, lets changes happen (docs/spip.md)."""

import re
import threading
from collections import OrderedDict
from datetime import date

from sample_portal import screen
from sample_portal.answers import Answers
from sample_portal.building import Builder
from sample_portal.changes import Change, publish
from sample_portal.model import Sample
from sample_portal.responses import Request, Response, html
from sample_portal.skins import SKINS

_CACHED = 4_000
"""Pages kept, the newest ones; SPIP keeps all it has room for."""
_LIST = re.compile(r"/(?:-|\+-|%2B-)", re.IGNORECASE)
_PAGE = re.compile(r"/(?!IMG/|local/)")


class Site:
    """One portal in one skin, which may change while it is asked.

    shift: publish a new article after every so many requests of lists, 0 for never: offsets shift while one crawls.
    screened: whether clients that SPIP takes for robots get old pages and refusals.
    """

    def __init__(self, sample: Sample, skin: str = "spip", *, shift: int = 0, screened: bool = True) -> None:
        if skin not in SKINS:
            raise ValueError(f"no skin is named {skin!r}; there are {', '.join(SKINS)}")
        self.skin, self.shift, self.screened = SKINS[skin], shift, screened
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
        robot = self.screened and screen.is_robot(request.user_agent)
        if reason := screen.refused(request.query_string, robot=robot):
            return html(f"<html><body><h1>Error 403</h1><p>{reason}</p></body></html>", 403, cache=False)
        response = self._page(request, robot=robot) if _PAGE.match(request.target) else self._answers.to(request)
        self._count(request)
        return response

    def _page(self, request: Request, *, robot: bool) -> Response:
        """A page: a robot gets any kept one, others one of the present state; a robot's visit keeps nothing."""
        answers, key = self._answers, (request.origin, request.target)
        state, known = self._kept.get(key, (None, None))
        if known and request.method != "POST" and (robot or state == answers.sample.generation):
            return known
        response = answers.to(request)
        if not robot and request.method != "POST":
            self._keep(key, answers.sample.generation, response)
        return response

    def _keep(self, key: tuple[str, str], state: int, response: Response) -> None:
        with self._lock:
            self._kept[key] = state, response
            self._kept.move_to_end(key)
            if len(self._kept) > _CACHED:
                self._kept.popitem(last=False)

    def _count(self, request: Request) -> None:
        if self.shift and _LIST.match(request.target):
            self._lists_asked += 1
            if self._lists_asked % self.shift == 0:
                self.move(publish())
