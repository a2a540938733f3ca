-- What the pages for readers show beside articles, made up for an archive whose articles are made up already.
-- pick(number, most): a number below most, the same for the same number; the first ones are picked most often.
INSERT INTO crawls (id, spiders, mode, origin, started, finished, finish_reason, requests, new, changed, unchanged, withdrawn, problems, scraper_version, health, complete)
  WITH RECURSIVE day (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM day WHERE id < 400)
  SELECT id, 'news, groups', 'full', 'https://example.org', date('now', (id - 400) || ' days') || 'T03:00:00Z', date('now', (id - 400) || ' days') || 'T05:00:00Z',
    'finished', 1000, 5, 3, 992, 0, 1, '1', 'fine', 1 FROM day;
INSERT INTO crawl_health (crawl_id, sign, measured, usual, pages, sick)
  SELECT id, 'empty', 0.01, 0.01, 1000, 0 FROM crawls;
INSERT INTO crawl_coverage (crawl_id, record_table, field, seen, filled)
  SELECT crawls.id, 'news', field.value, 1000, 900 FROM crawls JOIN json_each('["title", "published", "body", "subtitle", "lead"]') AS field;

INSERT INTO themes (id, name, country_code)
  WITH RECURSIVE theme (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM theme WHERE number < 239)
  SELECT 'theme-' || number, 'Thème ' || number, json_extract(:countries, '$[' || number || ']') FROM theme;
INSERT INTO groups (id, name, kind, country_code, url, abstract, first_seen, last_seen)
  WITH RECURSIVE one (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM one WHERE number < 199)
  SELECT CASE number WHEN 0 THEN 'maroc' WHEN 60 THEN 'crises-et-rehabilitation' ELSE 'groupe-' || number END, 'Groupe ' || number,
    CASE WHEN number < 60 THEN 'country' ELSE 'thematic' END, json_extract(:countries, '$[' || number || ']'), 'https://example.org/groupe-' || number,
    'Ce groupe réunit des collectivités.', date('now', '-400 days') || 'T03:00:00Z', date('now') || 'T03:00:00Z' FROM one;
INSERT INTO group_sections (group_id, position, heading, text)
  SELECT groups.id, part.value, 'Partie ' || part.value, 'Le groupe informe ses membres.' FROM groups JOIN json_each('[0, 1, 2, 3]') AS part;
INSERT INTO group_milestones (group_id, position, text, starts, ends, precision)
  SELECT groups.id, part.value, 'Séjour d’étude', (2005 + part.value) || '-05-08', (2005 + part.value) || '-05-13', 'day' FROM groups JOIN json_each('[0, 1, 2, 3, 4, 5, 6, 7]') AS part;
INSERT INTO group_themes (group_id, theme_id) SELECT id, 'theme-' || (rowid - 1) FROM groups;
INSERT INTO funds (id, name, country_code, opened)
  WITH RECURSIVE fund (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM fund WHERE number < 49)
  SELECT 'fonds-' || number, 'Fonds ' || number, json_extract(:countries, '$[' || number || ']'), (1990 + number % 30) || '-05' FROM fund;
INSERT INTO people (id, name, first_seen, last_seen)
  WITH RECURSIVE person (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM person WHERE number < 2799)
  SELECT 'personne-' || number, char(65 + number % 26) || 'lix Personne ' || number, date('now', '-400 days') || 'T03:00:00Z', date('now') || 'T03:00:00Z' FROM person;
INSERT INTO roles (id, group_id, person_id, role, function, first_seen, last_seen)
  SELECT people.id || '-' || part.value, (SELECT groups.id FROM groups WHERE groups.rowid = 1 + (people.rowid + part.value * 31) % 200), people.id,
    CASE part.value WHEN 0 THEN 'president' ELSE 'contact' END, 'maire', first_seen, last_seen
  FROM people JOIN json_each('[0, 1]') AS part;

