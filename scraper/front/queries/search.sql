-- name: listed
-- The entries of some numbers, in their order; then all others that are found, by day, where :is_bounded.
-- Without its LIMIT, SQLite leaves out the order of a part.
SELECT found.kind, record_id, found.title, found.day, found.starts, found.ends, found.withdrawn, countries,
       coalesce(news.url, groups.url, documents.url) AS url, documents.news_id, documents.group_id,
       coalesce(news.changed, news.first_seen, groups.changed, groups.first_seen, people.last_seen,
                (SELECT first_seen FROM news WHERE id = documents.news_id),
                (SELECT first_seen FROM groups WHERE id = documents.group_id),
                (SELECT max(first_seen) FROM fund_news JOIN news ON id = news_id WHERE fund_id = funds.id),
                (SELECT max(started) FROM crawls)) AS seen_at
FROM (
  SELECT search_entries.* FROM json_each(:numbers) AS ranked CROSS JOIN search_entries ON search_entries.id = ranked.value
  UNION ALL
  SELECT * FROM (
    SELECT search_entries.* FROM search_fts CROSS JOIN search_entries ON search_entries.id = search_fts.rowid
    WHERE :is_bounded AND search_fts MATCH :expression AND search_fts.rowid BETWEEN :first AND :last
      AND search_fts.rowid NOT IN (SELECT value FROM json_each(:numbers))
    ORDER BY search_entries.day IS NULL, iif(:is_oldest, search_fts.rowid, -search_fts.rowid) LIMIT -1
  )
) AS found
LEFT JOIN news ON found.kind = 'news' AND news.id = record_id
LEFT JOIN groups ON found.kind = 'groups' AND groups.id = record_id
LEFT JOIN documents ON found.kind = 'documents' AND documents.id = record_id
LEFT JOIN people ON found.kind = 'people' AND people.id = record_id
LEFT JOIN funds ON found.kind = 'funds' AND funds.id = record_id
LIMIT :limit OFFSET :offset
