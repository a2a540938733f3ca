-- name: one
SELECT versions.*,
       (SELECT count(*) FROM versions AS other
        WHERE other.record_table = versions.record_table AND other.record_id = versions.record_id
          AND other.id <= versions.id) AS position
FROM versions WHERE id = :id AND record_table = :record_table AND record_id = :record_id

-- name: of_record
SELECT after.id, after.kind, after.seen_at, after.reason, before.id AS previous,
       (SELECT json_group_array(field.key) FROM json_each(after.fields) AS field
        WHERE before.id IS NOT NULL AND field.value IS NOT json_extract(before.fields, field.fullkey)) AS fields
FROM versions AS after LEFT JOIN versions AS before ON before.id = (
  SELECT max(earlier.id) FROM versions AS earlier
  WHERE earlier.record_table = after.record_table AND earlier.record_id = after.record_id AND earlier.id < after.id
)
WHERE after.record_table = :record_table AND after.record_id = :record_id
ORDER BY after.id DESC

-- name: neighbours
SELECT max(CASE WHEN id < :id THEN id END) AS previous, min(CASE WHEN id > :id THEN id END) AS next,
       max(id) AS last, count(*) AS count
FROM versions WHERE record_table = :record_table AND record_id = :record_id

-- name: last_two
SELECT id FROM versions WHERE record_table = :record_table AND record_id = :record_id ORDER BY id DESC LIMIT 2

-- name: last_read
SELECT * FROM versions
WHERE record_table = :record_table AND record_id = :record_id AND kind <> 'withdrawn' ORDER BY id DESC LIMIT 1

-- name: proofs
SELECT id, url, final_url, status, fetched_at, body_sha256, bytes, id = :fetch_id AS is_own
FROM fetches
WHERE id IN (SELECT :fetch_id UNION SELECT fetch_id FROM proofs WHERE version_id = :id)
ORDER BY is_own DESC, id

-- name: names
SELECT 'themes' AS field, id, name FROM themes WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'group', id, name FROM groups WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'fund', id, name FROM funds WHERE id IN (SELECT value FROM json_each(:ids))

-- name: place
SELECT record_table, record_id FROM versions WHERE id = :id
