"""`portail forget`: erase a person from the archive."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

from scraper.archive import Archive, Found
from scraper.cli import options
from scraper.cli.output import paper
from scraper.crawling.progress import CONSOLE

_EXAMPLES = 3
_SPELLINGS = 20
"""Spellings of a name, at most, that are shown."""
_LEFT = "Left, perhaps another person's: run it for these too where they are hers"
_ELSEWHERE = (
    "Snapshots and WARC files that were made before still hold the name: delete them. As long as the portal shows it, "
    "the next crawl brings it back: make sure that it does not."
)


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
    for line in _lines(found, done=yes):
        _print(line)
    if found.is_nothing:
        _print(f"Nothing of {name} is in the archive.")
    elif not yes:
        _print("Nothing was changed: run it again with --yes. It cannot be undone.")
    if yes:
        _print(_ELSEWHERE)


def _print(text: str) -> None:
    paper().print(text, soft_wrap=True, markup=False, highlight=False)


def _lines(found: Found, *, done: bool) -> Iterator[str]:
    """Yield what is found, or done, by table: numbers of rows, with a few keys while these are still there."""
    verbs = ("deleted", "redacted", "withheld") if done else ("to delete", "to redact", "to withhold")
    for what, rows in zip(verbs, (found.gone, found.redacted, found.withheld), strict=True):
        tables = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.table):
            tables[row.table].append(row.key)
        for table, keys in tables.items():
            number = f"{len(keys)} {'row' if len(keys) == 1 else 'rows'} {what}"
            yield f"{table}: {number}" + ("" if done else f" ({_first(keys, _EXAMPLES)})")
    for title, spellings in (("Written as", found.written), (_LEFT, found.left)):
        if spellings:
            yield f"{title}: {_first([f'{text} ({number})' for text, number in spellings.most_common()], _SPELLINGS)}."
    if found.unread:
        yield f"{found.unread} kept files could not be searched, as their text is not known: look at them."


def _first(words: list[str], most: int) -> str:
    return ", ".join(words[:most] + ["…"] * (len(words) > most))
