"""`portail forget`: a person's data taken out of the archive."""

from collections import Counter
from itertools import groupby
from pathlib import Path

import click

from scraper.archive import Archive, Found, Row
from scraper.cli import options
from scraper.cli.paper import paper
from scraper.crawling.progress import CONSOLE

_EXAMPLES = 3
_WAYS = 20
"""Ways to write a name, at most, that are told."""
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
    """Take a person's NAME, as 'Jeanne Martin', out of the archive: out of texts, addresses, ids, versions, pages as
    received; her rows of people and roles go. The rest of the history stays, and `portail verify` finds it sound.

    Without --yes it says what it would touch, and in which ways the name is written there. With it, all is done or
    nothing, and the file is freed of what was removed; it needs twice the room of the archive, and Datasette may go on.
    It cannot be undone.
    """
    with Archive.open(archive) as opened, CONSOLE.status("looking for the name"):
        found = (opened.forget if yes else opened.find_person)(name, reference)
    _tell(found, done=yes)
    if found.is_nothing:
        paper().print(f"Nothing of {name} is in the archive.", highlight=False)
    elif not yes:
        paper().print("Nothing was changed: run it again with --yes. It cannot be undone.")
    if yes:
        paper().print(_ELSEWHERE, soft_wrap=True)


def _tell(found: Found, *, done: bool) -> None:
    for what, rows in (
        ("deleted" if done else "to delete", found.gone),
        ("redacted" if done else "to redact", found.changed),
    ):
        for table, each in groupby(sorted(rows, key=lambda row: row.table), key=lambda row: row.table):
            _line(f"{table}: {_rows(list(each), what, examples=not done)}")
    _ways("Written as", found.written)
    _ways("Left, perhaps another person's: run it for these too where they are hers", found.left)
    if found.unread:
        _line(f"{found.unread} kept files could not be searched, as their text is not known: look at them.")


def _rows(rows: list[Row], what: str, *, examples: bool) -> str:
    """How many rows, with a few of them beforehand; afterwards their keys are no more."""
    number = f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} {what}"
    keys = [row.key for row in rows[:_EXAMPLES]] + ["…"] * (len(rows) > _EXAMPLES)
    return f"{number} ({', '.join(keys)})" if examples else number


def _ways(what: str, ways: Counter[str]) -> None:
    told = [f"{way} ({number})" for way, number in ways.most_common(_WAYS)] + ["…"] * (len(ways) > _WAYS)
    if told:
        _line(f"{what}: {', '.join(told)}.")


def _line(text: str) -> None:
    paper().print(text, soft_wrap=True, markup=False, highlight=False)
