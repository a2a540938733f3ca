"""New files: whole under their name, or not there."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper.archive.errors import Unwritable

OWN = 0o600
"""The mode of a new file, whatever the umask: pages and exports name persons. A file that is replaced keeps its own."""


@contextmanager
def atomic_file(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Yield a path to write to, in a folder of its own beside the target. When the block ends well, what was written is
    flushed to the disk and becomes the target; else the folder is removed with all that is in it.

    replace: whether a file of the target's name may be replaced. Raises Unwritable, with a sentence for the user.
    """
    folder = target.absolute().parent
    try:
        if not folder.is_dir():
            raise Unwritable(f"{target.parent} is no folder: name one that is there.")
        if target.is_dir() or (target.exists() and not replace):
            raise Unwritable(f"{target} is there already: name another file, or replace it with --force.")
        with TemporaryDirectory(prefix=f".{target.name}.", dir=folder) as own:
            part = Path(own, target.name)
            yield part
            part.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else OWN)
            _flush(part)
            part.replace(target)
            _flush(folder)
    except OSError as error:
        raise Unwritable(
            f"{target} cannot be written ({error.strerror or error}): check its folder and the disk."
        ) from error


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
