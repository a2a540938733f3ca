-- name: latest
SELECT id, title, subtitle, status, published, withdrawn
FROM news WHERE withdrawn IS NULL AND published <= :today ORDER BY published DESC, id LIMIT :limit

-- name: counted
counted AS NOT MATERIALIZED (
  SELECT facet, value, month, number FROM counts
  WHERE kind = 'articles' AND month BETWEEN :since AND :since || '~'
)

-- name: sizes
-- use: counted
-- How many articles of a year or month there are, and how many of them have what each filter asks for.
SELECT (SELECT coalesce(sum(number), 0) FROM counted WHERE facet = '') AS date,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE facet = 'theme' AND value = :theme) AS theme,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE facet = 'country' AND value = :country) AS pays,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE facet = 'group' AND value = :group_id) AS groupe,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE facet = 'issuer' AND value = :issuer) AS emetteur,
       (SELECT coalesce(sum(number), 0) FROM counted WHERE facet = 'status' AND value = :status) AS etat,
       (SELECT count(*) FROM news WHERE kind = :kind AND (:since = '' OR published BETWEEN :since AND :since || '~')) AS nature

-- name: listed
SELECT * FROM (
  SELECT id, title, subtitle, issuer, status, kind, published, withdrawn, url, lead, first_seen, changed
  FROM news WHERE :driver = 'all'
  UNION ALL
  SELECT id, title, subtitle, issuer, status, kind, published, withdrawn, url, lead, first_seen, changed
  FROM news WHERE :driver = 'date' AND published BETWEEN :since AND :since || '~'
  UNION ALL
  SELECT id, title, subtitle, issuer, status, kind, published, withdrawn, url, lead, first_seen, changed
  FROM (
    SELECT news_id FROM news_themes WHERE :driver = 'theme' AND theme_id = :theme
    UNION ALL
    SELECT news_id FROM (
      SELECT news_id FROM themes JOIN news_themes ON theme_id = themes.id
      WHERE :driver = 'pays' AND country_code = :country
      UNION
      SELECT news_id FROM groups JOIN group_news ON group_id = groups.id
      WHERE :driver = 'pays' AND country_code = :country
    )
    UNION ALL
    SELECT news_id FROM group_news WHERE :driver = 'groupe' AND group_id = :group_id
    UNION ALL
    SELECT id FROM news WHERE :driver = 'emetteur' AND issuer = :issuer
    UNION ALL
    SELECT id FROM news WHERE :driver = 'etat' AND status = :status
    UNION ALL
    SELECT id FROM news WHERE :driver = 'nature' AND kind = :kind
  ) AS driven CROSS JOIN news ON id = news_id WHERE coalesce(published, '') BETWEEN :since AND :since || '~'
) AS some
WHERE (:theme IS NULL OR EXISTS (SELECT 1 FROM news_themes WHERE news_id = some.id AND theme_id = :theme))
  AND (:country IS NULL OR EXISTS (
    SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = some.id AND country_code = :country
    UNION ALL
    SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = some.id AND country_code = :country))
  AND (:group_id IS NULL OR EXISTS (SELECT 1 FROM group_news WHERE group_id = :group_id AND news_id = some.id))
  AND (:issuer IS NULL OR issuer = :issuer) AND (:status IS NULL OR status = :status)
  AND (:kind IS NULL OR kind = :kind)
ORDER BY published DESC, id LIMIT :limit OFFSET :offset

