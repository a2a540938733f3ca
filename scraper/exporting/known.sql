-- What each table had at the moment :before, in the columns of scraper/records.py: views that known.py puts before the
-- tables. A view comes after those it reads. What has changed since is read from its version of then.

-- name: current_news
SELECT record_id FROM known_states WHERE is_current AND record_table = 'news'

-- name: current_groups
SELECT record_id FROM known_states WHERE is_current AND record_table = 'groups'

-- name: news
SELECT id, url, spip_id, fields ->> '$.overtitle' AS overtitle, fields ->> '$.title' AS title,
  fields ->> '$.subtitle' AS subtitle, fields ->> '$.lead' AS lead, fields ->> '$.body' AS body,
  fields ->> '$.issuer' AS issuer, fields ->> '$.status' AS status, fields ->> '$.published' AS published,
  fields ->> '$.published_text' AS published_text, fields ->> '$.language' AS language,
  fields ->> '$.image_url' AS image_url, news.first_seen,
  iif(news.last_seen < :before, news.last_seen, NULL) AS last_seen, known_states.changed,
  fields ->> '$.withdrawn' AS withdrawn, iif(is_current, news.kind, NULL) AS kind
FROM main.news JOIN known_states ON record_table = 'news' AND record_id = news.id

-- name: groups
SELECT id, fields ->> '$.name' AS name, fields ->> '$.kind' AS kind, fields ->> '$.country_code' AS country_code,
  url, spip_id, fields ->> '$.abstract' AS abstract, groups.first_seen,
  iif(groups.last_seen < :before, groups.last_seen, NULL) AS last_seen, known_states.changed,
  fields ->> '$.withdrawn' AS withdrawn
FROM main.groups JOIN known_states ON record_table = 'groups' AND record_id = groups.id
UNION ALL
SELECT id, name, kind, country_code, NULL, NULL, NULL, first_seen,
  iif(groups.last_seen < :before, groups.last_seen, NULL) AS last_seen, NULL, NULL
FROM main.groups WHERE first_seen < :before AND id NOT IN (
  SELECT record_id FROM known_states WHERE record_table = 'groups'
)

-- name: events
SELECT id, news_id, title, starts, ends, precision, date_text, date_source, place, online, status, first_seen,
  iif(events.last_seen < :before, events.last_seen, NULL) AS last_seen,
  iif(withdrawn < :before, withdrawn, NULL) AS withdrawn, moved_from, attendance, attendance_unit,
  quote, quote_field, quote_start, quote_end
FROM main.events WHERE first_seen < :before AND news_id IN temp.current_news
UNION ALL
SELECT record_id || iif(part.key, '#' || (part.key + 1), ''), record_id, fields ->> '$.title',
  part.value ->> '$.starts' AS starts, part.value ->> '$.ends' AS ends, part.value ->> '$.precision' AS precision,
  part.value ->> '$.date_text' AS date_text, part.value ->> '$.date_source' AS date_source,
  part.value ->> '$.place' AS place, part.value ->> '$.online' AS online, part.value ->> '$.status' AS status,
  seen_at, NULL,
  fields ->> '$.withdrawn', NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM known_states JOIN json_each(fields, '$.events') AS part ON NOT is_current AND record_table = 'news'

-- name: group_sections
SELECT group_id, position, heading, text FROM main.group_sections WHERE group_id IN temp.current_groups
UNION ALL
SELECT record_id, part.key + 1, part.value ->> '$.heading' AS heading,
  part.value ->> '$.text' AS text
FROM known_states JOIN json_each(fields, '$.sections') AS part ON NOT is_current AND record_table = 'groups'

-- name: group_milestones
SELECT group_id, position, text, starts, ends, precision
FROM main.group_milestones WHERE group_id IN temp.current_groups
UNION ALL
SELECT record_id, part.key + 1, part.value ->> '$.text' AS text, part.value ->> '$.starts' AS starts,
  part.value ->> '$.ends' AS ends, part.value ->> '$.precision' AS precision
FROM known_states JOIN json_each(fields, '$.milestones') AS part ON NOT is_current AND record_table = 'groups'

-- name: texts
SELECT * FROM main.texts WHERE (record_table = 'news' AND record_id IN temp.current_news)
  OR (record_table = 'groups' AND record_id IN temp.current_groups)

