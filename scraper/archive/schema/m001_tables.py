"""The first schema: tables, keys, indexes, and the triggers that make what proves the records append-only."""

from sqlite_utils import Database

SEEN = {"first_seen": str, "last_seen": str}
SPAN = {"starts": str, "ends": str, "precision": str}
APPEND_ONLY = ("bodies", "fetches", "versions")
INDEXES = {
    "fetches": ("crawl_id", "body_sha256", "url", "final_url"),
    "versions": ("fetch_id", "seen_at"),
    "problems": ("crawl_id", "rule", "last_seen"),
    "news": ("spip_id", "title", "published", "last_seen"),
    "events": ("news_id", "starts", "ends", "last_seen"),
    "groups": ("spip_id", "last_seen"),
    "people": ("last_seen",),
    "roles": ("group_id", "person_id", "last_seen"),
    "news_roles": ("role_id",),
    "news_themes": ("theme_id",),
    "group_themes": ("theme_id",),
    "fund_news": ("news_id",),
    "group_news": ("news_id",),
    "documents": ("news_id", "group_id"),
    "listings": ("url", "group_id", "last_seen"),
}


def migrate(db: Database) -> None:
    _evidence(db)
    _records(db)
    _belongings(db)
    _links(db)
    for name, columns in INDEXES.items():
        for column in columns:
            db.table(name).create_index([column])
    db.table("versions").create_index(["record_table", "record_id", "id"])
    db.table("aliases").create_index(["record_table", "record_id"])
    db.table("fund_news").create_index(["fund_id", "opened"])
    for name in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )


def _create(db: Database, name: str, columns: dict, required: str, pk="id", references: dict | None = None) -> None:
    keys = [(column, table, "sha256" if table == "bodies" else "id") for column, table in (references or {}).items()]
    db.table(name).create(columns, pk=pk, not_null=set(required.split()), strict=True, foreign_keys=keys)


def _evidence(db: Database) -> None:
    _create(
        db,
        "crawls",
        {
            "id": int,
            "spiders": str,
            "mode": str,
            "origin": str,
            "started": str,
            "finished": str,
            "finish_reason": str,
            "requests": int,
            "new": int,
            "changed": int,
            "unchanged": int,
            "withdrawn": int,
            "problems": int,
            "scraper_version": str,
            "composed_by": str,
        },
        "spiders mode origin started requests new changed unchanged withdrawn problems scraper_version",
    )
    _create(db, "bodies", {"sha256": str, "codec": str, "data": bytes}, "sha256 codec data", pk="sha256")
    _create(
        db,
        "fetches",
        {
            "id": int,
            "crawl_id": int,
            "url": str,
            "final_url": str,
            "status": int,
            "fetched_at": str,
            "body_sha256": str,
            "bytes": int,
            "headers": str,
            "error": str,
        },
        "crawl_id url fetched_at",
        references={"crawl_id": "crawls", "body_sha256": "bodies"},
    )
    _create(
        db,
        "versions",
        {
            "id": int,
            "record_table": str,
            "record_id": str,
            "kind": str,
            "fields": str,
            "content_sha256": str,
            "fetch_id": int,
            "reader_version": str,
            "seen_at": str,
        },
        "record_table record_id kind fields content_sha256 fetch_id reader_version seen_at",
        references={"fetch_id": "fetches"},
    )
    _create(
        db,
        "aliases",
        {"url": str, "record_table": str, "record_id": str, "first_seen": str},
        "url record_table record_id first_seen",
        pk="url",
    )
    _create(
        db,
        "problems",
        {"crawl_id": int, "url": str, "record": str, "rule": str, "detail": str, **SEEN},
        "url rule detail",
        pk=("url", "rule", "detail"),
        references={"crawl_id": "crawls"},
    )
    _create(
        db,
        "crawl_coverage",
        {"crawl_id": int, "record_table": str, "field": str, "seen": int, "filled": int},
        "crawl_id record_table field seen filled",
        pk=("crawl_id", "record_table", "field"),
        references={"crawl_id": "crawls"},
    )
    _create(
        db,
        "group_drafts",
        {"group_id": str, "fields": str, "fetch_id": int, "seen_at": str},
        "group_id fields fetch_id seen_at",
        pk="group_id",
        references={"fetch_id": "fetches"},
    )


