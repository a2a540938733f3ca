-- name: coming
-- The plus keeps SQLite from going through all events in the order of their beginning: few end after today.
SELECT id, news_id, title, starts, ends, precision, place, online, status, moved_from, attendance,
       attendance_unit
FROM events WHERE withdrawn IS NULL AND ends >= :today ORDER BY +starts, id LIMIT :limit

-- name: chosen
-- The articles of a country, by their keywords and their groups, and those of a group.
of_country(news_id) AS (
  SELECT news_id FROM news_themes JOIN themes ON themes.id = theme_id WHERE country_code = :country
  UNION SELECT news_id FROM group_news JOIN groups ON groups.id = group_id WHERE country_code = :country
), of_group(news_id) AS (
  SELECT news_id FROM group_news WHERE group_id = :group
)

-- name: listed
-- use: chosen
-- What overlaps :since to :until and began after :floor. An event that went with its article stays; one that its
-- article no longer has does not.
SELECT *
FROM events
WHERE starts BETWEEN :floor AND :until AND ends >= :since
  AND (:is_dated IS NULL OR (precision IN ('day', 'minute')) = :is_dated)
  AND (withdrawn IS NULL OR withdrawn = (SELECT withdrawn FROM news WHERE news.id = news_id))
  AND (:country IS NULL OR news_id IN of_country) AND (:group IS NULL OR news_id IN of_group)
ORDER BY starts, id LIMIT :limit OFFSET :offset

-- name: total
-- use: chosen
-- How many `listed` lists.
SELECT count(*) AS total
FROM events
WHERE starts BETWEEN :floor AND :until AND ends >= :since
  AND (:is_dated IS NULL OR (precision IN ('day', 'minute')) = :is_dated)
  AND (withdrawn IS NULL OR withdrawn = (SELECT withdrawn FROM news WHERE news.id = news_id))
  AND (:country IS NULL OR news_id IN of_country) AND (:group IS NULL OR news_id IN of_group)

-- name: known
-- use: chosen
-- The same as known before the moment :before: an article without a later version has its events as they are, unless
-- its sentences state any, which is no part of versions.
SELECT found.*, count(*) OVER () AS total
FROM (
  SELECT id, news_id, title, starts, ends, precision, date_text, date_source, place, online, status, first_seen,
         last_seen, withdrawn
  FROM events
  WHERE starts BETWEEN :floor AND :until AND ends >= :since AND withdrawn IS NULL AND first_seen < :before
    AND NOT EXISTS (SELECT 1 FROM events AS stated WHERE stated.news_id = events.news_id AND stated.quote IS NOT NULL)
    AND NOT EXISTS (
      SELECT 1 FROM versions WHERE record_table = 'news' AND record_id = news_id AND seen_at >= :before)
  UNION ALL
  SELECT record_id || CASE event.key WHEN 0 THEN '' ELSE '#' || (event.key + 1) END, record_id, fields ->> '$.title',
         event.value ->> '$.starts', event.value ->> '$.ends', event.value ->> '$.precision',
         event.value ->> '$.date_text', event.value ->> '$.date_source', event.value ->> '$.place',
         event.value ->> '$.online', event.value ->> '$.status', seen_at, seen_at, NULL
  FROM (
    SELECT max(id) AS last FROM versions
    WHERE record_table = 'news' AND seen_at < :before
      AND record_id IN (
        SELECT record_id FROM versions WHERE record_table = 'news' AND seen_at >= :before
        UNION
        SELECT news_id FROM events
        WHERE starts BETWEEN :floor AND :until AND ends >= :since AND quote IS NOT NULL)
    GROUP BY record_id
  ) JOIN versions ON versions.id = last JOIN json_each(fields, '$.events') AS event
  WHERE fields ->> '$.withdrawn' IS NULL AND event.value ->> '$.starts' BETWEEN :floor AND :until
    AND event.value ->> '$.ends' >= :since
) AS found
WHERE (:is_dated IS NULL OR (precision IN ('day', 'minute')) = :is_dated)
  AND (:country IS NULL OR news_id IN of_country) AND (:group IS NULL OR news_id IN of_group)
ORDER BY starts, id LIMIT :limit OFFSET :offset

-- name: whole
-- use: chosen
-- All events: what is to come, the next first, then what is past, the latest first.
SELECT found.*, changed
FROM (
  SELECT * FROM (SELECT * FROM events WHERE ends >= :today AND withdrawn IS NULL ORDER BY starts, id)
  UNION ALL
  SELECT * FROM (SELECT * FROM events WHERE NOT (ends >= :today AND withdrawn IS NULL) ORDER BY starts DESC, id)
) AS found CROSS JOIN news ON news.id = news_id
WHERE (found.withdrawn IS NULL OR found.withdrawn = news.withdrawn)
  AND (:country IS NULL OR news_id IN of_country) AND (:group IS NULL OR news_id IN of_group)
LIMIT :limit OFFSET :offset

