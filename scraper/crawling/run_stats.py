"""The account of a run: Scrapy's counts for the crawl's row, and the row's end."""

from scrapy import signals

from scraper.archive import ArchiveError
from scraper.crawling.ending import REASONS, end_for_the_archive, finish
from scraper.crawling.opening import run_of
from scraper.crawling.run import Run


class RunStats:
    """Extension: when a spider closes, its requests are added to the run; with the run's last spider the run ends."""

    def __init__(self, crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler):
        account = cls(crawler)
        crawler.signals.connect(account.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(account.lost, signal=signals.spider_error)
        crawler.signals.connect(account.lost, signal=signals.item_error)
        return account

    def lost(self, failure) -> None:
        """Count a page that an error of this program cost, which Scrapy logs; an archive that cannot be used any more
        ends the crawl."""
        if isinstance(failure.value, ArchiveError):
            end_for_the_archive(self.crawler, failure.value)
        else:
            run_of(self.crawler).faults += 1

    def spider_closed(self, spider, reason: str) -> None:
        """Take the spider's counts and reason over; end the run when it is the last, or ended early."""
        run = run_of(self.crawler)
        run.recorder.requests += self.crawler.stats.get_value("downloader/request_count", 0)
        if run.reason == "finished" and reason != "budget":
            run.reason = REASONS.get(reason, reason)
        if spider.name == run.spiders[-1] and run.reason == "finished":
            self._note_what_is_missing(run)
        if spider.name == run.spiders[-1] or run.reason != "finished":
            finish(run)

    def _note_what_is_missing(self, run: Run) -> None:
        if not run.recorder.began and not run.faults:
            run.reason, run.why = self._why_nothing(run)
        elif run.short:
            run.reason, run.why = "budget", f"{run.budget} requests were sent; the next run goes on"

    def _why_nothing(self, run: Run) -> tuple[str, str]:
        """Why no page could be read, as a reason to end and what was met."""
        if run.forbidden:
            return "robots_forbids", f"robots.txt forbids {run.forbidden} of the pages that the crawl begins with"
        bound = f" with a budget of {run.budget} requests" if run.short else ""
        return "nothing_read", f"no page of the portal could be read{bound}"
