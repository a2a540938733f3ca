"""The search index: a row of `search_entries` for each record that the search finds, and its words in `search_fts`.

Triggers note in `search_stale` which records have changed; `refresh` indexes those before the transaction ends. The
FTS5 table keeps no text. What it was given is in `search_terms`, by which a record leaves it again.
"""

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib import metadata
from pathlib import Path

from sqlite_utils import Database

from scraper.search import indexed, name_of
from scraper.search.entries import COLUMNS, FIRST_NAMED, KINDS, NAMED, marks, numbers_of

TABLES = ("search_entries", "search_terms", "search_stale", "search_version")
"""The plain tables of the index: made from records, and made anew where those are rewritten."""
STATEMENTS = (
    """CREATE TABLE search_entries (
         id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL, title TEXT NOT NULL, day TEXT,
         starts TEXT, ends TEXT, withdrawn TEXT, countries TEXT NOT NULL, groups TEXT NOT NULL, name TEXT,
         UNIQUE (kind, record_id)
       ) STRICT""",
    "CREATE INDEX idx_search_entries_name ON search_entries (name) WHERE name IS NOT NULL",
    "CREATE TABLE search_terms (id INTEGER PRIMARY KEY REFERENCES search_entries(id), terms BLOB NOT NULL) STRICT",
    # Without a key: a trigger of an upsert has its conflict clause, so that OR IGNORE would not hold.
    "CREATE TABLE search_stale (kind TEXT NOT NULL, record_id TEXT NOT NULL) STRICT",
    "CREATE TABLE search_version (version TEXT PRIMARY KEY NOT NULL) STRICT",
    f"""CREATE VIRTUAL TABLE search_fts USING fts5 (
         {", ".join(COLUMNS)},
         content='', tokenize="unicode61 remove_diacritics 0 tokenchars '@'"
       )""",
)
_PACKAGE = Path(__file__).parents[1]
_SOURCES = ("search/analysis.py", "search/entries.py", "search/words.toml", "search/countries.toml", "portal.toml",
            "archive/search_index.py")  # fmt: skip
_LIBRARIES = ("Babel", "snowballstemmer")
"""What decides by which words a record is found: files of this package, and libraries."""
INSERT = f"INSERT INTO search_fts (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608 - our own names
"""An entry's number, and its terms by column."""
_DELETE = INSERT.replace("(rowid", "(search_fts, rowid").replace("(?", "('delete', ?")

_ARTICLE_OF = "SELECT 'news', {0}.news_id WHERE {0}.news_id IS NOT NULL"
_DOCUMENTS = "SELECT 'documents', id FROM documents WHERE news_id = {0}."
"""The documents of the article whose id is in the column that follows."""
_STALE = {
    "news": (
        ("title", "overtitle", "subtitle", "lead", "body", "issuer", "status", "published", "withdrawn"),
        ("SELECT 'news', {0}.id", f"{_DOCUMENTS}id"),
    ),
    "events": (("starts", "ends", "place", "status", "online", "withdrawn"), (_ARTICLE_OF,)),
    "news_themes": ((), (_ARTICLE_OF, f"{_DOCUMENTS}news_id")),
    "themes": (
        ("name", "country_code"),
        (
            "SELECT 'news', news_id FROM news_themes WHERE theme_id = {0}.id",
            "SELECT 'groups', group_id FROM group_themes WHERE theme_id = {0}.id",
        ),
    ),
    "group_news": ((), (_ARTICLE_OF, f"{_DOCUMENTS}news_id")),
    "fund_news": ((), (_ARTICLE_OF,)),
    "groups": (
        ("name", "kind", "country_code", "abstract", "withdrawn"),
        (
            "SELECT 'groups', {0}.id",
            "SELECT 'news', news_id FROM group_news WHERE group_id = {0}.id",
            "SELECT 'people', person_id FROM roles WHERE group_id = {0}.id",
            "SELECT 'documents', id FROM documents WHERE group_id = {0}.id",
        ),
    ),
    "group_sections": (("heading", "text"), ("SELECT 'groups', {0}.group_id",)),
    "group_themes": ((), ("SELECT 'groups', {0}.group_id",)),
    "documents": (
        ("title", "description", "url", "medium", "mime", "sha256", "news_id", "group_id"),
        ("SELECT 'documents', {0}.id", _ARTICLE_OF),
    ),
    "document_texts": (("text",), ("SELECT 'documents', id FROM documents WHERE sha256 = {0}.sha256",)),
    "people": (("name",), ("SELECT 'people', {0}.id",)),
    "roles": (("role", "function", "organisation", "group_id", "person_id"), ("SELECT 'people', {0}.person_id",)),
    "funds": (("name", "country_code"), ("SELECT 'funds', {0}.id",)),
}
"""By table: the columns that are searched, shown or counted (by counts.py too), and which entries a row is part of."""

