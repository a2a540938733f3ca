"""The texts of articles and groups as HTML: beside the plain text, with the markup of the page that was read last.

They are no part of a record's state: other markup makes no version.
"""

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.rewriting import FoundRow

_OF_RECORD = "SELECT field, position, html FROM texts WHERE record_table = ? AND record_id = ? ORDER BY rowid"
_DELETE = "DELETE FROM texts WHERE record_table = ? AND record_id = ?"
_OF_ROWS = """
SELECT rowid, record_table || '/' || record_id || '/' || field || '/' || position FROM texts
WHERE rowid IN (SELECT value FROM json_each(:texts))
  OR (record_table = 'news' AND record_id IN (SELECT id FROM news WHERE rowid IN (SELECT value FROM json_each(:news))))
  OR (record_table = 'groups' AND (record_id, position) IN (
    SELECT group_id, position FROM group_sections WHERE rowid IN (SELECT value FROM json_each(:group_sections))
  ))
"""
_WITH_TEXTS = ("texts", "news", "group_sections")


def write_texts(db: Database, table: str, record_id: str, texts: Iterable[records.FormattedText]) -> None:
    """Write the texts of a record in place of those it had; nothing where they are the same."""
    texts = list(texts)
    if list(db.execute(_OF_RECORD, [table, record_id])) != [(each.field, each.position, each.html) for each in texts]:
        db.execute(_DELETE, [table, record_id])
        rows.upsert_all(db, texts)


def texts_of_rows(db: Database, found: Sequence[FoundRow]) -> list[tuple[int, str]]:
    """Return the texts that are among some rows, or have the words of one of them: SQLite's number and key of each."""
    numbers = {table: [row.number for row in found if row.table == table] for table in _WITH_TEXTS}
    asked = {table: json.dumps(rows_found) for table, rows_found in numbers.items()}
    return list(db.execute(_OF_ROWS, asked))
