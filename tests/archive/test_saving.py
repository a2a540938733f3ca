"""One page, one transaction: its body, its fetch, its records, its counts."""

import hashlib
import json
import sqlite3

import pytest

from scraper import __version__, records
from scraper.archive import FullDisk
from scraper.archive.problems import record_at
from scraper.archive.versions import reader_version

from .pages import Saved, save_response

PORTAL = "https://cites-unies-france.org/"


def test_an_article_is_kept_with_its_proofs(archive, crawl, save, rows, article, event):
    outcome = save(
        article(
            "Reunion-Mali",
            event(),
            records.Theme(id="mali", name="Mali"),
            records.NewsTheme(news_id="Reunion-Mali", theme_id="mali"),
            subtitle="à Paris",
        ),
        body=b"<html>Mali",
    )
    assert outcome == Saved(fetch_id=1, record="news/Reunion-Mali", new=1)
    (news,) = rows("news")
    assert (news["subtitle"], news["first_seen"], news["last_seen"], news["changed"], news["withdrawn"]) == (
        "à Paris",
        "2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00Z",
        None,
        None,
    )
    assert (rows("events")[0]["starts"], rows("news_themes")[0]["theme_id"]) == ("2026-03-25", "mali")
    (fetch,) = rows("fetches")
    assert fetch["body_sha256"] == hashlib.sha256(b"<html>Mali").hexdigest()
    assert (fetch["crawl_id"], fetch["bytes"]) == (crawl, 10)
    assert archive.body(fetch["body_sha256"]) == b"<html>Mali"
    (version,) = rows("versions")
    assert (version["kind"], version["fetch_id"], version["reader_version"]) == ("first", 1, reader_version())
    assert version["content_sha256"] == hashlib.sha256(version["fields"].encode()).hexdigest()
    assert json.loads(version["fields"])["themes"] == ["mali"]


def test_the_same_page_again_is_unchanged(save, rows, article, event):
    save(article("Reunion-Mali", event()))
    outcome = save(article("Reunion-Mali", event()), at="2026-03-02T08:00:00Z")
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 1)
    assert len(rows("versions")) == 1
    assert len(rows("bodies")) == 1
    assert len(rows("fetches")) == 2
    (news,) = rows("news")
    assert (news["first_seen"], news["last_seen"]) == ("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z")
    assert news["changed"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Retour sur la réunion"},
        {"body": "Autre texte"},
        {"status": "cancelled"},
        {"published": "2026-03-02"},
    ],
)
def test_a_field_that_differs_makes_a_version(save, rows, article, change):
    save(article())
    outcome = save(article(**change), at="2026-03-02T08:00:00Z")
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 0)
    assert [version["kind"] for version in rows("versions")] == ["first", "change"]
    assert rows("news")[0]["changed"] == "2026-03-02T08:00:00Z"


def test_a_date_that_differs_makes_a_version(save, article, event):
    save(article("Reunion-Mali", event()))
    assert save(article("Reunion-Mali", event(day="2026-03-26"))).changed == 1


def test_lists_and_the_order_of_keywords_make_none(save, article, listing):
    themes = [records.Theme(id=name, name=name) for name in ("mali", "sahel")]
    uses = [records.NewsTheme(news_id="Reunion-Mali", theme_id=name) for name in ("mali", "sahel")]
    save(article("Reunion-Mali", *themes, *uses))
    assert save(article("Reunion-Mali", *themes, *reversed(uses), listing("Autre", "agenda"))).unchanged == 1


def test_what_belongs_to_an_article_is_replaced(save, rows, article):
    def page(theme: str, document: str):
        return article(
            "Reunion-Mali",
            records.Theme(id=theme, name=theme),
            records.NewsTheme(news_id="Reunion-Mali", theme_id=theme),
            records.Document(id=document, url=PORTAL + document, medium="text", news_id="Reunion-Mali"),
        )

    save(page("mali", "a.pdf"))
    save(page("sahel", "b.pdf"))
    assert [row["theme_id"] for row in rows("news_themes")] == ["sahel"]
    assert [row["id"] for row in rows("documents")] == ["b.pdf"]
    assert [row["id"] for row in rows("themes")] == ["mali", "sahel"], "a keyword is not the article's own"


def test_what_is_known_of_a_file_outlives_the_next_reading(archive, save, rows, article):
    document = records.Document(id="a", url=PORTAL + "a.pdf", medium="text", news_id="Reunion-Mali")
    page = article("Reunion-Mali", document)
    save(page)
    archive.db.execute("UPDATE documents SET bytes = 12, sha256 = 'f00', mime = 'application/pdf'")
    save(page)
    assert (rows("documents")[0]["bytes"], rows("documents")[0]["sha256"]) == (12, "f00")


def test_a_role_no_longer_stated_stays(save, rows, article):
    said = [
        records.Group(id="mali", name="Mali", kind="country"),
        records.Person(id="a", name="A"),
        records.Role(id="mali:president:a", group_id="mali", person_id="a", role="president"),
        records.NewsRole(news_id="Reunion-Mali", role_id="mali:president:a"),
    ]
    save(article("Reunion-Mali", *said))
    save(article(), at="2026-03-02T08:00:00Z")
    assert rows("news_roles") == []
    assert rows("roles")[0]["last_seen"] == "2026-03-01T08:00:00Z"


