"""What proves the records, compact: each address, set of headers and body once, bodies with a trained dictionary.

`fetches` becomes a view of the same columns: an unchanged page then costs numbers, not texts.
"""

import zstandard
from sqlite_utils import Database

from scraper.archive.headers import taken_apart
from scraper.archive.schema.m004_withdrawals import OPEN_PROBLEMS

APPEND_ONLY = ("fetch_log", "addresses", "header_sets", "bodies", "dictionaries")
SEARCHED = {
    "news": ("title", "overtitle", "subtitle", "lead", "body"),
    "groups": ("name", "abstract"),
    "group_sections": ("heading", "text"),
    "documents": ("title",),
}
FETCHES = """
SELECT fetch_log.id, crawl_id, asked.url AS url, final.url AS final_url, status,
       strftime('%Y-%m-%dT%H:%M:%SZ', fetched_at, 'unixepoch') AS fetched_at,
       bodies.sha256 AS body_sha256, bodies.bytes AS bytes,
       CASE WHEN header_set_id IS NOT NULL THEN (
         SELECT json_group_array(json_array(name, CASE WHEN moment IS NULL THEN value ELSE
           substr('SunMonTueWedThuFriSat', 1 + 3 * strftime('%w', moment, 'unixepoch'), 3)
           || strftime(', %d ', moment, 'unixepoch')
           || substr('JanFebMarAprMayJunJulAugSepOctNovDec', 3 * strftime('%m', moment, 'unixepoch') - 2, 3)
           || strftime(' %Y %H:%M:%S GMT', moment, 'unixepoch') END))
         FROM (
           SELECT line.value ->> 0 AS name, line.value ->> 1 AS value,
                  CASE WHEN json_type(line.value, '$[1]') = 'integer'
                       THEN fetched_at + (dates ->> (line.value ->> 1)) END AS moment
           FROM json_each(header_sets.headers) AS line
         )
       ) END AS headers,
       error
FROM fetch_log
JOIN addresses AS asked ON asked.id = url_id
LEFT JOIN addresses AS final ON final.id = final_url_id
LEFT JOIN bodies ON bodies.id = body_id
LEFT JOIN header_sets ON header_sets.id = header_set_id
"""


def migrate(db: Database) -> None:
    db["open_problems"].drop()
    _set_aside(db)
    _create(db)
    _take_over(db)
    for name in ("old_fetches", "old_bodies"):
        db[name].drop()
    for column in ("crawl_id", "url_id", "final_url_id", "body_id"):
        db.table("fetch_log").create_index([column])
    db.create_view("fetches", FETCHES.strip())
    db.create_view("open_problems", OPEN_PROBLEMS.strip())
    _guard(db)
    _search_what_changes(db)


def _set_aside(db: Database) -> None:
    """Rename the old tables; what refers to fetches refers to fetch_log from now on."""
    for name in ("fetches", "bodies"):
        for verb in ("update", "delete"):
            db.execute(f"DROP TRIGGER {name}_no_{verb}")
    for column in ("crawl_id", "body_sha256", "url", "final_url"):
        db.execute(f"DROP INDEX idx_fetches_{column}")
    db.execute("ALTER TABLE fetches RENAME TO fetch_log")
    db.execute("PRAGMA legacy_alter_table = ON")
    db.execute("ALTER TABLE fetch_log RENAME TO old_fetches")
    db.execute("ALTER TABLE bodies RENAME TO old_bodies")
    db.execute("PRAGMA legacy_alter_table = OFF")


def _create(db: Database) -> None:
    db.execute("CREATE TABLE addresses (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE) STRICT")
    db.execute("CREATE TABLE header_sets (id INTEGER PRIMARY KEY, headers TEXT NOT NULL UNIQUE) STRICT")
    db.execute("CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, data BLOB NOT NULL, share REAL NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE bodies (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, codec TEXT NOT NULL, "
        "data BLOB NOT NULL, dictionary_id INTEGER REFERENCES dictionaries(id), bytes INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE fetch_log (id INTEGER PRIMARY KEY, crawl_id INTEGER NOT NULL REFERENCES crawls(id), "
        "url_id INTEGER NOT NULL REFERENCES addresses(id), final_url_id INTEGER REFERENCES addresses(id), "
        "status INTEGER, fetched_at INTEGER NOT NULL, body_id INTEGER REFERENCES bodies(id), "
        "header_set_id INTEGER REFERENCES header_sets(id), dates TEXT, error TEXT) STRICT"
    )


def _take_over(db: Database) -> None:
    db.conn.create_function("content_size", 1, zstandard.frame_content_size, deterministic=True)
    db.execute(
        "INSERT INTO bodies (sha256, codec, bytes, data) "
        "SELECT sha256, codec, content_size(data), data FROM old_bodies ORDER BY rowid"
    )
    db.execute(
        "INSERT OR IGNORE INTO addresses (url) SELECT url FROM old_fetches UNION ALL "
        "SELECT final_url FROM old_fetches WHERE final_url IS NOT NULL"
    )
    rows = db.execute(
        "SELECT old.id, crawl_id, asked.id, final.id, status, unixepoch(fetched_at), bodies.id, headers, error "
        "FROM old_fetches AS old JOIN addresses AS asked ON asked.url = old.url "
        "LEFT JOIN addresses AS final ON final.url = old.final_url "
        "LEFT JOIN bodies ON bodies.sha256 = body_sha256 ORDER BY old.id"
    )
    for row in rows.fetchall():
        _take_over_fetch(db, *row)


def _take_over_fetch(db: Database, *row) -> None:
    *standing, headers, error = row
    header_set, dates = (None, None) if headers is None else taken_apart(headers, standing[5])
    db.execute("INSERT OR IGNORE INTO header_sets (headers) SELECT ?1 WHERE ?1 IS NOT NULL", [header_set])
    db.execute(
        "INSERT INTO fetch_log VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT id FROM header_sets WHERE headers = ?), ?, ?)",
        [*standing, header_set, dates, error],
    )


def _guard(db: Database) -> None:
    for name in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER fetches_no_{verb.lower()} INSTEAD OF {verb} ON fetches "
            f"BEGIN SELECT RAISE(ABORT, 'fetches is append-only'); END"
        )


def _search_what_changes(db: Database) -> None:
    """Touch the search indexes only when a text has changed: seeing a record again writes no text."""
    for name, columns in SEARCHED.items():
        trigger = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [f"{name}_au"]).fetchone()[0]
        differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
        db.execute(f"DROP TRIGGER {name}_au")
        db.execute(trigger.replace(" BEGIN", f" WHEN {differs} BEGIN", 1))
