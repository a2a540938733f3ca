"""What a command says while it works: beside the bar in a terminal, as plain lines elsewhere."""

import logging
import time
from datetime import UTC, datetime

from rich.logging import RichHandler
from rich.text import Text

from scraper.archive import FORMAT, stamp
from scraper.crawling.progress import CONSOLE
from scraper.visible import visible

OWN = "scraper"


class Visible(logging.Formatter):
    """Shows the control characters in what is logged instead of sending them to the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, with its traceback."""
        return visible(super().format(record))


class Loudness(logging.Filter):
    """Lets through this program's records from one level on, and all other's from another."""

    def __init__(self, own: int, others: int):
        super().__init__()
        self.own, self.others = own, others

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is loud enough."""
        return record.levelno >= (self.own if record.name.split(".")[0] == OWN else self.others)


def utc(moment: datetime) -> Text:
    """Return a local time, without time zone, as the archive writes it."""
    return Text(stamp(moment.astimezone(UTC)))


def to_stderr(verbose: int, quiet: bool) -> None:
    """Send the log to stderr. By default what this program says; with -v what Scrapy does as well, with -vv everything;
    with -q errors only."""
    if CONSOLE.is_interactive:
        handler: logging.Handler = RichHandler(console=CONSOLE, show_path=False, log_time_format=utc)
        handler.setFormatter(Visible("%(message)s"))
    else:
        handler = logging.StreamHandler()
        plain = Visible("%(asctime)s %(levelname)s %(message)s", FORMAT)
        plain.converter = time.gmtime
        handler.setFormatter(plain)
    own, others = (logging.INFO, logging.ERROR) if not verbose else (logging.DEBUG, logging.INFO)
    if quiet or verbose > 1:
        own = others = logging.ERROR if quiet else logging.DEBUG
    handler.addFilter(Loudness(own, others))
    logging.basicConfig(handlers=[handler], level=logging.DEBUG, force=True)
