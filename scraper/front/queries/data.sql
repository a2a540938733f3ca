-- name: tables
-- How many rows each table has, and when it last changed: for what has no time of its own, the time of what it belongs to.
WITH news_changed(at) AS MATERIALIZED (
       SELECT max(coalesce(max(first_seen), ''), coalesce(max(changed), ''), coalesce(max(withdrawn), '')) FROM news),
     groups_changed(at) AS MATERIALIZED (
       SELECT max(coalesce(max(first_seen), ''), coalesce(max(changed), ''), coalesce(max(withdrawn), '')) FROM groups),
     roles_changed(at) AS (SELECT max(first_seen) FROM roles),
     crawled(at) AS (SELECT max(finished) FROM crawls)
SELECT 'news' AS name, (SELECT count(*) FROM news) AS number, (SELECT at FROM news_changed) AS at
UNION ALL SELECT 'events', count(*), max(coalesce(max(first_seen), ''), coalesce(max(withdrawn), '')) FROM events
UNION ALL SELECT 'groups', count(*), (SELECT at FROM groups_changed) FROM groups
UNION ALL SELECT 'group_sections', count(*), (SELECT at FROM groups_changed) FROM group_sections
UNION ALL SELECT 'group_milestones', count(*), (SELECT at FROM groups_changed) FROM group_milestones
UNION ALL SELECT 'people', count(*), max(first_seen) FROM people
UNION ALL SELECT 'roles', count(*), (SELECT at FROM roles_changed) FROM roles
UNION ALL SELECT 'news_roles', count(*), (SELECT at FROM news_changed) FROM news_roles
UNION ALL SELECT 'themes', count(*), (SELECT at FROM news_changed) FROM themes
UNION ALL SELECT 'news_themes', count(*), (SELECT at FROM news_changed) FROM news_themes
UNION ALL SELECT 'group_themes', count(*), (SELECT at FROM groups_changed) FROM group_themes
UNION ALL SELECT 'funds', count(*), (SELECT at FROM news_changed) FROM funds
UNION ALL SELECT 'fund_news', count(*), (SELECT at FROM news_changed) FROM fund_news
UNION ALL SELECT 'group_news', count(*), (SELECT at FROM groups_changed) FROM group_news
UNION ALL SELECT 'documents', count(*), (SELECT max(at) FROM (SELECT at FROM news_changed UNION SELECT at FROM groups_changed)) FROM documents
UNION ALL SELECT 'files', count(*), max(first_seen) FROM files
UNION ALL SELECT 'document_texts', count(*), (SELECT max(first_seen) FROM files) FROM document_texts
UNION ALL SELECT 'crawls', count(*), (SELECT at FROM crawled) FROM crawls
UNION ALL SELECT 'crawl_health', count(*), (SELECT at FROM crawled) FROM crawl_health
UNION ALL SELECT 'profiles', count(*), max(learned_at) FROM profiles
UNION ALL SELECT 'fetches', count(*), (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', fetched_at, 'unixepoch') FROM fetch_log ORDER BY id DESC LIMIT 1) FROM fetch_log
UNION ALL SELECT 'versions', count(*), max(seen_at) FROM versions
UNION ALL SELECT 'proofs', count(*), (SELECT max(seen_at) FROM versions) FROM proofs
UNION ALL SELECT 'redactions', count(*), max(redacted_at) FROM redactions
UNION ALL SELECT 'absences', count(*), max(last_seen) FROM absences
UNION ALL SELECT 'aliases', count(*), max(first_seen) FROM aliases
UNION ALL SELECT 'problems', count(*), max(last_seen) FROM problems
