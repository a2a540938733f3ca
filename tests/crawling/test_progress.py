"""A bar in a terminal, plain lines elsewhere."""

import io
import logging

import pytest
from rich.console import Console

from scraper.crawling.progress import EVERY_PAGES, CrawlProgress


@pytest.fixture
def watch(make_crawler):
    """Let a spider receive pages in front of a console; gives what the console shows."""

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


def test_a_terminal_shows_a_bar(watch, caplog):
    with caplog.at_level(logging.INFO):
        shown = watch(60, terminal=True, PROGRESS_BAR=True)
    assert "60/120" in shown
    assert caplog.messages == ["news: finished, 60 pages"]


@pytest.mark.parametrize(("terminal", "wanted"), [(False, True), (True, False)])
def test_elsewhere_a_line_is_written_now_and_then(watch, caplog, terminal, wanted):
    with caplog.at_level(logging.INFO):
        shown = watch(2 * EVERY_PAGES, terminal=terminal, PROGRESS_BAR=wanted)
    assert shown == ""
    assert caplog.messages == [
        "news: 50 of 150 pages known so far",
        "news: 100 of 200 pages known so far",
        "news: finished, 100 pages",
    ]
