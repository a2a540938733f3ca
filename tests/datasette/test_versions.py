"""Datasette's page of a version: the row as kept."""

import asyncio
import shutil

from datasette.app import Datasette

from tests.datasette.five_days import HOSTILE


def test_the_row_as_kept_is_shown(ask):
    page = ask("/archive/versions/4").text
    assert "&#34;place&#34;:&#34;Lyon&#34;" in page
    assert HOSTILE not in ask("/archive/versions/5").text


def test_a_version_that_is_not_there_is_not_found(ask):
    assert ask("/archive/versions/99").status_code == 404


def test_a_version_is_json_too(ask):
    (row,) = ask("/archive/versions/4.json?_shape=array").json()
    assert row["kind"] == "change"


def test_an_archive_of_another_name_leads_to_its_pages(five_days, tmp_path):
    folder = shutil.copytree(five_days, tmp_path / "checkout")
    (folder / "archive.db").rename(folder / "ritimo.db")
    served = Datasette(config_dir=folder)
    answer = asyncio.run(served.client.get("/ritimo/versions/4"))
    assert 'href="/actualite/Reunion-Mali/v/4"' in answer.text


def test_a_database_that_is_no_archive_keeps_datasettes_page(five_days, tmp_path):
    folder = shutil.copytree(five_days, tmp_path / "checkout")
    (folder / "archive.db").unlink()
    served = Datasette(config_dir=folder, memory=True)
    asyncio.run(served.invoke_startup())
    notes = served.add_memory_database("notes")
    asyncio.run(notes.execute_write("CREATE TABLE versions (id INTEGER PRIMARY KEY, name TEXT)"))
    asyncio.run(notes.execute_write("INSERT INTO versions VALUES (1, 'first draft')"))
    answer = asyncio.run(served.client.get("/notes/versions/1"))
    assert answer.status_code == 200
    assert "first draft" in answer.text
    assert asyncio.run(served.client.get("/notes/-/comparer?de=1&a=1")).status_code == 404
