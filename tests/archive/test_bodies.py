"""Bodies are kept once, as received, and small."""

import hashlib
import random

import pytest
import zstandard

from scraper.archive import ArchiveError
from scraper.archive.bodies import compressed, read_body, write_body

WORDS = [f"mot{number}" for number in range(2000)]


def page(number: int, frame: str = "ancien") -> bytes:
    """A page of 6 kB, of which 5 are the same frame's on every page."""
    rng = random.Random(number)
    around = " ".join(random.Random(frame).choices(WORDS, k=700))
    return f"<html><nav>{around}</nav><p>{' '.join(rng.choices(WORDS, k=150))}</p></html>".encode()


def sizes(archive) -> list[tuple[int, int | None]]:
    return archive.db.execute("SELECT length(data), dictionary_id FROM bodies ORDER BY id").fetchall()


@pytest.fixture
def hashes(archive, rows):
    def kept(*bodies: bytes) -> list[str]:
        numbers = [write_body(archive.db, body) for body in bodies]
        hash_of = {row["id"]: row["sha256"] for row in rows("SELECT id, sha256 FROM bodies")}
        return [hash_of[number] for number in numbers]

    return kept


@pytest.mark.parametrize("body", [b"", b"<html>", bytes(range(256)) * 99])
def test_any_body_comes_back(archive, hashes, body):
    (sha256,) = hashes(body)
    assert read_body(archive.db, sha256) == body


def test_from_the_hundredth_body_on_the_frame_costs_nothing(archive, hashes):
    pages = [page(number) for number in range(150)]
    stored = hashes(*pages)
    assert [read_body(archive.db, sha256) for sha256 in stored] == pages
    kept = sizes(archive)
    assert {dictionary for _, dictionary in kept[:100]} == {None}
    assert {dictionary for _, dictionary in kept[100:]} == {1}
    assert max(size for size, _ in kept[100:]) < 0.6 * min(size for size, _ in kept[:100])


def test_pages_in_a_new_frame_get_a_dictionary_of_their_own(archive, hashes, rows):
    hashes(*(page(number) for number in range(200)))
    assert len(rows("dictionaries")) == 1
    stored = hashes(*(page(number, "nouveau") for number in range(200, 320)))
    assert len(rows("dictionaries")) == 2
    assert sizes(archive)[-1][1] == 2
    assert read_body(archive.db, stored[0]) == page(200, "nouveau")
    assert read_body(archive.db, stored[-1]) == page(319, "nouveau")


def test_bodies_too_small_to_share_anything_have_no_dictionary(hashes, rows):
    hashes(*(b"%d" % number for number in range(200)))
    assert rows("dictionaries") == []


def test_a_body_that_is_not_kept_is_a_key_error(archive):
    with pytest.raises(KeyError):
        read_body(archive.db, "0" * 64)


@pytest.mark.parametrize("at", [0, 5, 40, -1])
def test_a_flipped_byte_is_found(archive, hashes, at):
    (sha256,) = hashes(page(1))
    data = bytearray(archive.db.execute("SELECT data FROM bodies").fetchone()[0])
    data[at] ^= 1
    archive.db.execute("DROP TRIGGER bodies_no_update")
    archive.db.execute("UPDATE bodies SET data = ?", [bytes(data)])
    with pytest.raises(ArchiveError, match=sha256):
        read_body(archive.db, sha256)


def test_a_body_packed_with_a_trained_dictionary_of_earlier_releases_comes_back(archive):
    pages = [page(number) for number in range(100)]
    trained = zstandard.train_dictionary(2**16, pages).as_bytes()
    body = page(101)
    values = [hashlib.sha256(body).hexdigest(), len(body), compressed(body, trained)]
    archive.db.execute("INSERT INTO dictionaries VALUES (1, ?, 0.1)", [trained])
    sql = "INSERT INTO bodies (id, sha256, codec, dictionary_id, bytes, data) VALUES (1, ?, 'zstd', 1, ?, ?)"
    archive.db.execute(sql, values)
    assert read_body(archive.db, values[0]) == body
    assert write_body(archive.db, page(102)) == 2
    assert read_body(archive.db, hashlib.sha256(page(102)).hexdigest()) == page(102)