-- name: many_of_calendar
-- Those of `whole` that have a day, with how often their article changed.
SELECT found.*, changed, (SELECT count(*) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS versions,
       (SELECT max(seen_at) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS modified
FROM (
  SELECT * FROM (SELECT * FROM events WHERE ends >= :today AND withdrawn IS NULL ORDER BY starts, id)
  UNION ALL
  SELECT * FROM (SELECT * FROM events WHERE NOT (ends >= :today AND withdrawn IS NULL) ORDER BY starts DESC, id)
) AS found CROSS JOIN news ON news.id = news_id
WHERE precision IN ('day', 'minute') AND (found.withdrawn IS NULL OR found.withdrawn = news.withdrawn)
  AND (:country IS NULL OR EXISTS (
    SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id
    WHERE news_id = found.news_id AND country_code = :country
    UNION ALL
    SELECT 1 FROM group_news JOIN groups ON groups.id = group_id
    WHERE news_id = found.news_id AND country_code = :country))
  AND (:group IS NULL OR EXISTS (SELECT 1 FROM group_news WHERE group_id = :group AND news_id = found.news_id))
LIMIT :limit

-- name: few_of_calendar
-- use: chosen
-- The same, article by article: of a country or a group that has few.
SELECT events.*, changed, (SELECT count(*) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS versions,
       (SELECT max(seen_at) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS modified
FROM (
  SELECT news_id FROM of_country WHERE :group IS NULL OR news_id IN of_group
  UNION ALL
  SELECT news_id FROM of_group WHERE :country IS NULL
) CROSS JOIN events USING (news_id) CROSS JOIN news ON news.id = news_id
WHERE precision IN ('day', 'minute') AND (events.withdrawn IS NULL OR events.withdrawn = news.withdrawn)
ORDER BY ends >= :today AND events.withdrawn IS NULL DESC,
         iif(ends >= :today AND events.withdrawn IS NULL, starts, NULL), starts DESC, events.id
LIMIT :limit

-- name: event
SELECT events.*, (SELECT count(*) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS versions,
       (SELECT max(seen_at) FROM versions WHERE record_table = 'news' AND record_id = news_id) AS modified
FROM events
WHERE id = :id AND (withdrawn IS NULL OR withdrawn = (SELECT withdrawn FROM news WHERE news.id = news_id))

-- name: counted
-- How many events of a year each country or each group has.
SELECT counts.value, groups.name, sum(number) AS count
FROM counts LEFT JOIN groups ON facet = 'group' AND groups.id = counts.value
WHERE counts.kind IN ('meetings', 'removed_meetings') AND facet = :facet AND month BETWEEN :since AND :until
GROUP BY counts.value ORDER BY 3 DESC, groups.name, counts.value

-- name: counted_years
-- Of all events, or of those of a country or a group.
SELECT substr(month, 1, 4) AS value, sum(number) AS count
FROM counts WHERE kind IN ('meetings', 'removed_meetings') AND facet = :facet AND counts.value = :value
GROUP BY 1 ORDER BY 1 DESC

-- name: years
-- use: chosen
-- Of the events of a country and a group.
SELECT substr(starts, 1, 4) AS value, count(*) AS count
FROM of_group CROSS JOIN events USING (news_id)
WHERE (withdrawn IS NULL OR withdrawn = (SELECT withdrawn FROM news WHERE news.id = news_id)) AND news_id IN of_country
GROUP BY value ORDER BY value DESC

-- name: found
found(id, news_id) AS (
  SELECT id, news_id FROM events
  WHERE starts BETWEEN :floor AND :until AND ends >= :since
    AND (withdrawn IS NULL OR withdrawn = (SELECT withdrawn FROM news WHERE news.id = news_id))
    AND (:group IS NULL OR news_id IN (SELECT news_id FROM group_news WHERE group_id = :group))
)

-- name: countries
-- use: found
-- Of what `listed` lists, all countries whatever country is chosen.
SELECT country_code AS value, count(*) AS count
FROM (
  SELECT found.id, country_code
  FROM found CROSS JOIN news_themes ON news_themes.news_id = found.news_id CROSS JOIN themes ON themes.id = theme_id
  UNION
  SELECT found.id, country_code
  FROM found CROSS JOIN group_news ON group_news.news_id = found.news_id CROSS JOIN groups ON groups.id = group_id
)
WHERE country_code IS NOT NULL GROUP BY value ORDER BY count DESC, value

-- name: groups
-- use: chosen
-- Of what `listed` lists, all groups whatever group is chosen.
SELECT groups.id AS value, groups.name, count(*) AS count
FROM events CROSS JOIN group_news ON group_news.news_id = events.news_id JOIN groups ON groups.id = group_id
WHERE starts BETWEEN :floor AND :until AND ends >= :since
  AND (events.withdrawn IS NULL OR events.withdrawn = (SELECT withdrawn FROM news WHERE news.id = events.news_id))
  AND (:country IS NULL OR events.news_id IN of_country)
GROUP BY groups.id ORDER BY count DESC, groups.name