-- name: chosen
-- The articles that `listed` lists, with what is counted of them.
chosen AS MATERIALIZED (
  SELECT * FROM (
    SELECT id, published, issuer, status, kind
    FROM news WHERE :driver = 'all'
    UNION ALL
    SELECT id, published, issuer, status, kind
    FROM news WHERE :driver = 'date' AND published BETWEEN :since AND :since || '~'
    UNION ALL
    SELECT id, published, issuer, status, kind
    FROM (
      SELECT news_id FROM news_themes WHERE :driver = 'theme' AND theme_id = :theme
      UNION ALL
      SELECT news_id FROM (
        SELECT news_id FROM themes JOIN news_themes ON theme_id = themes.id
        WHERE :driver = 'pays' AND country_code = :country
        UNION
        SELECT news_id FROM groups JOIN group_news ON group_id = groups.id
        WHERE :driver = 'pays' AND country_code = :country
      )
      UNION ALL
      SELECT news_id FROM group_news WHERE :driver = 'groupe' AND group_id = :group_id
      UNION ALL
      SELECT id FROM news WHERE :driver = 'emetteur' AND issuer = :issuer
      UNION ALL
      SELECT id FROM news WHERE :driver = 'etat' AND status = :status
      UNION ALL
      SELECT id FROM news WHERE :driver = 'nature' AND kind = :kind
    ) AS driven CROSS JOIN news ON id = news_id WHERE coalesce(published, '') BETWEEN :since AND :since || '~'
  ) AS some
  WHERE (:theme IS NULL OR EXISTS (SELECT 1 FROM news_themes WHERE news_id = some.id AND theme_id = :theme))
    AND (:country IS NULL OR EXISTS (
      SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = some.id AND country_code = :country
      UNION ALL
      SELECT 1 FROM group_news JOIN groups ON groups.id = group_id WHERE news_id = some.id AND country_code = :country))
    AND (:group_id IS NULL OR EXISTS (SELECT 1 FROM group_news WHERE group_id = :group_id AND news_id = some.id))
    AND (:issuer IS NULL OR issuer = :issuer) AND (:status IS NULL OR status = :status)
    AND (:kind IS NULL OR kind = :kind)
)

-- name: facets
-- use: chosen
SELECT 'total' AS facet, NULL AS value, NULL AS name, count(*) AS count FROM chosen
UNION ALL
SELECT 'theme', theme_id, name, count(*)
FROM chosen CROSS JOIN news_themes ON news_id = chosen.id JOIN themes ON themes.id = theme_id
WHERE country_code IS NULL GROUP BY theme_id
UNION ALL
SELECT 'country', country_code, NULL, count(*) FROM (
  SELECT news_id, country_code FROM chosen CROSS JOIN news_themes ON news_id = chosen.id
  JOIN themes ON themes.id = theme_id WHERE country_code IS NOT NULL
  UNION
  SELECT news_id, country_code FROM chosen CROSS JOIN group_news ON news_id = chosen.id
  JOIN groups ON groups.id = group_id WHERE country_code IS NOT NULL
) GROUP BY country_code
UNION ALL
SELECT 'group', group_id, groups.name, count(*)
FROM chosen CROSS JOIN group_news ON news_id = chosen.id JOIN groups ON groups.id = group_id GROUP BY group_id
UNION ALL
SELECT 'issuer', issuer, issuer, count(*) FROM chosen WHERE issuer IS NOT NULL GROUP BY issuer
UNION ALL
SELECT 'status', status, NULL, count(*) FROM chosen WHERE status IS NOT NULL GROUP BY status
UNION ALL
SELECT 'kind', kind, NULL, count(*) FROM chosen WHERE kind IS NOT NULL GROUP BY kind

-- name: dates
-- use: chosen
SELECT substr(published, 1, 7) AS month, count(*) AS count FROM chosen WHERE published IS NOT NULL GROUP BY month

-- name: months
-- Of all articles, or of those that one filter asks for.
SELECT month, sum(number) AS count
FROM counts WHERE kind = 'articles' AND facet = :facet AND value = :value AND month > '' GROUP BY month

-- name: counted_facets
-- use: counted
-- Of all articles of a year or a month.
SELECT facet, value, coalesce(themes.name, groups.name) AS name, count
FROM (SELECT facet, value, sum(number) AS count FROM counted WHERE facet <> '' GROUP BY facet, value)
LEFT JOIN themes ON facet = 'theme' AND themes.id = value LEFT JOIN groups ON facet = 'group' AND groups.id = value
WHERE themes.country_code IS NULL

