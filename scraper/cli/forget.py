"""`portail forget`: erase a person from the archive."""

from collections import Counter
from itertools import groupby
from pathlib import Path

import click

from scraper.archive import Archive, Found, FoundRow
from scraper.cli import options
from scraper.cli.output import paper
from scraper.crawling.progress import CONSOLE

_EXAMPLES = 3
_SPELLINGS = 20
"""Spellings of a name, at most, that are shown."""
_ELSEWHERE = (
    "Snapshots and WARC files that were made before hold the name still: delete them. While the portal says it, the "
    "next crawl brings it back: make sure that it does not."
)


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it; without this, nothing is changed.")
@click.option("--reference", metavar="TEXT", help="What is noted of the request, as 'demande 2027-03'; never the name.")
@options.archive
def forget(name: str, yes: bool, reference: str | None, archive: Path) -> None:
    """Erase a person from the archive by NAME, as 'Jeanne Martin': her rows of people and roles are deleted, her name
    is taken out of texts, addresses, ids and versions, and the pages and files in which it stands are withheld whole.
    The rest of the history stays, and `portail verify` finds it sound.

    Without --yes it shows what it would touch, and how the name is written there. With it, all is done or nothing, and
    the file is freed of what was removed; it needs twice the room of the archive, and Datasette may go on. It cannot be
    undone.
    """
    with Archive.open(archive) as opened, CONSOLE.status("looking for the name"):
        found = (opened.forget if yes else opened.find_person)(name, reference)
    _show(found, done=yes)
    if found.is_nothing:
        paper().print(f"Nothing of {name} is in the archive.", highlight=False)
    elif not yes:
        paper().print("Nothing was changed: run it again with --yes. It cannot be undone.")
    if yes:
        paper().print(_ELSEWHERE, soft_wrap=True)


def _show(found: Found, *, done: bool) -> None:
    verbs = ("deleted", "redacted", "withheld") if done else ("to delete", "to redact", "to withhold")
    for what, rows in zip(verbs, (found.gone, found.redacted, found.withheld), strict=True):
        for table, each in groupby(sorted(rows, key=lambda row: row.table), key=lambda row: row.table):
            _line(f"{table}: {_counted(list(each), what, examples=not done)}")
    _spellings("Written as", found.written)
    _spellings("Left, perhaps another person's: run it for these too where they are hers", found.left)
    if found.unread:
        _line(f"{found.unread} kept files could not be searched, as their text is not known: look at them.")


def _counted(rows: list[FoundRow], what: str, *, examples: bool) -> str:
    """Return the number of rows, with a few keys while these are still there."""
    number = f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} {what}"
    keys = [row.key for row in rows[:_EXAMPLES]] + ["…"] * (len(rows) > _EXAMPLES)
    return f"{number} ({', '.join(keys)})" if examples else number


def _spellings(title: str, spellings: Counter[str]) -> None:
    shown = [f"{spelling} ({number})" for spelling, number in spellings.most_common(_SPELLINGS)]
    if shown:
        _line(f"{title}: {', '.join(shown + ['…'] * (len(spellings) > _SPELLINGS))}.")


def _line(text: str) -> None:
    paper().print(text, soft_wrap=True, markup=False, highlight=False)
