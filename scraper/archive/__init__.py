"""archive.db: its schema, and the only code that writes it. Other rooms import from here alone."""

from scraper.archive.atomic_file import atomic_file
from scraper.archive.database import TIME_FORMAT, is_fresh, is_public_copy, now, stamp
from scraper.archive.erasure import Found
from scraper.archive.errors import (
    ArchiveError,
    DamagedBody,
    FullDisk,
    LockedArchive,
    NewerArchive,
    NotAnArchive,
    OlderArchive,
    OtherPortal,
    ReadOnlyArchive,
    RefusedName,
    Unwritable,
    WithheldBody,
    naming_errors,
)
from scraper.archive.page_records import read_response
from scraper.archive.problems import Outcome
from scraper.archive.record_index import RecordIndex, Shown
from scraper.archive.rereading import KINDS
from scraper.archive.rewriting import FoundRow
from scraper.archive.schema import APPLICATION_ID, PUBLIC_ID
from scraper.archive.session import CrawlSession, NoSession
from scraper.archive.snapshot import LastSnapshot, publish, take_snapshot
from scraper.archive.status import GOOD, Status
from scraper.archive.store import Archive
from scraper.archive.versions import canonical_json

__all__ = [
    "APPLICATION_ID",
    "GOOD",
    "KINDS",
    "PUBLIC_ID",
    "TIME_FORMAT",
    "Archive",
    "ArchiveError",
    "CrawlSession",
    "DamagedBody",
    "Found",
    "FoundRow",
    "FullDisk",
    "LastSnapshot",
    "LockedArchive",
    "NewerArchive",
    "NoSession",
    "NotAnArchive",
    "OlderArchive",
    "OtherPortal",
    "Outcome",
    "ReadOnlyArchive",
    "RecordIndex",
    "RefusedName",
    "Shown",
    "Status",
    "Unwritable",
    "WithheldBody",
    "atomic_file",
    "canonical_json",
    "is_fresh",
    "is_public_copy",
    "naming_errors",
    "now",
    "publish",
    "read_response",
    "stamp",
    "take_snapshot",
]
