-- name: chosen
-- The articles of a country, by their keywords and their groups, or of a group.
chosen(news_id) AS (
  SELECT news_id FROM themes CROSS JOIN news_themes ON theme_id = themes.id WHERE country_code = :country
  UNION SELECT news_id FROM groups CROSS JOIN group_news ON group_id = groups.id WHERE country_code = :country
  UNION SELECT news_id FROM group_news WHERE group_id = :group_id
)

-- name: sizes
-- How much belongs to each country, or to each group.
SELECT value, kind, sum(number) AS count
FROM counts WHERE kind IN ('articles', 'meetings', 'documents') AND facet = :facet GROUP BY value, kind

-- name: years
SELECT kind, substr(month, 1, 4) AS year, sum(number) AS count
FROM counts WHERE kind IN ('articles', 'meetings', 'documents') AND facet = :facet AND value = :value GROUP BY kind, year

-- name: few_articles
-- use: chosen
SELECT id, title, subtitle, status, kind, published, withdrawn, about.quote, about.quote_field
FROM chosen CROSS JOIN news ON id = chosen.news_id
LEFT JOIN group_news AS about ON about.group_id = :group_id AND about.news_id = id
WHERE coalesce(published, '') BETWEEN :since AND :until ORDER BY published DESC, id LIMIT :limit OFFSET :offset

-- name: few_meetings
-- use: chosen
SELECT id, events.news_id, title, starts, ends, precision, place, online, status, moved_from, attendance,
       attendance_unit
FROM chosen CROSS JOIN events ON events.news_id = chosen.news_id
WHERE withdrawn IS NULL AND starts BETWEEN :since AND :until ORDER BY starts DESC, id LIMIT :limit OFFSET :offset

-- name: few_documents
-- use: chosen
SELECT documents.id, documents.url, documents.title, medium, mime, bytes, published, news.id AS news_id,
       news.title AS news_title
FROM chosen CROSS JOIN documents ON documents.news_id = chosen.news_id CROSS JOIN news ON news.id = chosen.news_id
WHERE coalesce(published, '') BETWEEN :since AND :until ORDER BY published DESC, documents.id LIMIT :limit OFFSET :offset

-- name: many_articles
-- Of many, the archive is gone through by date, in the years of the page's entries; the same for meetings and documents.
SELECT id, title, subtitle, status, kind, published, withdrawn, about.quote, about.quote_field
FROM news LEFT JOIN group_news AS about ON about.group_id = :group_id AND about.news_id = id
WHERE published BETWEEN :since AND :until AND EXISTS (
  SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = news.id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = news.id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news WHERE news_id = news.id AND group_id = :group_id)
ORDER BY published DESC, id LIMIT :limit OFFSET :offset

-- name: many_meetings
SELECT id, events.news_id, title, starts, ends, precision, place, online, status, moved_from, attendance,
       attendance_unit
FROM events
WHERE withdrawn IS NULL AND starts BETWEEN :since AND :until AND EXISTS (
  SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = events.news_id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = events.news_id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news WHERE news_id = events.news_id AND group_id = :group_id)
ORDER BY starts DESC, id LIMIT :limit OFFSET :offset

-- name: many_documents
SELECT documents.id, documents.url, documents.title, medium, mime, bytes, published, news.id AS news_id,
       news.title AS news_title
FROM news CROSS JOIN documents ON documents.news_id = news.id
WHERE published BETWEEN :since AND :until AND EXISTS (
  SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = news.id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = news.id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news WHERE news_id = news.id AND group_id = :group_id)
ORDER BY published DESC, documents.id LIMIT :limit OFFSET :offset

-- name: coming
-- The plus keeps SQLite from going through all events in the order of their beginning: few end after today.
SELECT id, news_id, title, starts, ends, precision, place, online, status, moved_from, attendance,
       attendance_unit
FROM events
WHERE ends >= :today AND withdrawn IS NULL AND EXISTS (
  SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id
  WHERE news_id = events.news_id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news JOIN groups ON groups.id = group_id
  WHERE news_id = events.news_id AND country_code = :country
  UNION ALL
  SELECT 1 FROM group_news WHERE news_id = events.news_id AND group_id = :group_id)
ORDER BY +starts, id LIMIT :limit

-- name: partnerships
-- use: chosen
SELECT partnerships.news_id, a, b, since, partnerships.kind, quote, quote_field, title, published
FROM chosen CROSS JOIN partnerships ON partnerships.news_id = chosen.news_id
CROSS JOIN news ON news.id = partnerships.news_id
ORDER BY published DESC, partnerships.news_id, position LIMIT :limit

-- name: group_documents
-- Those that the groups' own pages have.
SELECT id, url, title, medium, bytes FROM documents
WHERE group_id = :group_id OR group_id IN (SELECT id FROM groups WHERE country_code = :country)
ORDER BY title, url
