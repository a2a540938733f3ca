"""What is kept packed: the pages as received, the files of documents, the dictionaries that pages are packed with."""

import hashlib
from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.bodies import STANDS, compressed, decompressed
from scraper.archive.forgetting.found import Row
from scraper.archive.forgetting.redacting import WORD, Redactor

_BODY = f"""
SELECT {STANDS}, bodies.data, dictionaries.data, sha256 IN (SELECT sha256 FROM files)
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id WHERE bodies.id = ?
"""  # noqa: S608 - STANDS is our own
_TEXT = "SELECT text FROM document_texts JOIN bodies USING (sha256) WHERE bodies.id = ?"
_UNREAD = """
SELECT count(*) FROM bodies WHERE sha256 IN (SELECT sha256 FROM files WHERE mime NOT LIKE 'text/%')
  AND sha256 NOT IN (SELECT sha256 FROM document_texts)
"""
_WINDOW, _OVERLAP = 2**18, 2**10
"""Bytes of a file that are looked at together, and of the next ones that are looked at with them."""


def bodies_saying(db: Database, redactor: Redactor) -> Iterator[Row]:
    """The bodies in which the name stands."""
    for (number,) in db.execute("SELECT id FROM bodies ORDER BY id").fetchall():
        body, without, _ = _body(db, number, redactor)
        if body != without:
            yield Row("bodies", number, f"bodies/{number}")


def dictionaries_saying(db: Database, redactor: Redactor) -> Iterator[Row]:
    """The dictionaries in which a part of the name stands: the samples they are made of are cut anywhere."""
    for number, data in db.execute("SELECT id, data FROM dictionaries ORDER BY id"):
        if redactor.dictionary(data) != data:
            yield Row("dictionaries", number, f"dictionaries/{number}")


def redact_body(db: Database, number: int, redactor: Redactor) -> str:
    """Take the name out of a body; gives the SHA-256 of what stands there since."""
    _, without, dictionary = _body(db, number, redactor)
    db.execute("UPDATE bodies SET data = ? WHERE id = ?", [compressed(without, dictionary), number])
    return hashlib.sha256(without).hexdigest()


def redact_dictionary(db: Database, dictionary_id: int, redactor: Redactor) -> None:
    """Take the name out of a dictionary, and pack what is packed with it anew."""
    (before,) = db.execute("SELECT data FROM dictionaries WHERE id = ?", [dictionary_id]).fetchone()
    after = redactor.dictionary(before)
    packed = db.execute("SELECT id FROM bodies WHERE dictionary_id = ? ORDER BY id", [dictionary_id]).fetchall()
    for (number,) in packed:
        stands, data, *_ = db.execute(_BODY, [number]).fetchone()
        anew = compressed(decompressed(stands, data, before), after)
        db.execute("UPDATE bodies SET data = ? WHERE id = ?", [anew, number])
    db.execute("UPDATE dictionaries SET data = ? WHERE id = ?", [after, dictionary_id])


def unread_files(db: Database) -> int:
    """How many kept files are neither plain text nor a PDF whose text is known: nothing can be found in them."""
    return db.execute(_UNREAD).fetchone()[0]


def _body(db: Database, number: int, redactor: Redactor) -> tuple[bytes, bytes, bytes | None]:
    """A body, what it is without the name, and the dictionary it is packed with."""
    stands, data, dictionary, is_file = db.execute(_BODY, [number]).fetchone()
    body = decompressed(stands, data, dictionary)
    if not is_file:
        return body, redactor.body(body), dictionary
    return body, WORD.encode() if _file_says(db, number, body, redactor) else body, dictionary


def _file_says(db: Database, number: int, body: bytes, redactor: Redactor) -> bool:
    """Whether a file says the name, in its bytes or its text. It goes wholly: what remained could not be opened."""
    text = db.execute(_TEXT, [number]).fetchone()
    windows = (body[start : start + _WINDOW + _OVERLAP] for start in range(0, len(body), _WINDOW))
    told = text is not None and redactor.text(text[0]) != text[0]
    return told or any(redactor.body(window) != window for window in windows)
