"""Hand-made crawlers: a run, settings and an engine that notes what is asked of it; no network, no reactor."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from scraper import portal as portals
from scraper.crawling.run import Run
from scraper.records import Fetch


@dataclass
class Notebook:
    """A session that keeps what it is given."""

    kept: list[tuple[Fetch, bytes | None, bool]] = field(default_factory=list)
    requests: int = 0
    reason: str | None = None
    problems: list[tuple[str, str, str]] = field(default_factory=list)

    def keep(self, fetch, body=None, *, to_read=False):
        self.kept.append((fetch, body, to_read))
        return fetch

    def problem(self, url, rule, detail):
        self.problems.append((url, rule, detail))

    def finish(self, reason, never_asked=None):
        self.reason = reason


class Engine:
    """An engine whose downloads are answered by `answer`, and that notes endings."""

    running = True

    def __init__(self, answer):
        self.answer, self.asked, self.ended = answer, [], None

    async def download_async(self, request):
        self.asked.append(request.url)
        given = self.answer(request)
        if isinstance(given, Exception):
            raise given
        return given

    async def close_spider_async(self, *, reason):
        self.ended = reason


@pytest.fixture
def make_crawler():
    """A crawler of the portal, or of its copy `at`, whose engine answers with `answer(request)`."""

    def make(at: str | None = None, answer=lambda request: Response(request.url), **settings):
        run = Run(portals.load().crawled_at(at), ("news", "agenda"), Notebook(), copy=bool(at))
        chosen = Settings()
        chosen.setmodule("scraper.settings")
        chosen.setdict(settings, priority="cmdline")
        signals = SimpleNamespace(connect=lambda receiver, signal: None)
        crawler = SimpleNamespace(settings=chosen, engine=Engine(answer), signals=signals)
        crawler.spider = SimpleNamespace(run=run, name="news", crawler=crawler)
        crawler.stats = MemoryStatsCollector(crawler)
        return crawler

    return make
