"""The counts by month follow the records, within each transaction."""

import pytest

from scraper import records
from scraper.archive import counts
from scraper.archive.database import writing

PORTAL = "https://cites-unies-france.org/"


def counted(db, kind: str, facet: str = "") -> dict[tuple[str, str], int]:
    """How many of a kind there are, by value and month."""
    sql = "SELECT value, month, sum(number) FROM counts WHERE kind = ? AND facet = ? GROUP BY 1, 2"
    return {(value, month): number for value, month, number in db.execute(sql, [kind, facet])}


@pytest.fixture
def said(article):
    """A page of the article A, with a keyword, a document and a meeting."""

    def page(**more):
        theme = records.Theme(id="mali", name="Mali", country_code="ML")
        document = records.Document(id="D", url=f"{PORTAL}d.pdf", title="Note", medium="text", news_id="A")
        return article("A", theme, records.NewsTheme(news_id="A", theme_id="mali"), document, **more)

    return page


def test_counts_follow_what_changes(archive, save, said):
    save(said(published="2026-03-01", issuer="CUF", status="postponed"))
    assert counted(archive.db, "articles") == {("", "2026-03"): 1}
    assert counted(archive.db, "articles", "country") == {("ML", "2026-03"): 1}
    assert counted(archive.db, "articles", "status") == {("postponed", "2026-03"): 1}
    assert counted(archive.db, "documents", "country") == {("ML", "2026-03"): 1}
    save(said(published="2026-04-01", issuer="CUF"), at="2026-03-02T08:00:00Z")
    assert counted(archive.db, "articles", "issuer") == {("CUF", "2026-04"): 1}
    assert counted(archive.db, "articles", "status") == {}
    assert counted(archive.db, "documents") == {("", "2026-04"): 1}
    assert list(counts.damaged(archive.db)) == []


def test_an_article_counts_once_for_a_country_that_a_keyword_and_a_group_name(archive, save, said):
    save(said(published="2026-03-01"))
    with writing(archive.db):
        for sql in (
            "INSERT INTO groups (id, name, kind, country_code, url, first_seen, last_seen) "
            "VALUES ('mali', 'Mali', 'country', 'ML', 'https://x.org', '2026-03-01', '2026-03-01')",
            "INSERT INTO group_news (group_id, news_id) VALUES ('mali', 'A')",
            "INSERT INTO events (id, news_id, title, starts, ends, precision, date_text, date_source, online, "
            "first_seen, last_seen) "
            "VALUES ('A', 'A', 'T', '2026-05-02', '2026-05-02', 'day', '2 mai', 'title', 1, '2026', '2026')",
        ):
            archive.db.execute(sql)
    assert counted(archive.db, "articles", "country") == {("ML", "2026-03"): 1}
    assert counted(archive.db, "meetings", "group") == {("mali", "2026-05"): 1}
    with writing(archive.db):
        archive.db.execute("UPDATE events SET withdrawn = '2026-03-03'")
    assert counted(archive.db, "meetings") == {}, "its article has it no longer"
    with writing(archive.db):
        archive.db.execute("UPDATE news SET withdrawn = '2026-03-03'")
        archive.db.execute("UPDATE themes SET country_code = NULL")
        archive.db.execute("UPDATE groups SET country_code = 'BF'")
    assert counted(archive.db, "removed_meetings", "country") == {("BF", "2026-05"): 1}, "it went with its article"
    assert counted(archive.db, "removed_articles") == {("", "2026-03"): 1}
    assert list(counts.damaged(archive.db)) == []


def test_seeing_a_page_again_counts_nothing(archive, save, said, monkeypatch):
    save(said())
    monkeypatch.setattr(counts, "_count", lambda *_: pytest.fail("counted again"))
    save(said(), at="2026-03-02T08:00:00Z")


def test_what_is_not_counted_as_it_is_is_damage(archive, save, said):
    save(said(published="2026-03-01"))
    with archive.db.atomic():
        archive.db.execute("UPDATE counts SET number = 7 WHERE kind = 'articles' AND facet = ''")
        archive.db.execute("INSERT INTO counted_news VALUES ('B', '[]')")
    damage = {each.where for _, all_found in archive.verify(read=False) for each in all_found}
    assert damage == {"counts/articles///2026-03/", "news/B"}
