"""The file archive.db: recognised before a byte of it can change, opened, locked, and written in transactions.

One process writes at a time. Its lock is `archive.db.lock`, which the system frees when the process ends, however it
ends. Times in the archive are UTC, ISO 8601 with Z, in seconds.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from scraper.archive import counts, schema, search_index
from scraper.archive.atomic_file import OWN
from scraper.archive.errors import LockedArchive, NotAnArchive, ReadOnlyArchive, naming_errors

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_MAGIC = b"SQLite format 3\0"
_VERSION = "PRAGMA user_version"
_WAIT = 30
"""Seconds to wait for a reader's or a checkpoint's lock."""


def now() -> str:
    """Return the time as the archive writes it."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """Return a moment, which must be UTC, as the archive writes it."""
    return moment.strftime(TIME_FORMAT)


class WriterLock:
    """The lock of an archive's one writer, which holds the writer's process id and the time it took it.

    It lies beside the file itself, whatever links lead there.
    """

    def __init__(self, archive: Path):
        self.archive = archive
        self.path = Path(os.path.realpath(archive) + ".lock")
        # Without flock the library would lock by the file's mere existence, which outlives a killed writer.
        self._lock = FileLock(self.path, timeout=0, mode=OWN, thread_local=False, fallback_to_soft=False)

    def __enter__(self) -> "WriterLock":
        self.take()
        return self

    def __exit__(self, *error) -> None:
        self.release()

    def take(self) -> None:
        """Take the lock, once. Raises LockedArchive, naming the holder, or ReadOnlyArchive."""
        if self._lock.is_locked:
            return
        try:
            self.path.parent.stat()  # the library would make the folder
            self._lock.acquire()
        except Timeout as error:
            holder = self._named() or "another process"
            sentence = f"{self.archive} is being written by {holder}: wait for it to end, or stop it."
            raise LockedArchive(sentence) from error
        except OSError as error:
            raise ReadOnlyArchive(
                f"{self.path} cannot be written ({error.strerror}): give this user the right to write to its folder."
            ) from error
        with suppress(OSError):  # a full disk is the archive's to name
            self.path.write_text(f"process {os.getpid()} since {now()}\n", encoding="utf-8")

    def release(self) -> None:
        """Free the lock. Its file stays, empty, so that two processes can never lock two files of one name."""
        if self._lock.is_locked:
            os.truncate(self.path, 0)
            self._lock.release()

    def holder(self) -> str | None:
        """Return which process holds the lock, in words; None when none does, or it cannot be known.

        The lock itself is tried only when its file names a holder, which may have been killed: a try may be in the way
        of a writer that begins in the same instant.
        """
        named = None
        try:
            named = self._named() or None
            if named and not self._lock.is_locked:
                with self._lock:
                    named = None
        except OSError as error:
            return named if isinstance(error, Timeout) else None
        return named

    def _named(self) -> str:
        return self.path.read_text(encoding="utf-8").strip()


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Write all that is written in the block, with what the search finds of it and its counts, or nothing.

    It is a writer's transaction from its beginning: SQLite waits for another program's write lock there, and refuses at
    once a transaction that has begun by reading (https://www.sqlite.org/lang_transaction.html).
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        counts.refresh(db)  # before the search forgets what has changed
        search_index.refresh(db)
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise


def connect(path: Path, *, create: bool) -> Database:
    """Open an archive; make it, or bring it up to date, where needed. One that may not be written is opened to be
    read.

    Raises NotAnArchive or another ArchiveError, and then leaves the file as it was.
    """
    if create and is_fresh(path):
        _make(path)
    _check(path)
    with naming_errors(path):
        db = Database(_connection(path))
        try:
            db.execute("PRAGMA synchronous = FULL")
            if db.execute(_VERSION).fetchone() != (schema.VERSION,):
                _bring_up_to_date(db, path)
            db.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            db.close()
            raise
    return db


def reader(path: Path) -> sqlite3.Connection:
    """Return a connection that changes nothing, to an archive of this version or an earlier one, which stays as it is.

    Raises NotAnArchive or another ArchiveError.
    """
    _check(path)
    with naming_errors(path):
        connection = _connection(path)
        connection.execute("PRAGMA query_only = ON")
    return connection


def is_public_copy(path: Path) -> bool:
    """Return whether a file is a public copy of an archive. Raises NotAnArchive when it is not to be read."""
    if is_fresh(path) or not path.is_file():
        return False
    return _header(path)[1] == schema.PUBLIC_ID


def _make(path: Path) -> None:
    """Make an archive without rows beside its place, where a link to it leads, then put it there: who is killed
    meanwhile leaves none."""
    with WriterLock(path):
        if not is_fresh(path):
            return
        target = Path(os.path.realpath(path))
        part = target.with_name(target.name + ".new")
        try:
            _remove(part)
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else OWN
            part.touch(OWN)
            with naming_errors(path), closing(_connection(part)) as connection:
                schema.migrate(Database(connection))
                Database(connection).enable_wal()
            _remove(target)
            part.chmod(mode)
            part.replace(target)
        except OSError as error:
            raise ReadOnlyArchive(f"{path} cannot be made ({error.strerror}): name another file.") from error


def is_fresh(path: Path) -> bool:
    """Return whether an archive would be made there: there is no file, or an empty one."""
    return not os.path.exists(path) or (path.is_file() and path.stat().st_size == 0)


def _remove(path: Path) -> None:
    """Remove a file without rows, and the logs that SQLite has left beside it."""
    for end in ("-journal", "-wal", "-shm", ""):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _bring_up_to_date(db: Database, path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise ReadOnlyArchive(f"{path} is of an earlier version and may not be written: open it once where it may be.")
    with WriterLock(path):
        schema.migrate(db)
        db.enable_wal()


def _check(path: Path) -> None:
    """Refuse what is no archive, or one of a version that this program cannot read, by the header, and by the
    write-ahead log when there is one."""
    if is_fresh(path):
        raise NotAnArchive(f"There is no archive at {path}: name its file, or make one with `portail crawl`.")
    if not path.is_file():
        raise NotAnArchive(f"{path} is no file: name another.")
    magic, application_id, version = _header(path)
    if magic != _MAGIC:
        raise NotAnArchive(f"{path} is not a SQLite database: name another file.")
    if application_id == schema.PUBLIC_ID:
        raise NotAnArchive(f"{path} is a public copy, which can only be served: name the archive it was made of.")
    if application_id != schema.APPLICATION_ID:
        raise NotAnArchive(f"{path} is a database of another program, not an archive of the portal: name another file.")
    if path.with_name(path.name + "-wal").exists():
        with naming_errors(path), closing(_connection(path, "ro")) as reader:
            (version,) = reader.execute(_VERSION).fetchone()
    if version > schema.VERSION:
        raise NotAnArchive(
            f"{path} was written by a later version of this program (schema {version}, this one knows "
            f"{schema.VERSION}): upgrade `portail`, then try again."
        )
    if version < schema.FIRST_VERSION:
        raise NotAnArchive(
            f"{path} was written before the first release of this program (schema {version}, this one reads "
            f"{schema.FIRST_VERSION} and later): keep it aside, and crawl the portal into a new file."
        )


def _header(path: Path) -> tuple[bytes, int, int]:
    """Return the magic of a file of SQLite's, its application_id and its user_version."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise NotAnArchive(f"{path} cannot be read ({error.strerror}): name another file.") from error
    if len(header) < 100:
        return b"", 0, 0
    return header[:16], int.from_bytes(header[68:72]), int.from_bytes(header[60:64])


def _connection(path: Path, mode: str | None = None) -> sqlite3.Connection:
    """Return a connection to a file that is there, to read it alone where it may not be written."""
    mode = mode or ("rw" if os.access(path, os.W_OK) else "ro")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)
