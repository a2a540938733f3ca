"""`portail snapshot`: a dated copy of the archive."""

from pathlib import Path

import click

from scraper.archive.snapshot import take_snapshot
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.paper import say
from scraper.crawling.progress import CONSOLE


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), metavar="N", help="Keep the newest N copies of this archive in DIR."
)
@options.archive
def snapshot(folder: Path, keep: int | None, archive: Path) -> None:
    """Copy the archive, as it is in one moment, to a new file in DIR: archive-YYYY-MM-DDTHHMMSSZ.db, UTC.

    The copy is checked (integrity, references, rows of every table) before it gets its name; its SHA-256 stands beside
    it, for `sha256sum -c`. Crawls and Datasette go on meanwhile, and the archive is not written. DIR needs room for two
    copies.
    """
    with alerting(archive), CONSOLE.status("copying and checking"):
        taken = take_snapshot(archive, folder, keep=keep)
    say(f"{taken.path}: {taken.bytes} bytes, {taken.rows} rows, checked; SHA-256 {taken.sha256}.")
    for path in taken.removed:
        say(f"Removed: {path}")
