"""`portail demo`: from nothing to an archive to look at, with a past, on this machine alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from socket import create_server
from urllib.parse import urlsplit

import click
from rich.console import Group

from sample_portal import Sample, changes, serve
from sample_portal.__main__ import main as sample
from scraper import records
from scraper.archive import Archive, Status, is_fresh
from scraper.cli import options
from scraper.cli.crawl import SPIDERS, run_spiders
from scraper.cli.mentions import read_after_crawl
from scraper.cli.output import counted, log_to_stderr, paper
from scraper.cli.program import run_command
from scraper.cli.status import called, counts, effects

__all__ = ["demo", "sample"]
SHOWN = ("news", "events", "groups", "people", "themes", "funds", "documents")
FEWEST = 10
"""Articles with which a week's changes can happen."""


@click.command()
@options.archive
@click.option(
    "--articles", type=click.IntRange(min=FEWEST), default=150, show_default=True, help="The portal's articles."
)
def demo(archive: Path, articles: int) -> None:
    """Crawl a sample portal on this machine into the archive, as it was last week and as it is today, and show what
    landed.

    The spiders, the readers and the settings are those of a real crawl, but for the delay between requests. Run again,
    it changes nothing.
    """
    log_to_stderr(verbose=0, quiet=False)
    before = crawls_of(archive)
    sample = Sample(articles=articles, seed=1, today=day_of(before) - timedelta(days=7))
    with serve(sample, port=port_of(before)) as site:
        if all(crawl.finish_reason != "finished" for crawl in before):
            crawl_before(site.url, archive)
        site.move(*changes.week(sample))
        run_spiders(SPIDERS, options.crawl_settings(archive=archive, at=site.url, delay=0, bar=True))
    read_after_crawl(archive)
    with Archive.open(archive) as opened:
        paper().print(report(archive, opened.status()))


def crawls_of(archive: Path) -> tuple[records.Crawl, ...]:
    """Return the crawls of an archive, the first one first; none of one that is not there yet."""
    if is_fresh(archive):
        return ()
    with Archive.open(archive) as opened:
        return opened.crawls()


def day_of(crawls: tuple[records.Crawl, ...]) -> date:
    """Return the day of the sample portal: that of the first crawl, so that it is the same at every run; else today."""
    return datetime.fromisoformat(crawls[0].started).date() if crawls else datetime.now(UTC).date()


def port_of(crawls: tuple[records.Crawl, ...]) -> int:
    """Return the port of the portal in the last crawl, as only a crawl of the same address goes on from it; 0, for any,
    when there is none or it is taken."""
    port = (urlsplit(crawls[-1].origin).port if crawls else None) or 0
    try:
        with create_server(("127.0.0.1", port)):
            return port
    except OSError:
        return 0


def crawl_before(url: str, archive: Path) -> None:
    """Crawl the portal as it is first, in a process of its own, for Twisted runs once in each; ends the command when
    that fails, after that crawl's own sentence."""
    run_command("crawl", "--at", url, "--delay", "0", "--archive", str(archive))


def report(archive: Path, stands: Status) -> Group:
    """Return what landed in the archive, and how to look at it."""
    at = ("--archive", str(archive))
    return Group(
        *(
            f"Crawl {crawl.id}: {counted(crawl.requests, 'request')}, {effects(crawl)}."
            for crawl in reversed(stands.crawls[:2])
        ),
        counts(str(archive), {name: stands.counts[name] for name in SHOWN}),
        counts("not as expected", stands.problems),
        f"Read it:  {called('serve', *at)}   (http://127.0.0.1:8001)",
        "What changed:  http://127.0.0.1:8001/changements",
        f"Its status:  {called('status', *at)}",
    )
