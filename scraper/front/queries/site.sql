-- name: last_crawl
SELECT max(finished) FROM crawls

-- name: copied
SELECT published_at FROM publication

-- name: sizes
WITH counted AS MATERIALIZED (SELECT kind, number FROM counts WHERE kind IN ('articles', 'meetings', 'removed_meetings', 'documents') AND facet = '' AND value = '')
SELECT (SELECT coalesce(sum(number), 0) FROM counted WHERE kind = 'articles') AS articles,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE kind IN ('meetings', 'removed_meetings')) AS events,
       (SELECT count(*) FROM groups) AS groups, (SELECT count(*) FROM people) AS people,
       (SELECT count(*) FROM funds) AS funds,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE kind = 'documents')
         + (SELECT count(*) FROM documents WHERE news_id IS NULL) AS documents

-- name: state
-- What differs whenever a record does, or what sentences state; a public copy has no readings of them.
SELECT (SELECT max(id) FROM fetch_log) AS fetch, (SELECT max(id) FROM versions) AS version,
       (SELECT max(id) FROM redactions) AS redaction, (SELECT count(finished) FROM crawls) AS finished,
       (SELECT max(read_at) FROM prose_readings) AS reading, (SELECT max(rowid) FROM mentions) AS mention,
       (SELECT max(rowid) || ' ' || count(*) FROM people_aliases) AS alias

-- name: readings
-- When the portal was read, and how much of it is kept.
SELECT (SELECT min(started) FROM crawls) AS first, (SELECT max(finished) FROM crawls) AS last,
       (SELECT count(*) FROM crawls) AS crawls, (SELECT count(*) FROM news) AS articles,
       (SELECT min(published) FROM news) AS oldest

-- name: example
-- An article with several versions, else any.
SELECT news.id, news.title, (SELECT max(id) FROM versions WHERE record_table = 'news' AND record_id = news.id) AS version
FROM news WHERE id = coalesce((SELECT record_id FROM versions WHERE record_table = 'news' AND kind = 'change' ORDER BY id DESC LIMIT 1),
                              (SELECT id FROM news LIMIT 1))

-- name: removals
-- How many times a name was removed; a public copy keeps no note of it.
SELECT count(DISTINCT redacted_at) FROM redactions
