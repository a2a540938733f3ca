"""`portail people`: who a name is, and why; and what people.toml may say."""

import importlib
import json
from pathlib import Path

import pytest

from scraper import records
from scraper.archive import Archive
from scraper.cli.exits import Exit
from scraper.prose.facts import PersonMention, ProseFacts, Source
from scraper.reading.result import Reading
from tests.archive.pages import save_response

PORTAL = "https://cites-unies-france.org/"
STATED = {
    "A": ("2006-03-01", "Jean Martin", "maire", "Nantes"),
    "B": ("2019-03-01", "Jean Martin", "stagiaire", "Nice"),
    "C": ("2020-03-01", "Jean-Pierre Dupont", None, None),
    "D": ("2021-03-01", "J.-P. Dupont", None, None),
}


@pytest.fixture(autouse=True)
def archive(tmp_path, empty_archive, monkeypatch) -> Path:
    """An archive of four articles, each of which names somebody; `portail mentions` reads that without a model."""
    path = tmp_path / "archive.db"
    path.write_bytes(empty_archive.read_bytes())
    with Archive.open(path) as made:
        crawl = made.start_crawl("news", "full", PORTAL)
        for slug, (published, *_) in STATED.items():
            news = records.News(id=slug, url=PORTAL + slug, title=slug, published=published)
            fetch = records.Fetch(
                crawl_id=crawl, url=news.url, final_url=news.url, status=200, fetched_at=f"{published}T08:00:00Z"
            )
            save_response(made, crawl, fetch, b"<html>", Reading("article", news.url, news, []))

    def read(texts: dict, *_) -> ProseFacts:
        _, name, function, organisation = STATED[texts["title"]]
        source = Source("title", 0, 1, texts["title"])
        return ProseFacts(mentions=[PersonMention(name, source, function=function, organisation=organisation)])

    command = importlib.import_module("scraper.cli.mentions")  # the package has the command of this name
    monkeypatch.setattr(command, "reader_of_sentences", lambda: "test/1")
    monkeypatch.setattr(command, "reading_for", lambda portal: read)
    return path


@pytest.fixture
def read(invoke) -> str:
    return invoke("mentions").stdout


def test_mentions_reports_what_it_joined_and_joins_it_again(invoke, read):
    words = "3 people (1 other spelling, 1 kept apart from a namesake): `portail people NAME`."
    assert words in read
    assert words in invoke("mentions").stdout


@pytest.mark.parametrize("name", ["Jean-Pierre DUPONT", "j.-p. dupont", "jean-pierre-dupont", "dupont"])
def test_a_person_is_found_in_any_spelling(invoke, read, name):
    result = invoke("people", name)
    assert (result.exit_code, result.stderr) == (Exit.FINE, "")
    assert result.stdout.startswith(
        "Jean-Pierre Dupont (jean-pierre-dupont)\n"
        "  Also “J.-P. Dupont”: initial of the only Dupont whose first name begins with J.-P.\n"
        "  2020  (no office), in C\n"
        "  2021  (no office), in D (“J.-P. Dupont”)\n"
    )
    assert '[[apart]]\nname = "J.-P. Dupont"' in result.stdout


def test_why_two_are_kept_apart_and_what_makes_them_one(invoke, read, archive, rows):
    result = invoke("people", "Jean Martin")
    assert "Kept apart from jean-martin: “maire, Nantes” (2006) and “stagiaire, Nice” (2019)" in result.stdout
    assert f"write in {archive.name.replace('archive.db', 'people.toml')}" in result.stdout
    advice = result.stdout.partition("[[same]]")[2].splitlines()[1]
    assert advice == 'names = ["Jean Martin"]'
    archive.with_name("people.toml").write_text(f"[[same]]\n{advice}\n", encoding="utf-8")
    assert invoke("mentions", "-q").exit_code == Exit.FINE
    assert {row["id"] for row in rows("SELECT id FROM people")} == {"jean-martin", "jean-pierre-dupont"}
    assert invoke("verify", "-q", "--no-reading").exit_code == Exit.FINE


def test_the_same_as_json(invoke, read):
    (person,) = json.loads(invoke("people", "Dupont", "--json").stdout)
    assert (person["id"], person["aliases"][0]["id"]) == ("jean-pierre-dupont", "j-p-dupont")
    assert [each["news_id"] for each in person["statements"]] == ["C", "D"]
    assert json.loads(invoke("people", "Personne", "--json").stdout) == []


def test_of_nobody_near_names_are_named(invoke, read):
    assert invoke("people", "Jean Marten").stdout == (
        "Nobody in the archive is called Jean Marten. Near it: Jean Martin.\n"
    )
    assert invoke("people", "Xyz").stdout == "Nobody in the archive is called Xyz.\n"


def test_a_mistake_in_people_toml_is_a_sentence(invoke, read, archive):
    archive.with_name("people.toml").write_text("[[same]]\n", encoding="utf-8")
    for asked in (("people", "Dupont"), ("mentions",)):
        result = invoke(*asked)
        assert result.exit_code == Exit.CONFIGURATION
        assert "people.toml: [[same]] number 1 has no such values as it needs: write names" in result.stderr


def test_an_erased_person_has_no_alias_and_no_mention(invoke, read, archive, rows):
    shown = invoke("forget", "Jean-Pierre Dupont").stdout
    assert "people_aliases: 1 row to delete (people_aliases/j-p-dupont)" in shown
    result = invoke("forget", "Jean-Pierre Dupont", "--yes")
    assert "The file people.toml beside the archive is yours" in result.stdout
    for table in ("people", "people_aliases", "mentions"):
        assert "dupont" not in str(rows(f"SELECT * FROM {table}")).lower()
    assert invoke("verify", "-q", "--no-reading").stdout == ""
