-- name: owners
SELECT documents.id, news_id, group_id FROM json_each(:ids) CROSS JOIN documents ON documents.id = value

-- name: counted
-- How many documents articles have, of all groups or of one, in a year, and those that groups have themselves.
counted AS (
  SELECT value AS group_id, month, form ->> 0 AS medium, form ->> 1 AS mime, form ->> 2 AS is_read, number
  FROM counts
  WHERE kind = 'documents' AND facet = iif(:group IS NULL, '', 'group') AND value = coalesce(:group, '')
    AND month BETWEEN :since AND :until
  UNION ALL
  SELECT group_id, '', medium, mime, sha256 IS NOT NULL, 1
  FROM documents WHERE news_id IS NULL AND :year IS NULL AND (:group IS NULL OR group_id = :group)
)

-- name: listed
-- By the date of their article, the latest first, as its index has them; then those of undated articles and of groups.
SELECT found.*, groups.name AS group_name,
       (SELECT pages FROM document_texts WHERE document_texts.sha256 = found.sha256) AS pages,
       EXISTS (SELECT 1 FROM bodies WHERE bodies.sha256 = found.sha256) AS has_file,
       coalesce((SELECT max(last_seen) FROM files WHERE files.url = found.url), article_seen, groups.first_seen) AS seen_at
FROM (
  SELECT * FROM (
    SELECT documents.*, news.title AS article, published, first_seen AS article_seen
    FROM news CROSS JOIN documents ON news_id = news.id
    WHERE :group IS NULL AND published BETWEEN :since AND :until
    ORDER BY published DESC
  )
  UNION ALL
  SELECT documents.*, news.title, published, first_seen
  FROM news CROSS JOIN documents ON news_id = news.id
  WHERE :group IS NULL AND published IS NULL AND :year IS NULL
  UNION ALL
  SELECT * FROM (
    SELECT documents.*, news.title, published, first_seen
    FROM group_news CROSS JOIN news ON news.id = group_news.news_id CROSS JOIN documents ON documents.news_id = news.id
    WHERE group_news.group_id = :group AND (:year IS NULL OR published BETWEEN :since AND :until)
    ORDER BY published DESC, documents.id
  )
  UNION ALL
  SELECT documents.*, NULL, NULL, NULL
  FROM documents
  WHERE group_id IS NOT NULL AND :year IS NULL AND (:group IS NULL OR group_id = :group)
) AS found LEFT JOIN groups ON groups.id = group_id
WHERE (:forms IS NULL OR medium || ' ' || coalesce(mime, '') IN (SELECT value FROM json_each(:forms)))
  AND (:is_read IS NULL OR (sha256 IS NOT NULL) = :is_read)
LIMIT :limit OFFSET :offset

-- name: forms
-- use: counted
SELECT medium, mime, is_read, sum(number) AS count FROM counted GROUP BY medium, mime, is_read

-- name: years
-- use: counted
SELECT substr(month, 1, 4) AS value, sum(number) AS count
FROM counted
WHERE month > '' AND (:forms IS NULL OR medium || ' ' || coalesce(mime, '') IN (SELECT value FROM json_each(:forms)))
  AND (:is_read IS NULL OR is_read = :is_read)
GROUP BY 1 ORDER BY value DESC

-- name: groups
-- All groups, whatever group is chosen.
SELECT groups.id AS value, groups.name, sum(number) AS count
FROM (
  SELECT value AS group_id, form ->> 0 AS medium, form ->> 1 AS mime, form ->> 2 AS is_read, number
  FROM counts WHERE kind = 'documents' AND facet = 'group' AND month BETWEEN :since AND :until
  UNION ALL
  SELECT group_id, medium, mime, sha256 IS NOT NULL, 1 FROM documents WHERE news_id IS NULL AND :year IS NULL
) AS tied JOIN groups ON groups.id = tied.group_id
WHERE (:forms IS NULL OR medium || ' ' || coalesce(mime, '') IN (SELECT value FROM json_each(:forms)))
  AND (:is_read IS NULL OR is_read = :is_read)
GROUP BY groups.id ORDER BY count DESC, groups.name
