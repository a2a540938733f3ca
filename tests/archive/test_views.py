"""The views a researcher begins with."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from scraper import records

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"


def day(offset: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=offset):%Y-%m-%d}"


def test_changes_have_each_field_old_and_new(save, rows, article, event):
    save(article(subtitle=None, body="Texte"))
    save(article("Reunion-Mali", event(), title="Réunion reportée", body="Texte"), at="2026-03-02T08:00:00Z")
    save(article(title="Réunion", body="Texte"), at="2026-03-03T08:00:00Z")
    changes = rows("SELECT field, old, new, seen_at, kind, title FROM changes WHERE field = 'title' ORDER BY seen_at")
    assert changes == [
        {
            "field": "title",
            "old": "Réunion du groupe-pays Mali",
            "new": "Réunion reportée",
            "seen_at": "2026-03-02T08:00:00Z",
            "kind": "change",
            "title": "Réunion reportée",
        },
        {
            "field": "title",
            "old": "Réunion reportée",
            "new": "Réunion",
            "seen_at": "2026-03-03T08:00:00Z",
            "kind": "change",
            "title": "Réunion",
        },
    ]
    (first, second) = rows("SELECT old, new FROM changes WHERE field = 'events' ORDER BY seen_at")
    assert (first["old"], second["new"]) == ("[]", "[]")
    assert json.loads(first["new"])[0]["starts"] == "2026-03-25"
    assert len(rows("changes")) == 4


def test_changes_of_groups_are_shown_too(crawled, rows, group):
    crawled(group(abstract="Avant"))
    crawled(group(abstract="Après"))
    assert [(row["record_table"], row["title"], row["old"], row["new"]) for row in rows("changes")] == [
        ("groups", "Mali", "Avant", "Après"),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (1, 1, True),
        (0, 0, True),
        (-1, -1, False),
        (-1, 1, True),
        (-3, -2, False),
    ],
)
def test_the_agenda_is_what_is_not_over(save, rows, article, event, starts, ends, shown):
    save(article("Reunion-Mali", event(day=day(starts), ends=day(ends), place="Paris")))
    assert [(row["place"], row["url"]) for row in rows("agenda")] == [("Paris", PORTAL + "Reunion-Mali")] * shown


def test_the_agenda_takes_hours_and_leaves_out_withdrawn_events(save, rows, article, event):
    hour = f"{day(0)}T23:59"
    save(article("Reunion-Mali", event(day=hour, precision="minute"), event(day=day(2), number=2)))
    save(article("Reunion-Mali", event(day=hour, precision="minute")))
    assert [row["starts"] for row in rows("agenda")] == [hour]


def test_freshness_shows_ages_and_what_the_last_crawl_saw(archive, crawl, save, rows, article):
    save(article("A"), at="2020-01-01T00:00:00Z")
    for name in "BCD":
        save(article(name), at="2999-01-01T00:00:00Z")
    assert rows("SELECT * FROM freshness WHERE record_table = 'news'") == [
        {
            "record_table": "news",
            "records": 4,
            "freshest": "2999-01-01T00:00:00Z",
            "stalest": "2020-01-01T00:00:00Z",
            "seen_in_last_crawl": 0.75,
        }
    ]


def test_coverage_shows_each_crawls_share_of_filled_fields(archive, rows, article, event):
    for subtitles in (["à Paris", None], ["à Paris", "au Sénat"]):
        crawl = archive.start_crawl("news", "full", PORTAL)
        for number, subtitle in enumerate(subtitles):
            page = article(f"A{number}", event(f"A{number}"), subtitle=subtitle)
            fetch = records.Fetch(crawl_id=crawl, url=page.url, status=200, fetched_at="2026-03-01T08:00:00Z")
            save_response(archive, crawl, fetch, b"", page)
    sql = "SELECT crawl_id, records, filled, share FROM coverage WHERE record_table = ? AND field = ? ORDER BY crawl_id"
    assert [tuple(row.values()) for row in rows(sql, "news", "subtitle")] == [(1, 2, 1, 0.5), (2, 2, 2, 1.0)]
    assert [tuple(row.values()) for row in rows(sql, "events", "place")] == [(1, 2, 0, 0.0), (2, 2, 0, 0.0)]


def test_a_problem_is_open_until_its_page_is_read_without_it(save, rows, article):
    page = article()
    page.problems.append(records.Problem(url=page.url, rule="unread_date", detail="le 32 mars"))
    save(page)
    assert len(rows("open_problems")) == 1
    save(page, at="2026-03-02T08:00:00Z")
    assert len(rows("open_problems")) == 1
    save(article(), at="2026-03-03T08:00:00Z")
    assert rows("open_problems") == []
    assert len(rows("problems")) == 1


@pytest.mark.slow
def test_the_latest_of_fifty_thousand_versions_are_shown_at_once(archive, crawl, save, article):
    """50,000 versions of 5,000 articles; the bounds are several times what it takes."""
    save(article())
    state = json.loads(archive.db.execute("SELECT fields FROM versions").fetchone()[0])
    with archive.db.atomic():
        archive.db.conn.executemany(
            "INSERT INTO versions "
            "(record_table, record_id, kind, fields, content_sha256, fetch_id, reader_version, seen_at) "
            "VALUES ('news', ?, 'change', ?, '', 1, '', ?)",
            (
                (f"n{number % 5000}", json.dumps(state | {"body": f"Texte {number}"}), f"2026-01-01T{number:08}")
                for number in range(50_000)
            ),
        )
    started = time.perf_counter()
    latest = archive.db.execute("SELECT * FROM changes ORDER BY seen_at DESC LIMIT 100").fetchall()
    one = archive.db.execute("SELECT * FROM changes WHERE record_table = 'news' AND record_id = 'n77'").fetchall()
    assert time.perf_counter() - started < 1
    assert (len(latest), len(one)) == (100, 9)
    started = time.perf_counter()
    assert archive.db.execute("SELECT count(*) FROM changes").fetchone() == (45_000,)
    assert time.perf_counter() - started < 3
