"""The trial: a portal that lives, a crawl of it that is killed again and again, and a twin that never is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from random import Random
from time import time

from sample_portal import Sample, serve
from tests.kills.state import damage, differences, written
from tests.test_year import in_parts, script_of_a_year

CHECKOUT = Path(__file__).parents[2]
TODAY = date(2026, 3, 2)
ARTICLES = 40
SECONDS = 120
"""Most that a crawl may take."""


@dataclass
class Figures:
    """What a trial came to. kills: in all; early: those before the crawl's first request; crawls: brought to their end,
    each compared with the twin's. requests, undisturbed: sent by the crawls that were killed and gone on with, and by
    the twin. lost: rows that were committed and are gone; damaged, differing: what was found, in words."""

    kills: int = 0
    early: int = 0
    crawls: int = 0
    requests: int = 0
    undisturbed: int = 0
    lost: int = 0
    damaged: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, damaged or changed."""
        return not (self.lost or self.damaged or self.differing)


class Trial:
    """archive: killed; twin: not. Both are crawled after everything that happens to the portal."""

    def __init__(self, folder: Path, kills: int, seed: int):
        self.archive, self.twin = folder / "archive.db", folder / "twin.db"
        self.kills, self.random = kills, Random(seed)
        self.sample = Sample(articles=ARTICLES, seed=seed, today=TODAY)
        self.figures = Figures()

    def run(self) -> Figures:
        """Kill until the kills are spent, and let the last crawl come to its end."""
        with serve(self.sample, port=0) as site:
            self.site = site
            happenings = self._happenings()
            while self.figures.kills < self.kills:
                site.move(*next(happenings))
                self._crawl_both()
        return self.figures

    def _happenings(self) -> Iterator[list]:
        """What happens to the portal before each crawl: nothing before the first, and nothing when the year is over."""
        return chain([[]], in_parts(script_of_a_year(self.sample)), repeat([]))

    def _crawl_both(self) -> None:
        before, began = len(self.site.requests), time()
        assert self._process(self.twin).wait(SECONDS) == 0
        earliest, latest = self.site.requests[before].time - began, time() - began
        middle = len(self.site.requests)
        while self._is_killed(0.9 * earliest, latest):
            self.figures.damaged += damage(self.archive) if self.archive.exists() else []
        self.figures.undisturbed += middle - before
        self.figures.requests += len(self.site.requests) - middle
        self.figures.crawls += 1
        self.figures.damaged += damage(self.archive)
        self.figures.differing += differences(self.archive, self.twin)

    def _is_killed(self, earliest: float, latest: float) -> bool:
        """Crawl, and kill the crawl, if kills are left, at an instant between these (in seconds after its start),
        unless it has ended by then."""
        before, process = len(self.site.requests), self._process(self.archive)
        left = self.figures.kills < self.kills
        try:
            assert process.wait(self.random.uniform(earliest, latest) if left else SECONDS) == 0
            return False
        except subprocess.TimeoutExpired:
            assert left
            there = written(self.archive)
            process.kill()
            process.wait()
        self.figures.kills += 1
        self.figures.early += len(self.site.requests) == before
        self.figures.lost += len(there - written(self.archive))
        return True

    def _process(self, archive: Path) -> subprocess.Popen:
        command = ["-m", "scraper", "crawl", "--at", self.site.url, "--delay", "0", "-q", "--archive", str(archive)]
        return subprocess.Popen([sys.executable, *command], env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
