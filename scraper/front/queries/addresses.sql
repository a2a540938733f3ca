-- name: record
SELECT record_table, record_id FROM aliases WHERE url = :url
UNION ALL
SELECT 'news', id FROM news WHERE url = :url
UNION ALL
SELECT 'groups', id FROM groups WHERE url = :url
UNION ALL
SELECT 'news', id FROM news WHERE spip_id = :article_number
UNION ALL
SELECT 'groups', id FROM groups WHERE spip_id = :section_number
LIMIT 1

-- name: fetches
SELECT count(*) AS count, min(fetched_at) AS first, max(fetched_at) AS last FROM fetches WHERE url = :url

-- name: last_fetch
SELECT final_url, status FROM fetches WHERE url = :url ORDER BY id DESC LIMIT 1

-- name: listings
SELECT list_url, title, date_text, first_seen, last_seen FROM listings WHERE url = :url ORDER BY last_seen DESC LIMIT 20

-- name: documents
SELECT documents.title, news_id, news.title AS article, group_id, groups.name AS group_name
FROM documents LEFT JOIN news ON news.id = news_id LEFT JOIN groups ON groups.id = group_id
WHERE documents.url = :url ORDER BY documents.id LIMIT 20

-- name: problems
SELECT rule FROM problems WHERE url = :url ORDER BY last_seen DESC LIMIT 5
