"""Queries whose cost a visitor decides, answered in processes that can be ended: decisions 71 and 75."""

import asyncio
import atexit
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from signal import SIGALRM
from subprocess import PIPE, Popen
from threading import Semaphore

from datasette.database import Database, QueryInterrupted, Results
from datasette.views.base import DatasetteError

from scraper.serving.query_process import read_frame, write_frame

CHUNK = 1000
"""Rows that are in memory at once."""
AT_ONCE = 6
"""Queries that are answered at the same time."""
_WAIT = 2
"""Seconds that a query waits for its turn."""
_LARGEST_PAGE = 32 * 2**20
"""Bytes of an answer that is shown as a page, about."""
_COMMAND = (sys.executable, "-P", "-m", "scraper.serving.query_process")


class _Processes:
    """The processes that answer: idle ones are used again."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="query")
        self._idle: list[Popen] = []
        self._busy: set[Popen] = set()
        self._turns = Semaphore(AT_ONCE)
        atexit.register(self.end)

    async def take(self) -> Popen:
        """Take a turn, and a process; raises DatasetteError (503) when no turn becomes free in time."""
        for _ in range(_WAIT * 20):
            if self._turns.acquire(blocking=False):
                break
            await asyncio.sleep(0.05)
        else:
            raise DatasetteError("Too many queries are running: ask again in a minute", title="Busy", status=503)
        process = self._idle.pop() if self._idle else None
        if process is None or process.poll() is not None:
            # A session of its own: Ctrl-C is the server's.
            process = Popen(_COMMAND, stdin=PIPE, stdout=PIPE, start_new_session=True)  # noqa: S603 - our own module
        self._busy.add(process)
        return process

    def give_back(self, process: Popen, *, is_idle: bool) -> None:
        """Release a turn and its process; a process that is not done with its query is ended."""
        self._turns.release()
        self._busy.discard(process)
        if is_idle:
            self._idle.append(process)
        else:
            _end(process)

    def end(self) -> None:
        """End all processes."""
        for process in (*self._idle, *self._busy):
            _end(process)


def _end(process: Popen) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # a query that nobody reads any more
            pipe.close()


_PROCESSES = _Processes()


class RunningQuery:
    """The rows of a query, a chunk at a time."""

    def __init__(self, database: Database, sql: str, params: dict | None, limit_ms: float) -> None:
        mode = "mode=ro" if database.is_mutable else "immutable=1"
        address = f"{Path(database.path).absolute().as_uri()}?{mode}" if database.path else "file::memory:"
        params = dict(params or {})
        self._query = {"address": address, "sql": sql, "params": params, "limit_ms": limit_ms, "chunk": CHUNK}
        self._process: Popen | None = None
        self._cursor: sqlite3.Cursor | None = None
        """A cursor of the same columns, from which sqlite3 makes its rows."""
        self.is_over = False
        """Whether there is nothing more to read."""

    @property
    def description(self) -> tuple:
        """The columns, as those of a cursor."""
        return self._cursor.description

    async def read(self) -> list[sqlite3.Row]:
        """Return the next rows, at most CHUNK.

        Raises QueryInterrupted when they take longer than the limit, sqlite3.Error when the query is wrong or asks
        for what is not public, DatasetteError when too many queries are running.
        """
        query = None
        if self._process is None:
            self._process, query = await _PROCESSES.take(), self._query
        try:
            return await asyncio.get_running_loop().run_in_executor(_PROCESSES.threads, self._read, query)
        except BaseException:
            self.close()
            raise

    def close(self, *, is_idle: bool = False) -> None:
        """End the query."""
        self.is_over = True
        process, self._process = self._process, None
        if process:
            _PROCESSES.give_back(process, is_idle=is_idle)

    def _read(self, query: dict | None) -> list[sqlite3.Row]:
        process, frame = self._process, None
        with suppress(OSError, ValueError):  # closed meanwhile
            if query:
                write_frame(process.stdin, query)
            frame = read_frame(process.stdout)
        if frame is None:
            if self.is_over or process.wait() == -SIGALRM:
                raise self._interrupted()
            raise sqlite3.OperationalError("the process that answered this query has broken down")
        if "error" in frame:
            self.close(is_idle=True)
            raise self._failure(frame)
        if self._cursor is None:
            columns = ('NULL AS "{}"'.format(name.replace('"', '""')) for name in frame["columns"])
            with closing(sqlite3.connect(":memory:")) as memory:
                self._cursor = memory.execute(f"SELECT {', '.join(columns)}")
        if frame["over"]:
            self.close(is_idle=True)
        return [sqlite3.Row(self._cursor, tuple(map(_cell, cells))) for cells in frame["rows"]]

    def _failure(self, frame: dict) -> Exception:
        if frame["sentence"] == "interrupted":
            return self._interrupted()
        # Datasette takes an OperationalError alone for a visitor's mistake; what is not authorized is none in sqlite3.
        kinds = {"ProgrammingError": sqlite3.ProgrammingError, "Warning": sqlite3.Warning}
        return kinds.get(frame["error"], sqlite3.OperationalError)(frame["sentence"])

    def _interrupted(self) -> QueryInterrupted:
        return QueryInterrupted(sqlite3.OperationalError("interrupted"), self._query["sql"], self._query["params"])


def _cell(value):
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


async def whole_answer(database: Database, sql: str, params: dict | None, limit_ms: float, most: int | None) -> Results:
    """Return the rows of a query together, at most so many. Raises DatasetteError when they are too much for a page."""
    query = RunningQuery(database, sql, params, limit_ms)
    rows, size = [], 0
    try:
        while not query.is_over and (most is None or len(rows) <= most):
            chunk = await query.read()
            rows += chunk
            size += sum(len(cell) if isinstance(cell, str | bytes) else 16 for row in chunk for cell in row)
            if size > _LARGEST_PAGE:
                sentence = f"The answer is longer than {_LARGEST_PAGE // 2**20} MB: ask for less, or for its CSV"
                raise DatasetteError(sentence, title="Too large", status=400)
    finally:
        query.close()
    is_cut = most is not None and len(rows) > most
    return Results(rows[:most] if is_cut else rows, is_cut, query.description)
