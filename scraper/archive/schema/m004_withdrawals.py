"""What the portal takes away: signs that a record may be gone, and why a version says that it is."""

from sqlite_utils import Database

OPEN_PROBLEMS = """
SELECT rule, detail, url, record, first_seen, last_seen, crawl_id
FROM problems
WHERE NOT EXISTS (
  SELECT 1 FROM fetches
  WHERE fetches.final_url = problems.url AND fetches.status = 200 AND fetches.fetched_at > problems.last_seen
) AND NOT EXISTS (
  SELECT 1 FROM news
  WHERE problems.record LIKE 'news/%' AND news.id = substr(problems.record, 6)
    AND (news.last_seen > problems.last_seen OR withdrawn >= problems.last_seen
         AND rule IN ('gone', 'redirect', 'soft_404'))
) AND NOT EXISTS (
  SELECT 1 FROM groups
  WHERE problems.record LIKE 'groups/%' AND groups.id = substr(problems.record, 8)
    AND (groups.last_seen > problems.last_seen OR withdrawn >= problems.last_seen
         AND rule IN ('gone', 'redirect', 'soft_404'))
)
"""
"""What still holds: not met again, and not what the withdrawal of its record says."""


def migrate(db: Database) -> None:
    db.table("absences").create(
        {
            "record_table": str,
            "record_id": str,
            "reason": str,
            "crawl_id": int,
            "fetch_id": int,
            "first_seen": str,
            "last_seen": str,
        },
        pk=("record_table", "record_id"),
        not_null={"record_table", "record_id", "reason", "crawl_id", "fetch_id", "first_seen", "last_seen"},
        strict=True,
        foreign_keys=[("crawl_id", "crawls", "id"), ("fetch_id", "fetches", "id")],
    )
    for column in ("crawl_id", "fetch_id", "last_seen"):
        db.table("absences").create_index([column])
    db.table("versions").add_column("reason", str)
    for name in ("news", "groups"):
        db.table(name).create_index(["url"])
    db.create_view("open_problems", OPEN_PROBLEMS.strip(), replace=True)
