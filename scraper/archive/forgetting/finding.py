"""Where an archive says a person's name; nothing is written."""

from sqlite_utils import Database

from scraper.archive.errors import RefusedName
from scraper.archive.forgetting import people
from scraper.archive.forgetting.columns import highest, rows_saying
from scraper.archive.forgetting.found import Found
from scraper.archive.forgetting.naming import Name
from scraper.archive.forgetting.packed import bodies_saying, dictionaries_saying, unread_files
from scraper.archive.forgetting.redacting import Redactor


def redactor_of(db: Database, given: str, reference: str | None = None) -> Redactor:
    """What takes a name out of this archive's texts, and leaves the other people it knows. Raises RefusedName, for a
    reference (the note of the request) that holds the name, too."""
    redactor = Redactor(Name(given, people.names(db)), highest(db))
    if reference and redactor.holds(reference):
        raise RefusedName(f"The reference {reference!r} holds the name itself: give one without it.")
    return redactor


def find(db: Database, redactor: Redactor) -> Found:
    """All rows that say the name."""
    gone = people.rows_of(db, redactor.name)
    bodies = list(bodies_saying(db, redactor))
    changed = list(dict.fromkeys([*(row for row in rows_saying(db, redactor) if row not in gone), *bodies]))
    if bodies:
        changed += dictionaries_saying(db, redactor)
    return Found(gone, changed, redactor.written.copy(), redactor.left.copy(), unread_files(db))
