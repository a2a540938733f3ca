"""`portail snapshot`: a dated copy of the archive."""

from pathlib import Path

import click

from scraper.archive import publish, take_snapshot
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.output import say
from scraper.crawling.progress import CONSOLE


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), metavar="N", help="Keep the newest N copies of this archive in DIR."
)
@click.option(
    "--public", type=options.ArchiveFile(), metavar="FILE", help="Write a copy that may be served to others to FILE."
)
@click.option("--force", is_flag=True, help="Replace FILE when it is there.")
@options.archive
def snapshot(folder: Path | None, keep: int | None, public: Path | None, force: bool, archive: Path) -> None:
    """Copy the archive, as it is in one moment, to a new file in DIR: archive-YYYY-MM-DDTHHMMSSZ.db, UTC.

    The copy is checked (integrity, references, rows of every table) before it gets its name; its SHA-256 stands beside
    it, for `sha256sum -c`. Crawls and Datasette go on meanwhile, and the archive is not written. DIR needs room for two
    copies.

    With --public FILE instead of DIR, the copy holds no page, dictionary or header as received and no e-mail address:
    it is what others may be served.
    """
    if (folder is None) == (public is None):
        raise click.UsageError("Name either a folder, DIR, or a public copy's file, --public FILE.")
    if (keep and public) or (force and not public):
        raise click.UsageError("--keep is for copies in DIR, --force for a public copy.")
    with alerting(archive), CONSOLE.status("copying and checking"):
        taken = publish(archive, public, replace=force) if public else take_snapshot(archive, folder, keep=keep)
    say(f"{taken.path}: {taken.bytes} bytes, {taken.rows} rows, checked; SHA-256 {taken.sha256}.")
    for path in taken.removed:
        say(f"Removed: {path}")
