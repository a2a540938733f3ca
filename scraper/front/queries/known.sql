-- The + keeps SQLite from reading all versions of a table by the index of records: those of a time are fewer.

-- name: state
SELECT * FROM versions
WHERE record_table = :record_table AND record_id = :record_id AND seen_at < :before ORDER BY id DESC LIMIT 1

-- name: groups
WITH known(id) AS (
  SELECT (SELECT max(versions.id) FROM versions
          WHERE record_table = 'groups' AND record_id = groups.id AND seen_at < :before)
  FROM groups
)
SELECT record_id AS id, fields ->> '$.name' AS name, fields ->> '$.kind' AS kind,
       fields ->> '$.country_code' AS country_code, fields ->> '$.abstract' AS abstract
FROM known JOIN versions ON versions.id = known.id
WHERE fields ->> '$.withdrawn' IS NULL ORDER BY name, record_id

-- name: candidates_then
-- The version that each of `candidates` had at the moment :before, and the articles that have changed since, at most so
-- many.
later AS (
  SELECT record_id FROM versions
  WHERE kind IN ('change', 'technical') AND seen_at >= :before AND +record_table = 'news'
  ORDER BY seen_at LIMIT :most
), known(id) AS MATERIALIZED (
  SELECT (SELECT max(versions.id) FROM versions
          WHERE record_table = 'news' AND record_id = candidates.record_id AND seen_at < :before)
  FROM candidates
),

-- name: latest_articles
-- use: candidates_then
-- The candidates are the latest of today's articles, those that have changed since that day, and those first read
-- before it: at most so many of each, of which each is shown by its state of that day.
candidates(record_id) AS (
  SELECT id FROM (SELECT id FROM news WHERE published <= :day ORDER BY published DESC LIMIT :most)
  UNION
  SELECT record_id FROM later
  UNION
  SELECT record_id FROM (
    SELECT record_id FROM versions
    WHERE kind = 'first' AND seen_at < :before AND +record_table = 'news' ORDER BY seen_at DESC LIMIT :most)
), states AS MATERIALIZED (
  SELECT record_id, json_extract(fields, '$.published', '$.withdrawn', '$.title', '$.subtitle', '$.status') AS shown
  FROM known CROSS JOIN versions ON versions.id = known.id
)
SELECT record_id AS id, shown ->> 2 AS title, shown ->> 3 AS subtitle, shown ->> 4 AS status, shown ->> 0 AS published
FROM states WHERE shown ->> 1 IS NULL AND shown ->> 0 <= :day ORDER BY published DESC, record_id LIMIT :limit

-- name: events
-- use: candidates_then
-- The candidates are the articles of today's events that end on :since or next after it, and the articles that have
-- changed since the day: at most so many of each.
candidates(record_id) AS (
  SELECT news_id FROM (SELECT news_id FROM events WHERE ends >= :since ORDER BY ends LIMIT :most)
  UNION
  SELECT record_id FROM later
), states AS MATERIALIZED (
  SELECT record_id, json_extract(fields, '$.events', '$.withdrawn', '$.title', '$.published') AS shown
  FROM known CROSS JOIN versions ON versions.id = known.id
)
SELECT record_id || iif(event.key, '#' || (event.key + 1), '') AS id, record_id AS news_id, shown ->> 2 AS title,
       event.value ->> '$.starts' AS starts, event.value ->> '$.ends' AS ends,
       event.value ->> '$.precision' AS precision, event.value ->> '$.place' AS place,
       event.value ->> '$.online' AS online, event.value ->> '$.status' AS status
FROM states JOIN json_each(shown, '$[0]') AS event
WHERE shown ->> 1 IS NULL AND event.value ->> '$.ends' >= :since AND event.value ->> '$.starts' <= :until || '~'
ORDER BY starts, record_id, event.key LIMIT :limit

-- name: of_owner
-- use: candidates_then
-- The candidates are today's articles of a country, a fund or a person, and those that have changed since that day, at
-- most so many. Which group lists an article is in no version.
candidates(record_id) AS (
  SELECT news_id FROM themes CROSS JOIN news_themes ON theme_id = themes.id WHERE country_code = :country
  UNION SELECT news_id FROM groups CROSS JOIN group_news ON group_id = groups.id WHERE country_code = :country
  UNION SELECT news_id FROM fund_news WHERE fund_id = :fund
  UNION SELECT news_id FROM roles CROSS JOIN news_roles ON role_id = roles.id WHERE person_id = :person
  UNION SELECT news_id FROM mentions WHERE person_id = :person
  UNION
  SELECT record_id FROM later
), states AS MATERIALIZED (
  SELECT record_id, seen_at, json_extract(
    fields, '$.published', '$.withdrawn', '$.title', '$.subtitle', '$.status', '$.events', '$.documents', '$.roles',
    '$.funds', '$.themes') AS shown
  FROM known CROSS JOIN versions ON versions.id = known.id
)
SELECT record_id AS id, shown ->> 2 AS title, shown ->> 3 AS subtitle, shown ->> 4 AS status, shown ->> 0 AS published,
       shown ->> 1 AS withdrawn, seen_at, shown -> 5 AS events, shown -> 6 AS documents, shown -> 7 AS roles,
       shown -> 8 AS funds
FROM states
WHERE EXISTS (
    SELECT 1 FROM json_each(shown, '$[9]') JOIN themes ON themes.id = value WHERE country_code = :country
    UNION ALL
    SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = record_id AND country_code = :country)
  OR EXISTS (SELECT 1 FROM json_each(shown, '$[8]') WHERE value ->> '$.fund' = :fund)
  OR EXISTS (
    SELECT 1 FROM json_each(shown, '$[7]')
    WHERE value ->> '$.person' = (SELECT name FROM people WHERE people.id = :person))
ORDER BY published DESC, record_id

-- name: sizes
SELECT kind, count(*) AS count
FROM versions WHERE kind IN ('first', 'change', 'withdrawn', 'restored') AND seen_at >= :since GROUP BY kind

-- name: neighbours
SELECT (SELECT max(seen_at) FROM versions WHERE seen_at < :since) AS previous,
       (SELECT min(seen_at) FROM versions WHERE seen_at >= :before) AS next

-- name: bounds
SELECT (SELECT min(seen_at) FROM versions) AS first, (SELECT max(seen_at) FROM versions) AS last

-- name: crawls
SELECT count(*) AS count, max(started) AS last FROM crawls WHERE started < :before
