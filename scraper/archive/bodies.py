"""The bytes of responses: each kept once, compressed with a dictionary of the pages that came before.

A portal's pages share their frame. A dictionary holds it once, so that a body takes what is its own: a sixth of what it
takes alone (docs/performance.md). Bodies are compressed again for an erasure alone: the first hundred stay as they are.
The files of documents share nothing with pages, and have their own compression: they take no dictionary and make none.
"""

import hashlib
from functools import lru_cache

import zstandard
from sqlite_utils import Database

from scraper.archive.errors import DamagedBody, WithheldBody

CODEC = "zstd"
_LEVEL = 10
_EVERY = 100
"""After so many bodies it is checked whether a dictionary is wanted, by as many."""
_DICTIONARY, _PAGES = 2**17, 16
"""Bytes and pages of a dictionary, at most: the pages' mere bytes, which pack better than what zstd trains on them
(decision 2)."""
_WORSE = 2
"""A new dictionary is wanted when bodies take this many times the share that those took which it was tried on."""

_NEWEST_DICTIONARY = "SELECT id, data, share FROM dictionaries ORDER BY id DESC LIMIT 1"
_READ = """
SELECT bodies.sha256, bodies.data, dictionaries.data
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id WHERE bodies.sha256 = ?
"""
_LAST_PAGES = """
SELECT sha256, length(data), bytes FROM bodies
WHERE length(data) AND sha256 NOT IN (SELECT sha256 FROM files) ORDER BY id DESC LIMIT ?
"""


def write_body(db: Database, body: bytes, *, is_file: bool = False) -> int:
    """Write a body, unless the archive has it. Return its number. is_file: whether it is a document's file."""
    sha256 = hashlib.sha256(body).hexdigest()
    if known := db.execute("SELECT id FROM bodies WHERE sha256 = ?", [sha256]).fetchone():
        return known[0]
    newest = None if is_file else db.execute(_NEWEST_DICTIONARY).fetchone()
    dictionary_id, dictionary, share = newest or (None, None, None)
    number = db.execute(
        "INSERT INTO bodies (sha256, codec, dictionary_id, bytes, data) VALUES (?, ?, ?, ?, ?)",
        [sha256, CODEC, dictionary_id, len(body), compressed(body, dictionary)],
    ).lastrowid
    if not is_file and number % _EVERY == 0:
        _add_dictionary(db, share)
    return number


def read_body(db: Database, sha256: str) -> bytes:
    """Return a body as received. Raises KeyError when the archive does not keep it, WithheldBody when it withholds it,
    DamagedBody when it is not what it was."""
    found = db.execute(_READ, [sha256]).fetchone()
    if found is None:
        raise KeyError(sha256)
    return decompressed(*found)


def compressed(body: bytes, dictionary: bytes | None) -> bytes:
    """Return a body's bytes as they are kept."""
    return _codecs(dictionary)[0].compress(body)


def decompressed(sha256: str, data: bytes, dictionary: bytes | None) -> bytes:
    """Return a body's bytes. Raises WithheldBody, or DamagedBody when they have not the hash."""
    if not data:  # no bytes at all are kept as some
        raise WithheldBody(f"The body {sha256} is withheld: a person's data was erased (`portail forget`).")
    try:
        body = _codecs(dictionary)[1].decompress(data)
    except zstandard.ZstdError as error:
        raise DamagedBody(
            f"The body {sha256} cannot be decompressed ({error}): put back a copy of the archive."
        ) from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise DamagedBody(f"The body {sha256} is not what was received: put back a copy of the archive.")
    return body


def replace_dictionary(db: Database, number: int) -> None:
    """Make a dictionary anew of pages that are packed with it, and pack all of them anew: what other pages have left in
    it is gone then."""
    packed = db.execute("SELECT sha256 FROM bodies WHERE dictionary_id = ? ORDER BY id", [number]).fetchall()
    dictionary = _made_of([read_body(db, key) for (key,) in _spread(packed)])
    for (key,) in packed:
        anew = compressed(read_body(db, key), dictionary)
        db.execute("UPDATE bodies SET data = ? WHERE sha256 = ?", [anew, key])
    db.execute("UPDATE dictionaries SET data = ? WHERE id = ?", [dictionary, number])


def _add_dictionary(db: Database, share: float | None) -> None:
    """Make a dictionary of half of the last pages where it packs the other half better than they are packed.

    share: what the newest dictionary reached when it was made, None without one.
    """
    hashes, sizes, received = zip(*db.execute(_LAST_PAGES, [_EVERY]), strict=True)
    reached = sum(sizes) / max(sum(received), 1)
    if share is not None and reached <= _WORSE * share:
        return
    pages = [read_body(db, sha256) for sha256 in hashes]
    dictionary, tried = _made_of(_spread(pages[::2])), pages[1::2]
    anew = sum(len(compressed(page, dictionary)) for page in tried) / max(sum(map(len, tried)), 1)
    if anew < reached:
        db.execute("INSERT INTO dictionaries (data, share) VALUES (?, ?)", [dictionary, anew])


def _spread(pages: list) -> list:
    """Return as many of some pages, spread over them, as a dictionary is made of."""
    return pages[:: len(pages) // _PAGES + 1]


def _made_of(pages: list[bytes]) -> bytes:
    return b" ".join([b"", *pages])[:_DICTIONARY]  # a space first: zstd knows trained dictionaries by their start


@lru_cache(maxsize=8)
def _codecs(dictionary: bytes | None) -> tuple[zstandard.ZstdCompressor, zstandard.ZstdDecompressor]:
    data = dictionary and zstandard.ZstdCompressionDict(dictionary)
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=data), zstandard.ZstdDecompressor(dict_data=data)
