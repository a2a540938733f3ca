"""Pages of tables and views in a total order: decision 70."""

import base64
import binascii
import json
import re
from dataclasses import dataclass

from datasette.database import Database, Results
from datasette.utils import escape_sqlite
from datasette.utils.asgi import BadRequest

_NAME = r'(?:\w++|\[[^\]]++\]|"(?:[^"]|"")++")'
_ORDER = re.compile(rf"(?P<columns>{_NAME}(?:, {_NAME})*+)(?P<direction> desc)?\s*")
"""What follows `order by` where Datasette's TableView writes it."""
_LONGEST_TOKEN = 1000
"""Characters of a token that fit in an address; a longer one leaves out the value that is sorted by."""


async def read_page(
    database: Database, table: str, sql: str, params: dict, token: str | None, **options
) -> tuple[Results, str | None]:
    """Return the rows of a page in a total order, and the token (`_next`) of the next page; None after the last.

    `sql` and `params` are those Datasette makes for the first page, `options` those of Database.execute. A view has no
    key: its order is by all its columns, and its token is a number of rows.
    """
    asked = await _List.of(database, table, sql)
    condition, offset = None, 0
    if token and asked.keys:
        values = await asked.values(token)
        condition = asked.after(values)
        params = params | {f"after{number}": value for number, value in enumerate(values)}
    elif token:
        if not re.fullmatch(r"[0-9]{1,18}", token):
            raise _unknown(token)
        offset = int(token)
    sql = f"{asked.select(condition)} limit {asked.limit} offset {offset}"
    results = await database.execute(sql, params, **options)
    size = asked.limit - 1  # one more row shows that another page follows
    if not 0 < size < len(results.rows):
        return results, None
    results.rows = results.rows[:size]
    return results, await asked.token(results.rows[-1]) if asked.keys else str(offset + size)


async def whole_list(database: Database, table: str, sql: str) -> str:
    """Return the SQL of all pages together."""
    return (await _List.of(database, table, sql)).select()


@dataclass(frozen=True)
class _List:
    """A table or view as a visitor asks for it."""

    database: Database
    table: str
    columns: str
    where: str | None
    limit: int
    sort: str | None
    """The column that is sorted by, escaped; None in the order of the key."""
    direction: str
    """` desc`, or nothing."""
    keys: list[str]
    """The columns of the key; none of a view."""
    last: list[str]
    """The columns that end the order, escaped: the key, or all columns of a view."""

    @classmethod
    async def of(cls, database: Database, table: str, sql: str) -> "_List":
        """Take apart the SQL that Datasette's TableView writes for a first page.

        A condition may be a visitor's: parts are found from the ends, in time that grows with the SQL's length alone.
        """
        columns, found, rest = sql.removeprefix("select ").partition(f" from {escape_sqlite(table)} ")
        rest, limited, limit = rest.rpartition("limit ")
        if not (sql.startswith("select ") and found and limited and limit.isdecimal()):
            raise RuntimeError(f"Datasette writes its pages otherwise than scraper/serving/paging.py expects: {sql}")
        sort, direction = None, ""
        before, ordered, order = rest.rpartition("order by ")
        if ordered and (parts := _ORDER.fullmatch(order)):
            rest, sort, direction = before, parts["columns"], parts["direction"] or ""
        keys = []
        if await database.get_view_definition(table) is None:
            keys = await database.primary_keys(table) or ["rowid"]
        last = [escape_sqlite(name) for name in keys or await database.table_columns(table)]
        if sort == ", ".join(last) and not direction:
            sort = None
        where = rest.strip().removeprefix("where ") or None
        return cls(database, table, columns, where, int(limit), sort, direction, keys, last)

    def select(self, after: str | None = None) -> str:
        """Return the SQL of all rows, or of those on which a condition holds too, in their order."""
        conditions = " and ".join(f"({condition})" for condition in (self.where, after) if condition)
        order = ", ".join([*([self.sort + self.direction] if self.sort else []), *self.last])
        where = f" where {conditions}" if conditions else ""
        return f"select {self.columns} from {escape_sqlite(self.table)}{where} order by {order}"  # noqa: S608 - Datasette's own SQL

    def after(self, values: list) -> str:
        """Return the condition on rows after those values: equal in the first columns, and beyond in the next one."""
        columns = [*([self.sort] if self.sort else []), *self.last]
        alternatives, equal = [], []
        for number, (column, value) in enumerate(zip(columns, values, strict=True)):
            is_descending = bool(self.sort and self.direction and number == 0)
            if value is None:
                beyond = "0" if is_descending else f"{column} is not null"
            else:
                beyond = (
                    f"({column} < :after{number} or {column} is null)"
                    if is_descending
                    else f"{column} > :after{number}"
                )
            alternatives.append(" and ".join([*equal, beyond]))
            equal.append(f"{column} is :after{number}")
        return " or ".join(f"({alternative})" for alternative in alternatives)

    async def token(self, row) -> str:
        """Return the token of the page after a row: the value it is sorted by, and its key."""
        keys = [row[name] for name in self.keys]
        if not self.sort:
            return _encoded(keys)
        shown = {escape_sqlite(name): row[name] for name in row.keys()}  # noqa: SIM118
        value = shown[self.sort] if self.sort in shown else await self._sorted_value(keys)  # _col, _nocol
        whole = _encoded([value, *keys])
        return whole if len(whole) <= _LONGEST_TOKEN else _encoded(keys)

    async def values(self, token: str) -> list:
        """Return the values that a token holds, of the column that is sorted by and of the keys."""
        values = _decoded(token)
        if self.sort and len(values) == len(self.keys):
            return [await self._sorted_value(values), *values]
        if len(values) != len(self.keys) + bool(self.sort):
            raise _unknown(token)
        return values

    async def _sorted_value(self, keys: list):
        where = " and ".join(f"{key} is :key{number}" for number, key in enumerate(self.last))
        params = {f"key{number}": value for number, value in enumerate(keys)}
        sql = f"select {self.sort} from {escape_sqlite(self.table)} where {where}"  # noqa: S608 - names, escaped
        row = (await self.database.execute(sql, params)).first()
        if row is None:
            raise BadRequest("The row after which this page begins is there no more: begin with the first page")
        return row[0]


def _encoded(values: list) -> str:
    """Encode values with their types, since a column may compare 5 and "5" as different."""
    text = json.dumps(values, default=lambda blob: {"hex": blob.hex()}, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decoded(token: str) -> list:
    try:
        text = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        values = json.loads(text, object_hook=lambda blob: bytes.fromhex(blob["hex"]))
    except (binascii.Error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unknown(token) from error
    if not isinstance(values, list) or not all(map(_is_value, values)):
        raise _unknown(token)
    return values


def _is_value(value) -> bool:
    """Return whether a value is one that a column may hold."""
    return not isinstance(value, list | bool) and not (isinstance(value, int) and not -(2**63) <= value < 2**63)


def _unknown(token: str) -> BadRequest:
    return BadRequest(f"_next={token[:50]} begins no page of this list: begin with the first page")
