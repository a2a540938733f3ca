"""What SQL may do on a connection of Datasette, by the lists of policy.toml: decision 74."""

import re
import sqlite3
import tomllib
from collections import defaultdict
from pathlib import Path

POLICY = tomllib.loads(Path(__file__).with_name("policy.toml").read_text(encoding="utf-8"))
_SQL = POLICY["sql"]
RAW = {(table, column) for table, column in _SQL["raw"]}
FUNCTIONS = frozenset(_SQL["functions"].split())
_PRAGMAS = {*_SQL["describing"].split(), *_SQL["of_search"].split()}
_TABLE_FUNCTIONS = [*_SQL["table_functions"].split(), *(f"pragma_{name}" for name in _SQL["describing"].split())]
_MACHINERY = re.compile(
    rf"{'|'.join(_SQL['machinery'].split())}|sqlite_(?!(?:master|schema)$).*", re.IGNORECASE | re.DOTALL
)
_LIMITS = {getattr(sqlite3, f"SQLITE_LIMIT_{name}"): value for name, value in _SQL["limits"].items()}


def restrict(connection: sqlite3.Connection, *, is_visitors: bool) -> None:
    """Let a connection read public tables by harmless means, within limits, and do nothing else.

    is_visitors: whether a visitor writes its SQL; Datasette's own asks for a few pragmas more.
    """
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    pragmas = _PRAGMAS | set(() if is_visitors else _SQL["of_datasette"].split())

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
        self._virtual = {at for name in (*virtual, *_TABLE_FUNCTIONS) for at in self._addresses(name)}
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
