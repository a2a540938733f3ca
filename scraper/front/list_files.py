"""A list of a page as a file: all rows of its query, by the writers of every table."""

from datasette.database import Database
from datasette.utils.asgi import Request, Response

from scraper.front.archive_queries import NO_LIMIT, sql
from scraper.front.list_tables import ListTable
from scraper.serving.querying import RunningQuery
from scraper.serving.streaming import Stream
from scraper.serving.table_files import TableFile

_LIMIT_MS = 30_000
"""Milliseconds for the next rows: the first ones wait for all to be sorted."""


async def send_list(
    table: ListTable, form: str, name: str, database: Database, request: Request, most_megabytes: int
) -> Stream | Response:
    """Return the response that is a list as a file.

    form: an ending of WRITERS. name: under which a browser saves it. Raises QueryInterrupted when the rows take too
    long, DatasetteError when too many lists are being read.
    """
    file = TableFile(request, form, name, table.written_columns)
    if request.method == "HEAD":
        return file.as_head
    query = RunningQuery(database, sql(table.query), NO_LIMIT | table.values, _LIMIT_MS)
    file.begin(query, await query.read(), lambda row: table.cells(dict(row)))
    return Stream(file, file, most_megabytes)
