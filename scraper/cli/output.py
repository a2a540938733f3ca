"""Print what commands report and log. Whatever text is in it, nothing steers the terminal but the layout."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC

import click
from jinja2 import Environment, PackageLoader
from rich.console import Console, ConsoleOptions
from rich.logging import RichHandler
from rich.segment import Segment
from rich.text import Text

from scraper.archive import TIME_FORMAT, stamp
from scraper.crawling.progress import CONSOLE
from scraper.text import visible

WIDTH = 160
"""Columns of a report that goes to a file or a pipe, unless COLUMNS says otherwise."""

TEMPLATES = Environment(  # noqa: S701 - no HTML
    loader=PackageLoader("scraper.cli"), keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
)


class Paper(Console):
    """A console that shows the control characters of a text instead of sending them."""

    def render(self, renderable, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """Yield the segments of a renderable; its own control codes stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))


def paper() -> Console:
    """Return the console of stdout: as wide as the terminal; plain, and wide enough, elsewhere."""
    return Paper(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH)


def say(text: str, *, err: bool = False) -> None:
    """Print a text as it is, in one piece."""
    click.echo(visible(text), err=err)


def counted(number: int, noun: str) -> str:
    """Return a number of things: `1 page`, `2 pages`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


class Visible(logging.Formatter):
    """Shows the control characters in what is logged instead of sending them to the terminal."""

    converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, with its traceback."""
        return visible(super().format(record))


def log_to_stderr(verbose: int, quiet: bool) -> None:
    """Send the log to stderr, with times in UTC: beside the bar in a terminal, as plain lines elsewhere.

    By default what this program logs; with -v what Scrapy does as well, with -vv everything; with -q errors only.
    """
    if CONSOLE.is_interactive:
        handler: logging.Handler = RichHandler(
            console=CONSOLE,
            show_path=False,
            log_time_format=lambda moment: Text(stamp(moment.astimezone(UTC))),
        )
        handler.setFormatter(Visible("%(message)s"))
    else:
        handler = logging.StreamHandler()
        handler.setFormatter(Visible("%(asctime)s %(levelname)s %(message)s", TIME_FORMAT))
    own, others = (logging.INFO, logging.ERROR) if not verbose else (logging.DEBUG, logging.INFO)
    if quiet or verbose > 1:
        own = others = logging.ERROR if quiet else logging.DEBUG
    handler.addFilter(lambda record: record.levelno >= (own if record.name.split(".")[0] == "scraper" else others))
    logging.basicConfig(handlers=[handler], level=logging.DEBUG, force=True)
