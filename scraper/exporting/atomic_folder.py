"""New folders: whole under their name, or not there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scraper.archive import Unwritable

SUMS = "SHA256SUMS"
"""The file by which a folder is known as one that was written here."""
OWN = 0o700
"""The mode of a new folder, whatever the umask: exports name persons."""


@contextmanager
def atomic_folder(target: Path, *, replace: bool = False) -> Iterator[tuple[Path, Path]]:
    """Yield a folder to write to, and one for what is needed meanwhile. When the block ends well, the first is flushed
    to the disk and becomes the target; else nothing is left of both.

    What a process left that was killed is removed by the next one that writes the same target. replace: whether a
    folder of the target's name may be replaced; one without SHA256SUMS never is, as it was not written here. An empty
    folder is no obstacle. Raises Unwritable, with a sentence for the user.
    """
    parent = target.absolute().parent
    try:
        if not parent.is_dir():
            raise Unwritable(f"{target.parent} is no folder: name one that is there.")
        own = parent / f".{target.absolute().name}.part"
        if not own.exists():
            _check(target, replace)
        own.mkdir(mode=OWN, exist_ok=True)
        with _locked(own, target):
            try:
                _clear(own, target)
                _check(target, replace)
                written, beside = own / "folder", own / "beside"
                for folder in (written, beside):
                    folder.mkdir(mode=OWN)
                yield written, beside
                _flush(written)
                _check(target, replace)
                if target.exists():
                    target.rename(own / "replaced")
                written.rename(target)
                _flush_one(parent)
            finally:
                _put_back(own, target)
                shutil.rmtree(own, ignore_errors=True)
    except OSError as error:
        raise Unwritable(
            f"{target} cannot be written ({error.strerror or error}): check its folder and the disk."
        ) from error


def _check(target: Path, replace: bool) -> None:
    if not (target.exists() or target.is_symlink()) or (target.is_dir() and not any(target.iterdir())):
        return
    if not (target.is_dir() and (target / SUMS).is_file()):
        raise Unwritable(f"{target} is there already, and is no export: name another folder.")
    if not replace:
        raise Unwritable(f"{target} is there already: name another folder, or replace it with --force.")


@contextmanager
def _locked(own: Path, target: Path) -> Iterator[None]:
    """Let nobody else write the same target. Without flock the library would lock by the file's mere existence, which
    outlives a killed process."""
    lock = FileLock(own / "lock", timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Unwritable(f"{target} is being written by another export: wait for it to end.") from error
    try:
        yield
    finally:
        lock.release()


def _clear(own: Path, target: Path) -> None:
    """Remove what a killed process left."""
    _put_back(own, target)
    for name in ("folder", "beside", "replaced"):
        shutil.rmtree(own / name, ignore_errors=True)


def _put_back(own: Path, target: Path) -> None:
    """Put the folder back that was to be replaced, when nothing came into its place."""
    if (own / "replaced").exists() and not target.exists():
        (own / "replaced").rename(target)


def _flush(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _flush_one(path)


def _flush_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
