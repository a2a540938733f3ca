"""The views a researcher begins with: what changed, what is to come, how fresh and how complete the records are."""

from sqlite_utils import Database

CHANGES = """
SELECT after.record_table, after.record_id, coalesce(after.fields ->> '$.title', after.fields ->> '$.name') AS title,
       field.key AS field, json_extract(before.fields, field.fullkey) AS old, field.value AS new,
       after.seen_at, after.kind
FROM versions AS after
JOIN versions AS before ON before.id = (
  SELECT max(earlier.id) FROM versions AS earlier
  WHERE earlier.record_table = after.record_table AND earlier.record_id = after.record_id AND earlier.id < after.id
)
JOIN json_each(after.fields) AS field
WHERE field.value IS NOT json_extract(before.fields, field.fullkey)
"""

AGENDA = """
SELECT events.starts, events.ends, events.precision, events.title, events.place, events.online, events.status,
       news.url, events.news_id, events.id
FROM events JOIN news ON news.id = events.news_id
WHERE events.ends >= date('now') AND events.withdrawn IS NULL
ORDER BY events.starts, events.id
"""

FRESHNESS_OF = """
SELECT '{name}' AS record_table, count(*) AS records, max(last_seen) AS freshest, min(last_seen) AS stalest,
       round(avg(last_seen >= (SELECT started FROM crawls ORDER BY id DESC LIMIT 1)), 4) AS seen_in_last_crawl
FROM {name}
"""
WITH_SEEN = ("news", "events", "groups", "people", "roles", "listings")

COVERAGE = """
SELECT crawl_id, crawls.started, record_table, field, seen AS records, filled,
       round(1.0 * filled / seen, 4) AS share
FROM crawl_coverage JOIN crawls ON crawls.id = crawl_id
"""

OPEN_PROBLEMS = """
SELECT rule, detail, url, record, first_seen, last_seen, crawl_id
FROM problems
WHERE NOT EXISTS (
  SELECT 1 FROM fetches
  WHERE fetches.final_url = problems.url AND fetches.status = 200 AND fetches.fetched_at > problems.last_seen
) AND NOT EXISTS (
  SELECT 1 FROM news
  WHERE problems.record LIKE 'news/%' AND news.id = substr(problems.record, 6) AND news.last_seen > problems.last_seen
)
"""


def migrate(db: Database) -> None:
    db.create_view("changes", CHANGES.strip())
    db.create_view("agenda", AGENDA.strip())
    db.create_view("freshness", "UNION ALL".join(FRESHNESS_OF.format(name=name) for name in WITH_SEEN).strip())
    db.create_view("coverage", COVERAGE.strip())
    db.create_view("open_problems", OPEN_PROBLEMS.strip())