_LIST = "(SELECT json_group_array(value) FROM ({}))"
_NEWS_COUNTRIES = """
SELECT country_code AS value FROM themes JOIN news_themes ON theme_id = themes.id WHERE news_id = {0}
UNION SELECT country_code FROM groups JOIN group_news ON group_id = groups.id WHERE news_id = {0}
UNION SELECT country_code FROM funds JOIN fund_news ON fund_id = funds.id WHERE news_id = {0}
"""
_NEWS_GROUPS = "SELECT group_id AS value FROM group_news WHERE news_id = {}"
_NEWS_MORE = """
SELECT issuer AS value FROM news WHERE id = :id
UNION ALL SELECT * FROM (SELECT place FROM events WHERE news_id = :id AND withdrawn IS news.withdrawn ORDER BY id)
UNION ALL SELECT * FROM (
  SELECT name FROM themes JOIN news_themes ON theme_id = themes.id WHERE news_id = :id ORDER BY themes.id
)
UNION ALL SELECT * FROM (SELECT title FROM documents WHERE news_id = :id ORDER BY id)
"""
_EVENT = (
    "(SELECT {} FROM events WHERE news_id = :id AND withdrawn IS news.withdrawn ORDER BY id = :id DESC, id LIMIT 1)"
)
_ROLES = json.dumps(
    {
        "president": "présidence président présidente",
        "vice_president": "vice-présidence vice-président vice-présidente",
        "referent": "référent référente",
        "contact": "contact",
    }
)
"""What a role is looked for by, beside what the page says of it."""
_FILE_NAME = "replace(url, rtrim(url, replace(url, '/', '')), '')"
"""What follows the last slash of an address."""
_SELECT = {
    "news": f"""
        SELECT title, published, {_EVENT.format("starts")}, {_EVENT.format("ends")}, withdrawn,
          json_array(title, overtitle, subtitle), json_array(lead, body), {_LIST.format(_NEWS_MORE)},
          {_LIST.format(_NEWS_COUNTRIES.format(":id"))}, {_LIST.format(_NEWS_GROUPS.format(":id"))}
        FROM news WHERE id = :id""",  # noqa: S608 - our own words
    "documents": f"""
        SELECT coalesce(documents.title, {_FILE_NAME}),
          (SELECT published FROM news WHERE news.id = news_id), NULL, NULL,
          coalesce((SELECT withdrawn FROM news WHERE news.id = news_id),
                   (SELECT withdrawn FROM groups WHERE groups.id = group_id)),
          json_array(documents.title),
          json_array(description, (SELECT text FROM document_texts WHERE document_texts.sha256 = documents.sha256)),
          json_array({_FILE_NAME}),
          {_LIST.format(_NEWS_COUNTRIES.format("documents.news_id")
            + " UNION SELECT country_code FROM groups WHERE groups.id = documents.group_id")},
          {_LIST.format(_NEWS_GROUPS.format("documents.news_id") + " UNION SELECT documents.group_id")}
        FROM documents WHERE id = :id""",  # noqa: S608 - our own words
    "groups": f"""
        SELECT name, NULL, NULL, NULL, withdrawn, json_array(name),
          {_LIST.format('''SELECT abstract AS value UNION ALL SELECT * FROM (
            SELECT heading || char(10) || text FROM group_sections WHERE group_id = :id ORDER BY position)''')},
          {_LIST.format('''SELECT CASE kind WHEN 'country' THEN 'groupe-pays' ELSE 'groupe' END AS value
            UNION ALL SELECT * FROM (
              SELECT themes.name FROM themes JOIN group_themes ON theme_id = themes.id
              WHERE group_id = :id ORDER BY themes.id)''')},
          json_array(country_code), json_array(id)
        FROM groups WHERE id = :id""",  # noqa: S608 - our own words
    "people": f"""
        SELECT name, NULL, NULL, NULL, NULL, json_array(name),
          {_LIST.format('''SELECT function || char(10) || coalesce(organisation, '') AS value
            FROM (SELECT coalesce(function, '') AS function, organisation FROM roles
            WHERE person_id = :id ORDER BY id)''')},
          {_LIST.format('''SELECT json_extract(:roles, '$.' || role) || ' '
            || coalesce(groups.name, '') AS value
            FROM roles LEFT JOIN groups ON groups.id = group_id WHERE person_id = :id''')},
          {_LIST.format('''SELECT DISTINCT country_code AS value
            FROM roles JOIN groups ON groups.id = group_id WHERE person_id = :id''')},
          {_LIST.format("SELECT DISTINCT group_id AS value FROM roles WHERE person_id = :id")}
        FROM people WHERE id = :id""",  # noqa: S608 - our own words
    "funds": """
        SELECT name, NULL, NULL, NULL, NULL, json_array(name), json_array(), json_array('fonds de solidarité'),
          json_array(country_code), json_array()
        FROM funds WHERE id = :id""",
}  # fmt: skip
"""A record's entry by its kind: title, day, first and last day of its event, when it was withdrawn; texts of title,
body and more; countries; groups."""