-- name: news_themes
SELECT news_id, theme_id FROM main.news_themes WHERE news_id IN temp.current_news
UNION ALL
SELECT record_id, themes.id FROM known_states JOIN json_each(fields,
  '$.themes') AS part ON NOT is_current AND record_table = 'news' JOIN main.themes ON themes.id = part.value

-- name: group_themes
SELECT group_id, theme_id FROM main.group_themes WHERE group_id IN temp.current_groups
UNION ALL
SELECT record_id, themes.id FROM known_states JOIN json_each(fields,
  '$.themes') AS part ON NOT is_current AND record_table = 'groups' JOIN main.themes ON themes.id = part.value

-- name: themes
SELECT * FROM main.themes
WHERE id IN (SELECT theme_id FROM temp.news_themes UNION SELECT theme_id FROM temp.group_themes)

-- name: people
SELECT id, name, first_seen, iif(people.last_seen < :before, people.last_seen, NULL) AS last_seen
FROM main.people WHERE first_seen < :before

-- name: roles
SELECT id, group_id, person_id, role, function, organisation, since, first_seen, iif(roles.last_seen < :before,
  roles.last_seen, NULL) AS last_seen, until
FROM main.roles WHERE first_seen < :before

-- name: news_roles
SELECT news_id, role_id, quote, quote_field, quote_start, quote_end FROM main.news_roles
WHERE news_id IN temp.current_news AND role_id IN (SELECT id FROM temp.roles)
UNION
SELECT record_id, roles.id, NULL, NULL, NULL, NULL
FROM known_states JOIN json_each(fields, '$.roles') AS part ON NOT is_current AND record_table = 'news'
JOIN main.people ON people.name = part.value ->> '$.person'
JOIN temp.roles ON roles.person_id = people.id AND roles.role = part.value ->> '$.role'
  AND roles.group_id IS part.value ->> '$.group' AND roles.function IS part.value ->> '$.function'
  AND roles.organisation IS part.value ->> '$.organisation'

-- name: fund_news
SELECT fund_id, news_id, opened, quote, quote_field, quote_start, quote_end FROM main.fund_news WHERE news_id IN temp.current_news
UNION ALL
SELECT funds.id, record_id, part.value ->> '$.opened', NULL, NULL, NULL, NULL
FROM known_states JOIN json_each(fields,
  '$.funds') AS part ON NOT is_current AND record_table = 'news' JOIN main.funds ON funds.id = part.value ->> '$.fund'

-- name: fund_facts
SELECT fund_id, news_id, fact, value, quote, quote_field, quote_start, quote_end FROM main.fund_facts WHERE news_id IN temp.current_news

-- name: funds
SELECT id, name, country_code, (SELECT min(opened) FROM temp.fund_news WHERE fund_id = funds.id) AS opened,
  (SELECT value FROM temp.fund_facts JOIN temp.news ON news.id = news_id WHERE fund_id = funds.id AND fact = 'closed'
   ORDER BY published DESC, news_id LIMIT 1) AS closed,
  (SELECT CAST(value AS INTEGER) FROM temp.fund_facts JOIN temp.news ON news.id = news_id
   WHERE fund_id = funds.id AND fact = 'amount_eur' ORDER BY published DESC, news_id LIMIT 1) AS amount_eur,
  (SELECT CAST(value AS INTEGER) FROM temp.fund_facts JOIN temp.news ON news.id = news_id
   WHERE fund_id = funds.id AND fact = 'donors' ORDER BY published DESC, news_id LIMIT 1) AS donors
FROM main.funds WHERE id IN (SELECT fund_id FROM temp.fund_news)

-- name: mentions
SELECT news_id, position, person_id, name, part, function, organisation, quote, quote_field, quote_start, quote_end
FROM main.mentions WHERE news_id IN temp.current_news AND person_id IN (SELECT id FROM temp.people)

-- name: people_aliases
SELECT id, person_id, name, reason FROM main.people_aliases WHERE person_id IN (SELECT id FROM temp.people)

-- name: partnerships
SELECT news_id, position, a, b, since, kind, quote, quote_field, quote_start, quote_end FROM main.partnerships WHERE news_id IN temp.current_news

