"""The files of documents: which to ask for, what came, and the columns of `documents` that are filled from it."""

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.fetches import by_name
from scraper.archive.problems import write_problems
from scraper.files.reading import FileReading, Wanted

_TO_ASK = """
WITH present AS (
  SELECT DISTINCT documents.url FROM documents
  LEFT JOIN news ON news.id = news_id LEFT JOIN groups ON groups.id = group_id
  WHERE coalesce(news.withdrawn, groups.withdrawn) IS NULL
), held AS (
  SELECT url, sha256, etag, last_modified, max(last_seen) FROM files GROUP BY url
), asked AS (
  SELECT url, max(fetched_at) AS at FROM fetches WHERE url IN (SELECT url FROM present) GROUP BY url
)
SELECT present.url, etag, last_modified
FROM present LEFT JOIN asked ON asked.url = present.url
LEFT JOIN held ON held.url = present.url AND (NOT :with_bytes OR held.sha256 IN (SELECT sha256 FROM bodies))
ORDER BY asked.at IS NOT NULL, asked.at, present.url
"""
_FILL = """
UPDATE documents SET mime = last.mime, bytes = last.bytes, sha256 = last.sha256 FROM files AS last
WHERE last.url = documents.url
  AND (documents.mime, documents.bytes, documents.sha256) IS NOT (last.mime, last.bytes, last.sha256)
  AND NOT EXISTS (SELECT 1 FROM files AS later WHERE later.url = last.url AND later.last_seen > last.last_seen)
  AND documents.{0} = ?
"""
_SEE_AGAIN = """
UPDATE files SET last_seen = max(last_seen, :at) WHERE url = :url AND sha256 = (
  SELECT sha256 FROM files WHERE url = :url ORDER BY last_seen DESC LIMIT 1
)
"""


def files_to_ask(db: Database, *, with_bytes: bool) -> list[Wanted]:
    """Return the files of documents that are online: those never asked for first, then those asked for longest ago.

    with_bytes: whether a file whose bytes are not kept counts as not held.
    """
    return [Wanted(**row) for row in db.query(_TO_ASK, {"with_bytes": with_bytes})]


def write_file(db: Database, fetch: records.Fetch, fetch_id: int, read: FileReading | None) -> int:
    """Write what a fetch brought of a file, in the open transaction. Return the number of problems met the first time.

    read: None when the server answered that the file has not changed.
    """
    if read is None:
        db.execute(_SEE_AGAIN, {"at": fetch.fetched_at, "url": fetch.url})
        return 0
    if read.file is not None:
        headers = by_name(fetch.headers)
        read.file.etag, read.file.last_modified = headers.get("etag"), headers.get("last-modified")
        read.file.fetch_id = fetch_id
        rows.upsert(db, rows.seen(read.file, fetch.fetched_at))
        fill_documents(db, "url", fetch.url)
    if read.text is not None:
        rows.upsert(db, read.text)
    for problem in read.problems:
        problem.crawl_id = fetch.crawl_id
    return write_problems(db, (rows.seen(problem, fetch.fetched_at) for problem in read.problems))


def fill_documents(db: Database, column: str, value: str) -> None:
    """Fill type, size and hash of some documents from their files.

    column: url, news_id or group_id, which has the value in these documents.
    """
    db.execute(_FILL.format(column), [value])
