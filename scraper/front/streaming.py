"""Rows of a query that are read while they are sent: decision 57."""

import asyncio
import sqlite3

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import AsgiStream

from scraper.front.log import write_line

CHUNK = 1000
"""Rows that are in memory at once."""
_PIECE = 1 << 16
"""Bytes that are sent at once."""
_PATIENCE = 60
"""Seconds after which a client that takes nothing is let go: SQLite's log cannot shrink while a query is open."""


class RunningQuery:
    """The rows of a query, a chunk at a time, on a connection of its own that Datasette has prepared."""

    def __init__(self, datasette: Datasette, database: Database, sql: str, params: dict, limit_ms: float) -> None:
        self._datasette, self._database, self._sql, self._params = datasette, database, sql, params
        self._limit_ms = limit_ms
        self._connection: sqlite3.Connection | None = None
        self._cursor: sqlite3.Cursor | None = None
        self._is_reading = False
        self.is_over = False
        """Whether there is nothing more to read."""

    @property
    def description(self) -> tuple:
        return self._cursor.description

    @property
    def columns(self) -> list[str]:
        return [column[0] for column in self.description]

    async def read(self) -> list[sqlite3.Row]:
        """Return the next rows, at most CHUNK.

        Raises QueryInterrupted when they take longer than the limit, sqlite3.Error when the query is wrong.
        """
        self._is_reading = True
        try:
            rows = await asyncio.get_running_loop().run_in_executor(self._datasette.executor, self._read)
            self._is_reading = False
        except Exception:
            self._is_reading = False
            self.close()
            raise
        if len(rows) < CHUNK:
            self.close()
        return rows

    def close(self) -> None:
        self.is_over = True
        if self._connection is None:
            return
        if self._is_reading:  # the client has gone meanwhile; the thread that reads drops the connection
            self._connection.interrupt()
        else:
            self._connection.close()
        self._connection = None

    def _read(self) -> list[sqlite3.Row]:
        if self._connection is None:
            self._connection = self._connect()
        with sqlite_timelimit(self._connection, self._limit_ms):
            try:
                if self._cursor is None:
                    self._cursor = self._connection.execute(self._sql, self._params)
                return self._cursor.fetchmany(CHUNK)
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise QueryInterrupted(error, self._sql, self._params) from error
                raise

    def _connect(self) -> sqlite3.Connection:
        connection = self._database.connect()
        # Datasette keeps the connections it opens, to close them at its end; this one is closed with its query.
        if connection in self._database._all_file_connections:
            self._database._all_file_connections.remove(connection)
        self._datasette._prepare_connection(connection, self._database.name)
        return connection


class Stream:
    """A response that is made while it is sent.

    When it cannot be made whole the connection is cut, so that no client takes a part for the whole.
    """

    def __init__(self, response: AsgiStream, view, limit_mb: int) -> None:
        self.headers, self.content_type = response.headers, response.content_type
        self._response, self._view = response, view
        self._limit = limit_mb * 1024 * 1024
        self._pieces, self._sent = bytearray(), 0
        self._is_whole = False

    async def asgi_send(self, send) -> None:
        leaving = asyncio.create_task(self._notice_leaving())
        try:
            await self._response.asgi_send(lambda message: self._forward(message, send))
        except Exception:
            if not self._view.failure:
                raise
        finally:
            leaving.cancel()
            self._view.close()
        if self._view.failure:
            write_line(self._view.request, f"cut after {self._sent} bytes", self._view.failure)

    async def _forward(self, message: dict, send) -> None:
        """Pass on what is sent, in larger pieces, up to the first failure."""
        if self._view.failure:
            return
        if message["type"] != "http.response.body":
            await send(message)
            return
        self._pieces.extend(message.get("body", b""))
        if self._limit and self._sent + len(self._pieces) > self._limit:
            self._view.failure = f"more than {self._limit} bytes (max_csv_mb)"
        elif len(self._pieces) >= _PIECE or not message.get("more_body"):
            piece = bytes(self._pieces)
            self._pieces.clear()
            self._is_whole = not message.get("more_body")
            try:
                await asyncio.wait_for(send({**message, "body": piece}), _PATIENCE)
                self._sent += len(piece)
            except TimeoutError:
                self._view.failure = f"the client took nothing for {_PATIENCE} seconds"

    async def _notice_leaving(self) -> None:
        while (await self._view.request.receive())["type"] != "http.disconnect":
            pass
        if not self._is_whole:
            self._view.failure = "the client has gone"