INSERT INTO people (id, name, first_seen, last_seen)
  WITH RECURSIVE person (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM person WHERE number < 19999)
  SELECT 'nommee-' || number, char(65 + number % 26) || 'ora Nommée ' || number, date('now', '-400 days') || 'T03:00:00Z', date('now') || 'T03:00:00Z' FROM person;
INSERT INTO news_themes (news_id, theme_id) SELECT id, 'theme-' || pick(rowid, 240) FROM news;
INSERT OR IGNORE INTO news_themes (news_id, theme_id) SELECT id, 'theme-' || pick(rowid + 1, 240) FROM news WHERE rowid % 2;
INSERT INTO group_news (group_id, news_id) SELECT groups.id, news.id FROM news CROSS JOIN groups ON groups.rowid = 1 + pick(news.rowid, 200) WHERE news.rowid % 5;
INSERT INTO fund_news (fund_id, news_id) SELECT 'fonds-' || pick(rowid, 50), id FROM news WHERE rowid % 33 = 0;
INSERT INTO news_roles (news_id, role_id) SELECT id, 'personne-' || pick(rowid, 2800) || '-' || (rowid % 2) FROM news;
INSERT INTO events (id, news_id, title, starts, ends, precision, date_text, date_source, place, online, first_seen, last_seen)
  SELECT id, id, title, published, published, 'day', published, 'title', 'Paris', rowid % 2, date('now', '-400 days') || 'T03:00:00Z', date('now') || 'T03:00:00Z' FROM news WHERE rowid % 10 < 7;
INSERT INTO mentions (news_id, position, person_id, name, part, function, organisation, quote, quote_field, quote_start, quote_end)
  SELECT news.id, part.value, CASE part.value WHEN 1 THEN 'personne-' || pick(news.rowid, 2800) ELSE 'nommee-' || pick(news.rowid, 20000) END, 'Nommée',
    json_extract('["speaker", "moderator", "other"]', '$[' || (news.rowid % 3) || ']'), 'maire', 'Commune ' || pick(news.rowid, 900), 'Elle a pris la parole.', 'body', 0, 22
  FROM news JOIN json_each('[1, 2]') AS part;
INSERT INTO partnerships (news_id, position, a, b, since, kind, quote, quote_field, quote_start, quote_end)
  SELECT id, 1, 'Commune ' || pick(rowid, 900), 'Ville ' || pick(rowid + 1, 900), '1998', 'twinning', 'Elles sont jumelées.', 'body', 0, 20 FROM news WHERE rowid % 50 = 0;
INSERT INTO deadlines (news_id, position, what, date, quote, quote_field, quote_start, quote_end)
  SELECT id, 1, 'candidatures', published, 'Les candidatures sont closes.', 'body', 0, 29 FROM news WHERE rowid % 20 = 0;
INSERT INTO fund_facts (fund_id, news_id, fact, value, quote, quote_field, quote_start, quote_end)
  SELECT fund_id, news_id, 'amount_eur', '120000', 'Il a réuni 120 000 euros.', 'body', 0, 25 FROM fund_news;
INSERT INTO documents (id, url, title, medium, mime, bytes, news_id)
  SELECT 'd' || part.value || '-' || news.rowid, 'https://example.org/IMG/pdf/' || part.value || '-' || news.rowid || '.pdf', 'Compte rendu', 'text', 'application/pdf', 1000, news.id
  FROM news JOIN json_each('[0, 1]') AS part WHERE part.value = 0 OR news.rowid % 5 < 3;
INSERT INTO problems (crawl_id, url, record, rule, detail, first_seen, last_seen)
  SELECT 400, url, 'news/' || id, 'repaired_text', 'aiguà« s -> aiguës', date('now', '-400 days') || 'T03:00:00Z', date('now') || 'T03:00:00Z' FROM news WHERE rowid % 6 = 0;
