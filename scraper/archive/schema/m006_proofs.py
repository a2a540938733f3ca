"""What a version was read from, where that is more than one page; and what each page of a group said last."""

from sqlite_utils import Database

_PAGES = """
INSERT INTO group_pages
SELECT groups.id, final_url, iif(final_url = groups.url, versions.fields, '{}'), max(fetches.id), fetched_at, 1
FROM groups
JOIN versions ON versions.id = (
  SELECT max(id) FROM versions WHERE record_table = 'groups' AND record_id = groups.id
)
JOIN aliases ON aliases.record_table = 'groups' AND aliases.record_id = groups.id
JOIN fetches ON final_url = aliases.url
WHERE status = 200 AND body_sha256 IS NOT NULL AND final_url NOT LIKE '%debut%' AND substr(final_url, -2) <> '-+'
GROUP BY groups.id, final_url
"""
"""Each page of a group as it answered last; a keyword's page is none, though its address may lead to the group."""
_PROOFS = """
INSERT INTO proofs
SELECT versions.id, group_pages.fetch_id
FROM groups JOIN versions ON versions.id = (
  SELECT max(id) FROM versions WHERE record_table = 'groups' AND record_id = groups.id
) JOIN group_pages ON group_id = groups.id
WHERE (SELECT count(*) FROM group_pages AS pages WHERE pages.group_id = groups.id) > 1
"""


def migrate(db: Database) -> None:
    _prove(db)
    _tell_groups(db)


def _prove(db: Database) -> None:
    db.table("proofs").create(
        {"version_id": int, "fetch_id": int},
        pk=("version_id", "fetch_id"),
        not_null={"version_id", "fetch_id"},
        strict=True,
        foreign_keys=[("version_id", "versions", "id"), ("fetch_id", "fetch_log", "id")],
    )
    db.table("proofs").create_index(["fetch_id"])
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER proofs_no_{verb.lower()} BEFORE {verb} ON proofs "
            f"BEGIN SELECT RAISE(ABORT, 'proofs is append-only'); END"
        )


def _tell_groups(db: Database) -> None:
    """What was told of a group so far is its own page's, until each of its pages is read again."""
    db["group_drafts"].drop()
    db.table("group_pages").create(
        {"group_id": str, "url": str, "said": str, "fetch_id": int, "seen_at": str, "settled": int},
        pk=("group_id", "url"),
        not_null={"group_id", "url", "said", "fetch_id", "seen_at", "settled"},
        strict=True,
        foreign_keys=[("group_id", "groups", "id"), ("fetch_id", "fetch_log", "id")],
    )
    db.table("group_pages").create_index(["fetch_id"])
    for statement in (_PAGES, _PROOFS):
        db.execute(statement)
