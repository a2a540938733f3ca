"""`portail export` and `portail snapshot`: the archive as a file for other programs, and dated or public copies."""

from datetime import datetime
from pathlib import Path

import click

from scraper.archive import Archive, publish, take_snapshot
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.exits import Ending, Exit
from scraper.cli.output import counted, say
from scraper.crawling import progress
from scraper.crawling.progress import CONSOLE, watched
from scraper.exporting.folder import NothingSelected, write_folder
from scraper.exporting.selection import RowSelection, UnknownChoice
from scraper.exporting.warc import Selection, write_warc


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this table; can be given several times.")
@click.option(
    "--since",
    type=options.DAY,
    metavar="DATE",
    help="Only articles and groups that are new or changed since this day (UTC, YYYY-MM-DD); of a WARC, its fetches.",
)
@click.option("--country", metavar="CODE", help="Only what belongs to a country: ML, or Mali.")
@click.option("--group", metavar="ID", help="Only what belongs to a group: its id or its name.")
@click.option("--as-of", type=options.DAY, metavar="DATE", help="As it was known at the end of this day in Paris.")
@click.option("--snapshot", is_flag=True, help="With a public copy of the database, dated.")
@click.option(
    "--warc",
    type=click.Path(path_type=Path),
    metavar="FILE.warc.gz",
    help="Instead of DIR, write the responses, as received, to a WARC file.",
)
@click.option(
    "--until", type=options.DAY, metavar="DATE", help="Of a WARC: only fetches of this day (UTC) and earlier."
)
@click.option(
    "--crawl",
    type=click.IntRange(min=1),
    metavar="N",
    help="Of a WARC: only fetches of crawl N (`portail status --all`).",
)
@click.option("--force", is_flag=True, help="Replace an export, or a file, of that name.")
@options.archive
def export(
    folder: Path | None,
    tables: tuple[str, ...],
    since: datetime | None,
    country: str | None,
    group: str | None,
    as_of: datetime | None,
    snapshot: bool,
    warc: Path | None,
    until: datetime | None,
    crawl: int | None,
    force: bool,
    archive: Path,
) -> None:
    """Write the archive for other programs: a folder, DIR, with all tables and what describes them; or a WARC.

    DIR has the tables as CSV, as CSV and one .xlsx for French Excel, as JSON Lines and, with the extra `parquet`, as
    Parquet; the agenda, a feed, datapackage.json, ro-crate-metadata.json, dcat.jsonld, CITATION.cff, a README with the
    data dictionary, and SHA256SUMS. E-mail addresses are masked.

    A WARC holds the pages as received, with the e-mail addresses and names of persons that they hold: hand it on as
    you would the archive itself. The same archive gives the same bytes. While it is written the archive may be crawled;
    what could not be finished is not left behind.
    """
    of_folder = {
        "--table": tables, "--country": country, "--group": group, "--as-of": as_of, "--snapshot": snapshot
    }  # fmt: skip
    of_warc = {"--until": until, "--crawl": crawl}
    if (folder is None) == (warc is None):
        raise Ending("Name what to write: a folder, DIR, or a WARC file, --warc FILE.warc.gz.", Exit.USAGE)
    for name, given in (of_folder if warc else of_warc).items():
        if given:
            raise Ending(f"{name} is for {'a folder' if warc else 'a WARC'}: leave it out.", Exit.USAGE)
    if warc:
        _export_warc(archive, warc, Selection(since and since.date(), until and until.date(), crawl), force)
        return
    selection = RowSelection(tables, since and since.date(), country, group, as_of and as_of.date())
    if snapshot and not selection.is_whole:
        raise Ending("--snapshot is of the whole archive: leave out what selects a part of it.", Exit.USAGE)
    _export_folder(archive, folder, selection, force, snapshot)


def _export_folder(archive: Path, folder: Path, selection: RowSelection, force: bool, with_database: bool) -> None:
    with Archive.open(archive) as opened:
        try:
            written = write_folder(
                opened,
                folder,
                selection,
                force=force,
                with_database=with_database,
                watch=lambda counts, total: progress.counted(counts, "rows", total),
            )
        except UnknownChoice as error:
            raise Ending(str(error), Exit.USAGE) from error
        except NothingSelected as error:
            sentence = f"{archive} has no row in what was asked ({selection}): nothing was written."
            raise Ending(sentence, Exit.USAGE) from error
    say(
        f"{folder}: {counted(written.rows, 'row')} of {counted(written.tables, 'table')}, "
        f"{counted(written.files, 'file')}, {written.bytes} bytes."
    )
    if written.left_out:
        say("Left out: parquet/, for which pyarrow is not installed (pip install 'portail[parquet]').")


def _export_warc(archive: Path, warc: Path, selection: Selection, force: bool) -> None:
    if not warc.name.endswith(".warc.gz"):  # what programs that replay archives go by, and no archive.db
        sentence = f"{str(warc)!r} must end in .warc.gz, as those who replay it expect."
        raise click.BadParameter(sentence, param_hint="'--warc'")
    with Archive.open(archive) as opened:
        if not selection.extent(opened.db)[1]:
            sentence = f"{archive} keeps no response in what was asked ({selection}): nothing was written."
            raise Ending(sentence, Exit.USAGE)
        written = write_warc(
            opened, selection, warc, force=force, watch=lambda fetches, total: watched(fetches, "fetches", total)
        )
    kinds = f"1 warcinfo, {counted(written.responses, 'response')}, {counted(written.revisits, 'revisit')}"
    sentence = f"{warc}: {counted(written.records, 'record')} ({kinds}), {written.bytes} bytes."
    if written.left_out:
        sentence += f" Left out: {written.left_out} fetches without a response."
    if written.withheld:
        sentence += f" Left out: {counted(written.withheld, 'response')}, whose content is withheld (`portail forget`)."
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