@dataclass(frozen=True)
class SearchEntry:
    """A row of `search_entries`, but for its number."""

    kind: str
    record_id: str
    title: str
    day: str | None
    starts: str | None
    """First day of an article's event."""
    ends: str | None
    """Last day of it."""
    withdrawn: str | None
    countries: str
    """ISO 3166-1 alpha-2 codes with spaces between them."""
    groups: str
    """Ids of groups, the same."""
    name: str | None
    """What a name is found by (analysis.name_of); None where the title is no name."""


_ROW = ", ".join(field.name for field in fields(SearchEntry))


def triggers() -> Iterator[str]:
    """Yield the statements that make the triggers."""
    for table, (columns, entries) in _STALE.items():
        for verb, sides in (("INSERT", ("new",)), ("DELETE", ("old",)), ("UPDATE", ("old", "new"))):
            if verb == "UPDATE" and not columns:
                continue
            selects = dict.fromkeys(select.format(side) for side in sides for select in entries)
            differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
            when = f"WHEN {differs} " if verb == "UPDATE" else ""
            notes = " ".join(f"INSERT INTO search_stale {select};" for select in selects)
            yield f"CREATE TRIGGER {table}_search_{verb.lower()} AFTER {verb} ON {table} {when}BEGIN {notes} END"


@cache
def version() -> str:
    """Return eight digits of the SHA-256 of what decides by which words a record is found."""
    digest = hashlib.sha256()
    for name in _SOURCES:
        digest.update(name.encode() + b"\0" + (_PACKAGE / name).read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}".encode())
    return digest.hexdigest()[:8]


def is_current(db: Database) -> bool:
    """Return whether the index is of today's words."""
    return db.execute("SELECT version FROM search_version").fetchall() == [(version(),)]


def refresh(db: Database) -> None:
    """Index what has changed in the transaction that is open; all records, where other words find them than before."""
    if not is_current(db):
        rebuild(db)
    elif stale := db.execute("SELECT DISTINCT kind, record_id FROM search_stale ORDER BY kind, record_id").fetchall():
        for kind, record_id in stale:
            _index(db, kind, record_id)
        db.execute("DELETE FROM search_stale")


