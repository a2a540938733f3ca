"""How many articles, meetings and documents there are, by month and by what they belong to: the table `counts`.

The triggers of the search note which articles have changed; `refresh` takes what such an article was counted as, which
`counted_news` keeps, out of the counts and adds what it is now, before the transaction ends. So they are always true.
"""

import json
from collections import Counter
from collections.abc import Iterator

from sqlite_utils import Database

ARTICLES, REMOVED_ARTICLES = "articles", "removed_articles"
MEETINGS, REMOVED_MEETINGS, DOCUMENTS = "meetings", "removed_meetings", "documents"
TABLES = ("counts", "counted_news")
"""Made from records, and made anew where those are rewritten."""
STATEMENTS = (
    """CREATE TABLE counts (
         kind TEXT NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL, month TEXT NOT NULL, form TEXT NOT NULL,
         number INTEGER NOT NULL, PRIMARY KEY (kind, facet, value, month, form)
       ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE counted_news (news_id TEXT PRIMARY KEY NOT NULL, facts TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

_SELECT = """
SELECT id, coalesce(substr(published, 1, 7), ''), withdrawn IS NOT NULL, issuer, status,
  (SELECT json_group_array(theme_id) FROM (SELECT theme_id FROM news_themes WHERE news_id = news.id ORDER BY theme_id)),
  (SELECT json_group_array(country_code) FROM (
    SELECT country_code FROM news_themes JOIN themes ON themes.id = theme_id
    WHERE news_id = news.id AND country_code IS NOT NULL
    UNION SELECT country_code FROM group_news JOIN groups ON groups.id = group_id
    WHERE news_id = news.id AND country_code IS NOT NULL)),
  (SELECT json_group_array(group_id) FROM (SELECT group_id FROM group_news WHERE news_id = news.id ORDER BY group_id)),
  (SELECT json_group_array(json_array(substr(starts, 1, 7), status, online, withdrawn IS NOT NULL)) FROM (
    SELECT * FROM events WHERE news_id = news.id AND (withdrawn IS NULL OR withdrawn = news.withdrawn) ORDER BY id)),
  (SELECT json_group_array(json_array(medium, mime, sha256 IS NOT NULL)) FROM (
    SELECT * FROM documents WHERE news_id = news.id ORDER BY id))
FROM news
"""
_ADD = """
INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET number = number + excluded.number
"""
_KEY = "(kind, facet, value, month, form) = (?, ?, ?, ?, ?)"

Key = tuple[str, str, str, str, str]
"""Kind, facet, value, month and form of a row of `counts`."""


def refresh(db: Database) -> None:
    """Count again what has changed in the transaction that is open."""
    for (news_id,) in db.execute("SELECT DISTINCT record_id FROM search_stale WHERE kind = 'news'").fetchall():
        _count(db, news_id)


def rebuild(db: Database) -> None:
    """Count all records anew, so that nothing of what was removed is left."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    total: Counter[Key] = Counter()

    def counted() -> Iterator[tuple[str, str]]:
        for news_id, facts in _all_facts(db):
            total.update(_keys(facts))
            yield news_id, facts

    db.conn.executemany("INSERT INTO counted_news VALUES (?, ?)", counted())
    db.conn.executemany(_ADD, ((*key, number) for key, number in sorted(total.items())))


def damaged(db: Database) -> Iterator[str]:
    """Yield each article that is not counted as it is, as news/id, and each count that is not their sum, as
    counts/kind/facet/value/month/form."""
    total: Counter[Key] = Counter()
    for news_id, facts in _all_facts(db):
        if _kept(db, news_id) != facts:
            yield f"news/{news_id}"
        total.update(_keys(facts))
    extra = "SELECT news_id FROM counted_news WHERE news_id NOT IN (SELECT id FROM news)"
    yield from (f"news/{news_id}" for (news_id,) in db.execute(extra))
    counts = {tuple(key): number for *key, number in db.execute("SELECT * FROM counts")}
    for key in sorted(counts.keys() | total.keys()):
        if counts.get(key) != total.get(key):
            yield "/".join(("counts", *key))


def _count(db: Database, news_id: str) -> None:
    made = next((_facts(row) for row in db.execute(f"{_SELECT} WHERE id = ?", [news_id])), None)
    kept = _kept(db, news_id)
    if made == kept:
        return
    differing = Counter(_keys(made) if made else ())
    differing.subtract(_keys(kept) if kept else ())
    for key, number in differing.items():
        if number:
            db.execute(_ADD, (*key, number))
        if number < 0:
            db.execute(f"DELETE FROM counts WHERE {_KEY} AND number = 0", key)  # noqa: S608 - our own names
    if made:
        db.execute("INSERT OR REPLACE INTO counted_news VALUES (?, ?)", [news_id, made])
    else:
        db.execute("DELETE FROM counted_news WHERE news_id = ?", [news_id])


def _kept(db: Database, news_id: str) -> str | None:
    (facts,) = db.execute("SELECT facts FROM counted_news WHERE news_id = ?", [news_id]).fetchone() or (None,)
    return facts


def _all_facts(db: Database) -> Iterator[tuple[str, str]]:
    return ((row[0], _facts(row)) for row in db.execute(f"{_SELECT} ORDER BY id"))


def _facts(row: tuple) -> str:
    """Return what an article is counted by, as `counted_news` keeps it. row: of _SELECT."""
    _, *plain, themes, countries, groups, events, documents = row
    return f"[{json.dumps(plain, ensure_ascii=False)},{themes},{countries},{groups},{events},{documents}]"


def _keys(facts: str) -> Iterator[Key]:
    """Yield the rows of `counts` that an article is counted in, one for each time."""
    (month, is_removed, issuer, status), themes, countries, groups, events, documents = json.loads(facts)
    owners = [("", ""), *(("country", code) for code in countries), *(("group", group_id) for group_id in groups)]
    facets = [*owners, *(("theme", theme_id) for theme_id in themes)]
    facets += [(name, value) for name, value in (("issuer", issuer), ("status", status)) if value is not None]
    for facet in facets:
        yield (ARTICLES, *facet, month, "")
        if is_removed:
            yield (REMOVED_ARTICLES, *facet, month, "")
    for owner in owners:
        for starts, event_status, online, is_gone in events:
            form = " ".join(filter(None, (event_status, "online" if online else None)))
            yield (REMOVED_MEETINGS if is_gone else MEETINGS, *owner, starts, form)
        for medium, mime, is_read in documents:
            yield (DOCUMENTS, *owner, month, json.dumps([medium, mime, is_read]))
