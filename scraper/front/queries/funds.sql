-- name: fund
SELECT * FROM funds WHERE id = :id

-- name: listed
SELECT id, name, country_code, opened, closed, amount_eur, donors, coalesce(
         (SELECT max(first_seen) FROM fund_news JOIN news ON news.id = news_id WHERE fund_id = funds.id),
         (SELECT max(started) FROM crawls)) AS seen_at
FROM funds ORDER BY opened IS NULL, opened DESC, name LIMIT :limit OFFSET :offset

-- name: sizes
SELECT count(*) AS articles, min(published) AS first, max(published) AS last
FROM fund_news JOIN news ON news.id = news_id WHERE fund_id = :id

-- name: openings
-- Each day of opening that an article states, with the first article that states it.
SELECT fund_news.opened, count(*) AS articles, min(coalesce(published, '9999')) AS first, news.id, title, quote,
       quote_field
FROM fund_news JOIN news ON news.id = news_id
WHERE fund_id = :id AND fund_news.opened IS NOT NULL GROUP BY fund_news.opened ORDER BY fund_news.opened

-- name: articles
SELECT news.id, title, subtitle, status, published, withdrawn, fund_news.opened, quote, quote_field
FROM fund_news JOIN news ON news.id = news_id
WHERE fund_id = :id ORDER BY published IS NULL, published, news.id LIMIT :limit OFFSET :offset

-- name: facts
-- What articles state of a fund beside its opening, the latest first.
SELECT fact, value, quote, quote_field, news_id, title, published
FROM fund_facts JOIN news ON news.id = news_id
WHERE fund_id = :id AND fact <> 'opened' ORDER BY published DESC, news_id LIMIT 300

-- name: facts_of
-- What some articles state of a fund beside its opening.
SELECT news_id, fact, fund_facts.value, quote, quote_field
FROM json_each(:news_ids) AS article CROSS JOIN fund_facts ON fund_id = :id AND news_id = article.value
WHERE fact <> 'opened' ORDER BY fact = 'donors', fact

-- name: events
SELECT id, news_id, title, starts, ends, precision, place, online, status, moved_from, attendance,
       attendance_unit
FROM events WHERE withdrawn IS NULL AND news_id IN (SELECT value FROM json_each(:news_ids)) ORDER BY starts, id
