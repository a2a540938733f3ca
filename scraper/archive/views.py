"""The views of archive.db: what a researcher begins with, and `fetches`, which is kept in four tables."""

_FRESHNESS = """
SELECT '{name}' AS record_table, count(*) AS records, max(last_seen) AS freshest, min(last_seen) AS stalest,
       round(avg(last_seen >= (SELECT started FROM crawls ORDER BY id DESC LIMIT 1)), 4) AS seen_in_last_crawl
FROM {name}
"""
_FRESH = ("news", "events", "groups", "people", "roles", "listings")

VIEWS = {
    # records.Fetch, as one table would hold it; fetches.py takes the headers apart that this puts together.
    "fetches": """
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
""",
    "changes": """
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
""",
    "agenda": """
SELECT events.starts, events.ends, events.precision, events.title, events.place, events.online, events.status,
       news.url, events.news_id, events.id
FROM events JOIN news ON news.id = events.news_id
WHERE events.ends >= date('now') AND events.withdrawn IS NULL
ORDER BY events.starts, events.id
""",
    "freshness": "UNION ALL".join(_FRESHNESS.format(name=name) for name in _FRESH),
    "coverage": """
SELECT crawl_id, crawls.started, record_table, field, seen AS records, filled,
       round(1.0 * filled / seen, 4) AS share
FROM crawl_coverage JOIN crawls ON crawls.id = crawl_id
""",
    # Problems that were not met again since, and that the withdrawal of their record does not explain.
    "open_problems": """
SELECT rule, detail, url, record, first_seen, last_seen, crawl_id
FROM problems
WHERE NOT EXISTS (
  SELECT 1 FROM fetches
  WHERE fetches.final_url = problems.url AND fetches.status = 200 AND fetches.fetched_at > problems.last_seen
) AND NOT EXISTS (
  SELECT 1 FROM news
  WHERE problems.record LIKE 'news/%' AND news.id = substr(problems.record, 6)
    AND (news.last_seen > problems.last_seen OR withdrawn >= problems.last_seen
         AND rule IN ('gone', 'redirect', 'soft_404'))
) AND NOT EXISTS (
  SELECT 1 FROM groups
  WHERE problems.record LIKE 'groups/%' AND groups.id = substr(problems.record, 8)
    AND (groups.last_seen > problems.last_seen OR withdrawn >= problems.last_seen
         AND rule IN ('gone', 'redirect', 'soft_404'))
)
""",
    "politeness": """
SELECT day, count(*) AS requests, min(gap) AS smallest_gap_seconds,
       sum(error IS NOT NULL OR status >= 500 OR status = 429) AS errors,
       round(avg(coalesce(status IN (429, 503), 0)), 4) AS busy_share
FROM (
  SELECT date(fetched_at, 'unixepoch') AS day, status, error,
         fetched_at - lag(fetched_at) OVER (ORDER BY id) AS gap
  FROM fetch_log
)
GROUP BY day ORDER BY day DESC
""",
}
"""The SELECT of each view by its name; a view comes after those it reads."""