-- name: counted_kinds
-- Of all articles of a year or a month, how many are of each kind.
SELECT 'kind' AS facet, kind AS value, NULL AS name, count(*) AS count
FROM news WHERE kind IS NOT NULL AND (:since = '' OR published BETWEEN :since AND :since || '~') GROUP BY kind

-- name: months_of_kind
SELECT substr(published, 1, 7) AS month, count(*) AS count
FROM news WHERE kind = :kind AND published IS NOT NULL GROUP BY month

-- name: changed_since
SELECT count(*) AS count FROM (
  SELECT 1 FROM versions WHERE seen_at >= :before AND +record_table = 'news' LIMIT :most + 1)

-- name: then
-- The articles that have changed since the moment :before, and those of them that the filters left before it, as they
-- were then. What an article is by its sentences (:kind) is no part of versions: it is what it is now.
changed(record_id) AS MATERIALIZED (
  SELECT DISTINCT record_id FROM versions WHERE seen_at >= :before AND +record_table = 'news'
), earlier(id) AS MATERIALIZED (
  SELECT (SELECT max(versions.id) FROM versions
          WHERE record_table = 'news' AND record_id = changed.record_id AND seen_at < :before)
  FROM changed
), states AS MATERIALIZED (
  SELECT record_id, json_extract(
    fields, '$.published', '$.withdrawn', '$.title', '$.subtitle', '$.status', '$.themes', '$.issuer') AS shown
  FROM earlier CROSS JOIN versions ON versions.id = earlier.id
), met(id, title, subtitle, status, published) AS (
  SELECT record_id, shown ->> 2, shown ->> 3, shown ->> 4, shown ->> 0
  FROM states
  WHERE shown ->> 1 IS NULL
    AND (:theme IS NULL OR EXISTS (SELECT 1 FROM json_each(shown, '$[5]') WHERE value = :theme))
    AND (:country IS NULL OR EXISTS (
      SELECT 1 FROM json_each(shown, '$[5]') JOIN themes ON themes.id = value WHERE country_code = :country
      UNION ALL
      SELECT 1 FROM group_news JOIN groups ON groups.id = group_id
      WHERE news_id = record_id AND country_code = :country))
    AND (:group_id IS NULL OR EXISTS (SELECT 1 FROM group_news WHERE group_id = :group_id AND news_id = record_id))
    AND (:issuer IS NULL OR shown ->> 6 = :issuer) AND (:status IS NULL OR shown ->> 4 = :status)
    AND (:kind IS NULL OR EXISTS (SELECT 1 FROM news WHERE news.id = record_id AND kind = :kind))
), shown_now AS NOT MATERIALIZED (
  SELECT id, title, subtitle, status, published FROM news
  WHERE withdrawn IS NULL
    AND (:theme IS NULL OR EXISTS (SELECT 1 FROM news_themes WHERE news_id = news.id AND theme_id = :theme))
    AND (:country IS NULL OR EXISTS (
      SELECT 1 FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = news.id AND country_code = :country
      UNION ALL
      SELECT 1 FROM group_news JOIN groups ON groups.id = group_id
      WHERE news_id = news.id AND country_code = :country))
    AND (:group_id IS NULL OR EXISTS (SELECT 1 FROM group_news WHERE group_id = :group_id AND news_id = news.id))
    AND (:issuer IS NULL OR issuer = :issuer) AND (:status IS NULL OR status = :status)
    AND (:kind IS NULL OR kind = :kind)
)

