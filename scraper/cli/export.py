"""`portail export` and `portail snapshot`: the archive as a file for other programs, and dated or public copies."""

from datetime import datetime
from pathlib import Path

import click

from scraper.archive import Archive, publish, take_snapshot
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.exits import Ending, Exit
from scraper.cli.output import say
from scraper.crawling.progress import CONSOLE, watched
from scraper.exporting.warc import Selection, write_warc


@click.command()
@click.option(
    "--warc",
    type=click.Path(path_type=Path),
    metavar="FILE.warc.gz",
    help="Write the responses, as received, to a WARC file.",
)
@click.option("--since", type=options.DAY, metavar="DATE", help="Only fetches of this day (UTC, YYYY-MM-DD) and later.")
@click.option(
    "--until", type=options.DAY, metavar="DATE", help="Only fetches of this day (UTC, YYYY-MM-DD) and earlier."
)
@click.option(
    "--crawl", type=click.IntRange(min=1), metavar="N", help="Only fetches of crawl N (`portail status --all`)."
)
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@options.archive
def export(
    warc: Path | None, since: datetime | None, until: datetime | None, crawl: int | None, force: bool, archive: Path
) -> None:
    """Write the archive to a file for other programs.

    A WARC holds the pages as received, with the e-mail addresses and names of persons that they hold: hand it on as
    you would the archive itself. The same archive gives the same bytes. While it is written the archive may be crawled;
    a file that could not be finished is not left behind.
    """
    if warc is None:
        raise Ending("Name what to write: --warc FILE.warc.gz.", Exit.USAGE)
    if not warc.name.endswith(".warc.gz"):  # what programs that replay archives go by, and no archive.db
        sentence = f"{str(warc)!r} must end in .warc.gz, as those who replay it expect."
        raise click.BadParameter(sentence, param_hint="'--warc'")
    selection = Selection(since and since.date(), until and until.date(), crawl)
    with Archive.open(archive) as opened:
        if not selection.extent(opened.db)[1]:
            sentence = f"{archive} keeps no response in what was asked ({selection}): nothing was written."
            raise Ending(sentence, Exit.USAGE)
        written = write_warc(
            opened, selection, warc, force=force, watch=lambda fetches, total: watched(fetches, "fetches", total)
        )
    kinds = f"1 warcinfo, {written.responses} responses, {written.revisits} revisits"
    sentence = f"{warc}: {written.records} records ({kinds}), {written.bytes} bytes."
    if written.left_out:
        sentence += f" Left out: {written.left_out} fetches without a response."
    if written.withheld:
        sentence += f" Left out: {written.withheld} responses whose pages are withheld (`portail forget`)."
    say(sentence)


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), metavar="N", help="Keep the newest N copies of this archive in DIR."
)
@click.option(
    "--public", type=options.archive_file, metavar="FILE", help="Write a copy that may be served to others to FILE."
)
@click.option("--force", is_flag=True, help="Replace FILE when it is there.")
@options.archive
def snapshot(folder: Path | None, keep: int | None, public: Path | None, force: bool, archive: Path) -> None:
    """Copy the archive, as it is in one moment, to a new file in DIR: archive-YYYY-MM-DDTHHMMSSZ.db, UTC.

    The copy is checked (integrity, references, rows of every table) before it gets its name; its SHA-256 is beside
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
