"""When the last copy of an archive was taken, and where: a line in a file beside the archive, which a copy must not
write."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LastSnapshot:
    """A copy of the archive that was checked."""

    taken: str
    """When, UTC."""
    path: str
    """Where, absolute."""

    @property
    def is_there(self) -> bool:
        """Return whether the copy is still there."""
        return Path(self.path).exists()


def note_snapshot(archive: Path, taken: str, path: Path) -> None:
    """Note a copy; where nothing may be written beside the archive, it stays unknown."""
    with suppress(OSError):
        _beside(archive).write_text(f"{taken} {path.absolute()}\n", encoding="utf-8", errors="surrogateescape")


def last_snapshot(archive: Path) -> LastSnapshot | None:
    """Return the last copy that was noted; None when none was."""
    try:
        text = _beside(archive).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    taken, _, path = text.rstrip("\n").partition(" ")
    return LastSnapshot(taken, path) if path else None


def _beside(archive: Path) -> Path:
    return Path(os.path.realpath(archive) + ".last-snapshot")
