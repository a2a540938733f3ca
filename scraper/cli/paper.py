"""Where a command prints its report."""

import os
import sys

from rich.console import Console

WIDTH = 160
"""Columns of a report that goes to a file or a pipe, unless COLUMNS says otherwise."""


def paper() -> Console:
    """The console of stdout: as wide as the terminal; plain, and wide enough, elsewhere."""
    return Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH)
