"""The bytes of responses: each kept once, compressed with a dictionary trained on the pages that came before.

A portal's pages share their frame. A dictionary holds it once, so that a body takes what is its own: half of what it
takes alone (docs/performance.md). Bodies are never compressed again: the first hundred stay as they are. The files of
documents share nothing with pages, and have their own compression: they take no dictionary and train none.
"""

import hashlib
from functools import lru_cache

import zstandard
from sqlite_utils import Database

from scraper.archive.errors import DamagedBody, WithheldBody

CODEC = "zstd"
_LEVEL = 10
_EVERY = 100
"""After so many bodies it is checked whether a dictionary is wanted; as many are its samples."""
_DICTIONARY = 2**16
"""Bytes of a dictionary."""
_PAGES = 8
"""Pages of a dictionary that is made of pages."""
_WORSE = 2
"""A new dictionary is wanted when bodies take this many times the share that the dictionary's own samples took."""

_READ = """
SELECT bodies.sha256, bodies.data, dictionaries.data
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id WHERE bodies.sha256 = ?
"""
_LAST_PAGES = """
SELECT sha256, length(data), bytes FROM bodies
WHERE length(data) AND sha256 NOT IN (SELECT sha256 FROM files) ORDER BY id DESC LIMIT ?
"""


def write_body(db: Database, body: bytes) -> int:
    """Write a body, unless the archive has it. Return its number."""
    number, dictionary = _newest_dictionary(db)
    written, is_new = _write(db, body, number, dictionary)
    if is_new and written % _EVERY == 0:
        _train(db)
    return written


def write_file_body(db: Database, body: bytes) -> int:
    """Write the bytes of a document's file as a body, unless the archive has it. Return the body's number."""
    return _write(db, body, None, None)[0]


def read_body(db: Database, sha256: str) -> bytes:
    """Return a body as received. Raises KeyError when the archive does not keep it, WithheldBody when it withholds it,
    DamagedBody when it is not what it was."""
    found = db.execute(_READ, [sha256]).fetchone()
    if found is None:
        raise KeyError(sha256)
    return decompressed(*found)


def compressed(body: bytes, dictionary: bytes | None) -> bytes:
    """Return a body's bytes as they are kept."""
    return _compressor(dictionary).compress(body)


def decompressed(sha256: str, data: bytes, dictionary: bytes | None) -> bytes:
    """Return a body's bytes. Raises WithheldBody, or DamagedBody when they have not the hash."""
    if not data:  # no bytes at all are kept as some
        raise WithheldBody(f"The body {sha256} is withheld: a person's data was erased (`portail forget`).")
    try:
        body = _decompressor(dictionary).decompress(data)
    except zstandard.ZstdError as error:
        raise DamagedBody(
            f"The body {sha256} cannot be decompressed ({error}): put back a copy of the archive."
        ) from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise DamagedBody(f"The body {sha256} is not what was received: put back a copy of the archive.")
    return body


def replace_dictionary(db: Database, number: int) -> None:
    """Put some of the pages that are packed with a dictionary in its place, and pack all of them anew: what else it was
    trained on is gone then. Pages serve as well as what is trained on them, and no training can fail."""
    (before,) = db.execute("SELECT data FROM dictionaries WHERE id = ?", [number]).fetchone()
    packed = [key for (key,) in db.execute("SELECT sha256 FROM bodies WHERE dictionary_id = ? ORDER BY id", [number])]
    samples = [read_body(db, key) for key in packed[:: len(packed) // _PAGES + 1]]
    after = b" ".join([b"", *samples])[:_DICTIONARY]  # a space first: zstd knows trained dictionaries by their start
    for key in packed:
        (data,) = db.execute("SELECT data FROM bodies WHERE sha256 = ?", [key]).fetchone()
        anew = compressed(decompressed(key, data, before), after)
        db.execute("UPDATE bodies SET data = ? WHERE sha256 = ?", [anew, key])
    db.execute("UPDATE dictionaries SET data = ? WHERE id = ?", [after, number])


def _write(db: Database, body: bytes, number: int | None, dictionary: bytes | None) -> tuple[int, bool]:
    """Return the body's number, and whether it is new."""
    sha256 = hashlib.sha256(body).hexdigest()
    if known := db.execute("SELECT id FROM bodies WHERE sha256 = ?", [sha256]).fetchone():
        return known[0], False
    written = db.execute(
        "INSERT INTO bodies (sha256, codec, dictionary_id, bytes, data) VALUES (?, ?, ?, ?, ?)",
        [sha256, CODEC, number, len(body), compressed(body, dictionary)],
    )
    return written.lastrowid, True


def _newest_dictionary(db: Database) -> tuple[int | None, bytes | None]:
    found = db.execute("SELECT id, data FROM dictionaries ORDER BY id DESC LIMIT 1").fetchone()
    return found or (None, None)


def _train(db: Database) -> None:
    """Train a dictionary on the last bodies, when there is none or pages have come to differ from its samples."""
    newest = db.execute("SELECT share FROM dictionaries ORDER BY id DESC LIMIT 1").fetchone()
    hashes, sizes, received = zip(*db.execute(_LAST_PAGES, [_EVERY]), strict=True)
    reached = sum(sizes) / max(sum(received), 1)
    if newest and reached <= _WORSE * newest[0]:
        return
    samples = [read_body(db, sha256) for sha256 in hashes]
    try:
        trained = zstandard.train_dictionary(_DICTIONARY, samples, level=_LEVEL).as_bytes()
    except zstandard.ZstdError:  # they have nothing in common
        return
    share = sum(len(compressed(sample, trained)) for sample in samples) / sum(received)
    if share < reached:
        db.execute("INSERT INTO dictionaries (data, share) VALUES (?, ?)", [trained, share])


@lru_cache(maxsize=8)
def _compressor(dictionary: bytes | None) -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(dictionary))


@lru_cache(maxsize=8)
def _decompressor(dictionary: bytes | None) -> zstandard.ZstdDecompressor:
    return zstandard.ZstdDecompressor(dict_data=_dictionary(dictionary))


def _dictionary(data: bytes | None) -> zstandard.ZstdCompressionDict | None:
    return None if data is None else zstandard.ZstdCompressionDict(data)