INSERT INTO listings (list_url, url, kind, title, date_text, first_seen, last_seen)
  SELECT 'https://example.org/liste-' || (rowid / 100), url, 'news', title, published, date('now', '-400 days') || 'T03:00:00Z', date('now') || 'T03:00:00Z' FROM news WHERE rowid % 2;
INSERT INTO texts (record_table, record_id, field, position, html) SELECT 'news', id, 'body', 0, '<p>' || body || '</p>' FROM news;

INSERT INTO addresses (id, url) SELECT rowid, url FROM news;
INSERT INTO fetch_log (id, crawl_id, url_id, final_url_id, status, fetched_at)
  SELECT rowid, 1, rowid, rowid, 200, unixepoch('now', '-400 days') FROM news;
INSERT INTO fetch_log (id, crawl_id, url_id, final_url_id, status, fetched_at)
  SELECT 10000000 + rowid, 1 + rowid / 50 % 400, rowid, rowid, 200, unixepoch('now', (rowid / 50 % 400 - 399) || ' days') FROM news WHERE rowid % 50 = 0;
INSERT INTO versions (id, record_table, record_id, kind, fields, content_sha256, fetch_id, reader_version, seen_at)
  SELECT rowid, 'news', id, 'first', json_object('title', title, 'body', body, 'published', published, 'language', 'fr',
      'events', json(CASE WHEN rowid % 10 < 7 THEN json_array(json_object('starts', published, 'ends', published, 'precision', 'day')) ELSE '[]' END),
      'themes', (SELECT json_group_array(theme_id) FROM news_themes WHERE news_id = news.id), 'documents', json('[]'), 'roles', json('[]'), 'funds', json('[]')),
    'a' || rowid, rowid, '1', date('now', '-400 days') || 'T03:00:00Z' FROM news;
INSERT INTO versions (id, record_table, record_id, kind, fields, content_sha256, fetch_id, reader_version, seen_at)
  SELECT 10000000 + rowid, 'news', id, CASE WHEN rowid % 400 THEN 'change' ELSE 'withdrawn' END,
    json_object('withdrawn', CASE WHEN rowid % 400 = 0 THEN date('now', (rowid / 50 % 400 - 399) || ' days') || 'T03:00:00Z' END, 'title', title, 'body', body || ' Mise à jour.', 'published', published, 'language', 'fr', 'events', json('[]'),
      'themes', (SELECT json_group_array(theme_id) FROM news_themes WHERE news_id = news.id), 'documents', json('[]'), 'roles', json('[]'), 'funds', json('[]')),
    'b' || rowid, 10000000 + rowid, '1', date('now', (rowid / 50 % 400 - 399) || ' days') || 'T03:00:00Z' FROM news WHERE rowid % 50 = 0;
INSERT INTO versions (id, record_table, record_id, kind, fields, content_sha256, fetch_id, reader_version, seen_at)
  SELECT 20000000 + rowid, 'groups', id, 'first', json_object('name', name, 'kind', kind, 'country_code', country_code, 'abstract', abstract,
      'sections', json('[]'), 'milestones', json('[]'), 'documents', json('[]'), 'roles', json('[]')),
    'c' || rowid, rowid, '1', date('now', '-400 days') || 'T03:00:00Z' FROM groups;
INSERT INTO proofs (version_id, fetch_id) SELECT id, fetch_id FROM versions;
UPDATE news SET language = 'fr', kind = json_extract('["report", "meeting", "call", "other"]', '$[' || pick(rowid, 4) || ']'), issuer = CASE WHEN rowid % 4 = 0 THEN 'Cités Unies France' END, first_seen = date('now', '-400 days') || 'T03:00:00Z', last_seen = date('now') || 'T03:00:00Z',
  changed = CASE WHEN rowid % 50 = 0 THEN date('now', (rowid / 50 % 400 - 399) || ' days') || 'T03:00:00Z' END,
  withdrawn = CASE WHEN rowid % 400 = 0 THEN date('now', (rowid / 50 % 400 - 399) || ' days') || 'T03:00:00Z' END;
