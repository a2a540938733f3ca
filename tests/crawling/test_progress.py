"""A bar in a terminal, plain lines elsewhere."""

import io
import logging
import re
from types import SimpleNamespace

import pytest
from rich.console import Console

from scraper.crawling import progress
from scraper.crawling.progress import EVERY_PAGES, CrawlProgress


@pytest.fixture
def watch(make_crawler):
    """Let a spider receive pages in front of a console. Return what the console shows."""

    def receive(pages: int, *, terminal: bool, **settings) -> str:
        crawler, screen = make_crawler(**settings), io.StringIO()
        crawler.stats.set_value("scheduler/enqueued", 2 * pages)
        crawler.stats.set_value("scheduler/dequeued", pages)
        progress = CrawlProgress(crawler, Console(file=screen, force_terminal=terminal, width=100))
        progress.spider_opened(crawler.spider)
        for _ in range(pages):
            progress.response_received(crawler.spider)
        progress.spider_closed(crawler.spider, "finished")
        return screen.getvalue()

    return receive


@pytest.fixture
def screen(monkeypatch):
    """A terminal of 80 columns as the console of the command."""
    shown = io.StringIO()
    monkeypatch.setattr(progress, "CONSOLE", Console(file=shown, force_terminal=True, width=80))
    return shown


def spider(crawler, name: str, *, pages: int, queue: int, deferred: int = 0) -> CrawlProgress:
    """Let a spider of a run receive pages, with others in its queue and deferred."""
    crawler.spider.name, crawler.spider.frontier = name, SimpleNamespace(waiting=deferred)
    crawler.stats.set_value("scheduler/enqueued", pages + queue)
    crawler.stats.set_value("scheduler/dequeued", pages)
    shown = CrawlProgress(crawler, Console(file=io.StringIO(), force_terminal=True, width=80))
    shown.spider_opened(crawler.spider)
    for _ in range(pages):
        shown.response_received(crawler.spider)
    return shown


def test_the_pages_of_all_spiders_are_counted_together(make_crawler):
    first, second = make_crawler(), make_crawler()
    second.spider.run = first.spider.run
    spider(first, "news", pages=30, queue=0).spider_closed(first.spider, "finished")
    assert spider(second, "agenda", pages=2, queue=5, deferred=4).least == 41


def test_what_a_budget_leaves_is_all_that_comes(make_crawler):
    crawler = make_crawler()
    crawler.spider.run.requests.budget, crawler.spider.run.requests.sent = 50, 20
    assert spider(crawler, "agenda", pages=20, queue=400).least == 50


def test_the_first_page_is_to_come(make_crawler):
    assert spider(make_crawler(), "news", pages=0, queue=0).least == 1


def test_a_number_that_is_certain_leaves_a_time(screen):
    list(progress.watched(range(3), "reading again", 3))
    last = screen.getvalue().rpartition("reading again")[2]
    assert "3 of 3 elapsed 0:00:00 left 0:00:00" in plain(last)


def test_what_is_done_many_at_a_time_is_counted(screen):
    assert list(progress.counted([500, 500, 7], "rows", 1007)) == [500, 500, 7]
    assert "1007 of 1007" in plain(screen.getvalue().rpartition("rows")[2])


def plain(shown: str) -> str:
    """What a terminal shows, without its colours."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


def test_a_terminal_shows_a_bar(watch, caplog):
    with caplog.at_level(logging.INFO):
        shown = watch(60, terminal=True, PROGRESS_BAR=True)
    assert "60 of at least 120 pages elapsed 0:00:00" in plain(shown)
    assert "-:--" not in shown
    assert caplog.messages == ["news: finished, 60 pages"]


@pytest.mark.parametrize(
    ("terminal", "wanted", "term"), [(False, True, "xterm"), (True, False, "xterm"), (True, True, "dumb")]
)
def test_elsewhere_a_line_is_written_now_and_then(watch, caplog, monkeypatch, terminal, wanted, term):
    monkeypatch.setenv("TERM", term)
    with caplog.at_level(logging.INFO):
        shown = watch(2 * EVERY_PAGES, terminal=terminal, PROGRESS_BAR=wanted)
    assert shown == ""
    assert caplog.messages == [
        "news: 50 of at least 150 pages",
        "news: 100 of at least 200 pages",
        "news: finished, 100 pages",
    ]
