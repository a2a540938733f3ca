"""Every body is what was received."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.bodies import CODEC, decompressed
from scraper.archive.errors import DamagedBody
from scraper.archive.verifying.damage import Damage

_BODIES = """
SELECT bodies.id, sha256, codec, bytes, bodies.data, dictionary_id, dictionaries.data
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id
"""


def every_body(db: Database) -> Iterator[Damage]:
    """Each body can be decompressed, has its hash and its size."""
    for number, sha256, codec, size, data, dictionary_id, dictionary in db.execute(_BODIES):
        where = f"bodies/{number}"
        if codec != CODEC:
            yield Damage(where, f"its codec is {codec!r}, not {CODEC!r}")
            continue
        if dictionary_id and dictionary is None:
            yield Damage(where, f"its dictionary {dictionary_id} is not there")
            continue
        try:
            body = decompressed(sha256, data, dictionary)
        except DamagedBody:
            yield Damage(where, f"is not what was received (SHA-256 {sha256})")
            continue
        if len(body) != size:
            yield Damage(where, f"has {len(body)} bytes, not {size}")
