"""The page of a version: its permalink, for people."""

import asyncio
import re
import shutil

import pytest
from datasette.app import Datasette

from tests.datasette.five_days import HOSTILE


@pytest.fixture
def page(ask):
    def text(number: int) -> str:
        answer = ask(f"/archive/versions/{number}")
        assert answer.status_code == 200
        return answer.text

    return text


def test_a_version_shows_what_it_is_and_when_it_was_seen(page):
    text = page(4)
    assert "<h1>Réunion du groupe-pays Mali, le 19 mars</h1>" in text
    assert "changement" in text
    assert '<time datetime="2026-03-03T08:00:00Z">2026-03-03 08:00 UTC</time>' in text
    assert '<a href="/archive/news/Reunion-Mali">news/Reunion-Mali</a>' in text


def test_a_version_names_the_fetch_that_proves_it(page, ask):
    text = page(7)
    (link,) = re.findall(r'href="(/archive/fetches\?id=\d+)"', text)
    (proof,) = ask(link.replace("fetches?", "fetches.json?_shape=array&")).json()
    assert proof["url"] == "https://cites-unies-france.org/Reunion-Mali"
    assert proof["status"] == 302
    assert "HTTP 302" in text
    assert f"<code>{proof['body_sha256']}</code>" in text


def test_a_withdrawal_shows_its_reason(page):
    assert "<dd>identification exigée " in page(7)
    assert "<dd>identification exigée " not in page(4)


def test_fields_are_in_reading_form(page):
    text = page(4).split('<details class="archive-raw">')[0]
    assert "<p>La réunion aura lieu à Lyon, salle Monnerville.</p>" in text
    assert "lieu : Lyon" in text
    assert "jour (day)" in text
    assert "{&#34;" not in text
    assert "<p>Partie 2</p><p>Dix villes.</p>" in page(6)


def test_empty_fields_are_named(page):
    assert "Surtitre" in page(4).split("Sans contenu")[1]


def test_the_row_as_kept_is_at_hand(page):
    assert "&#34;place&#34;:&#34;Lyon&#34;" in page(4).split('<details class="archive-raw">')[1]


def test_versions_lead_to_the_one_before_and_after(page):
    assert re.findall(r'rel="(\w+)" href="(/archive/versions[^"]+)"', page(4)) == [
        ("prev", "/archive/versions/1"),
        ("next", "/archive/versions/7"),
    ]
    assert re.findall(r'rel="(\w+)" href="/archive/versions', page(1)) == ["next"]
    assert re.findall(r'rel="(\w+)" href="/archive/versions', page(8)) == ["prev"]


@pytest.mark.parametrize(
    ("number", "comparisons"),
    [(1, ["de=1&amp;a=8"]), (4, ["de=1&amp;a=4", "de=4&amp;a=8"]), (8, ["de=7&amp;a=8"])],
)
def test_versions_lead_to_comparisons(page, number, comparisons):
    assert re.findall(r'href="/archive/-/comparer\?([^"]+)"', page(number)) == comparisons


def test_scraped_text_is_text(page):
    text = page(5)
    assert HOSTILE not in text
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img" in text
    assert "<img" not in text


def test_a_version_that_is_not_there_is_not_found(ask):
    assert ask("/archive/versions/99").status_code == 404


def test_a_version_is_still_json(ask):
    (row,) = ask("/archive/versions/4.json?_shape=array").json()
    assert row["kind"] == "change"


def test_an_archive_of_another_name_shows_its_versions(five_days, tmp_path):
    folder = shutil.copytree(five_days, tmp_path / "checkout")
    (folder / "archive.db").rename(folder / "ritimo.db")
    served = Datasette(config_dir=folder)
    answer = asyncio.run(served.client.get("/ritimo/versions/4"))
    assert 'href="/ritimo/-/comparer?de=1&amp;a=4"' in answer.text


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
