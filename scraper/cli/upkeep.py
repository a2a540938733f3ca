"""The upkeep of an archive: `portail verify` (against itself), `reread` (by today's readers), `forget` (a person)."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from scraper.archive import KINDS, Archive
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.exits import Ending, Exit
from scraper.cli.mentions import reading_for
from scraper.cli.output import TEMPLATES, paper, say
from scraper.crawling.progress import CONSOLE, watched
from scraper.prose.reader import reader_of_sentences


@click.command()
@options.archive
@click.option("--no-reading", is_flag=True, help="Do not read the pages again, which takes most of the time.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what is wrong.")
def verify(archive: Path, no_reading: bool, quiet: bool) -> None:
    """Check that everything in the archive is still what was written: SQLite's own check, the schema with the triggers
    that make rows append-only, every key, every body against its hash, every version against its fields, its place in
    its record's history and the page that proves it, every record against its last version, the search indexes.

    Each damage is named, and the command ends with 7. It writes nothing; a crawl may go on meanwhile.
    """
    damages = 0
    with alerting(archive), Archive.open(archive) as opened:
        withheld = len(opened.withheld_bodies())
        reader = reader_of_sentences()
        sentences = (reading_for(opened.portal), reader) if reader else None
        for name, damaged in opened.verify(read=not no_reading, sentences=sentences):
            before = damages
            for damage in damaged:
                damages += 1
                say(f"{damage.where}: {damage.what}")
            if not quiet:
                found = "sound" if damages == before else f"{damages - before} damaged"
                paper().print(f"{name}: {found}" + (f", {withheld} withheld" if withheld and name == "bodies" else ""))
        if damages:
            raise Ending(f"{archive} is damaged in {damages} places, named above: put back a copy of it.", Exit.ARCHIVE)


@click.command()
@options.archive
@click.option(
    "--since", type=options.DAY, metavar="DATE", help="Read only what was fetched from that day on (YYYY-MM-DD, UTC)."
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Read only these; may be repeated.")
def reread(archive: Path, since: date | None, kinds: tuple[str, ...]) -> None:
    """Read again, with today's readers, the pages that prove the records, and the last answer of every other page. No
    network is used.

    What the readers see otherwise than before becomes a version of kind technical, once: run again, it changes nothing.
    Interrupted, what is done is done, and the next run does the rest.
    """
    kept = Counter()
    with Archive.open(archive) as opened:
        number, done = opened.reread(kinds or KINDS, f"{since:%Y-%m-%d}" if since else "")
        for each in watched(done, "reading again", number):
            kept[each.kind] += 1
            if each.kind not in {"same", "redacted"}:
                paper().print(f"{each.kind}: {each.name}" + (f" ({each.why})" if each.why else ""), soft_wrap=True)
    left = f", {kept['redacted']} left, as redacted" if kept["redacted"] else ""
    counts = f"{kept['same']} the same, {kept['technical']} technical, {kept['failed']} failed{left}"
    paper().print(f"{number} read again: {counts}.")
    if kept["failed"]:
        sentence = "could not be read again, for the reasons above; their records stay as they were."
        raise Ending(f"{kept['failed']} {sentence}", Exit.INTERNAL)


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it; without this, nothing is changed.")
@click.option("--reference", metavar="TEXT", help="What is noted of the request, as 'demande 2027-03'; never the name.")
@options.archive
def forget(name: str, yes: bool, reference: str | None, archive: Path) -> None:
    """Erase a person from the archive by NAME, as 'Jeanne Martin': her rows of people and roles are deleted, her name
    is taken out of texts, addresses, ids and versions, and the pages and files that hold it are withheld whole.
    The rest of the history stays, and `portail verify` finds it sound.

    Without --yes it shows what it would touch, and how the name is written there. With it, all is done or nothing, and
    the file is freed of what was removed; it needs twice the room of the archive, and Datasette may go on. It cannot be
    undone.
    """
    with Archive.open(archive) as opened, CONSOLE.status("looking for the name"):
        found = (opened.forget if yes else opened.find_person)(name, reference)
    say(TEMPLATES.get_template("forget").render(found=found, name=name, done=yes).rstrip())
