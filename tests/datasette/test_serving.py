"""What `datasette .` makes of the checkout: a mutable archive, raw pages unread, scraped text as text."""

import asyncio
import json
import shutil
from urllib.parse import quote

import pytest
from datasette.app import DEFAULT_SETTINGS, Datasette

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.archive.pages import save_response

PORTAL = "https://cites-unies-france.org/"


def test_settings_are_datasettes(checkout):
    assert set(json.loads((checkout / "settings.json").read_text())) <= set(DEFAULT_SETTINGS)


def test_the_archive_is_served_mutable_and_cannot_be_downloaded(get):
    (database,) = get("/-/databases.json").json()
    assert (database["name"], database["is_mutable"]) == ("archive", True)
    assert get("/archive.db").status_code == 403


def test_a_page_saved_while_datasette_runs_is_shown_at_once(checkout, tmp_path):
    folder = shutil.copytree(checkout, tmp_path / "checkout")
    served = Datasette(config_dir=folder)
    assert titles(served) == []
    save(folder / "archive.db", "Tout juste parue")
    assert titles(served) == ["Tout juste parue"]


@pytest.mark.slow
def test_an_archive_of_another_name_has_the_same_face(checkout, tmp_path):
    folder = shutil.copytree(checkout, tmp_path / "checkout")
    shutil.copy(folder / "archive.db", folder / "ritimo.db")
    served = Datasette(config_dir=folder)
    assert ask(served, "/ritimo/qui_preside_quoi").status_code == 200
    assert "Actualités · news" in ask(served, "/ritimo/news").text
    assert 'href="/ritimo/a_venir"' in ask(served, "/ritimo").text


def test_a_database_that_is_no_archive_is_left_alone(checkout, tmp_path):
    folder = shutil.copytree(checkout, tmp_path / "checkout")
    (folder / "archive.db").rename(tmp_path / "archive.db")
    (folder / "notes.db").touch()
    served = Datasette(config_dir=folder)
    assert ask(served, "/notes/qui_preside_quoi").status_code == 404
    assert ask(served, "/").status_code == 200


def test_raw_pages_are_not_shown(get):
    rows = get("/archive/bodies.json?_shape=array").json()
    assert rows
    assert {row["data"] for row in rows} == {None}
    asked = get("/archive.json?_shape=array&sql=select+max(length(data))+as+size+from+bodies").json()
    assert asked == [{"size": None}]


def test_the_dictionaries_of_raw_pages_are_not_shown(checkout, tmp_path):
    folder = shutil.copytree(checkout, tmp_path / "checkout")
    with Archive.open(folder / "archive.db") as archive:
        archive.db.execute("INSERT INTO dictionaries (data, share) VALUES (x'6E6F6D40', 0.5)")
    served = Datasette(config_dir=folder)
    for asked in ("dictionaries.json?_shape=array", "../archive.json?_shape=array&sql=select+data+from+dictionaries"):
        assert [row["data"] for row in ask(served, f"/archive/{asked}").json()] == [None]


ODD = ("5 as record", "x'00' as record", "'news' as record_table, 5 as record_id", "'news' as 'table', 5 as fiche")


@pytest.mark.parametrize("columns", ODD)
def test_what_is_no_name_of_a_record_is_no_link(get, columns):
    answer = get(f"/archive?sql=select+{quote(columns)}")
    assert answer.status_code == 200
    assert "/archive/news/5" not in answer.text


def test_no_page_shows_an_address_of_a_person(get, checkout):
    with Archive.open(checkout / "archive.db") as archive:
        names = [*archive.db.table_names(), *archive.db.view_names()]
        (sha256,) = archive.db.execute("SELECT body_sha256 FROM fetches").fetchone()
        assert b"s.giovetti@exemple.org" in archive.body(sha256)
    pages = (get(f"/archive/{name}.json?_shape=array").text for name in names)
    assert [page for page in pages if "s.giovetti" in page] == []


def save(path, title: str) -> None:
    """Save one article, the latest of all, under the id Nouvelle."""
    news = records.News(id="Nouvelle", url=PORTAL + "Nouvelle", title=title, published="2099-01-01", body=title)
    with Archive.open(path) as archive:
        crawl = archive.start_crawl("news", "full", PORTAL)
        fetch = records.Fetch(crawl_id=crawl, url=news.url, status=200, fetched_at="2026-03-03T08:00:00Z")
        save_response(archive, crawl, fetch, b"<html>", Reading("article", news.url, news))
        archive.finish_crawl(crawl, "finished", requests=1)


def titles(served: Datasette) -> list[str]:
    return [row["title"] for row in ask(served, "/archive/news.json?_shape=array&id=Nouvelle").json()]


def ask(served: Datasette, path: str):
    return asyncio.run(served.client.get(path, follow_redirects=True))
