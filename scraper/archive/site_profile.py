"""The site's profile as the archive keeps it: part of the readers, so that what was read by it can be read again."""

from functools import lru_cache

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.database import now
from scraper.reading import UNKNOWN, Profile


def current(db: Database) -> Profile:
    """Return the profile that pages are read by: the last one that was learned, or that of a site that is not known."""
    found = db.execute("SELECT layouts FROM profiles ORDER BY rowid DESC LIMIT 1").fetchone()
    return _profile(found[0]) if found else UNKNOWN


def of_readers(db: Database, readers: str) -> Profile:
    """Return the profile that a version's readers (Version.reader_version) read by. Raises KeyError when the archive
    has it no more."""
    version = readers.partition("/")[2]
    if not version:
        return UNKNOWN
    found = db.execute("SELECT layouts FROM profiles WHERE version = ?", [version]).fetchone()
    if found is None:
        raise KeyError(version)
    return _profile(found[0])


def keep(db: Database, profile: Profile, crawl_id: int, pages: int) -> None:
    """Write a profile that was learned from some pages of a crawl."""
    row = records.SiteProfile(
        version=profile.version, crawl_id=crawl_id, pages=pages, learned_at=now(), layouts=profile.to_json()
    )
    rows.insert(db, row)


_profile = lru_cache(maxsize=4)(Profile.from_json)
