-- name: person
SELECT * FROM people WHERE id = :id

-- name: all
-- With whether they have a role, and what they do in articles.
SELECT id, name, EXISTS (SELECT 1 FROM roles WHERE person_id = people.id) AS has_role,
       (SELECT group_concat(DISTINCT part) FROM mentions WHERE person_id = people.id) AS parts
FROM people

-- name: alias
-- The person whose name has a spelling, by its id.
SELECT person_id FROM people_aliases WHERE id = :id

-- name: spellings
-- The other spellings of a person's name.
SELECT people_aliases.name FROM people_aliases JOIN people ON people.id = person_id
WHERE person_id = :id AND people_aliases.name <> people.name ORDER BY people_aliases.name LIMIT 50

-- name: listed
-- Of some people, in their order, the roles with their groups.
SELECT people.id, people.name, first_seen,
  (SELECT count(DISTINCT news_id) FROM mentions WHERE person_id = people.id) AS naming, (
    SELECT json_group_array(json_array(role, name)) FROM (
      SELECT DISTINCT role, groups.name
      FROM roles LEFT JOIN groups ON groups.id = group_id WHERE person_id = people.id ORDER BY groups.name
    )
  ) AS roles
FROM json_each(:ids) CROSS JOIN people ON people.id = value LIMIT :limit OFFSET :offset

-- name: roles_of
SELECT DISTINCT person_id, role, groups.id AS group_id, groups.name AS group_name
FROM json_each(:ids) JOIN roles ON person_id = value LEFT JOIN groups ON groups.id = group_id
ORDER BY groups.name IS NULL, groups.name

-- name: article_count
SELECT count(*) AS count FROM (
  SELECT news_id FROM roles JOIN news_roles ON role_id = roles.id WHERE person_id = :id
  UNION SELECT news_id FROM mentions WHERE person_id = :id)

-- name: few_articles
SELECT id, title, subtitle, status, published, withdrawn
FROM (
  SELECT news_id FROM roles CROSS JOIN news_roles ON role_id = roles.id WHERE person_id = :id
  UNION SELECT news_id FROM mentions WHERE person_id = :id
)
CROSS JOIN news ON id = news_id ORDER BY published DESC, id LIMIT :limit OFFSET :offset

-- name: many_articles
-- Of many, the archive is gone through by date until the page is full.
SELECT id, title, subtitle, status, published, withdrawn
FROM news
WHERE published >= '' AND EXISTS (
  SELECT 1 FROM news_roles CROSS JOIN roles ON roles.id = role_id WHERE news_id = news.id AND person_id = :id
  UNION ALL SELECT 1 FROM mentions WHERE news_id = news.id AND person_id = :id)
ORDER BY published DESC, id LIMIT :limit OFFSET :offset

-- name: mentions_of
-- Of some people, how many articles name them, and the function that the latest which gives one gives.
SELECT person_id, count(DISTINCT news_id) AS articles,
       max(iif(function IS NULL AND organisation IS NULL, 0, 1) || coalesce(published, '')), function, organisation
FROM json_each(:ids) CROSS JOIN mentions ON person_id = value CROSS JOIN news ON news.id = news_id GROUP BY person_id

-- name: statements
-- What some articles state of a person: the roles, then what the person does there.
SELECT news_id, 0 AS position, role, since, until, groups.id AS group_id, groups.name AS group_name, NULL AS part,
       NULL AS name, function, organisation, quote, quote_field
FROM json_each(:ids) CROSS JOIN news_roles ON news_id = value CROSS JOIN roles ON roles.id = role_id
LEFT JOIN groups ON groups.id = group_id WHERE person_id = :id
UNION ALL
SELECT news_id, position, NULL, NULL, NULL, NULL, NULL, part, name, function, organisation, quote, quote_field
FROM json_each(:ids) CROSS JOIN mentions ON news_id = value WHERE person_id = :id
ORDER BY news_id, position

-- name: offices
-- What articles say a person is, from the first to the last that says so.
SELECT function, organisation, min(published) AS first, max(published) AS last, count(*) AS articles
FROM (
  SELECT news_id, function, organisation FROM mentions WHERE person_id = :id
  UNION
  SELECT news_id, function, organisation FROM roles CROSS JOIN news_roles ON role_id = roles.id
  WHERE person_id = :id AND quote IS NOT NULL
) CROSS JOIN news ON news.id = news_id
WHERE function IS NOT NULL OR organisation IS NOT NULL
GROUP BY function, organisation ORDER BY first IS NULL, first, last LIMIT 50
