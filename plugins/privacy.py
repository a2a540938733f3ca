"""Raw pages stay unread, and so do the dictionaries that pack them, made of pieces of pages: they hold e-mail addresses
of staff, which the tables mask."""

import sqlite3

from datasette import hookimpl

_HIDDEN = {("bodies", "data"), ("dictionaries", "data")}


@hookimpl
def prepare_connection(conn):
    conn.set_authorizer(_authorize)


def _authorize(action, table, column, database, source):
    """Let queries see null in place of those bytes."""
    hidden = action == sqlite3.SQLITE_READ and (table, column) in _HIDDEN
    return sqlite3.SQLITE_IGNORE if hidden else sqlite3.SQLITE_OK
