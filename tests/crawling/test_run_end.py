"""How a run ends, and what is in its row."""

from types import SimpleNamespace

import pytest
from twisted.python.failure import Failure

from scraper.archive import FullDisk
from scraper.crawling.lifecycle import RunEnd


@pytest.fixture
def close(make_crawler):
    """Close a spider of a run of news and agenda. Return the run."""

    def closing(name: str, reason: str, *, began: bool = True, run=None):
        crawler = make_crawler()
        crawler.spider.run = run or crawler.spider.run
        crawler.spider.run.session.began = began
        crawler.stats.set_value("downloader/request_count", 7)
        RunEnd(crawler).spider_closed(SimpleNamespace(name=name), reason)
        return crawler.spider.run

    return closing


def test_the_run_ends_with_its_last_spider_and_counts_the_requests_of_all(close):
    run = close("news", "finished")
    assert run.session.reason is None
    close("agenda", "finished", run=run)
    assert (run.session.reason, run.session.requests) == ("finished", 14)


def test_the_run_ends_early_with_the_spider_that_was_stopped(close):
    run = close("news", "shutdown")
    assert run.session.reason == "interrupted"


def test_a_run_that_read_nothing_ends_with_that_reason(close):
    run = close("agenda", "finished", began=False)
    assert run.reason == "nothing_read"


def test_a_run_that_read_pages_and_could_keep_none_ends_with_another_reason(close, make_crawler):
    run = make_crawler().spider.run
    run.faults = 1
    close("agenda", "finished", began=False, run=run)
    assert run.reason == "finished"


def test_a_run_that_spent_its_budget_ends_so_when_its_last_spider_closes(close, make_crawler):
    run = make_crawler().spider.run
    run.requests.budget, run.requests.is_short = 14, True
    close("news", "budget", run=run)
    assert (run.reason, run.session.reason) == ("finished", None)
    close("agenda", "finished", run=run)
    assert (run.reason, run.session.reason) == ("budget", "budget")
    assert "14 requests" in run.why


def test_a_budget_that_is_too_small_for_any_page_is_named(close, make_crawler):
    run = make_crawler().spider.run
    run.requests.budget, run.requests.is_short = 1, True
    close("agenda", "budget", began=False, run=run)
    assert run.reason == "nothing_read"
    assert "a budget of 1 requests" in run.why


def test_a_portal_that_forbids_all_differs_from_one_that_sends_nothing(close, make_crawler):
    run = make_crawler().spider.run
    run.requests.forbidden = 7
    close("agenda", "finished", began=False, run=run)
    assert (run.reason, run.why) == ("robots_forbids", "robots.txt forbids 7 of the pages that the crawl begins with")


def test_the_first_reason_stays(close, make_crawler):
    run = make_crawler().spider.run
    run.reason = "unreachable"
    assert close("agenda", "shutdown", run=run).session.reason == "unreachable"


def test_pages_that_our_errors_cost_are_counted(make_crawler):
    crawler = make_crawler()
    account = RunEnd(crawler)
    for error in (KeyError("labels"), ValueError("31 février")):
        account.lost(Failure(error))
    assert (crawler.spider.run.faults, crawler.spider.run.error) == (2, None)


def refuse(error: Exception):
    """A session's `finish` that fails."""

    def finish(reason, never_asked):
        raise error

    return finish


def test_an_archive_error_at_the_end_is_reported(close, make_crawler):
    run = make_crawler().spider.run
    run.session.finish = refuse(FullDisk("archive.db has no room left."))
    assert str(close("agenda", "finished", run=run).error) == "archive.db has no room left."


def test_an_error_of_this_program_at_the_end_is_counted_and_raised(close, make_crawler):
    run = make_crawler().spider.run
    run.session.finish = refuse(KeyError("drafts"))
    with pytest.raises(KeyError):
        close("agenda", "finished", run=run)
    assert run.faults == 1
