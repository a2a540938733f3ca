"""Datasette's views of tables and questions, which show each row once and send all of them: decisions 70 and 71."""

import re
import sqlite3
from functools import partial
from urllib.parse import parse_qsl, urlencode

from datasette.database import QueryInterrupted, Results
from datasette.renderer import json_renderer
from datasette.utils import InvalidSql, tilde_decode
from datasette.utils.asgi import AsgiStream, BadRequest, NotFound, Request, Response
from datasette.views.base import DatasetteError
from datasette.views.database import DatabaseView
from datasette.views.table import TableView

from scraper.serving.gate import write_line
from scraper.serving.paging import read_page, whole_list
from scraper.serving.querying import RunningQuery, whole_answer
from scraper.serving.streaming import Stream

_MISTAKES = (sqlite3.ProgrammingError, sqlite3.Warning, ValueError, OverflowError)
"""What sqlite3 raises for two statements at once, a parameter without value or a null character in SQL."""
_ROWS = '"rows": ['
"""Where rows begin in a JSON object; within strings the quotes are escaped."""


_LEADING = re.compile(r"(?:\s++|--[^\n]*+(?:\n|\Z)|/\*.*?\*/)*+(?P<verb>\w*)", re.DOTALL)
"""White space and comments before a statement, in time that grows with their length alone."""


def validate_select(sql: str) -> None:
    """Refuse what is no SELECT with a sentence; what one may do is decided by the authorizer.

    Datasette's own check takes minutes for a comment that many blanks follow, and nothing else is answered meanwhile.
    """
    if _LEADING.match(sql)["verb"].lower() not in {"select", "with"}:
        raise InvalidSql("Statement must be a SELECT")


class _Changed:
    """An object of Datasette's with some methods in the place of its own."""

    def __init__(self, original, **methods) -> None:
        self._original = original
        self.__dict__.update(methods)

    def __getattr__(self, name: str):
        return getattr(self._original, name)


