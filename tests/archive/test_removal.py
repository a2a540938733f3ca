"""The statements that docs/operations.md gives to take a person out of the tables do it, and break nothing."""

import re
from pathlib import Path

from scraper import records

DOCUMENT = Path(__file__).parents[2] / "docs" / "operations.md"


def statements() -> list[str]:
    """The document's SQL, as a shell runs it after its settings."""
    block = DOCUMENT.read_text(encoding="utf-8").split("## Remove a person's data")[1]
    return re.findall(r"^ +(PRAGMA .+|BEGIN|DELETE .+|COMMIT);$", block, re.MULTILINE)


def test_the_document_s_statements_take_a_person_out_of_the_tables(archive, crawled, article, group, rows):
    role = records.Role(
        id="mali/jeanne-dupont/presidente", group_id="mali", person_id="jeanne-dupont", role="president"
    )
    person = records.Person(id="jeanne-dupont", name="Jeanne Dupont")
    crawled(
        group("Mali", person, role), article("Reunion-Mali", records.NewsRole(news_id="Reunion-Mali", role_id=role.id))
    )
    assert [len(rows(table)) for table in ("people", "roles", "news_roles")] == [1, 1, 1]
    assert len(statements()) == 6
    for statement in statements():
        archive.db.conn.execute(statement, {"id": person.id} if ":id" in statement else {})
    assert [rows(table) for table in ("people", "roles", "news_roles")] == [[], [], []]
    assert rows("PRAGMA foreign_key_check") == []
    assert [damage for _, found in archive.verify(read=False) for damage in found] == []
