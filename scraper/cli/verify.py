"""`portail verify`: whether the archive is still what was written."""

from pathlib import Path

import click

from scraper.archive import Archive
from scraper.cli import options
from scraper.cli.alert import alerting
from scraper.cli.exits import Ending, Exit
from scraper.cli.paper import paper, say


@click.command()
@options.archive
@click.option("--no-reading", is_flag=True, help="Do not read the pages again, which takes most of the time.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
def verify(archive: Path, no_reading: bool, quiet: bool) -> None:
    """Check that everything in the archive is still what was written: SQLite's own check, the schema with the triggers
    that make rows append-only, every key, every body against its hash, every version against its fields, its place in
    its record's history and the page that proves it, every record against its last version, the search indexes.

    Each damage is named, and the command ends with 7. It writes nothing; a crawl may go on meanwhile.
    """
    damages = 0
    with alerting(archive), Archive.open(archive) as opened:
        withheld = len(opened.withheld_bodies())
        for name, damaged in opened.verify(read=not no_reading):
            before = damages
            for damage in damaged:
                damages += 1
                say(f"{damage.where}: {damage.what}")
            if not quiet:
                found = "sound" if damages == before else f"{damages - before} damaged"
                paper().print(f"{name}: {found}" + (f", {withheld} withheld" if withheld and name == "bodies" else ""))
        if damages:
            raise Ending(f"{archive} is damaged in {damages} places, named above: put back a copy of it.", Exit.ARCHIVE)
