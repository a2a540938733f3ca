"""The command `portail`."""

import sys

import click

from scraper import __version__
from scraper.cli.check import check
from scraper.cli.crawl import crawl
from scraper.cli.demo import demo, sample
from scraper.cli.exits import EPILOG, Commands
from scraper.cli.export import export, snapshot
from scraper.cli.mentions import mentions
from scraper.cli.people import people
from scraper.cli.profile import profile
from scraper.cli.schedule import schedule
from scraper.cli.serve import serve
from scraper.cli.status import status
from scraper.cli.upkeep import forget, reread, verify


@click.group(
    cls=Commands,
    help="The archive of the portal of Cités Unies France: crawl it, look at it, hand it on.",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="portail", message="%(prog)s %(version)s")
def main() -> None:
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None: closed by who started it
        stream.reconfigure(errors="replace")


for command in (
    crawl,
    status,
    check,
    profile,
    mentions,
    people,
    verify,
    reread,
    forget,
    serve,
    export,
    snapshot,
    schedule,
    demo,
):
    main.add_command(command)
main.add_command(sample, "sample")
