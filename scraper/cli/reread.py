"""`portail reread`: today's readers over the pages that are kept."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from scraper.archive import KINDS, Archive
from scraper.cli import options
from scraper.cli.exits import Ending, Exit
from scraper.cli.paper import paper
from scraper.crawling.progress import watched


@click.command()
@options.archive
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Read only what was fetched from that day on (YYYY-MM-DD, UTC).",
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Read only these; may be repeated.")
def reread(archive: Path, since: date | None, kinds: tuple[str, ...]) -> None:
    """Read again, with today's readers, the pages that prove the records, and the last answer of every other page. No
    network is used.

    What the readers see otherwise than before becomes a version of kind technical, once: run again, it changes nothing.
    Interrupted, what is done is done, and the next run does the rest.
    """
    with Archive.open(archive) as opened:
        number, done = opened.reread(kinds or KINDS, f"{since:%Y-%m-%d}" if since else "")
        kept = Counter()
        for each in watched(done, "reading again", number):
            kept[each.kind] += 1
            if each.kind not in {"same", "redacted"}:
                paper().print(f"{each.kind}: {each.name}" + (f" ({each.why})" if each.why else ""), soft_wrap=True)
    counts = f"{kept['same']} the same, {kept['technical']} technical, {kept['failed']} failed"
    left = f", {kept['redacted']} left, as redacted" if kept["redacted"] else ""
    paper().print(f"{number} read again: {counts}{left}.")
    if kept["failed"]:
        raise Ending(
            f"{kept['failed']} could not be read again, for the reasons above; their records stay as they were.",
            Exit.INTERNAL,
        )
