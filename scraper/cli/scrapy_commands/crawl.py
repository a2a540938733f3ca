"""`scrapy crawl news`: one spider, with the sentences and exit codes of `portail crawl`."""

from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from scraper.cli.alert import alerting
from scraper.cli.crawl_end import end_of
from scraper.cli.exits import Ending, Exit
from scraper.crawling.lifecycle import end_by_force
from scraper.crawling.run import open_run


class Command(ScrapyCrawl):
    """Scrapy's command, which says a user's mistake in a traceback and ends an unreachable portal with 0."""

    def run(self, args, opts) -> None:
        """Run the spider; sets the exit code."""
        known = self.crawler_process.spider_loader.list()
        if len(args) != 1 or args[0] not in known:
            raise UsageError(f"name one spider: {', '.join(known)}", print_help=False)
        try:
            with alerting(Path(self.settings["ARCHIVE"])):
                self._crawl(args[0], opts.spargs)
        except Ending as end:
            end.show()
            self.exitcode = end.exit_code

    def _crawl(self, spider: str, arguments: dict) -> None:
        """Run the spider; raises the Ending that its crawl asks for."""
        try:
            run = open_run(self.settings, (spider,))
        except ValueError as error:
            raise Ending(f"Bad configuration: {error}.", Exit.CONFIGURATION) from error
        self.crawler_process.crawl(spider, run=run, **arguments)
        self.crawler_process.start()
        if self.crawler_process.crawlers:
            end_by_force(run)
        if end := end_of(run):
            raise end
