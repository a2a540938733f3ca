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
_ORDER = re.compile(rf"(?P<order>{_NAME}(?:, {_NAME})*+)(?P<desc> desc)?\s*")
"""What follows `order by` where Datasette's TableView writes it."""
_LONGEST_TOKEN = 1000
"""Characters of a token that fit in an address; a longer one leaves out the value that is sorted by."""


@dataclass
class Position:
    """Where a page of a table or view begins, and where the next one does."""

    token: str | None = None
    """The `_next` that was asked for; None for the first page."""
    following: str | None = None
    """The `_next` of the following page; None after the last."""


async def read_page(database: Database, table: str, sql: str, params: dict, position: Position, **options) -> Results:
    """Return the rows of a page in a total order, and write the next page's token into `position`.

    `sql` and `params` are those Datasette makes for the first page, `options` those of Database.execute.
    """
    asked, names = _parsed(sql, table), await _key(database, table)
    make = _page_of_table if names else _page_of_view
    return await make(database, table, names, asked, params, position, options)


async def whole_list(database: Database, table: str, sql: str) -> str:
    """Return the SQL of all pages together."""
    asked, names = _parsed(sql, table), await _key(database, table)
    return f"{_select(asked, table, None)} order by {', '.join(await _order(database, table, names, asked))}"


def _parsed(sql: str, table: str) -> dict:
    """Return the parts of the SQL that Datasette's TableView writes for a first page.

    A condition may be a visitor's: each part is found from the ends, in time that grows with the SQL's length alone.
    """
    columns, found, rest = sql.removeprefix("select ").partition(f" from {escape_sqlite(table)} ")
    rest, limited, limit = rest.rpartition("limit ")
    if not (sql.startswith("select ") and found and limited and limit.isdecimal()):
        raise RuntimeError(f"Datasette writes its pages otherwise than scraper/front/paging.py expects: {sql}")
    asked = {"columns": columns, "limit": limit, "order": None, "desc": None}
    before, ordered, order = rest.rpartition("order by ")
    if ordered and (parts := _ORDER.fullmatch(order)):
        rest, asked = before, asked | parts.groupdict()
    return asked | {"where": rest.strip().removeprefix("where ") or None}


async def _key(database: Database, table: str) -> list[str]:
    """Return the columns of a table's key; none for a view."""
    if await database.get_view_definition(table) is not None:
        return []
    return await database.primary_keys(table) or ["rowid"]


async def _order(database: Database, table: str, names: list[str], asked: dict) -> list[str]:
    last = [escape_sqlite(name) for name in names or await database.table_columns(table)]
    return [*_sorted_by(asked, last), *last]


def _sorted_by(asked: dict, last: list[str]) -> list[str]:
    """Return what a visitor sorts by, unless that is the order of the key already."""
    is_key = asked["order"] == ", ".join(last) and not asked["desc"]
    return [asked["order"] + (asked["desc"] or "")] if asked["order"] and not is_key else []


async def _page_of_view(database, view: str, names, asked: dict, params, position: Position, options) -> Results:
    """Return the rows of a page of a view. It has no key: its order is by all its columns, and its token is a number of
    rows."""
    token = position.token or "0"
    if not re.fullmatch(r"[0-9]{1,18}", token):
        raise _unknown(token)
    order = await _order(database, view, names, asked)
    sql = f"{_select(asked, view, None)} order by {', '.join(order)} limit {asked['limit']} offset {token}"
    results = await database.execute(sql, params, **options)
    if _cut(results, asked):
        position.following = str(int(token) + len(results.rows))
    return results


async def _page_of_table(database, table: str, names, asked: dict, params, position: Position, options) -> Results:
    keys = [escape_sqlite(name) for name in names]
    order = await _order(database, table, names, asked)
    sort = asked["order"] if len(order) > len(keys) else None
    after = None
    if position.token:
        values = await _values(database, table, sort, keys, position.token)
        columns = [(sort, bool(asked["desc"]))] if sort else []
        columns += [(key, False) for key in keys]
        after = _after(columns, [f":after{number}" for number in range(len(values))], values)
        params = params | {f"after{number}": value for number, value in enumerate(values)}
    sql = f"{_select(asked, table, after)} order by {', '.join(order)} limit {asked['limit']}"
    results = await database.execute(sql, params, **options)
    if _cut(results, asked):
        last = results.rows[-1]
        row_keys = [last[name] for name in names]
        position.following = _token(
            [await _value(database, table, sort, keys, last, row_keys)] if sort else [], row_keys
        )
    return results


def _select(asked: dict, table: str, after: str | None) -> str:
    conditions = [f"({condition})" for condition in (asked["where"], after) if condition]
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return f"select {asked['columns']} from {escape_sqlite(table)}{where}"  # noqa: S608 - Datasette's own SQL


def _after(columns: list[tuple[str, bool]], names: list[str], values: list) -> str:
    """Return the condition on rows after those values: equal in the first columns, and beyond in the next one."""
    alternatives = []
    for number, ((column, is_descending), name, value) in enumerate(zip(columns, names, values, strict=True)):
        if value is None:
            beyond = "0" if is_descending else f"{column} is not null"
        else:
            beyond = f"({column} < {name} or {column} is null)" if is_descending else f"{column} > {name}"
        equal = [f"{columns[earlier][0]} is {names[earlier]}" for earlier in range(number)]
        alternatives.append(" and ".join([*equal, beyond]))
    return " or ".join(f"({alternative})" for alternative in alternatives)


def _cut(results: Results, asked: dict) -> bool:
    """Take off the row that shows that another page follows. Return whether there was one."""
    size = int(asked["limit"]) - 1
    is_cut = 0 < size < len(results.rows)
    if is_cut:
        results.rows = results.rows[:size]
    return is_cut


async def _value(database, table: str, sort: str, keys: list[str], row, row_keys: list):
    """Return the value a row is sorted by, looked up when the page does not show that column (`_col`, `_nocol`)."""
    shown = {escape_sqlite(name): name for name in row.keys()}  # noqa: SIM118
    if sort in shown:
        return row[shown[sort]]
    return await _looked_up(database, table, sort, keys, row_keys)


async def _looked_up(database, table: str, sort: str, keys: list[str], row_keys: list):
    where = " and ".join(f"{key} is :key{number}" for number, key in enumerate(keys))
    params = {f"key{number}": value for number, value in enumerate(row_keys)}
    sql = f"select {sort} from {escape_sqlite(table)} where {where}"  # noqa: S608 - names, escaped
    row = (await database.execute(sql, params)).first()
    if row is None:
        raise BadRequest("The row after which this page begins is there no more: begin with the first page")
    return row[0]


def _token(sort: list, row_keys: list) -> str:
    whole = _encoded([*sort, *row_keys])
    return whole if len(whole) <= _LONGEST_TOKEN else _encoded(row_keys)


async def _values(database, table: str, sort: str | None, keys: list[str], token: str) -> list:
    """Return the values that a token holds, of the column that is sorted by and of the keys."""
    values = _decoded(token)
    if sort and len(values) == len(keys):
        return [await _looked_up(database, table, sort, keys, values), *values]
    if len(values) != len(keys) + bool(sort):
        raise _unknown(token)
    return values


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
    if not isinstance(values, list) or any(isinstance(value, list | bool) or _too_large(value) for value in values):
        raise _unknown(token)
    return values


def _too_large(value) -> bool:
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def _unknown(token: str) -> BadRequest:
    return BadRequest(f"_next={token[:50]} begins no page of this list: begin with the first page")
