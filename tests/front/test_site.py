"""What holds for all pages: both languages, titles, menus, addresses that are none."""

import asyncio
import re

import pytest
from datasette import hookspecs
from datasette.app import Datasette
from datasette.plugins import pm

from scraper.front import site
from tests.front.conftest import LANGUAGES
from tests.front.test_lists import LISTS

EVERY_PAGE = [
    "/",
    "/actualites",
    "/actualites/2024",
    "/actualites/2024/02",
    "/actualite/Reunion-Maroc",
    "/actualite/Reunion-Maroc/comparer",
    "/citer/Reunion-Maroc",
    "/recherche",
    "/recherche?q=maroc",
    "/agenda",
    "/agenda/2024",
    "/agenda/2024-02",
    "/agenda/2024-02-21",
    "/documents",
    "/pays",
    "/pays/maroc",
    "/groupes",
    "/groupe/maroc",
    "/personnes",
    "/personne/francois-bonneau",
    "/fonds",
    "/fonds/maroc",
    "/changements",
    "/changements/2026-S10",
    "/au",
    "/au/2026-03-01",
    "/adresse",
    "/chiffres",
    "/chiffres/reunions",
    "/chiffres/publications",
    "/chiffres/fonds",
    "/chiffres/lectures",
    "/donnees",
    "/donnees/news",
    "/donnees/agenda",
    "/qualite",
    "/qualite/lectures",
    "/qualite/title_against_field",
    "/a-propos",
    "/aide",
    "/confidentialite",
]


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_language_title_heading_and_main(see, path, language):
    page = see((LANGUAGES[language] + path).rstrip("/") or "/")
    assert page.status == 200
    assert page.soup.html["lang"] == language
    assert len(page.soup.find_all("main")) == len(page.soup.find_all("h1")) == 1
    assert page.soup.h1.get_text() in page.title
    assert {block["type"] for block in page.soup.find_all("script")} <= {"application/ld+json"}, "data only"
    assert not page.soup.find_all("style")
    assert not page.soup.find_all(style=True)


def test_the_second_page_of_a_list_has_its_number_in_its_title(see):
    assert ", page 2" in see("/actualites?page=2").title
    assert "page" not in see("/actualites").title


def test_titles_differ(see):
    titles = [see(path).title for path in EVERY_PAGE]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_leads_to_itself_in_the_other_language(see, path):
    english = see(path).soup.find("link", hreflang="en")["href"]
    assert english == f"/en{path}".rstrip("/")
    assert see(english).soup.find("link", hreflang="fr")["href"] == path


@pytest.mark.parametrize("path", ["/nothing", "/en/nothing", "/actualites/2024/13", "/actualites/abcd", "/?au=jamais"])
def test_an_address_of_nothing_is_a_page_that_helps(see, path):
    page = see(path)
    assert page.status == 404
    assert "/recherche" in " ".join(page.links)


def test_scripts_and_styles_of_others_are_refused(see):
    policy = see("/").response.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy


def test_the_front_page_shows_what_is_latest_to_come_and_changed(see):
    page = see("/")
    assert "Réunion du groupe-pays Maroc, le 21 février 2024" in page.main
    assert "Réunion du groupe-pays Sénégal" in page.main
    assert re.search("changement : .*État", page.main)
    assert page.links["/actualites"] == "Toutes les actualités"


@pytest.mark.parametrize("order", [1, -1])
def test_in_any_order_of_the_plugins_pages_and_lists_are_answered_by_the_front(small, order):
    """Datasette loads a folder of plugins as the file system lists it, which differs from machine to machine."""
    served = Datasette(config_dir=small)
    asyncio.run(served.invoke_startup())
    manager = type(pm)("datasette")
    manager.add_hookspecs(hookspecs)
    ours = {plugin.__file__: plugin for plugin in pm.get_plugins() if "/plugins/" in getattr(plugin, "__file__", "")}
    for file in sorted(ours, reverse=order < 0):
        manager.register(ours[file])
    asked = [path for given in manager.hook.register_routes(datasette=served) for path, _ in given]
    pages = {path for path, _ in site.routes()}
    for path in EVERY_PAGE + [f"{path}.{form}" for path in LISTS for form in ("csv", "xlsx", "atom")]:
        first = next(pattern for pattern in asked if re.match(pattern, path.partition("?")[0]))
        assert first in pages, path
