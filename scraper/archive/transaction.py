"""A transaction of the one writer."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """All that is written in the block, or nothing of it.

    It is a writer's from its beginning: SQLite waits for another program's write lock there, and refuses at once a
    transaction that has begun by reading (https://www.sqlite.org/lang_transaction.html).
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise
