"""`scrapy crawl news`: one spider, with the sentences and exit codes of `portail crawl`."""

import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from scraper.archive import ArchiveError
from scraper.cli.crawl_end import end_of
from scraper.cli.exits import Exit, ending
from scraper.crawling.opening import open_run


class Command(ScrapyCrawl):
    """Scrapy's command, which says a user's mistake in a traceback and ends an unreachable portal with 0."""

    def run(self, args, opts) -> None:
        """Run the spider; sets the exit code."""
        known = self.crawler_process.spider_loader.list()
        if len(args) != 1 or args[0] not in known:
            raise UsageError(f"name one spider: {', '.join(known)}", print_help=False)
        try:
            run = open_run(self.settings, (args[0],))
        except ArchiveError as error:
            sentence = ending(error)
            sys.stderr.write(f"Error: {sentence.message}\n")
            self.exitcode = sentence.exit_code
            return
        except ValueError as error:
            sys.stderr.write(f"Error: Bad configuration: {error}.\n")
            self.exitcode = Exit.CONFIGURATION
            return
        self.crawler_process.crawl(args[0], run=run, **opts.spargs)
        self.crawler_process.start()
        if end := end_of(run):
            sys.stderr.write(f"Error: {end.message}\n")
            self.exitcode = end.exit_code