-- name: known
-- use: then
-- What was known before a moment: articles that have not changed since as they are, the others as they were then. The
-- first ones are found by their date, as many as a page may have of them.
SELECT * FROM (
  SELECT * FROM (
    SELECT * FROM shown_now WHERE id NOT IN changed AND published BETWEEN :since AND :since || '~'
    ORDER BY published DESC, id LIMIT iif(:limit < 0, -1, :limit + :offset)
  )
  UNION ALL
  SELECT * FROM shown_now WHERE :since = '' AND published IS NULL AND id NOT IN changed
  UNION ALL
  SELECT * FROM met WHERE coalesce(published, '') BETWEEN :since AND :since || '~'
) ORDER BY published DESC, id LIMIT :limit OFFSET :offset

-- name: known_months
-- use: then
-- How many articles were known before a moment, by month: of all, or of those that one filter leaves.
SELECT month, sum(number) AS count
FROM (
  SELECT month, iif(kind = 'articles', number, -number) AS number
  FROM counts WHERE kind IN ('articles', 'removed_articles') AND facet = :facet AND value = :value
  UNION ALL
  SELECT coalesce(substr(published, 1, 7), ''), -1
  FROM changed CROSS JOIN shown_now ON shown_now.id = record_id
  UNION ALL
  SELECT coalesce(substr(published, 1, 7), ''), 1 FROM met
) GROUP BY month HAVING sum(number) > 0

-- name: article
SELECT * FROM news WHERE id = :id

-- name: events_of
SELECT * FROM events
WHERE news_id = :id AND (withdrawn IS NULL OR withdrawn = (SELECT withdrawn FROM news WHERE id = :id)) ORDER BY starts, id

-- name: documents_of
SELECT id, url, title, medium, bytes, description FROM documents WHERE news_id = :id ORDER BY title, url

-- name: themes_of
SELECT themes.id, name FROM news_themes JOIN themes ON themes.id = theme_id WHERE news_id = :id ORDER BY name

-- name: groups_of
-- With the sentence that says that the article is about the group, where one does.
SELECT id, name, quote, quote_field
FROM groups LEFT JOIN group_news ON group_id = groups.id AND news_id = :id
WHERE id IN (SELECT group_id FROM group_news WHERE news_id = :id
             UNION SELECT group_id FROM news_roles JOIN roles ON roles.id = role_id WHERE news_id = :id)
ORDER BY name

-- name: funds_of
SELECT funds.id, name, fund_news.opened, quote, quote_field
FROM fund_news JOIN funds ON funds.id = fund_id WHERE news_id = :id ORDER BY name

-- name: fund_facts_of
-- What the article states of funds beside their opening.
SELECT fund_id, fact, value, quote, quote_field FROM fund_facts
WHERE news_id = :id AND fact <> 'opened' ORDER BY fund_id, fact = 'donors', fact

-- name: mentions_of
SELECT person_id, people.name, mentions.name AS written, part, function, organisation, quote, quote_field
FROM mentions JOIN people ON people.id = person_id WHERE news_id = :id ORDER BY position LIMIT 300

-- name: partnerships_of
SELECT a, b, since, kind, quote, quote_field FROM partnerships WHERE news_id = :id ORDER BY position LIMIT 300

-- name: deadlines_of
SELECT what, date, quote, quote_field FROM deadlines WHERE news_id = :id ORDER BY date, position LIMIT 300

-- name: people_of
SELECT people.id, people.name, roles.role, function, organisation, since, until, groups.id AS group_id,
       groups.name AS group_name, quote, quote_field
FROM news_roles JOIN roles ON roles.id = role_id JOIN people ON people.id = person_id
LEFT JOIN groups ON groups.id = group_id
WHERE news_id = :id ORDER BY roles.role DESC, people.name

-- name: problems_of
SELECT rule, detail FROM open_problems
WHERE url IN (SELECT url FROM aliases WHERE record_table = 'news' AND record_id = :id
              UNION SELECT url FROM news WHERE id = :id)
  AND record = 'news/' || :id
ORDER BY rule, detail
