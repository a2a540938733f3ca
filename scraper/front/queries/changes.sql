-- name: last
WITH latest AS MATERIALIZED (
  SELECT id, seen_at FROM versions WHERE kind = 'change'
  UNION ALL
  SELECT id, seen_at FROM versions WHERE kind = 'withdrawn'
  UNION ALL
  SELECT id, seen_at FROM versions WHERE kind = 'restored'
  ORDER BY seen_at DESC, id DESC LIMIT :limit
)
SELECT after.id, record_table, record_id, after.seen_at, kind,
       coalesce(after.fields ->> '$.title', after.fields ->> '$.name') AS title,
       (SELECT json_group_array(field.key)
        FROM versions AS before JOIN json_each(after.fields) AS field
        WHERE before.id = (SELECT max(id) FROM versions
                           WHERE record_table = after.record_table AND record_id = after.record_id AND id < after.id)
          AND after.kind = 'change' AND field.value IS NOT json_extract(before.fields, field.fullkey)) AS fields
FROM latest CROSS JOIN versions AS after ON after.id = latest.id ORDER BY after.seen_at DESC, after.id DESC

-- name: complete
-- The first complete crawl of each table: its number, and when it read its last page.
complete AS MATERIALIZED (
  SELECT record_table, (
    SELECT json_array(id, (
      SELECT strftime('%Y-%m-%dT%H:%M:%SZ', fetched_at, 'unixepoch') FROM fetch_log
      WHERE id = (SELECT max(id) FROM fetch_log WHERE crawl_id = crawls.id)
    )) FROM crawls
    WHERE complete AND health IN ('fine', 'accepted') AND instr(', ' || spiders || ',', ', ' || record_table || ',')
    ORDER BY id LIMIT 1
  ) AS crawl
  FROM (SELECT 'news' AS record_table UNION ALL SELECT 'groups')
)

-- name: met
-- use: complete
-- Versions of some kinds, and with them the records that are new since the first complete crawl of their table.
SELECT id, kind, record_table, seen_at FROM versions
WHERE kind IN (SELECT value FROM json_each(:kinds)) AND seen_at >= :since AND seen_at < :before
UNION ALL
SELECT id, kind, versions.record_table, seen_at
FROM complete CROSS JOIN versions ON +versions.record_table = complete.record_table
WHERE :with_new AND kind = 'first' AND seen_at >= max(:since, crawl ->> 1) AND seen_at < :before AND NOT EXISTS (
  SELECT 1 FROM aliases JOIN addresses ON addresses.url = aliases.url JOIN fetch_log ON url_id = addresses.id
  WHERE aliases.record_table = versions.record_table AND aliases.record_id = versions.record_id
    AND crawl_id <= crawl ->> 0
)
ORDER BY seen_at DESC, id DESC LIMIT :most

-- name: chosen
-- The records of a group (its page, and the articles that it lists), of a country (its groups, and the articles of its
-- keywords and groups), or of both at once.
SELECT record_table, record_id FROM (
  SELECT 'groupe' AS filter, 'groups' AS record_table, id AS record_id FROM groups WHERE id = :group_id
  UNION
  SELECT 'groupe', 'news', news_id FROM group_news WHERE group_id = :group_id
  UNION
  SELECT 'pays', 'groups', id FROM groups WHERE country_code = :country
  UNION
  SELECT 'pays', 'news', news_id FROM groups JOIN group_news ON group_id = groups.id WHERE country_code = :country
  UNION
  SELECT 'pays', 'news', news_id FROM themes JOIN news_themes ON theme_id = themes.id WHERE country_code = :country
) GROUP BY record_table, record_id HAVING count(*) = (:group_id IS NOT NULL) + (:country IS NOT NULL) LIMIT :most

-- name: met_of
-- use: complete
-- The same of some records.
SELECT versions.id, versions.kind, versions.record_table, seen_at
FROM json_each(:records) AS record
CROSS JOIN versions ON versions.record_table = record.value ->> 0 AND versions.record_id = record.value ->> 1
CROSS JOIN complete ON complete.record_table = versions.record_table
WHERE seen_at >= :since AND seen_at < :before AND (
  versions.kind IN (SELECT value FROM json_each(:kinds))
  OR (:with_new AND versions.kind = 'first' AND seen_at >= crawl ->> 1 AND NOT EXISTS (
    SELECT 1 FROM aliases JOIN addresses ON addresses.url = aliases.url JOIN fetch_log ON url_id = addresses.id
    WHERE aliases.record_table = versions.record_table AND aliases.record_id = versions.record_id
      AND crawl_id <= crawl ->> 0
  ))
)
ORDER BY seen_at DESC, versions.id DESC LIMIT :most

-- name: among
-- Of some versions, those of a group's or a country's records.
SELECT versions.id, kind, record_table, seen_at FROM json_each(:ids) CROSS JOIN versions ON versions.id = value
WHERE (:group_id IS NULL OR iif(
    record_table = 'groups', record_id = :group_id,
    EXISTS (SELECT 1 FROM group_news WHERE group_id = :group_id AND news_id = record_id)))
  AND (:country IS NULL OR iif(
    record_table = 'groups', EXISTS (SELECT 1 FROM groups WHERE groups.id = record_id AND country_code = :country),
    EXISTS (SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = record_id AND country_code = :country)
    OR EXISTS (SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id
               WHERE news_id = record_id AND country_code = :country)))
ORDER BY seen_at DESC, versions.id DESC

-- name: first_readings
SELECT (SELECT count(*) FROM versions WHERE kind = 'first' AND seen_at >= :since AND seen_at < :before) AS records,
       (SELECT count(*) FROM groups CROSS JOIN versions ON record_table = 'groups' AND record_id = groups.id
        WHERE +versions.kind = 'first' AND +seen_at >= :since AND +seen_at < :before) AS groups

-- name: shown
SELECT after.id, after.record_table, after.record_id, after.kind, after.seen_at, after.reason, after.fields,
       before.id AS previous, before.fields AS fields_before, before.reason AS reason_before,
       before.seen_at AS seen_before
FROM json_each(:ids) JOIN versions AS after ON after.id = value
LEFT JOIN versions AS before ON before.id = (
  SELECT max(id) FROM versions AS earlier
  WHERE earlier.record_table = after.record_table AND earlier.record_id = after.record_id AND earlier.id < after.id
)
ORDER BY after.seen_at DESC, after.id DESC

-- name: last_before
SELECT max(seen_at) FROM versions WHERE seen_at < :before

-- name: groups
SELECT id, name FROM groups ORDER BY name LIMIT 300

-- name: countries
SELECT country_code FROM groups WHERE country_code IS NOT NULL
UNION
SELECT country_code FROM themes WHERE country_code IS NOT NULL
