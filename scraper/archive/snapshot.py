"""Copies of an archive, taken while it is crawled and served, and checked before they count.

A snapshot is the whole archive, dated. A public copy is what may be served to others, and nothing else (decision 78).
"""

import dataclasses
import hashlib
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from scraper import __version__
from scraper.archive import schema
from scraper.archive.atomic_file import atomic_file
from scraper.archive.database import now, reader, stamp, writing
from scraper.archive.errors import ArchiveError, NotAnArchive, Unwritable, naming_errors
from scraper.archive.rewriting import rewrite, rows_changed_by
from scraper.masking import mask

_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
_REFUSED = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
"""What SQLite reports when the copy cannot be written."""
_EMPTIED = (
    "UPDATE fetch_log SET header_set_id = NULL, dates = NULL",
    "UPDATE bodies SET data = x'', dictionary_id = NULL",
    "UPDATE files SET etag = NULL, last_modified = NULL",
    "UPDATE redactions SET reference = NULL",
    "DELETE FROM header_sets",
    "DELETE FROM dictionaries",
    "DELETE FROM held",
    "DELETE FROM layouts",
    "DELETE FROM prose_readings",
)
"""Statements that remove what was received, and what only the next crawl needs."""
_PUBLICATION = "CREATE TABLE publication (published_at TEXT NOT NULL, scraper_version TEXT NOT NULL) STRICT"


@dataclass(frozen=True)
class Snapshot:
    """A copy that was checked."""

    path: Path
    sha256: str
    """SHA-256 of the file, hexadecimal."""
    bytes: int
    """Size of the file."""
    rows: int
    """Rows of all tables together."""
    removed: tuple[Path, ...] = ()
    """Older copies that were removed."""


@dataclass(frozen=True)
class LastSnapshot:
    """The last copy of an archive, as a line beside it notes it."""

    taken: str
    """When, UTC."""
    path: str
    """Where, absolute."""

    @property
    def is_there(self) -> bool:
        """Whether the copy is still there."""
        return Path(self.path).exists()


def take_snapshot(archive: Path, folder: Path, *, keep: int | None = None, at: datetime | None = None) -> Snapshot:
    """Copy an archive, as it is in one moment, to `NAME-YYYY-MM-DDTHHMMSSZ.db` in a folder, with its SHA-256 beside it.
    Then remove all but the newest copies of the same archive there, and note the copy beside the archive.

    keep: how many copies stay, this one among them; None for all. at: the time in the name, now unless given. Nobody is
    locked out. Raises Unwritable when the copy cannot be written, NotAnArchive and its like when the archive cannot be
    copied; then nothing is left, and nothing was removed.
    """
    at = at or datetime.now(UTC)
    target = folder / f"{archive.stem}-{at:%Y-%m-%dT%H%M%SZ}.db"
    if target.exists():
        raise Unwritable(f"{target} is there already: wait a second, then try again.")
    taken = _write_copy(archive, target)
    with suppress(OSError):  # where nothing may be written beside the archive, its last copy stays unknown
        note = f"{stamp(at)} {target.absolute()}\n"
        _note_beside(archive).write_text(note, encoding="utf-8", errors="surrogateescape")
    return dataclasses.replace(taken, removed=_remove_older(archive, target, keep))


def publish(
    archive: Path,
    target: Path,
    *,
    replace: bool = False,
    at: str | None = None,
    source: sqlite3.Connection | None = None,
) -> Snapshot:
    """Write a copy of an archive that holds no page, dictionary or header as received, and no e-mail address.

    The copy has the archive's tables, views and questions, and a table `publication` with the time it was made. Its
    application_id is another one: it can be served, never crawled. replace: whether a file of the target's name may be
    replaced. at: the time that it says it was made, now unless given. source: a connection to the archive within a read
    transaction, which the copy is to be of. Raises Unwritable, NotAnArchive and its like, and leaves nothing then.
    """
    return _write_copy(archive, target, replace=replace, change=partial(_make_public, at=at or now()), source=source)


def last_snapshot(archive: Path) -> LastSnapshot | None:
    """Return the last copy that was noted; None when none was."""
    try:
        text = _note_beside(archive).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    taken, _, path = text.rstrip("\n").partition(" ")
    return LastSnapshot(taken, path) if path else None


