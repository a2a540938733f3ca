"""What a visitor's mistake leaves in the log: one line (decision 72)."""

import sys

from datasette.utils.asgi import Request

_LONGEST = 300
"""Characters of an address or a reason that are written."""


def write_line(request: Request, outcome: object, reason: object) -> None:
    """Write what was asked, what came of it, and why, as one line on stderr."""
    asked, why = _printable(request.full_path), _printable(reason)
    sys.stderr.write(f"{request.method} {asked}: {outcome}, {why}\n")
    sys.stderr.flush()


def _printable(text: object) -> str:
    words = " ".join(str(text).split())[:_LONGEST]
    return "".join(letter if letter.isprintable() else "?" for letter in words)
