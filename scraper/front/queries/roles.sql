-- name: of_group
SELECT roles.*, people.name AS person_name, groups.name AS group_name
FROM roles JOIN people ON people.id = person_id JOIN groups ON groups.id = group_id WHERE group_id = :id

-- name: of_person
SELECT roles.*, people.name AS person_name, groups.name AS group_name
FROM roles JOIN people ON people.id = person_id LEFT JOIN groups ON groups.id = group_id WHERE person_id = :id

-- name: cited
-- How many articles state each role; the day and the id of the first and of the last.
SELECT role_id, count(*) AS articles, min(published || ' ' || news.id) AS first, max(published || ' ' || news.id) AS last
FROM json_each(:role_ids) AS asked
CROSS JOIN news_roles ON role_id = asked.value CROSS JOIN news ON news.id = news_id
GROUP BY role_id

-- name: articles
SELECT news.id, title, published FROM json_each(:ids) CROSS JOIN news ON news.id = value

-- name: sentences
-- The sentences by which some articles state some roles.
SELECT role_id, news_id, quote, quote_field
FROM json_each(:ids) AS article CROSS JOIN news_roles ON news_id = article.value
WHERE quote IS NOT NULL AND role_id IN (SELECT value FROM json_each(:role_ids))

-- name: of_pages
-- Who a group's own page named, in which of its versions first and last; `latest` is the version it is in now, or was
-- in before :before, where that is given.
SELECT record_id AS group_id, role.value ->> '$.role' AS role, role.value ->> '$.person' AS person_name,
       role.value ->> '$.function' AS function, role.value ->> '$.organisation' AS organisation,
       min(role.value ->> '$.since') AS since, min(versions.id) AS first_version, min(seen_at) AS first_seen,
       max(versions.id) AS last_version, max(seen_at) AS last_seen,
       (SELECT max(id) FROM versions AS any_of WHERE any_of.record_table = 'groups'
        AND any_of.record_id = versions.record_id AND any_of.seen_at < coalesce(:before, '9999')) AS latest,
       (SELECT withdrawn FROM groups WHERE id = versions.record_id AND withdrawn < coalesce(:before, '9999')) AS withdrawn
FROM versions JOIN json_each(fields, '$.roles') AS role
WHERE record_table = 'groups' AND record_id IN (SELECT value FROM json_each(:group_ids))
  AND seen_at < coalesce(:before, '9999')
GROUP BY record_id, 2, 3, 4, 5
