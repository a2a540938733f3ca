"""`portail profile`: what is known of the site's layouts, in words."""

from pathlib import Path

import click
from rich.console import Group
from rich.table import Table
from rich.text import Text

from scraper.archive import Archive
from scraper.cli import options
from scraper.cli.output import counted, paper
from scraper.reading.profile import OVER, OWN, UNDER, Layout, Slot

ORDER = (
    *("overtitle", "title", "subtitle", "date", "lead", "text"),
    *("keywords", "files", "numbered files", "mixed", "facts", "summary"),
)
"""Roles whose main place is shown, in the order of a page."""
WORDS = {
    "title": "the page's title",
    "overtitle": "line above the title",
    "subtitle": "line below the title",
    "date": "day of publication",
    "lead": "introduction",
    "text": "text",
    "keywords": "keywords",
    "files": "files",
    "numbered files": "files that the template numbers",
    "picture": "picture",
    "mixed": "date, keywords and files",
    "facts": "other dates",
    "summary": "summary of the text's headings",
    "card": "teasers of other pages",
    "frame": "frame",
    "legend": "legend of the same picture words",
}

DAYS = {"published": "their publication", "event": "another day in their text"}
"""What the dates in lists are."""
SIDES = {OWN: "in the element of the title", OVER: "above the title", UNDER: "below the title"}
"""Where they are."""


@click.command()
@options.archive
@click.option("--full", is_flag=True, help="Show every place with its whole path, the frame's too.")
def profile(archive: Path, full: bool) -> None:
    """Show what the pages of the site have shown together: its layouts, with what each of their places holds, on how
    many pages, and how often the title is what links call the page. Pages are read by it; a page of no layout that is
    known is read from its own lines alone.

    A crawl learns it at its end, from some 250 of its pages; eight of a layout are enough.
    """
    with Archive.open(archive) as opened:
        known = opened.profile()
    if not known.layouts:
        paper().print("No layout is known: fewer than eight pages of one were crawled. Pages are read one by one.")
        return
    paper().print(f"Profile {known.version}, {len(known.layouts)} layouts.\n", highlight=False)
    for layout in known.layouts:
        paper().print(_shown(layout, full=full))


def _shown(layout: Layout, *, full: bool) -> Group:
    agreed = f"{layout.agreed} of the {layout.called} that links name have that name for a title"
    head = Text(f"{layout.kind}: {counted(layout.pages, 'page')}; {agreed}", style="bold")
    table = Table(box=None, pad_edge=False)
    for name in ("holds", "on pages", "agree", "place"):
        table.add_column(name, overflow="fold")
    by_role: dict[str, list[Slot]] = {}
    for slot in sorted(layout.slots, key=lambda slot: -slot.pages):
        by_role.setdefault(slot.role, []).append(slot)
    for role in WORDS.keys() if full else ORDER:
        for slot in by_role.get(role, ())[: None if full else 1]:
            place = slot.path if full else slot.path.rpartition("/")[2]
            table.add_row(WORDS[role], str(slot.pages), f"{slot.share:.0%}", Text(place or "(the page itself)"))
    if listed := layout.listed:
        agree = f"{listed.agreed / listed.compared:.0%}"
        table.add_row(f"dates of the articles listed: {DAYS[listed.of]}", "", agree, SIDES[listed.side])
    rest = f"{len(layout.slots)} places in all, the frame's too (--full shows them with their whole paths)"
    return Group(head, table, Text("" if full else f"{rest}\n"))
