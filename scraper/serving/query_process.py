"""Answers queries, one after the other, in a process of its own: what a statement costs or breaks is its own.

Run with `-m`; stdin has queries, stdout their rows, as frames: four bytes of length, and JSON. A query names the
database (`address`, a file: URI), `sql`, `params`, `limit_ms` (milliseconds to each chunk) and `chunk` (rows). An
answer is one frame a chunk with `columns`, `rows` and `over`; or `error`, the name of one of
sqlite3's exceptions, and `sentence`. A query that takes longer than its limit within one call of a function, where
SQLite cannot be interrupted, ends the process: SIGALRM needs nobody's help.
"""

import json
import os
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from scraper.serving.authorizing import Openings, restrict
from scraper.serving.functions import add_functions

HEAP = 96 * 2**20
"""Bytes that SQLite may take."""
_MEMORY = 512 * 2**20
"""Bytes of address space, Python's and its libraries' among them."""
_TEMPORARY = 2**30
"""Bytes of a file that a sort may write."""
_PIECE = 2**20
"""Bytes after which a chunk is sent, however few rows it has."""
_LONGEST_ROW = 32 * 2**20
"""Bytes of one row."""
_GRACE = 0.5
"""Seconds after the limit at which the process ends."""


def main() -> None:
    """Answer until stdin ends."""
    for what, bound in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, _TEMPORARY),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (bound, bound))
    os.nice(5)  # the server, and pages that need no process, come first
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    while (query := read_frame(sys.stdin.buffer)) is not None:
        try:
            for frame in _chunks(query):
                write_frame(sys.stdout.buffer, frame)
        except MemoryError:
            sentence = "out of memory: ask for less at once"
            write_frame(sys.stdout.buffer, {"error": "OperationalError", "sentence": sentence})
        except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
            write_frame(sys.stdout.buffer, {"error": type(error).__name__, "sentence": str(error)})
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def read_frame(file: BinaryIO) -> dict | None:
    """Read one frame; None when there is no more."""
    head = file.read(4)
    return json.loads(file.read(int.from_bytes(head))) if len(head) == 4 else None


def write_frame(file: BinaryIO, content: dict) -> None:
    """Write one frame; bytes become an object with one key, `hex`."""
    text = json.dumps(content, default=lambda blob: {"hex": blob.hex()}, ensure_ascii=False).encode()
    file.write(len(text).to_bytes(4) + text)
    file.flush()


def _chunks(query: dict) -> Iterator[dict]:
    """Yield the frames of an answer; the clock is stopped while one is sent."""
    limit = query["limit_ms"] / 1000
    signal.setitimer(signal.ITIMER_REAL, limit + _GRACE)
    deadline = time.monotonic() + limit
    with closing(sqlite3.connect(query["address"], uri=True, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA hard_heap_limit = {HEAP}")
        add_functions(connection)
        connection.execute("BEGIN")  # what is looked at and what is run is the same schema
        openings = Openings(connection)
        restrict(connection, is_visitors=True)
        connection.set_progress_handler(lambda: time.monotonic() >= deadline, 1000)
        openings.refuse(query["sql"], query["params"])
        cursor = connection.execute(query["sql"], query["params"])
        frame = {"columns": [column[0] for column in cursor.description or ()], "over": False}
        while not frame["over"]:
            rows, is_over = _chunk(cursor, query["chunk"])
            frame |= {"rows": rows, "over": is_over}
            signal.setitimer(signal.ITIMER_REAL, 0)
            yield frame
            signal.setitimer(signal.ITIMER_REAL, limit + _GRACE)
            deadline = time.monotonic() + limit


def _chunk(cursor: sqlite3.Cursor, most: int) -> tuple[list[tuple], bool]:
    """Return the next rows, and whether they are the last ones."""
    rows, size = [], 0
    while len(rows) < most and size < _PIECE:
        row = cursor.fetchone()
        if row is None:
            return rows, True
        length = sum(len(value) for value in row if isinstance(value, str | bytes))
        if length > _LONGEST_ROW:
            raise sqlite3.DataError(f"a row is longer than {_LONGEST_ROW // 2**20} MB: ask for less of it")
        rows.append(row)
        size += length + 16 * len(row)
    return rows, False


if __name__ == "__main__":
    main()
