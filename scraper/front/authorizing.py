"""What SQL may do on a connection of Datasette, by list: decision 74."""

import re
import sqlite3
from collections import defaultdict

RAW = {("bodies", "data"), ("dictionaries", "data"), ("header_sets", "headers")}
"""Columns that hold what was received: pages, pieces of pages, headers with cookies."""
_CORE = """
-> ->> abs changes char coalesce concat concat_ws format glob hex ifnull if iif instr last_insert_rowid length like
likelihood likely lower ltrim max min nullif octet_length printf quote random randomblob replace round rtrim sign
soundex sqlite_source_id sqlite_version substr substring total_changes trim typeof unhex unicode unistr unistr_quote
unlikely upper zeroblob
"""
_AGGREGATES = """
avg count cume_dist dense_rank first_value group_concat lag last_value lead median nth_value ntile percent_rank
percentile percentile_cont percentile_disc rank row_number string_agg sum total
"""
_DATES = "current_date current_time current_timestamp date datetime julianday strftime time timediff unixepoch"
_NUMBERS = """
acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power
radians sin sinh sqrt tan tanh trunc
"""
_JSON = """
json json_array json_array_insert json_array_length json_error_position json_extract json_group_array
json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set json_type
json_valid jsonb jsonb_array jsonb_array_insert jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert
jsonb_object jsonb_patch jsonb_remove jsonb_replace jsonb_set
"""
_SEARCH = "bm25 highlight match snippet"
_OWN = "canonical_url convert_units escape_fts fold french_day"
FUNCTIONS = frozenset(" ".join((_CORE, _AGGREGATES, _DATES, _NUMBERS, _JSON, _SEARCH, _OWN)).split())
"""SQLite's functions that compute from their arguments alone, those of FTS5, ours, and Datasette's."""
_DESCRIBING = "foreign_key_list index_info index_list index_xinfo table_info table_list table_xinfo"
PRAGMAS = frozenset(f"{_DESCRIBING} data_version".split())
"""Pragmas that describe tables; data_version is what FTS5 asks for."""
TABLE_FUNCTIONS = ("json_each", "json_tree", *(f"pragma_{name}" for name in _DESCRIBING.split()))
"""Virtual tables that read their arguments, or describe tables."""
_OF_DATASETTE = frozenset({"compile_options", "database_list", "schema_version"})
"""Pragmas that Datasette asks for itself."""
_MACHINERY = re.compile(
    r"bytecode|completion|dbstat|fts3tokenize|fts4aux|fts5vocab|tables_used|sqlite_(?!(?:master|schema)$).*",
    re.IGNORECASE | re.DOTALL,
)
"""Tables of SQLite itself, but for the schema."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64_000_000,  # a body, with all else in its row, has to fit
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 250_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 32_766,  # Datasette asks for the labels of a page in one statement
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def restrict(connection: sqlite3.Connection, *, is_visitors: bool) -> None:
    """Let a connection read public tables by harmless means, within limits, and do nothing else.

    is_visitors: whether a visitor writes its SQL; Datasette's own asks for a few pragmas more.
    """
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    pragmas = PRAGMAS if is_visitors else PRAGMAS | _OF_DATASETTE

    def authorize(action, first, second, database, source):
        if action == sqlite3.SQLITE_READ:
            # Columns of USING never come here: `refuse` sees them.
            if (first.lower(), second.lower()) in RAW:
                return sqlite3.SQLITE_IGNORE
            is_allowed = not _MACHINERY.fullmatch(first)
        elif action == sqlite3.SQLITE_FUNCTION:
            is_allowed = second.lower() in FUNCTIONS
        elif action == sqlite3.SQLITE_PRAGMA:
            is_allowed = first.lower() in pragmas
        else:
            is_allowed = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
        return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY

    connection.set_authorizer(authorize)


class Openings:
    """What a statement may open on one connection, within one read transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        kinds = dict(connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall())
        objects = connection.execute("SELECT type, name, tbl_name, rootpage FROM main.sqlite_master").fetchall()
        self._roots = {1} | {root for *_, table, root in objects if root and kinds.get(table) != "shadow"}
        """Root pages of the schema, of public tables and of their indexes."""
        roots = {name: root for kind, name, _, root in objects if kind == "table"}
        places = "SELECT cid FROM pragma_table_info(?) WHERE name = ?"
        self._raw = {
            (roots[table], place) for table, column in RAW for (place,) in connection.execute(places, (table, column))
        }
        """Raw columns: the root page of their table, and their place in it."""
        virtual = [f'"{name}"' for name, kind in kinds.items() if kind == "virtual"]
        self._virtual = {at for name in (*virtual, *TABLE_FUNCTIONS) for at in self._addresses(name)}
        """How EXPLAIN names the virtual tables that may be opened."""

    def refuse(self, sql: str, params: dict) -> None:
        """Raise sqlite3.DatabaseError when a statement opens what is not public, or reads a raw column.

        SQLite never asks its authorizer for the columns of USING and NATURAL JOIN; a program's opcodes show what it
        opens and reads, whatever the statement looks like.
        """
        program = self._connection.execute(f"EXPLAIN {sql}", params).fetchall()
        opened = defaultdict(set)
        """The root pages that a cursor is opened on."""
        for _, opcode, cursor, root, database, named, *_ in program:
            if opcode in {"OpenRead", "ReopenIdx"}:
                is_public = not database and root in self._roots
                opened[cursor].add(root)
            else:
                is_public = opcode != "OpenWrite" and (opcode != "VOpen" or named in self._virtual)
            if not is_public:
                raise sqlite3.DatabaseError("not authorized: a table that is not public")
        for _, opcode, cursor, place, *_ in program:
            raw = {column for root, column in self._raw if root in opened[cursor]}
            if (opcode == "Column" and place in raw) or (opcode in {"RowData", "RowCell"} and raw):
                raise sqlite3.DatabaseError("not authorized: pages and headers as received are not shown")

    def _addresses(self, table: str) -> list[str]:
        try:
            program = self._connection.execute(f"EXPLAIN SELECT 1 FROM {table}").fetchall()  # noqa: S608 - the schema's
        except sqlite3.DatabaseError:  # this SQLite has no such table function, or the table's module is missing
            return []
        return [row[5] for row in program if row[1] == "VOpen"]
