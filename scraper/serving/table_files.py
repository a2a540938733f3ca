"""A query's rows as a file: read, written and sent a chunk at a time, so that no table is too long.

The lists of the pages for readers, and Datasette's tables, views and questions, are taken away by the same writers as
`portail export` uses.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Sequence
from tempfile import SpooledTemporaryFile

from datasette.utils.asgi import BadRequest, NotFound, Request, Response

from scraper.exporting.dictionary import exported
from scraper.exporting.tables import Column, Kind
from scraper.exporting.writers import WRITERS
from scraper.serving.querying import RunningQuery
from scraper.serving.streaming import Stream
from scraper.serving.views import WholeDatabaseView, WholeTableView

_PIECE = 1 << 16
"""Bytes that are sent at once."""
_IN_MEMORY = 1 << 20
"""Bytes of a file that wait in memory; more of them wait on disk."""
_INFINITE = (float("inf"), float("-inf"))
FORMS = {"xlsx": "xlsx", "excel.csv": "excel.csv", "all.json": "json"}
"""The ends of addresses of Datasette's tables and questions as files, and their writers; `.csv` is its own."""


class TableFile:
    """A query that is read while it is sent, as the view and the response of a Stream."""

    def __init__(self, request: Request, form: str, name: str, columns: Sequence[Column]) -> None:
        """form: an ending of WRITERS. name: under which a browser saves it."""
        self.request = request
        self.headers = {"content-disposition": f'attachment; filename="{name}"'}
        self.content_type = WRITERS[form].media_type
        self.failure: object = None
        """Why the rows cannot be sent to the last."""
        self._form, self._columns = form, columns
        self._query: RunningQuery | None = None
        self._rows: list = []
        self._cells: Callable[[object], Sequence[object]] = tuple

    def begin(self, query: RunningQuery, rows: list, cells: Callable[[object], Sequence[object]]) -> None:
        """Take the query that goes on being read. rows: its first ones. cells: makes a row's values, in the order of
        the columns."""
        self._query, self._rows, self._cells = query, rows, cells

    def close(self) -> None:
        """End the query."""
        if self._query:
            self._query.close()

    async def asgi_send(self, send) -> None:
        """Send the whole table."""
        headers = {**self.headers, "content-type": self.content_type}
        encoded = [[name.encode(), value.encode()] for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": encoded})
        with SpooledTemporaryFile(_IN_MEMORY) as file:
            writer = WRITERS[self._form](file, self._columns)
            try:
                while self._rows and not self.failure:
                    await asyncio.to_thread(self._write, writer)
                    await _send_written(file, send)
                    self._rows = [] if self._query.is_over else await self._query.read()
            except BaseException as error:
                self.failure = self.failure or error
                raise
            finally:
                await asyncio.to_thread(writer.abandon if self.failure else writer.close)
            await _send_written(file, send)
        await send({"type": "http.response.body", "body": b""})

    def _write(self, writer) -> None:
        writer.write(map(self._cells, self._rows))

    @property
    def as_head(self) -> Response:
        """The answer to who asks for the headers alone."""
        return Response("", headers=self.headers, content_type=self.content_type)


async def table_page(request: Request, datasette) -> Response | Stream:
    """Send all rows of one of Datasette's tables, views or questions, or of a visitor's own SQL, as a file."""
    form = request.url_vars["form"]
    table = request.url_vars.get("table")
    if request.method not in {"GET", "HEAD"}:
        raise BadRequest("A table is taken away by GET")
    view = (WholeTableView if table else WholeDatabaseView)(datasette)
    # Read as its CSV is: all rows, by one query.
    scope = {**request.scope, "url_route": {"kwargs": {**request.url_vars, "format": "csv"}}}
    answer = await view.all_rows(Request(scope, request.receive))
    if isinstance(answer, Response):
        return answer
    if view.query is None:
        raise NotFound("This is no table: nothing of it can be taken away")
    name = re.sub(r"[^\w.-]", "-", f"{table or request.url_vars['database']}.{form}", flags=re.ASCII)
    file = TableFile(request, FORMS[form], name, _columns(table, answer["columns"]))
    file.begin(view.query, answer["rows"], _plain)
    if request.method == "HEAD":
        file.close()
        return file.as_head
    return Stream(file, file, datasette.setting("max_csv_mb"))


def _columns(table: str | None, names: Sequence[str]) -> list[Column]:
    """Return the columns of an answer. Of one that the dictionary does not know, what looks like a time is one."""
    described = exported().get(table)
    kinds = {column.name: column.kind for column in described.columns} if described else {}
    met: Counter[str] = Counter()
    columns = []
    for name in names:
        met[name] += 1
        kind = kinds.get(name, Kind.MOMENT)
        # Two columns of one name would be one in JSON.
        columns.append(Column(name if met[name] == 1 else f"{name}_{met[name]}", kind))
    return columns


def _plain(row) -> list[object]:
    """Return a row's values as texts, numbers or None: bytes in hexadecimal, no number that JSON and Excel lack."""
    return [
        value.hex() if isinstance(value, bytes) else str(value) if value in _INFINITE else value for value in tuple(row)
    ]


async def _send_written(file: SpooledTemporaryFile, send) -> None:
    """Send what a file holds, and empty it."""
    file.seek(0)
    while piece := file.read(_PIECE):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    file.seek(0)
    file.truncate()
