"""Every version is what today's readers see in the pages that prove it."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper import records
from scraper.archive.content import differences
from scraper.archive.corrections import records_again, state_again
from scraper.archive.errors import DamagedBody
from scraper.archive.readers import reader_version
from scraper.archive.redactions import is_redacted
from scraper.archive.verifying.damage import Damage
from scraper.archive.versions import proofs_of, state_of
from scraper.portal import Portal

_READ_TODAY = "SELECT * FROM versions WHERE reader_version = ? AND kind <> 'withdrawn' ORDER BY id"


def every_reading(db: Database, portal: Portal) -> Iterator[Damage]:
    """Read each version again that today's readers made; what earlier ones made is `portail reread`'s matter, and
    what was redacted, or is proven by a redacted page, cannot be read again."""
    for row in db.query(_READ_TODAY, [reader_version()]):
        version = records.Version(**row)
        if not is_redacted(db, version) and (what := _differs(db, portal, version)):
            yield Damage(f"versions/{version.id}", what)


def _differs(db: Database, portal: Portal, version: records.Version) -> str | None:
    try:
        told = records_again(db, portal, version, proofs_of(db, version))
        read = state_again(db, version, told) if told else None
        kept = state_of(version)
    except DamagedBody:
        return None  # told of the body
    except Exception as error:
        return f"its page cannot be read again ({type(error).__name__}: {error})"
    if read is None:
        return "the readers do not see the record in its page"
    differing = differences(kept, read)
    return f"reading its page again gives another {', '.join(differing)}" if differing else None
