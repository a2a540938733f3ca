"""One writer at a time: a lock beside the archive that the system lets go when its holder dies, however it dies."""

import fcntl
import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

from scraper.archive.clock import now
from scraper.archive.errors import LockedArchive, ReadOnlyArchive


class WriterLock:
    """An advisory lock on `archive.db.lock`, beside the file itself whatever links lead to it, which holds its holder's
    process id and the time it took it."""

    def __init__(self, archive: Path):
        self.archive = archive
        self.path = Path(os.path.realpath(archive) + ".lock")
        self._file: FileIO | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def take(self) -> None:
        """Take the lock, once; raises LockedArchive, naming the holder, or ReadOnlyArchive."""
        if self.held:
            return
        try:
            file = FileIO(os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a")
        except OSError as error:
            raise ReadOnlyArchive(
                f"{self.path} cannot be written ({error.strerror}): give this user the right to write to its folder."
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = self._holder()
            file.close()
            sentence = f"{self.archive} is being written by {holder}: wait for it to end, or stop it."
            raise LockedArchive(sentence) from error
        self._file = file
        with suppress(OSError):  # the lock holds without its holder's name; that a disk is full, the archive tells
            file.truncate(0)
            file.write(f"process {os.getpid()} since {now()}\n".encode())

    def release(self) -> None:
        """Let go of the lock; the file stays, empty, so that two processes can never lock two files of one name."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def holder(self) -> str | None:
        """Return which process holds the lock, in words; None when none does.

        The lock itself is tried only when its file names a holder, which may have been killed: a try may be in the way
        of a writer that begins in the same instant.
        """
        try:
            with self.path.open("rb") as file:
                named = file.read().decode().strip()
                if named:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return named
        except OSError:
            return None
        return None

    def _holder(self) -> str:
        return self.path.read_text(encoding="utf-8").strip() or "another process"