def test_a_fund_has_the_opening_of_the_earliest_article(save, rows, article):
    def page(slug: str, opened: str | None):
        return article(
            slug,
            records.Fund(id="ukraine", name="Ukraine"),
            records.FundNews(fund_id="ukraine", news_id=slug, opened=opened),
            title=slug,
        )

    save(page("A", "2022-03"))
    save(page("B", None))
    assert rows("funds")[0]["opened"] == "2022-03"
    save(page("C", "2022"))
    assert rows("funds")[0]["opened"] == "2022"
    save(article("C", title="C"))
    assert rows("funds")[0]["opened"] == "2022-03", "an article that no longer says it takes it back"


def test_a_page_that_cannot_be_written_leaves_its_fetch_and_body_alone(save, rows, article, event):
    broken = article("Reunion-Mali", event(), records.NewsTheme(news_id="Reunion-Mali", theme_id="unknown"))
    with pytest.raises(sqlite3.IntegrityError):
        save(broken)
    tables = ("news", "events", "aliases", "fetches", "bodies", "versions", "crawl_coverage")
    assert [name for name in tables if rows(name)] == ["fetches", "bodies"]
    assert rows("crawls")[0]["new"] == 0


def test_a_full_disk_is_reported(archive, save, rows, article):
    pages = archive.db.execute("PRAGMA page_count").fetchone()[0]
    archive.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FullDisk, match="no room left"):
        save(article(body="x" * 100_000))
    assert rows("news") == []


def test_a_response_with_nothing_to_read_is_kept(archive, crawl, rows):
    fetch = records.Fetch(crawl_id=crawl, url=PORTAL, status=500, fetched_at="2026-03-01T08:00:00Z")
    assert save_response(archive, crawl, fetch, b"Erreur", None) == Saved(fetch_id=1)
    failed = records.Fetch(crawl_id=crawl, url=PORTAL, fetched_at="2026-03-01T08:00:01Z", error="timeout")
    assert save_response(archive, crawl, failed, None, None) == Saved(fetch_id=2)
    kept = [(row["status"], row["bytes"], row["error"]) for row in rows("fetches")]
    assert kept == [(500, 6, None), (None, None, "timeout")]


@pytest.mark.parametrize("status", [404, 410])
def test_a_record_that_answers_gone_is_noted_and_not_touched(archive, crawl, save, rows, article, status):
    save(article())
    before = rows("news")
    fetch = records.Fetch(crawl_id=crawl, url=PORTAL + "Reunion-Mali", status=status, fetched_at="2026-03-02T08:00:00Z")
    assert save_response(archive, crawl, fetch, b"", article(title="404")).problems == 1
    assert rows("news") == before
    (problem,) = rows("problems")
    assert (problem["rule"], problem["record"], problem["detail"]) == ("gone", "news/Reunion-Mali", f"HTTP {status}")


def test_an_unknown_page_that_answers_gone_is_no_problem(archive, crawl, rows):
    fetch = records.Fetch(crawl_id=crawl, url=PORTAL + "Nulle-part", status=404, fetched_at="2026-03-02T08:00:00Z")
    assert save_response(archive, crawl, fetch, b"", None).problems == 0
    assert rows("problems") == []


def test_problems_are_counted_when_first_met(save, rows, article):
    page = article()
    page.problems.append(records.Problem(url=page.url, rule="unread_date", detail="le 32 mars"))
    assert save(page).problems == 1
    assert save(page, at="2026-03-02T08:00:00Z").problems == 0
    (problem,) = rows("problems")
    assert (problem["record"], problem["first_seen"], problem["last_seen"]) == (
        "news/Reunion-Mali",
        "2026-03-01T08:00:00Z",
        "2026-03-02T08:00:00Z",
    )


def test_a_crawl_counts_what_its_pages_did(archive, crawl, save, rows, article):
    for page in (article(), article(), article(title="Autre"), article("Autre")):
        save(page)
    archive.record_problem(crawl, PORTAL, "robots_unavailable", "503")
    assert rows("crawls")[0]["finished"] is None
    ended = archive.finish_crawl(crawl, "finished", requests=7, composed_by="SPIP 4.4")
    assert (ended.new, ended.changed, ended.unchanged, ended.problems, ended.withdrawn) == (2, 1, 1, 1, 0)
    assert (ended.requests, ended.finish_reason, ended.composed_by) == (7, "finished", "SPIP 4.4")
    assert ended.scraper_version == __version__
    assert ended.finished.endswith("Z")


def test_what_is_known_is_known_by_every_address(archive, save, article, group):
    save(article(aliases=[PORTAL + "spip.php?article1784"]), url=PORTAL + "Ancien-slug")
    save(group(), at="2026-03-02T08:00:00Z")
    of_article = (PORTAL + "Reunion-Mali", PORTAL + "Ancien-slug", PORTAL + "spip.php?article1784")
    assert {record_at(archive.db, url) for url in of_article} == {"news/Reunion-Mali"}
    assert record_at(archive.db, PORTAL + "-Mali-") == "groups/mali"
    assert record_at(archive.db, PORTAL + "Nulle-part") is None
