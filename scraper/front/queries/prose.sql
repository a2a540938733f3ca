-- name: html
SELECT html FROM texts
WHERE record_table = :record_table AND record_id = :record_id AND (:position IS NULL OR position = :position)
ORDER BY position
