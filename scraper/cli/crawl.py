"""`portail crawl`: the spiders, one after the other, into the archive; and `scrapy crawl`, with the same ends."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scraper.archive import Archive
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.exits import INTERRUPTIONS, Ending, Exit, end_of
from scraper.cli.mentions import read_after_crawl
from scraper.cli.output import counted, log_to_stderr, say
from scraper.crawling.lifecycle import crawl as crawl_with
from scraper.crawling.run import open_run

SPIDERS = ("news", "agenda", "groups")
AT_LEAST_ONE = click.IntRange(min=1)


@click.command()
@click.argument("spiders", nargs=-1, type=click.Choice(SPIDERS), metavar="[news] [agenda] [groups]")
@click.option(
    "--recent/--full",
    default=False,
    help="What is recent, and a part of the rest, for every day; or everything.  [default: full]",
)
@click.option(
    "--period",
    "recent_period",
    type=AT_LEAST_ONE,
    metavar="DAYS",
    help="With --recent: days in which each record is looked at again.  [default: 90]",
)
@click.option(
    "--limit", "article_limit", type=AT_LEAST_ONE, help="Most articles, or files, each spider fetches, newest first."
)
@click.option(
    "--documents", is_flag=True, help="Then fetch the files of documents too: hash, size, type, text of PDFs."
)
@click.option("--keep-files", is_flag=True, help="With --documents: keep the files' bytes as well, some gigabytes.")
@options.at
@options.archive
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Least time between two requests; robots.txt may ask for more.  [default: 2; 0 for a copy here]",
)
@click.option(
    "--budget",
    "request_budget",
    type=AT_LEAST_ONE,
    metavar="N",
    help="Most requests of this run; the next one goes on from there.",
)
@click.option(
    "--between",
    "hours",
    type=options.part_of_day,
    metavar="22:00-06:00",
    help="Ask the portal only at these hours, Paris time; outside of them the run ends.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Crawl nothing: release what a sick crawl quarantined, after you have looked at the portal.",
)
@click.option("-v", "--verbose", count=True, help="Log more; -vv everything.")
@click.option("-q", "--quiet", is_flag=True, help="Log only what went wrong.")
def crawl(
    spiders: tuple[str, ...], documents: bool, archive: Path, accept: bool, verbose: int, quiet: bool, **chosen
) -> None:
    """Crawl the portal into the archive: all three spiders, or those named, one after the other; with --documents, the
    files that articles and groups attach, those never fetched first.

    --recent asks for some hundred pages: the heads of the lists, the agenda, articles whose event is near, and a slice
    of all records, so that each is looked at again within the period. A new archive begins with a full crawl.

    With --at, a copy of the portal is crawled: records carry the portal's own addresses, and nothing outside that
    address is asked. Ctrl-C and SIGTERM end a crawl cleanly.
    """
    # chosen: what the options change in Scrapy's settings, by the names of these in small letters
    if accept:
        with alerting(archive):
            release(archive)
        return
    if chosen["recent"] and chosen["article_limit"] is not None:
        raise click.UsageError("--recent chooses by itself what it asks for: leave out --limit, or use --budget.")
    if chosen["recent_period"] is not None and not chosen["recent"]:
        raise click.UsageError("--period belongs to --recent: a full crawl looks at everything.")
    if chosen["keep_files"] and not documents:
        raise click.UsageError("--keep-files keeps what --documents fetches: give both, or neither.")
    log_to_stderr(verbose, quiet)
    with alerting(archive):
        hours = chosen.pop("hours")
        if hours and datetime.now(UTC) not in hours:
            raise Ending(f"Nothing was asked: it is not {hours} in Paris.", Exit.HOURS)
        settings = options.crawl_settings(archive=str(archive), hours=hours and str(hours), bar=not quiet, **chosen)
        run_spiders((*(spiders or SPIDERS), *(["documents"] if documents else [])), settings)
        read_after_crawl(archive)


def release(archive: Path) -> None:
    """Release what sick crawls quarantined."""
    try:
        with Archive.open(archive) as opened:
            number = opened.accept()
    except KeyboardInterrupt as error:
        raise Ending(INTERRUPTIONS["crawl --accept"], Exit.INTERRUPTED) from error
    say(f"Released: {counted(number, 'page')}." if number else f"{archive} has nothing in quarantine.")


def run_spiders(spiders: Iterable[str], settings: Settings, **arguments) -> None:
    """Crawl, and end the command with a sentence and a code unless the crawl finished. arguments: of each spider."""
    try:
        run = open_run(settings, tuple(dict.fromkeys(spiders)), options.the_portal(settings.get("PORTAL_AT")))
    except ValueError as error:
        raise Ending(f"Bad configuration: {error}.", Exit.CONFIGURATION) from error
    crawl_with(run, settings, dict.fromkeys(run.spiders, arguments))
    if end := end_of(run):
        raise end


class Command(ScrapyCrawl):
    """`scrapy crawl news` (setting COMMANDS_MODULE). Scrapy's own answers a user's mistake with a traceback, and ends
    with 0 when the portal is unreachable."""

    def run(self, args, opts) -> None:
        """Run the spider; sets the exit code."""
        known = self.crawler_process.spider_loader.list()
        if len(args) != 1 or args[0] not in known:
            raise UsageError(f"name one spider: {', '.join(sorted(known))}", print_help=False)
        try:
            with alerting(Path(self.settings["ARCHIVE"])):
                run_spiders(args, self.settings, **opts.spargs)
        except Ending as end:
            end.show()
            self.exitcode = end.exit_code
