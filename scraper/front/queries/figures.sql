-- name: meetings
-- Each article counts once for a country, however many keywords and groups name it.
SELECT value AS country, substr(month, 1, 4) AS year, sum(number) AS meetings,
       coalesce(sum(number) FILTER (WHERE form LIKE '%online'), 0) AS online,
       coalesce(sum(number) FILTER (WHERE form LIKE 'cancelled%'), 0) AS cancelled,
       coalesce(sum(number) FILTER (WHERE form LIKE 'postponed%'), 0) AS postponed
FROM counts WHERE kind IN ('meetings', 'removed_meetings') AND facet = 'country'
GROUP BY country, year ORDER BY country, year

-- name: publications
SELECT month, coalesce(sum(number) FILTER (WHERE kind = 'articles'), 0) AS articles,
       coalesce(sum(number) FILTER (WHERE kind = 'removed_articles'), 0) AS withdrawn
FROM counts WHERE kind IN ('articles', 'removed_articles') AND facet = '' AND value = '' AND month > ''
GROUP BY month ORDER BY month

-- name: funds
SELECT funds.id, funds.name, funds.opened, min(published) AS first, max(published) AS last, count(news.id) AS articles,
       json_group_array(published) FILTER (WHERE published IS NOT NULL) AS days
FROM funds LEFT JOIN fund_news ON fund_id = funds.id LEFT JOIN news ON news.id = news_id
GROUP BY funds.id ORDER BY coalesce(funds.opened, min(published)), funds.name

-- name: crawls
SELECT crawls.id, started, finished, requests, new, changed, withdrawn, health,
       json_group_object(sign, json_array(measured, sick)) FILTER (WHERE sign IS NOT NULL) AS signs
FROM crawls LEFT JOIN crawl_health
  ON crawl_id = crawls.id AND pages > 0 AND sign IN ('failed', 'gone', 'unknown', 'problems', 'changed')
GROUP BY crawls.id ORDER BY crawls.id
