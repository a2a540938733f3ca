"""Where a command prints its report: whatever text is in it, nothing steers the terminal but the layout."""

import os
import sys
from collections.abc import Iterator

import click
from rich.console import Console, ConsoleOptions
from rich.segment import Segment

from scraper.visible import visible

WIDTH = 160
"""Columns of a report that goes to a file or a pipe, unless COLUMNS says otherwise."""


class Paper(Console):
    """A console that shows the control characters of a text instead of sending them."""

    def render(self, renderable, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """Yield the segments of a renderable; its own control codes stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))


def say(text: str, *, err: bool = False) -> None:
    """Print a text as it is, in one piece."""
    click.echo(visible(text), err=err)


def paper() -> Console:
    """The console of stdout: as wide as the terminal; plain, and wide enough, elsewhere."""
    return Paper(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH)
