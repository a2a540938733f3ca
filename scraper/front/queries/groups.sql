-- name: names
SELECT id, name FROM groups

-- name: group
SELECT * FROM groups WHERE id = :id

-- name: listed
SELECT id, name, kind, country_code, abstract, withdrawn, url, first_seen, changed
FROM groups ORDER BY name, id LIMIT :limit OFFSET :offset

-- name: versions
SELECT count(*) AS count, max(id) AS last, max(seen_at) AS seen_at
FROM versions WHERE record_table = 'groups' AND record_id = :id

-- name: sections
SELECT position, heading, text FROM group_sections WHERE group_id = :id ORDER BY position

-- name: milestones
SELECT text, starts, ends, precision FROM group_milestones WHERE group_id = :id ORDER BY starts, position

-- name: themes
SELECT themes.id, name FROM group_themes JOIN themes ON themes.id = theme_id WHERE group_id = :id ORDER BY name

-- name: presidents
-- Whom each group's page names as its presidents, in the last version that was read before :before, now where it is NULL.
SELECT groups.id AS group_id, people.id AS person_id, role.value ->> '$.person' AS name
FROM groups JOIN versions ON versions.id = (
  SELECT max(last.id) FROM versions AS last
  WHERE last.record_table = 'groups' AND last.record_id = groups.id
    AND seen_at < coalesce(:before, '9999'))
JOIN json_each(versions.fields, '$.roles') AS role ON role.value ->> '$.role' = 'president'
LEFT JOIN people ON people.name = role.value ->> '$.person'
