"""The full-text index follows its tables, and copies of the file."""

import sqlite3

import pytest

from scraper import records

PORTAL = "https://cites-unies-france.org/"


def found(db, table: str, words: str) -> list[str]:
    return [row["id"] for row in db.table(table).search(words, quote=True)]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("seisme", ["Reunion-Mali"]),
        ("SÉISME", ["Reunion-Mali"]),
        ("l'été", ["Reunion-Mali"]),
        ("hiver", []),
    ],
)
def test_words_are_found_without_their_accents(archive, save, article, words, hits):
    save(article(body="Après le séisme de l’été"))
    assert found(archive.db, "news", words) == hits


def test_the_index_follows_what_changes_and_what_is_replaced(archive, save, article):
    def page(body: str, title: str):
        document = records.Document(id=title, url=PORTAL + title, title=title, medium="text", news_id="Reunion-Mali")
        return article("Reunion-Mali", document, body=body)

    save(page("Séisme", "Note"))
    save(page("Inondation", "Programme"))
    assert found(archive.db, "news", "seisme") == []
    assert found(archive.db, "news", "inondation") == ["Reunion-Mali"]
    assert found(archive.db, "documents", "note") == []
    assert found(archive.db, "documents", "programme") == ["Programme"]


def test_sections_of_groups_are_found(archive, save, group):
    save(group("Mali", records.GroupSection(group_id="mali", position=1, heading="Création", text="Bamako")))
    assert [row["heading"] for row in archive.db.table("group_sections").search("creation")] == ["Création"]
    assert [row["heading"] for row in archive.db.table("group_sections").search("bamako")] == ["Création"]


def test_a_vacuumed_copy_finds_the_same(archive, save, article, tmp_path):
    def document(name: str):
        return records.Document(id=name, url=PORTAL + name, title=name, medium="text", news_id="Reunion-Mali")

    save(article("Reunion-Mali", *[document(f"note{number}") for number in range(50)]))
    save(article("Reunion-Mali", *[document(f"note{number}") for number in range(40, 50)]))
    copy = tmp_path / "copy.db"
    archive.db.execute("VACUUM INTO ?", [str(copy)])
    with sqlite3.connect(copy) as db:
        found_there = db.execute(
            "SELECT id FROM documents JOIN documents_fts ON documents_fts.rowid = documents.rowid "
            "WHERE documents_fts MATCH 'note45'"
        )
        assert found_there.fetchall() == [("note45",)]
    db.close()


def test_a_file_is_found_by_its_description_until_that_changes(archive, save, article):
    def page(description: str | None):
        url = PORTAL + "a.pdf"
        document = records.Document(
            id="a", url=url, title="Note", medium="text", news_id="Reunion-Mali", description=description
        )
        return article("Reunion-Mali", document)

    save(page("Les gestes après un séisme"))
    assert found(archive.db, "documents", "seisme") == ["a"]
    save(page("Les gestes après une crue"))
    assert (found(archive.db, "documents", "seisme"), found(archive.db, "documents", "crue")) == ([], ["a"])
