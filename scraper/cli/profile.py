"""`portail profile`: what is known of the site's layouts, in words."""

from pathlib import Path

import click
from rich.console import Group
from rich.table import Table
from rich.text import Text

from scraper.archive import Archive
from scraper.cli import options
from scraper.cli.output import paper
from scraper.reading.profile import Layout

ORDER = ("overtitle", "title", "subtitle", "date", "lead", "text", "keywords", "files", "mixed", "facts", "summary")
"""Roles that are shown place by place, in the order of a page; the others are counted."""
WORDS = {
    "title": "the page's title",
    "overtitle": "line above the title",
    "subtitle": "line below the title",
    "date": "day of publication",
    "lead": "introduction",
    "text": "text",
    "keywords": "keywords",
    "files": "files",
    "mixed": "date, keywords and files",
    "facts": "other dates",
    "summary": "summary of the text's headings",
    "card": "teasers of other pages",
    "frame": "frame",
    "legend": "legend of the same picture words",
}
LEAST = 0.02
"""Share of a layout's pages below which a place is not shown."""


@click.command()
@options.archive
@click.option("--full", is_flag=True, help="Show every place, the frame's too.")
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
    head = Text(f"{layout.kind}: {layout.pages} pages; {agreed}", style="bold")
    table = Table(box=None, pad_edge=False)
    for name in ("holds", "on pages", "agree", "place"):
        table.add_column(name, overflow="fold")
    rank = {role: place for place, role in enumerate(ORDER)}
    slots = [slot for slot in layout.slots if slot.pages >= LEAST * layout.pages]
    for slot in sorted(slots, key=lambda slot: (rank.get(slot.role, len(rank)), slot.path)):
        if full or slot.role in rank:
            table.add_row(
                WORDS[slot.role], str(slot.pages), f"{slot.share:.0%}", Text(slot.path or "(the page itself)")
            )
    hidden = sum(slot.role not in rank for slot in slots)
    rest = "" if full else f"and {hidden} places of frame and teasers (--full shows them)"
    return Group(head, table, Text(f"{rest}\n"))
