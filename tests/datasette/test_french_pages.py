"""Datasette's own pages: French, with a title, one `main`, a way back to the pages for readers; rows before columns."""

import asyncio
import re

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from scraper.serving import french_templates
from tests.datasette.conftest import checked_out

PAGES = {
    "/archive": "Archive du portail",
    "/archive/news": "Actualités · news : 4 lignes, par published décroissant",
    "/archive/news?_search=maroc&issuer=CUF&_sort=title": (
        "Actualités · news : 1 ligne où issuer = « CUF », avec « maroc », par title"
    ),
    "/archive/news?issuer__isnull=1&_sort=title": "Actualités · news : 3 lignes où issuer est nul, par title",
    "/archive/news/Seisme": "news : Seisme",
    "/archive/changes": None,
    "/archive/qui_preside_quoi": "Qui préside quoi, et depuis quand",
    "/archive?sql=select+1": None,
    "/archive?sql=select+nothing": None,
    "/archive/nothing": "Page introuvable",
    "/archive/news/nothing": "Page introuvable",
}  # fmt: skip
"""With the title of each, where it is looked at."""
ENGLISH = re.compile(
    r"\b(the|this|these|rows?|records?|results?|data|next|sort|search|apply|remove|filter|advanced|export|default|array|"
    r"options|download|file|expand|stream|all|custom|query|queries|returning|run|edit|view|views|parameters|hidden|many|"
    r"links?|from|powered|by|took|license|about|suggested|timed|where|descending|more|than|show|hide)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_french_with_a_title_and_one_main(get, path):
    soup = BeautifulSoup(get(path).text, "lxml")
    assert soup.html["lang"] == "fr"
    assert len(soup.find_all("main")) == len(soup.find_all("h1")) == 1
    assert soup.find("a", class_="skip")["href"] == f"#{soup.main['id']}"
    title, _, site = soup.title.get_text().rpartition(" · ")
    assert site == "Archive du portail de la coopération décentralisée"
    assert title == (PAGES[path] or title)
    assert "select" not in title
    trail = [a["href"] for a in soup.select("nav.crumbs a")]
    assert trail[:2] == ["/", "/donnees"]


@pytest.mark.parametrize("path", ["/archive/news", "/archive/changes"])
def test_rows_are_before_what_the_columns_mean(get, path):
    text = get(path).text
    assert text.index("<table") < text.index('class="column-descriptions"')
    assert "<dt>title</dt><dd><span>" in text
    assert '<span class="second" lang="en">' in text


@pytest.mark.parametrize("name", french_templates.WORDS)
def test_each_wording_is_in_the_template_that_is_installed(name):
    """Another release of Datasette may word or build its templates otherwise: then french_templates.toml follows."""
    source = french_templates.source_of(name)
    assert [english for english in french_templates.WORDS[name] if english not in source] == []


@pytest.mark.parametrize("name", [name for name in french_templates.WORDS if name.endswith(".html")])
def test_no_english_words_are_left_in_a_template(name):
    source = french_templates.in_french(name, french_templates.source_of(name))
    source = source.partition("{% block content %}")[2] or source
    source = re.sub(r"<script.*?</script>|<style.*?</style>|{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    words = [
        *BeautifulSoup(source, "lxml").stripped_strings,
        *re.findall(r'(?:value|aria-label|title)="([^"]*)"', source),
    ]
    assert [text for text in words if ENGLISH.search(text) and not text.startswith("select ")] == []


def test_the_menus_of_columns_are_french(get):
    source = get(BeautifulSoup(get("/archive/news").text, "lxml").find("script", src=True)["src"])
    assert source.headers["content-type"].startswith("text/javascript")
    assert ">Tri croissant<" in source.text
    assert "Sort ascending" not in source.text


def test_a_number_has_its_noun():
    assert [french_templates.counted(number, "ligne") for number in (0, 1, 2, 12345)] == [
        "0 ligne", "1 ligne", "2 lignes", "12\u202f345 lignes",
    ]  # fmt: skip
    assert french_templates.condition("contains") == "contient"
    assert french_templates.condition("new", "is new") == "is new"


def test_without_an_archive_no_page_leads_to_pages_for_readers(tmp_path):
    folder = checked_out(tmp_path, lambda path: path.with_name("notes.db").touch())
    served = Datasette(config_dir=folder)
    for path in ("/", "/notes", "/notes/nothing"):
        soup = BeautifulSoup(asyncio.run(served.client.get(path)).text, "lxml")
        assert soup.html["lang"] == "fr"
        assert len(soup.find_all("main")) == len(soup.find_all("h1")) == 1
        assert not soup.find_all("a", href=re.compile("donnees|recherche"))
