"""archive.db: its schema, and the only code that writes it. Other rooms import from here alone."""
# ruff: noqa: F401 - these are the room's public names

from scraper.archive.atomic_file import atomic_file
from scraper.archive.database import TIME_FORMAT, is_fresh, is_public_copy, now, stamp
from scraper.archive.erasure import Found
from scraper.archive.errors import (
    ArchiveError,
    DamagedBody,
    FullDisk,
    LockedArchive,
    NotAnArchive,
    ReadOnlyArchive,
    RefusedName,
    RefusedPeopleFile,
    Unwritable,
    WithheldBody,
    naming_errors,
)
from scraper.archive.page_records import read_response
from scraper.archive.people import DecidedPerson
from scraper.archive.people_file import NAME as PEOPLE_FILE
from scraper.archive.record_index import RecordIndex, Shown
from scraper.archive.rereading import KINDS
from scraper.archive.rewriting import FoundRow
from scraper.archive.schema import APPLICATION_ID, PUBLIC_ID
from scraper.archive.sentences import SentenceReader
from scraper.archive.session import CrawlSession, NoSession
from scraper.archive.snapshot import LastSnapshot, publish, take_snapshot
from scraper.archive.status import GOOD, Status
from scraper.archive.store import Archive
from scraper.archive.versions import canonical_json
