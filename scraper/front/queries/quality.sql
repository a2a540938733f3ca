-- name: rules
SELECT rule, count(*) AS number, max(last_seen) AS last_seen FROM open_problems GROUP BY rule ORDER BY number DESC, rule

-- name: examples
-- The last problems of each rule, with the record's title.
WITH last AS (
  SELECT rules.rule, problem.key AS place, problem.value AS shown
  FROM (SELECT DISTINCT rule FROM problems) AS rules CROSS JOIN json_each((
    SELECT json_group_array(json_array(detail, url, record, last_seen)) FROM (
      SELECT detail, url, record, last_seen FROM open_problems
      WHERE rule = rules.rule ORDER BY last_seen DESC, url DESC, detail DESC LIMIT :most
    ))) AS problem
), examples AS (
  SELECT rule, place, shown ->> 0 AS detail, shown ->> 1 AS url, shown ->> 2 AS record, shown ->> 3 AS last_seen FROM last
)
SELECT rule, detail, url, record, last_seen,
       CASE WHEN record LIKE 'news/%' THEN (SELECT title FROM news WHERE id = substr(record, 6))
            WHEN record LIKE 'groups/%' THEN (SELECT name FROM groups WHERE id = substr(record, 8)) END AS title
FROM examples ORDER BY rule, place

-- name: problems
SELECT rule, detail, url, record, last_seen,
       CASE WHEN record LIKE 'news/%' THEN (SELECT title FROM news WHERE id = substr(record, 6))
            WHEN record LIKE 'groups/%' THEN (SELECT name FROM groups WHERE id = substr(record, 8)) END AS title
FROM open_problems WHERE rule = :rule ORDER BY last_seen DESC, url DESC, detail DESC LIMIT :limit OFFSET :offset

-- name: coverage
-- The last crawl that read records of a table, and the one before.
WITH ranked AS (
  SELECT *, dense_rank() OVER (PARTITION BY record_table ORDER BY crawl_id DESC) AS age FROM coverage
)
SELECT record_table, field, max(CASE age WHEN 1 THEN records END) AS records, max(CASE age WHEN 1 THEN share END) AS last,
       max(CASE age WHEN 2 THEN share END) AS before
FROM ranked WHERE age <= 2
GROUP BY record_table, field ORDER BY record_table = 'groups', record_table = 'events', last DESC, field

-- name: freshness
SELECT * FROM freshness WHERE record_table <> 'listings'

-- name: crawls
SELECT id, spiders, mode, started, finished, finish_reason, requests, new, changed, unchanged, withdrawn, problems, health,
       (SELECT json_group_array(json_array(sign, measured, usual)) FROM crawl_health WHERE crawl_id = crawls.id AND sick) AS sick
FROM crawls ORDER BY id DESC LIMIT :limit OFFSET :offset

-- name: crawl_count
SELECT count(*) FROM crawls
