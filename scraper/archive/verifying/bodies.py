"""Every body is what was received, or what was left of it when a name was taken out."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.bodies import CODEC, STANDS, decompressed
from scraper.archive.errors import DamagedBody
from scraper.archive.verifying.damage import Damage

_BODIES = f"""
SELECT bodies.id, bodies.sha256, {STANDS}, codec, bytes, bodies.data, dictionary_id, dictionaries.data
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id
"""  # noqa: S608 - STANDS is our own


def every_body(db: Database) -> Iterator[Damage]:
    """Each body can be decompressed, has its hash and its size; a redacted one the hash that the redaction tells."""
    for number, sha256, stands, codec, size, data, dictionary_id, dictionary in db.execute(_BODIES):
        where = f"bodies/{number}"
        if codec != CODEC:
            yield Damage(where, f"its codec is {codec!r}, not {CODEC!r}")
            continue
        if dictionary_id and dictionary is None:
            yield Damage(where, f"its dictionary {dictionary_id} is not there")
            continue
        try:
            body = decompressed(stands, data, dictionary)
        except DamagedBody:
            what = "received" if stands == sha256 else "left when it was redacted"
            yield Damage(where, f"is not what was {what} (SHA-256 {stands})")
            continue
        if stands == sha256 and len(body) != size:
            yield Damage(where, f"has {len(body)} bytes, not {size}")
