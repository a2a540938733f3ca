"""`portail export`: the archive, for other programs."""

from datetime import datetime
from pathlib import Path

import click

from scraper.archive import Archive
from scraper.cli import options
from scraper.cli.exits import Ending, Exit
from scraper.cli.output import say
from scraper.crawling.progress import watched
from scraper.exporting.warc import Selection, Written, write_warc


class WarcFile(click.Path):
    """A file whose name ends in .warc.gz: what programs that replay archives go by, and no archive.db."""

    def convert(self, value, param, ctx) -> Path:
        """Return the path; fails for another ending."""
        path = super().convert(value, param, ctx)
        if not path.name.endswith(".warc.gz"):
            self.fail(f"{str(path)!r} must end in .warc.gz, as those who replay it expect.", param, ctx)
        return path


@click.command()
@click.option(
    "--warc",
    type=WarcFile(path_type=Path),
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
    warc: Path | None,
    since: datetime | None,
    until: datetime | None,
    crawl: int | None,
    force: bool,
    archive: Path,
) -> None:
    """Write the archive to a file for other programs.

    A WARC holds the pages as received, with the e-mail addresses and names of persons that stand in them: hand it on as
    you would the archive itself. The same archive gives the same bytes. While it is written the archive may be crawled;
    a file that could not be finished is not left behind.
    """
    if warc is None:
        raise Ending("Name what to write: --warc FILE.warc.gz.", Exit.USAGE)
    selection = Selection(since and since.date(), until and until.date(), crawl)
    with Archive.open(archive) as opened:
        if not selection.extent(opened.db)[1]:
            raise Ending(
                f"{archive} keeps no response in what was asked ({selection}): nothing was written.", Exit.USAGE
            )
        written = write_warc(
            opened, selection, warc, force=force, watch=lambda fetches, total: watched(fetches, "fetches", total)
        )
    say(_summary(warc, written))


def _summary(file: Path, written: Written) -> str:
    """Return what was written, in a sentence or two."""
    sentence = (
        f"{file}: {written.records} records (1 warcinfo, {written.responses} responses, {written.revisits} revisits), "
        f"{written.bytes} bytes."
    )
    if written.left_out:
        sentence += f" Left out: {written.left_out} fetches without a response."
    if written.withheld:
        sentence += f" Left out: {written.withheld} responses whose pages are withheld (`portail forget`)."
    return sentence
