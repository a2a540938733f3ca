"""How healthy each crawl was, what a sick one holds back, and how politely the portal was asked."""

from sqlite_utils import Database

POLITENESS = """
SELECT day, count(*) AS requests, min(gap) AS smallest_gap_seconds,
       sum(error IS NOT NULL OR status >= 500 OR status = 429) AS errors,
       round(avg(coalesce(status IN (429, 503), 0)), 4) AS busy_share
FROM (
  SELECT date(fetched_at, 'unixepoch') AS day, status, error,
         fetched_at - lag(fetched_at) OVER (ORDER BY id) AS gap
  FROM fetch_log
)
GROUP BY day ORDER BY day DESC
"""


def migrate(db: Database) -> None:
    db.table("crawls").add_column("health", str)
    db.table("crawl_health").create(
        {
            "crawl_id": int,
            "sign": str,
            "measured": float,
            "usual": float,
            "pages": int,
            "sick": int,
            "detail": str,
        },
        pk=("crawl_id", "sign"),
        not_null={"crawl_id", "sign", "measured", "pages", "sick"},
        strict=True,
        foreign_keys=[("crawl_id", "crawls", "id")],
    )
    db.table("held").create(
        {"fetch_id": int, "crawl_id": int},
        pk="fetch_id",
        not_null={"fetch_id", "crawl_id"},
        strict=True,
        foreign_keys=[("fetch_id", "fetch_log", "id"), ("crawl_id", "crawls", "id")],
    )
    db.table("held").create_index(["crawl_id"])
    db.table("layouts").create(
        {"kind": str, "crawl_id": int, "mark": str},
        pk=("kind", "crawl_id", "mark"),
        not_null={"kind", "crawl_id", "mark"},
        strict=True,
        foreign_keys=[("crawl_id", "crawls", "id")],
    )
    db.table("layouts").create_index(["crawl_id"])
    db.create_view("politeness", POLITENESS.strip())