def rebuild(db: Database) -> None:
    """Make the index anew from all records, so that nothing of what was removed is left in it."""
    db.execute("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
    for table in reversed(TABLES):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    for kind in KINDS:
        for (record_id,) in db.execute(f"SELECT id FROM {kind} ORDER BY id").fetchall():  # noqa: S608 - our own names
            _index(db, kind, record_id)
    db.execute("INSERT INTO search_version VALUES (?)", [version()])


def damaged(db: Database) -> Iterator[str]:
    """Yield each record, as table/id, that is not indexed as it is, and each entry of no record. None is damaged while
    the index is of another version: the next writer makes it anew."""
    if not is_current(db):
        return
    for kind in KINDS:
        for (record_id,) in db.execute(f"SELECT id FROM {kind} ORDER BY id").fetchall():  # noqa: S608 - our own names
            kept = _kept(db, kind, record_id)
            if kept is None or kept[1:] != _made(db, kind, record_id):
                yield f"{kind}/{record_id}"
        extra = f"SELECT record_id FROM search_entries WHERE kind = ? AND record_id NOT IN (SELECT id FROM {kind})"  # noqa: S608
        yield from (f"{kind}/{record_id}" for (record_id,) in db.execute(extra, [kind]))
    # What FTS5 keeps of its rows, as its table itself has no text to be compared with.
    missing = "SELECT kind || '/' || record_id FROM search_entries WHERE id NOT IN (SELECT id FROM search_fts_docsize)"
    yield from (where for (where,) in db.execute(missing))


def _index(db: Database, kind: str, record_id: str) -> None:
    made, kept = _made(db, kind, record_id), _kept(db, kind, record_id)
    if kept is not None and kept[1:] == made:
        return
    number = None
    if kept is not None:
        number, entry, terms = kept
        db.execute(_DELETE, [number, *terms])
        db.execute("DELETE FROM search_terms WHERE id = ?", [number])
        db.execute("DELETE FROM search_entries WHERE id = ?", [number])
        number = number if made and made[0].day == entry.day else None
    if made is not None:
        entry, terms = made
        number = _next_number(db, entry) if number is None else number
        row = (number, *astuple(entry))
        db.execute(f"INSERT INTO search_entries (id, {_ROW}) VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        db.execute("INSERT INTO search_terms VALUES (?, ?)", [number, zlib.compress("\n".join(terms).encode())])
        db.execute(INSERT, [number, *terms])


def _made(db: Database, kind: str, record_id: str) -> tuple[SearchEntry, tuple[str, ...]] | None:
    """Return the entry of a record and its terms, by column of the index; None when there is no such record."""
    found = db.execute(_SELECT[kind], {"id": record_id, "roles": _ROLES}).fetchone()
    if found is None:
        return None
    title, day, starts, ends, withdrawn, *lists = found
    of_title, of_body, of_more = (indexed(*json.loads(texts)) for texts in lists[:3])
    codes, groups = (sorted(filter(None, json.loads(values))) for values in lists[3:])
    codes = sorted({*codes, *of_title.countries})
    is_named = kind in NAMED
    day = None if is_named else _day(day) or _day(starts)
    columns = (of_title.stems, of_body.stems, of_more.stems, of_title.words, of_body.words, of_more.words)
    name = name_of(title) if is_named else None
    entry = SearchEntry(kind, record_id, title, day, starts, ends, withdrawn, " ".join(codes), " ".join(groups), name)
    return entry, (*columns, marks(kind, is_event=bool(starts), countries=codes, groups=groups))


def _kept(db: Database, kind: str, record_id: str) -> tuple[int, SearchEntry, tuple[str, ...]] | None:
    """Return the number, the entry and the terms that the index has of a record; None when it has none."""
    found = db.execute(
        f"SELECT id, {_ROW}, terms FROM search_entries LEFT JOIN search_terms USING (id) "  # noqa: S608 - our own names
        "WHERE kind = ? AND record_id = ?",
        [kind, record_id],
    ).fetchone()
    if found is None:
        return None
    number, *row, terms = found
    return number, SearchEntry(*row), tuple(zlib.decompress(terms).decode().split("\n"))


def _day(text: str | None) -> str | None:
    """Return the day of a date or a time; None for any other text."""
    try:
        return dt.date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def _next_number(db: Database, entry: SearchEntry) -> int:
    """Return the number of a new entry: the next one of its day."""
    if entry.kind in NAMED:
        first, end = FIRST_NAMED, FIRST_NAMED << 1
    else:
        first, end = numbers_of(entry.day, entry.day)
    last = db.execute("SELECT max(id) FROM search_entries WHERE id >= ? AND id < ?", [first, end]).fetchone()[0]
    return first if last is None else last + 1
