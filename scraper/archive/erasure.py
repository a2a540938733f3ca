"""Erase a person from an archive that is append-only otherwise (`portail forget`).

Her own rows go, her name is taken out of every text, and each body in which it stands is withheld whole. `redactions`
notes what was done to append-only rows, never to whom (decisions 84 to 89 and 94).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows, schema
from scraper.archive.bodies import decompressed, replace_dictionary
from scraper.archive.errors import LockedArchive, RefusedName
from scraper.archive.names import Redactor, as_text
from scraper.archive.rewriting import FoundRow, rewrite, rows_changed_by
from scraper.archive.sentences import forget_sentences
from scraper.archive.texts import texts_of_rows
from scraper.archive.versions import canonical_json, proofs_of, sha256

_HERS = {
    "people": "SELECT rowid, id FROM people WHERE is_hers(name)",
    "roles": "SELECT roles.rowid, roles.id FROM roles JOIN people ON people.id = person_id WHERE is_hers(name)",
    "news_roles": """
        SELECT news_roles.rowid, news_id || '/' || role_id
        FROM news_roles JOIN roles ON roles.id = role_id JOIN people ON people.id = person_id WHERE is_hers(name)
    """,
    "people_aliases": """
        SELECT people_aliases.rowid, people_aliases.id FROM people_aliases JOIN people ON people.id = person_id
        WHERE is_hers(people.name) OR is_hers(people_aliases.name)
    """,
    "mentions": """
        SELECT mentions.rowid, news_id || '/' || position FROM mentions JOIN people ON people.id = person_id
        WHERE is_hers(people.name) OR is_hers(mentions.name)
    """,
}
"""The rows that are a person's own: SQLite's number of each, and its key."""
_READ_AGAIN = """
SELECT id FROM news WHERE rowid IN (SELECT value FROM json_each(:news))
UNION SELECT news_id FROM prose_readings WHERE rowid IN (SELECT value FROM json_each(:prose_readings))
"""
"""The articles whose sentences are to be read again, as what was read of them names her."""
_NAMING = """
SELECT news.rowid FROM mentions JOIN news ON news.id = news_id WHERE mentions.rowid IN (SELECT value FROM json_each(?))
"""
"""The articles of some mentions: in another spelling of her name, which is left, they are another person's."""
_BODIES = """
SELECT bodies.id, bodies.sha256, bodies.data, dictionaries.data,
  (SELECT text FROM document_texts WHERE document_texts.sha256 = bodies.sha256)
FROM bodies LEFT JOIN dictionaries ON dictionaries.id = dictionary_id WHERE length(bodies.data) ORDER BY bodies.id
"""
_UNREAD_OF_BODY = "DELETE FROM held WHERE fetch_id IN (SELECT id FROM fetch_log WHERE body_id = ?)"
"""Forgets pages that were to be read from a body: the next crawl asks for them again."""
_UNREAD = """
SELECT count(*) FROM bodies WHERE length(data) AND sha256 IN (SELECT sha256 FROM files WHERE mime NOT LIKE 'text/%')
  AND sha256 NOT IN (SELECT sha256 FROM document_texts)
"""
"""Kept files that are neither plain text nor a PDF whose text is known: nothing can be found in them."""
_REDACTED_PAGE = """
SELECT 1 FROM fetch_log JOIN redactions ON (row_table, row_id) IN (
  VALUES ('bodies', body_id), ('addresses', url_id), ('addresses', final_url_id), ('header_sets', header_set_id)
) WHERE fetch_log.id IN (SELECT value FROM json_each(?)) LIMIT 1
"""
_REDACTED_VERSION = "SELECT 1 FROM redactions WHERE row_table = 'versions' AND row_id = ?"
_WITHHELD = "SELECT bodies.sha256 FROM redactions JOIN bodies ON bodies.id = row_id WHERE row_table = 'bodies'"
_OF_WITHHELD = (
    "SELECT 1 FROM redactions JOIN fetch_log ON body_id = row_id WHERE row_table = 'bodies' AND fetch_log.id = ?"
)
_WINDOW, _OVERLAP = 2**20, 2**12
"""Bytes of a body that are searched at a time, and of the next ones that are searched with them."""


@dataclass(frozen=True)
class Found:
    """What erasing a person comes to."""

    gone: list[FoundRow]
    """Rows that are deleted."""
    redacted: list[FoundRow]
    """Rows that lose the name, and, where a body is withheld, all dictionaries, as pieces of it may be in them."""
    withheld: list[FoundRow]
    """Bodies that are emptied."""
    written: Counter[str]
    """Spellings of the name, each with how often it was met."""
    left: Counter[str]
    """Spellings that are left, as they may be another person's."""
    unread: int
    """Kept files whose text this program cannot read."""

    @property
    def is_nothing(self) -> bool:
        """Whether the archive does not hold the name."""
        return not (self.gone or self.redacted or self.withheld)


def redactor_of(db: Database, given: str, reference: str | None = None) -> Redactor:
    """Return what takes a name out of this archive's texts, and leaves the other people it knows.

    reference: the operator's note of the request. Raises RefusedName for a name that is not whole, and for a reference
    that holds it.
    """
    if reference and Redactor(given).text(reference) != reference:
        raise RefusedName(f"The reference {reference!r} holds the name itself: give one without it.")
    return Redactor(given, [name for (name,) in db.execute("SELECT name FROM people")])


