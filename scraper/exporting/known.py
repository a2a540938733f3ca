"""The archive as it was known at a moment of the past: views that stand before its tables on one connection.

An article or a group that has not changed since is as its rows are; of one that has, the rows are made of the version
of then (decision 135). `last_seen` is null for what was seen again later.
"""

import re
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from scraper.records import document_id

_FILE = Path(__file__).with_name("known.sql")
_STATES = """
CREATE TEMP TABLE known_states AS
SELECT known.record_table, known.record_id, versions.id AS version_id, is_current, versions.fields, versions.seen_at,
       first_seen, (
         SELECT max(seen_at) FROM main.versions AS change WHERE change.record_table = known.record_table
           AND change.record_id = known.record_id AND change.id <= version_id AND kind IN ('change', 'restored')
       ) AS changed
FROM (
  SELECT record_table, record_id, max(id) FILTER (WHERE seen_at < :before) AS version_id,
         max(id) FILTER (WHERE seen_at < :before) = max(id) AS is_current, min(seen_at) AS first_seen
  FROM main.versions GROUP BY record_table, record_id
) AS known JOIN main.versions ON versions.id = version_id
"""
_INDEX = "CREATE UNIQUE INDEX temp.known_record ON known_states (record_table, record_id)"


def show_as_known(db: Database, before: str) -> None:
    """Put views before the tables, so that a SELECT finds what was known before a moment. before: UTC, as the archive
    writes it. They last until `show_as_is`, or as long as the connection."""
    db.conn.create_function("document_id", 2, document_id, deterministic=True)
    db.execute(_STATES, {"before": before})
    db.execute(_INDEX)
    for name, sql in _views().items():
        db.execute(f"CREATE TEMP VIEW {name} AS {sql}".replace(":before", f"'{before}'"))


def show_as_is(db: Database) -> None:
    """Take away what show_as_known has put before the tables."""
    for name in reversed(_views()):
        db.execute(f"DROP VIEW IF EXISTS temp.{name}")
    db.execute("DROP TABLE IF EXISTS temp.known_states")


@cache
def _views() -> dict[str, str]:
    """Return the SELECT of each view by its name."""
    _, *pieces = re.split(r"^-- name: (\w+)\n", _FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))
