"""archive.db: its schema, and the only code that writes it."""

from scraper.archive.errors import (
    ArchiveError,
    FullDisk,
    LockedArchive,
    NewerArchive,
    NotAnArchive,
    OlderArchive,
    OtherPortal,
    ReadOnlyArchive,
    RefusedName,
    Unwritable,
)
from scraper.archive.outcome import Outcome
from scraper.archive.rereading import KINDS
from scraper.archive.snapshot import LastSnapshot
from scraper.archive.status import Status
from scraper.archive.store import Archive

__all__ = [
    "KINDS",
    "Archive",
    "ArchiveError",
    "FullDisk",
    "LastSnapshot",
    "LockedArchive",
    "NewerArchive",
    "NotAnArchive",
    "OlderArchive",
    "OtherPortal",
    "Outcome",
    "ReadOnlyArchive",
    "RefusedName",
    "Status",
    "Unwritable",
]