def find(db: Database, redactor: Redactor) -> Found:
    """Return where the name stands in an archive. Raises DamagedBody."""
    db.conn.create_function("is_hers", 1, redactor.is_of)
    gone = [
        FoundRow(table, number, f"{table}/{key}") for table, sql in _HERS.items() for number, key in db.execute(sql)
    ]
    redacted = [row for row in rows_changed_by(db, redactor.text) if row not in gone]
    # A name may be cut by markup: the text is left without any.
    gone += [FoundRow("texts", number, f"texts/{key}") for number, key in texts_of_rows(db, redacted)]
    redacted = [row for row in redacted if row.table != "texts"]
    withheld = [FoundRow("bodies", number, f"bodies/{number}") for number in _bodies_with_name(db, redactor)]
    dictionaries = db.execute("SELECT id FROM dictionaries ORDER BY id") if withheld else ()
    redacted += [FoundRow("dictionaries", number, f"dictionaries/{number}") for (number,) in dictionaries]
    unread = db.execute(_UNREAD).fetchone()[0]
    return Found(gone, redacted, withheld, redactor.written.copy(), redactor.left.copy(), unread)


def erase(db: Database, redactor: Redactor, found: Found, at: str, reference: str | None) -> None:
    """Erase what was found, in the transaction that is open. at: the time of it, UTC."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.conn.create_function("sha256", 1, sha256)
    naming = [number for (number,) in db.execute(_NAMING, [_numbers(found.gone, "mentions")])]
    with schema.unguarded(db):
        for row in found.gone:
            db.execute(f'DELETE FROM "{row.table}" WHERE rowid = ?', [row.number])  # noqa: S608 - names of the schema
        for row in found.withheld:
            db.execute("UPDATE bodies SET data = x'', dictionary_id = NULL WHERE id = ?", [row.number])
            db.execute(_UNREAD_OF_BODY, [row.number])
        texts = [row for row in found.redacted if row.table != "dictionaries"]
        rewrite(db, texts, redactor.text, lambda text, number: redactor.text(text, distinct=True))
        for news_id in _named_in(db, found, naming):  # by the texts and the id that it has now
            forget_sentences(db, news_id)
        for row in found.redacted:
            if row.table == "dictionaries":
                replace_dictionary(db, row.number)
            elif row.table == "versions":
                db.execute("UPDATE versions SET content_sha256 = sha256(fields) WHERE id = ?", [row.number])
        for row in (*found.redacted, *found.withheld):
            if row.table in schema.APPEND_ONLY:
                left = hash_of_row(db, row.table, row.number)
                noted = {"row_table": row.table, "row_id": row.number, "sha256": left}
                rows.insert(db, records.Redaction(**noted, redacted_at=at, reference=reference))
    schema.rebuild_indexes(db)


def _named_in(db: Database, found: Found, naming: list[int]) -> list[str]:
    asked = {table: _numbers(found.redacted, table) for table in ("news", "prose_readings")}
    asked["news"] = json.dumps([*json.loads(asked["news"]), *naming])
    return [news_id for (news_id,) in db.execute(_READ_AGAIN, asked)]


def _numbers(rows_found: Iterable[FoundRow], table: str) -> str:
    return json.dumps([row.number for row in rows_found if row.table == table])


def free(db: Database, path: Path) -> None:
    """Write the file anew without its unused pages, and empty its write-ahead log, as both hold what was removed.

    Takes twice the room of the file on the disk. Raises LockedArchive when somebody reads the archive all the while.
    """
    _empty_log(db, path)
    db.execute("VACUUM")
    _empty_log(db, path)


def are_redacted(db: Database, fetches: Iterable[int]) -> bool:
    """Return whether the page, the address or the headers of one of some fetches are redacted: it does not prove any
    more what was read from it."""
    return db.execute(_REDACTED_PAGE, [json.dumps(list(fetches))]).fetchone() is not None


def is_redacted(db: Database, version: records.Version) -> bool:
    """Return whether a version, or what proves it, is redacted."""
    own = db.execute(_REDACTED_VERSION, [version.id]).fetchone()
    return own is not None or are_redacted(db, proofs_of(db, version))


def withheld_bodies(db: Database) -> set[str]:
    """Return the keys of the bodies that are withheld."""
    return {key for (key,) in db.execute(_WITHHELD)}


def is_withheld(db: Database, fetch_id: int) -> bool:
    """Return whether a response has, byte for byte, a body that is withheld."""
    return db.execute(_OF_WITHHELD, [fetch_id]).fetchone() is not None


def hash_of_row(db: Database, table: str, number: int) -> str | None:
    """Return the SHA-256 of a row's values as a JSON array, bytes in hexadecimal; None when there is no such row."""
    row = db.execute(f"SELECT * FROM [{table}] WHERE rowid = ?", [number]).fetchone()  # noqa: S608 - the schema's
    return row and sha256(canonical_json([value.hex() if isinstance(value, bytes) else value for value in row]))


def _bodies_with_name(db: Database, redactor: Redactor) -> Iterator[int]:
    for number, key, data, dictionary, text_of_file in db.execute(_BODIES):
        body = decompressed(key, data, dictionary)
        texts = [as_text(body[start : start + _WINDOW + _OVERLAP]) for start in range(0, len(body), _WINDOW)]
        # All texts are looked at, as the redactor counts what it meets.
        if any([redactor.text(text) != text for text in (*texts, text_of_file or "")]):  # noqa: C419
            yield number


def _empty_log(db: Database, path: Path) -> None:
    busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LockedArchive(
            f"{path} is being read by another program, so that what was removed is still in {path}-wal: stop that "
            f"program (Datasette?), then run `portail forget` again."
        )
