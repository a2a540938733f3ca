"""The index of all records follows them, within each transaction."""

import pytest

from scraper import records
from scraper.archive import search_index
from scraper.archive.database import writing

PORTAL = "https://cites-unies-france.org/"


def found(db, words: str) -> list[str]:
    sql = (
        "SELECT kind || '/' || record_id FROM search_fts JOIN search_entries ON id = search_fts.rowid "
        "WHERE search_fts MATCH ? ORDER BY 1"
    )
    return [record for (record,) in db.execute(sql, [words])]


def test_the_index_follows_what_changes_and_what_is_replaced(archive, save, article):
    def page(body: str, title: str):
        document = records.Document(id=title, url=PORTAL + title, title=title, medium="text", news_id="Reunion-Mali")
        return article("Reunion-Mali", document, body=body, published="2026-03-01")

    save(page("Séisme", "Note"))
    save(page("Inondation", "Programme"))
    assert found(archive.db, "seisme OR note") == []
    assert found(archive.db, "body : inond") == ["news/Reunion-Mali"]
    assert found(archive.db, "title : programm") == ["documents/Programme"]
    assert list(search_index.damaged(archive.db)) == []


def test_a_later_day_of_an_article_changes_the_order(archive, save, article):
    save(article("A", title="Eau", published="2026-03-01"))
    save(article("B", title="Eau", published="2026-03-02"))
    save(article("A", title="Eau", published="2026-03-03"))
    sql = "SELECT record_id FROM search_fts JOIN search_entries ON id = search_fts.rowid WHERE search_fts MATCH 'eau'"
    assert [key for (key,) in archive.db.execute(f"{sql} ORDER BY search_fts.rowid DESC")] == ["A", "B"]


def test_a_keyword_s_country_reaches_its_articles(archive, save, article):
    theme = records.Theme(id="mali", name="Bamako")
    save(article("A", theme, records.NewsTheme(news_id="A", theme_id="mali"), title="Eau"))
    assert found(archive.db, 'marks : "@ml"') == []
    with writing(archive.db):
        archive.db.execute("UPDATE themes SET country_code = 'ML'")
    assert found(archive.db, 'marks : "@ml"') == ["news/A"]


def test_seeing_a_page_again_indexes_nothing(archive, save, article, monkeypatch):
    save(article(body="Séisme"))
    monkeypatch.setattr(search_index, "_index", lambda *_: pytest.fail("indexed again"))
    save(article(body="Séisme"), at="2026-03-02T08:00:00Z")


def test_other_rules_make_the_index_anew(archive, save, article, monkeypatch):
    save(article(body="Séisme"))
    archive.db.execute("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
    assert list(search_index.damaged(archive.db)) == ["news/Reunion-Mali"]
    monkeypatch.setattr(search_index, "version", lambda: "next")
    assert list(search_index.damaged(archive.db)) == []
    with writing(archive.db):
        pass
    assert found(archive.db, "seism") == ["news/Reunion-Mali"]


def test_what_is_not_as_its_record_is_damage(archive, save, article):
    save(article(body="Séisme"))
    with archive.db.atomic():
        archive.db.execute("UPDATE search_entries SET title = 'Autre'")
    damage = {each.where for _, all_found in archive.verify(read=False) for each in all_found}
    assert damage == {"news/Reunion-Mali"}