class _Whole:
    """What both views have in common. One instance answers one request."""

    def __init__(self, datasette) -> None:
        super().__init__(_Changed(datasette, get_database=self._database, execute=self._execute))
        self._datasette = datasette
        self.request: Request | None = None
        self.token: str | None = None
        """The `_next` with which the page of a table begins; None for the first page."""
        self.following: str | None = None
        """The `_next` of the following page; None after the last."""
        self.query: RunningQuery | None = None
        """The query whose rows are read while they are sent."""
        self.is_streamed = False
        """Whether all rows of a table are sent."""
        self.first: dict = {}
        """Datasette's answer with the first rows."""
        self.first_rows: list = []
        """The first rows of that query, when they are sent as JSON."""
        self.failure: object = None
        """Why the rows cannot be sent to the last."""

    @property
    def format(self) -> str | None:
        return self.request.url_vars.get("format")

    async def get(self, request):
        self.request = request
        if not request.args.get("_timelimit", "0").isdecimal():
            raise BadRequest("_timelimit must be a number of milliseconds")
        response = await super().get(request)
        if self.query and isinstance(response, Response):
            response = self._as_json(response)
        if isinstance(response, AsgiStream):
            return Stream(response, self, self.ds.setting("max_csv_mb"))
        return response

    async def head(self, request):
        response = await self.get(request)
        self.close()
        if isinstance(response, Stream):
            return Response("", headers=response.headers, content_type=response.content_type)
        response.body = b""
        return response

    async def as_csv(self, request, database):
        """Send all rows, but for a page that `_size` or `_next` asks for."""
        is_page = request.args.get("_next") or request.args.get("_size") not in {None, "max"}
        if self.ds.setting("allow_csv_stream") and not is_page:
            request = _with(request, {"_stream": "on", "_size": None})
        try:
            return await super().as_csv(request, database)
        except QueryInterrupted as error:
            sentence = f"The query takes more than {self.ds.sql_time_limit_ms} ms (sql_time_limit_ms)"
            raise DatasetteError(sentence, title="SQL Interrupted", status=400) from error

    async def all_rows(self, request) -> dict | Response:
        """Return Datasette's answer with the first rows, of which `query` has those that follow."""
        self.request = request
        if not request.args.get("_timelimit", "0").isdecimal():
            raise BadRequest("_timelimit must be a number of milliseconds")
        request = _with(request, {"_stream": "on", "_size": None, "_next": None, "_nofacet": "1", "_nocount": "1"})
        try:
            answer = await self.data(request, _size="max")
        except (sqlite3.OperationalError, InvalidSql) as error:
            raise DatasetteError(str(error), title="Invalid SQL", status=400) from error
        return answer if isinstance(answer, Response) else answer[0]

    async def data(self, request, _next=None, _size=None, **options):
        try:
            if self.query:  # the rows that follow
                if self.failure:
                    raise BadRequest(self.failure)
                rows = await self.query.read()
                return self.first | {"rows": rows, "next": not self.query.is_over}, None, None
            self.token = _next or request.args.get("_next")
            self.is_streamed = self.format == "csv" and bool(request.args.get("_stream"))
            size = self.ds.max_returned_rows if self.is_streamed else _size
            answer = await super().data(_with(request, {"_next": None}), _size=size, **options)
        except Exception as error:
            self.failure = self.failure or error
            if isinstance(error, DatasetteError) and error.status == 500:
                error.status = 400  # a column that cannot be sorted by, two sorts at once
            raise
        if not isinstance(answer, Response):
            self._complete(answer[0])
        return answer

    def close(self) -> None:
        """End a query whose rows are not read to the last."""
        if self.query:
            self.query.close()

    def _database(self, *args, **options) -> _Changed:
        database = self._datasette.get_database(*args, **options)
        return _Changed(database, execute=partial(self._execute, database, read=self._page))

    async def _execute(
        self, database, sql: str, params=None, truncate: bool = False, *, read=None, **options
    ) -> Results:
        """Execute what Datasette asks for: the rows of its answer (`truncate`), and what it looks up besides.

        read: how the rows of an answer are read; by default those of a query.
        """
        if isinstance(database, str):
            database = self._datasette.databases[database]
        if not truncate:
            return await self._run(database, sql, params, **options)
        try:
            return await (read or self._query)(database, sql, params, **options)
        except _MISTAKES as error:
            raise DatasetteError(str(error), title="Invalid SQL", status=400) from error

    async def _query(self, database, sql: str, params, **options) -> Results:
        if self.format in {"csv", "json"} and database.memory_name is None:
            return await self._begin(database, sql, params, **options)
        return await self._run(database, sql, params, truncate=True, log_sql_errors=False, **options)

    async def _page(self, database, sql: str, params, **options) -> Results:
        table = tilde_decode(self.request.url_vars["table"])
        if self.is_streamed and not {"_label", "_labels"} & set(self.request.args):  # Datasette labels page by page
            return await self._begin(database, await whole_list(database, table, sql), params, **options)
        options |= {"truncate": True, "log_sql_errors": False}
        changed = _Changed(database, execute=partial(self._run, database))
        results, self.following = await read_page(changed, table, sql, params, self.token, **options)
        return results

    async def _begin(self, database, sql: str, params, custom_time_limit: int | None = None, **_) -> Results:
        """Return the first rows of a query that goes on being read."""
        query = RunningQuery(database, sql, params, self._limit(custom_time_limit))
        rows = await query.read()
        self.query = query
        return Results(rows, False, query.description)

    async def _run(self, database, sql: str, params=None, truncate: bool = False, **options) -> Results:
        """Execute SQL as Datasette does; in a process of its own when a visitor has written it, whole or a condition.
        Other databases in memory are this process's alone."""
        if {"sql", "_where"}.isdisjoint(self.request.args) or database.memory_name is not None:
            return await database.execute(sql, params, truncate=truncate, **options)
        largest = self.ds.max_returned_rows
        most = largest + (options.get("page_size") == largest) if truncate else None
        return await whole_answer(database, sql, params, self._limit(options.get("custom_time_limit")), most)

    def _limit(self, custom: int | None) -> int:
        return min(self.ds.sql_time_limit_ms, custom or self.ds.sql_time_limit_ms)

    def _complete(self, data: dict) -> None:
        """Add to Datasette's answer what follows it."""
        self.first = data
        if data.get("error"):
            if self.format == "csv":
                raise DatasetteError(data["error"], title="Invalid SQL", status=400)
            write_line(self.request, 400, data["error"])
        elif self.format == "csv" and "columns" not in data:
            raise NotFound("A database is no CSV: its tables and questions are")
        elif self.query and self.format == "csv":
            data["next"] = not self.query.is_over
        elif self.query:
            self.first_rows, data["rows"] = data["rows"], []
        elif self.following:
            address = f"{self.request.path}?{_query_string(self.request, {'_next': self.following})}"
            data["next"] = self.following
            data["next_url"] = self.ds.absolute_url(self.request, self.ds.urls.path(address))

    def _as_json(self, frame: Response) -> Response | AsgiStream:
        """Return all rows within the JSON that Datasette makes of none, in the shape that is asked for."""
        shape = self.request.args.get("_shape", "arrays")
        if shape not in {"arrays", "objects", "array", "arrayfirst"}:
            self.close()
            frame.status = 400
            return frame
        is_lines = shape == "array" and bool(self.request.args.get("_nl"))
        place = frame.body.index(_ROWS) + len(_ROWS) if shape in {"arrays", "objects"} else int(not is_lines)
        after = frame.body[place:]

        async def write(writer) -> None:
            await writer.write(frame.body[:place])
            rows, separator = self.first_rows, ""
            while rows:
                body = json_renderer(self.request.args, self.first | {"rows": rows}, self.name).body
                await writer.write(separator + body[place : len(body) - len(after)])
                separator = "\n" if is_lines else ", "
                rows = [] if self.query.is_over else (await self.data(self.request))[0]["rows"]
            await writer.write(after)

        return AsgiStream(write, headers=frame.headers, content_type=frame.content_type)


def _query_string(request: Request, changes: dict[str, str | None]) -> str:
    """Return the query string with other values for some of its keys. Empty values stay: `?issuer=` is a filter."""
    kept = [pair for pair in parse_qsl(request.query_string, keep_blank_values=True) if pair[0] not in changes]
    return urlencode(kept + [pair for pair in changes.items() if pair[1] is not None])


def _with(request: Request, changes: dict[str, str | None]) -> Request:
    query_string = _query_string(request, changes).encode("ascii")
    return Request({**request.scope, "query_string": query_string}, request.receive)


class WholeTableView(_Whole, TableView):
    """A table, a view or a question of metadata.yml."""


class WholeDatabaseView(_Whole, DatabaseView):
    """A database, or a visitor's own SQL."""