def _records(db: Database) -> None:
    _create(
        db,
        "news",
        {
            "id": str,
            "url": str,
            "spip_id": int,
            "overtitle": str,
            "title": str,
            "subtitle": str,
            "lead": str,
            "body": str,
            "issuer": str,
            "status": str,
            "published": str,
            "published_text": str,
            "language": str,
            "image_url": str,
            **SEEN,
            "changed": str,
            "withdrawn": str,
        },
        "id url title",
    )
    _create(
        db,
        "groups",
        {
            "id": str,
            "name": str,
            "kind": str,
            "country_code": str,
            "url": str,
            "spip_id": int,
            "abstract": str,
            **SEEN,
            "changed": str,
            "withdrawn": str,
        },
        "id name kind",
    )
    _create(db, "people", {"id": str, "name": str, **SEEN}, "id name")
    _create(db, "themes", {"id": str, "name": str, "url": str, "country_code": str}, "id name")
    _create(db, "funds", {"id": str, "name": str, "country_code": str, "opened": str}, "id name")


def _belongings(db: Database) -> None:
    _create(
        db,
        "events",
        {
            "id": str,
            "news_id": str,
            "title": str,
            **SPAN,
            "date_text": str,
            "date_source": str,
            "place": str,
            "online": int,
            "status": str,
            **SEEN,
            "withdrawn": str,
        },
        "id news_id title starts ends precision date_text date_source",
        references={"news_id": "news"},
    )
    _create(
        db,
        "group_sections",
        {"group_id": str, "position": int, "heading": str, "text": str},
        "group_id position heading text",
        pk=("group_id", "position"),
        references={"group_id": "groups"},
    )
    _create(
        db,
        "group_milestones",
        {"group_id": str, "position": int, "text": str, **SPAN},
        "group_id position text starts ends precision",
        pk=("group_id", "position"),
        references={"group_id": "groups"},
    )
    _create(
        db,
        "roles",
        {
            "id": str,
            "group_id": str,
            "person_id": str,
            "role": str,
            "function": str,
            "organisation": str,
            "since": str,
            **SEEN,
        },
        "id person_id role",
        references={"group_id": "groups", "person_id": "people"},
    )
    _create(
        db,
        "documents",
        {
            "id": str,
            "url": str,
            "title": str,
            "medium": str,
            "mime": str,
            "bytes": int,
            "sha256": str,
            "news_id": str,
            "group_id": str,
        },
        "id url medium",
        references={"news_id": "news", "group_id": "groups"},
    )
    _create(
        db,
        "listings",
        {
            "list_url": str,
            "url": str,
            "kind": str,
            "group_id": str,
            "title": str,
            "date_text": str,
            "starts": str,
            "ends": str,
            **SEEN,
        },
        "list_url url kind",
        pk=("list_url", "url"),
        references={"group_id": "groups"},
    )


def _links(db: Database) -> None:
    for name, first, second, more in (
        ("news_roles", ("news_id", "news"), ("role_id", "roles"), {}),
        ("news_themes", ("news_id", "news"), ("theme_id", "themes"), {}),
        ("group_themes", ("group_id", "groups"), ("theme_id", "themes"), {}),
        ("fund_news", ("fund_id", "funds"), ("news_id", "news"), {"opened": str}),
        ("group_news", ("group_id", "groups"), ("news_id", "news"), {}),
    ):
        key = (first[0], second[0])
        columns = {first[0]: str, second[0]: str, **more}
        _create(db, name, columns, " ".join(key), pk=key, references=dict((first, second)))
