"""Why an archive cannot be used. Each message is one sentence: the file, the reason, the next step."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ArchiveError(Exception):
    """An archive cannot be read or written."""


class NotAnArchive(ArchiveError):
    """The file is missing, is no SQLite database, is damaged, or is another program's, version's or portal's."""


class LockedArchive(ArchiveError):
    """Another process is writing the file."""


class ReadOnlyArchive(ArchiveError):
    """The file, or its folder, may not be written."""


class FullDisk(ArchiveError):
    """There is no room left to write."""


class DamagedBody(ArchiveError):
    """A body is not what was received."""


class WithheldBody(DamagedBody):
    """The bytes of a body were withheld when a person's data was erased."""


class Unwritable(ArchiveError):
    """A copy or an export of the archive cannot be written where it was asked for."""


class RefusedName(ArchiveError):
    """What is to be forgotten is no person's name, or the note of the request holds it."""


class RefusedPeopleFile(ArchiveError):
    """The file people.toml beside an archive says nothing that can be followed."""


_MEANINGS = {
    sqlite3.SQLITE_BUSY: (LockedArchive, "is being written by another program: wait for it to end, then try again"),
    sqlite3.SQLITE_READONLY: (ReadOnlyArchive, "may not be written: give this user the right to write to its folder"),
    sqlite3.SQLITE_CANTOPEN: (ReadOnlyArchive, "cannot be opened: give this user the right to write to its folder"),
    sqlite3.SQLITE_IOERR: (ArchiveError, "cannot be read or written by the system: check its disk, then run again"),
    sqlite3.SQLITE_FULL: (FullDisk, "has no room left on its disk: free some, then run again"),
    sqlite3.SQLITE_NOTADB: (NotAnArchive, "is not a SQLite database: name another file"),
    sqlite3.SQLITE_CORRUPT: (NotAnArchive, "is damaged: put back a copy of it"),
}


@contextmanager
def naming_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite reports of a file into an ArchiveError that names it; this program's own mistakes stay."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind, sentence = _MEANINGS.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF, (None, ""))
        if kind is None:
            raise
        raise kind(f"{path} {sentence}.") from error