def _write_copy(
    archive: Path,
    target: Path,
    *,
    replace: bool = False,
    change: Callable[[sqlite3.Connection], None] | None = None,
    source: sqlite3.Connection | None = None,
) -> Snapshot:
    """Write a copy, and its SHA-256 to a file `….sha256` beside it. change: what is done to it before it is checked."""
    # What is entered last is put in place first: there is never a hash without its copy.
    with atomic_file(_sums(target), replace=True) as listed, atomic_file(target, replace=replace) as part:
        rows = _copy(archive, part, target, change, source)
        _check(archive, part, rows)
        with part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        listed.write_text(f"{sha256}  {target.name}\n", encoding="utf-8")
        size = part.stat().st_size
    return Snapshot(target, sha256, size, sum(rows.values()))


def _copy(
    archive: Path, part: Path, target: Path, change: Callable | None, own: sqlite3.Connection | None
) -> dict[str, int]:
    """Copy the archive page by page in one read of it, and from there row by row, which leaves out what was deleted.
    Return the number of rows of each table in that read: VACUUM INTO alone would read at a moment no count can share.
    """
    with naming_errors(archive), nullcontext(own) if own else closing(reader(archive)) as source:
        if not source.in_transaction:
            source.execute("BEGIN")
        rows = _rows(source)
        try:
            with closing(sqlite3.connect(part.with_name("pages.db"))) as pages:
                source.backup(pages)
                if change:
                    change(pages)
                    rows = _rows(pages)
                pages.execute("VACUUM INTO ?", [str(part)])
        except sqlite3.DatabaseError as error:
            if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF not in _REFUSED:
                raise
            raise Unwritable(f"{target} cannot be written ({error}): its disk needs room for two copies.") from error
    return rows


def _check(archive: Path, part: Path, rows: dict[str, int]) -> None:
    """Refuse a copy that SQLite finds damaged, or whose rows are not those that were read."""
    with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        found = [text for (text,) in copy.execute("PRAGMA integrity_check") if text != "ok"]
        found += [f"{row[0]}: a row refers to none of {row[2]}" for row in copy.execute("PRAGMA foreign_key_check")]
        copied = _rows(copy)
    found += [f"{name}: {copied.get(name)} rows of {rows[name]}" for name in rows if copied.get(name) != rows[name]]
    if found:
        raise NotAnArchive(f"{archive} is damaged, and was not copied ({found[0]}): put back a copy of it.")


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows of each table, those of the search indexes included."""
    db = Database(connection)
    return {name: db.table(name).count for (name,) in db.execute(_TABLES).fetchall()}


def _remove_older(archive: Path, newest: Path, keep: int | None) -> tuple[Path, ...]:
    """Remove the oldest copies of this archive, so that `keep` are left. Return those removed."""
    if keep is None:
        return ()
    named = re.compile(re.escape(archive.stem) + r"-\d{4}-\d\d-\d\dT\d{6}Z\.db")
    found = sorted(path for path in newest.parent.iterdir() if named.fullmatch(path.name) and path.name < newest.name)
    own = _first_crawl(newest)
    older = [path for path in found if own and _first_crawl(path) == own]
    gone = tuple(older[: max(0, len(older) + 1 - keep)])
    for path in gone:
        try:
            path.unlink()
            _sums(path).unlink(missing_ok=True)
        except OSError as error:
            raise Unwritable(
                f"{newest} was written, but {path} cannot be removed ({error.strerror}): do it."
            ) from error
    return gone


def _first_crawl(path: Path) -> tuple | None:
    """Return what all copies of one archive share, whatever the file's name; None for an archive without crawls."""
    try:
        with closing(reader(path)) as db:
            return db.execute("SELECT origin, spiders, started FROM crawls ORDER BY id LIMIT 1").fetchone()
    except (ArchiveError, sqlite3.DatabaseError):
        return None


def _sums(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _note_beside(archive: Path) -> Path:
    return Path(os.path.realpath(archive) + ".last-snapshot")


def _make_public(connection: sqlite3.Connection, at: str) -> None:
    db = Database(connection)
    if db.execute("PRAGMA user_version").fetchone() != (schema.VERSION,):
        schema.migrate(db)
    with writing(db):
        db.execute("PRAGMA defer_foreign_keys = ON")
        with schema.unguarded(db):
            for statement in _EMPTIED:
                db.execute(statement)
            rewrite(db, list(rows_changed_by(db, mask)), mask, _mask_distinctly)
        schema.rebuild_indexes(db)
        db.execute(_PUBLICATION)
        db.execute("INSERT INTO publication VALUES (?, ?)", [at, __version__])
        db.execute(f"PRAGMA application_id = {schema.PUBLIC_ID}")


def _mask_distinctly(text: str, number: int) -> str:
    masked = mask(text)
    return masked if masked == text else f"{masked}#{number}"
