"""`portail demo`: from nothing to an archive to look at, on this machine alone."""

import shlex
from datetime import date
from pathlib import Path
from shutil import which
from time import monotonic

import click
from rich.console import Group

from scraper.archive import Archive
from scraper.cli import logs, options
from scraper.cli.configuration import crawl_settings
from scraper.cli.crawl import SPIDERS, run_spiders
from scraper.cli.paper import paper
from scraper.cli.scheduling.jobs import program
from scraper.cli.status import counts
from scraper.sample import Sample, serve

TODAY = date(2026, 3, 2)
"""The sample portal's day: the same at every run, so that a second run finds nothing changed."""

SHOWN = ("news", "events", "groups", "people", "themes", "funds", "documents")


@click.command()
@options.archive
@click.option("--articles", type=click.IntRange(min=1), default=150, show_default=True, help="The portal's articles.")
def demo(archive: Path, articles: int) -> None:
    """Crawl a sample portal on this machine into the archive, and show what landed.

    The spiders, the readers and the settings are those of a real crawl, but for the delay between requests. Run again,
    it changes nothing.
    """
    logs.to_stderr(verbose=0, quiet=False)
    began = monotonic()
    with serve(Sample(articles=articles, seed=1, today=TODAY), port=0) as site:
        run_spiders(SPIDERS, crawl_settings(archive=archive, at=site.url, delay=0, bar=True))
    with Archive.open(archive) as opened:
        paper().print(report(archive, opened.status(), monotonic() - began))


def report(archive: Path, stands, seconds: float) -> Group:
    """What landed in the archive, and how to look at it."""
    crawl = stands.crawls[0]
    return Group(
        f"{crawl.requests} requests in {seconds:.1f} s: {crawl.new} new, {crawl.changed} changed, "
        f"{crawl.unchanged} unchanged.",
        counts(str(archive), {"pages": crawl.requests} | {name: stands.counts[name] for name in SHOWN}),
        counts("not as expected", stands.problems),
        f"Look at it:  {called()} serve --archive {archive}   (Datasette, http://127.0.0.1:8001)",
        f"How it stands:  {called()} status --archive {archive}",
    )


def called() -> str:
    """How the command is called from this folder: by its name where the shell finds it."""
    if which("portail"):
        return "portail"
    script, *more = program()
    near = Path(script).relative_to(Path.cwd()) if Path(script).is_relative_to(Path.cwd()) else script
    return shlex.join([str(near), *more])