-- name: deadlines
SELECT news_id, position, what, date, quote, quote_field, quote_start, quote_end FROM main.deadlines WHERE news_id IN temp.current_news

-- name: group_news
SELECT group_id, news_id, quote, quote_field, quote_start, quote_end FROM main.group_news
WHERE group_id IN (SELECT id FROM temp.groups) AND quote IS NOT NULL AND news_id IN temp.current_news
UNION ALL
SELECT group_id, news_id, NULL, NULL, NULL, NULL FROM main.group_news
WHERE quote IS NULL AND news_id IN (SELECT record_id FROM known_states WHERE record_table = 'news') AND group_id IN (
  SELECT id FROM temp.groups) AND EXISTS (
  SELECT 1 FROM main.aliases JOIN main.listings ON listings.url = aliases.url
  WHERE aliases.record_table = 'news' AND aliases.record_id = news_id AND listings.group_id = group_news.group_id
    AND listings.first_seen < :before)

-- name: files
SELECT url, sha256, bytes, mime, etag, last_modified, fetch_id, first_seen, iif(files.last_seen < :before,
  files.last_seen, NULL) AS last_seen
FROM main.files WHERE first_seen < :before

-- name: document_texts
SELECT * FROM main.document_texts WHERE sha256 IN (SELECT sha256 FROM temp.files)

-- name: documents
SELECT found.id, found.url, title, medium, coalesce(known_mime, mime) AS mime, files.bytes, files.sha256, news_id,
  group_id, description, size_text
FROM (
  SELECT * FROM main.documents WHERE news_id IN temp.current_news OR group_id IN temp.current_groups
  UNION ALL
  SELECT document_id(part.value ->> '$.url', record_id), part.value ->> '$.url' AS url,
  part.value ->> '$.title' AS title, part.value ->> '$.medium' AS medium, NULL, NULL, NULL,
    iif(record_table = 'news', record_id, NULL), iif(record_table = 'groups', record_id, NULL),
    part.value ->> '$.description' AS description, NULL
  FROM known_states JOIN json_each(fields, '$.documents') AS part ON NOT is_current
) AS found LEFT JOIN (
  SELECT url, sha256, bytes, mime AS known_mime, max(first_seen) FROM temp.files GROUP BY url
) AS files ON files.url = found.url

-- name: crawls
SELECT id, spiders, mode, origin, started, iif(finished < :before, finished, NULL) AS finished,
  iif(finished < :before, finish_reason, NULL) AS finish_reason, requests, new, changed, unchanged, withdrawn,
  problems,
  scraper_version, composed_by, iif(finished < :before, health, NULL) AS health,
  iif(finished < :before, complete, 0) AS complete
FROM main.crawls WHERE started < :before

-- name: crawl_health
SELECT * FROM main.crawl_health WHERE crawl_id IN (SELECT id FROM temp.crawls WHERE finished)

-- name: profiles
SELECT * FROM main.profiles WHERE learned_at < :before

-- name: fetches
SELECT * FROM main.fetches WHERE fetched_at < :before

-- name: bodies
SELECT * FROM main.bodies WHERE sha256 IN (SELECT body_sha256 FROM temp.fetches)

-- name: versions
SELECT * FROM main.versions WHERE seen_at < :before

-- name: proofs
SELECT * FROM main.proofs WHERE version_id IN (SELECT id FROM temp.versions)

-- name: redactions
SELECT * FROM main.redactions WHERE redacted_at < :before

-- name: absences
SELECT * FROM main.absences WHERE last_seen < :before

-- name: aliases
SELECT * FROM main.aliases WHERE first_seen < :before

-- name: listings
SELECT list_url, url, kind, iif(group_id IN (SELECT id FROM temp.groups), group_id, NULL) AS group_id, title,
  date_text, starts, ends, first_seen, iif(listings.last_seen < :before, listings.last_seen, NULL) AS last_seen
FROM main.listings WHERE first_seen < :before

-- name: problems
SELECT crawl_id, url, record, rule, detail, first_seen,
  iif(problems.last_seen < :before, problems.last_seen, NULL) AS last_seen
FROM main.problems WHERE first_seen < :before
