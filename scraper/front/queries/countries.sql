-- name: codes
SELECT country_code AS code FROM themes WHERE country_code IS NOT NULL
UNION SELECT country_code FROM groups WHERE country_code IS NOT NULL
UNION SELECT country_code FROM funds WHERE country_code IS NOT NULL

-- name: called
-- The country that a keyword or a group is, by its id.
SELECT country_code FROM (
  SELECT id, country_code FROM themes UNION ALL SELECT id, country_code FROM groups
) WHERE id = :id AND country_code IS NOT NULL LIMIT 1

-- name: groups
SELECT id, name, kind, country_code FROM groups
WHERE country_code IS NOT NULL AND (:country IS NULL OR country_code = :country) ORDER BY name

-- name: funds
SELECT id, name, country_code, opened FROM funds
WHERE country_code IS NOT NULL AND (:country IS NULL OR country_code = :country) ORDER BY name
