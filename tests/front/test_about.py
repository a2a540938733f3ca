"""The pages about the site: who and how, help, privacy, the search of a browser."""

import re
import shutil
from xml.etree import ElementTree

import pytest

from scraper.archive.snapshot import publish
from tests.datasette.conftest import checked_out
from tests.front.conftest import LANGUAGES, seeing

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def text(page) -> str:
    return page.main.replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_has_an_example_to_follow_for_all_that_may_be_written(see, language):
    start = f"{LANGUAGES[language]}/recherche?q="
    examples = [name for address, name in see(f"{LANGUAGES[language]}/aide").links.items() if address.startswith(start)]
    for pattern in (r'^".* .*"$', r" -\w", r" OU ", r"\w\*$"):
        assert any(re.search(pattern, example) for example in examples), pattern


def test_about_states_when_the_portal_was_read(see_five_days):
    page = text(see_five_days("/a-propos"))
    assert "Le portail a été lu 5 fois" in page
    assert "Ce site n’est pas officiel" in page


def test_who_runs_the_archive_is_named_where_it_is_set(small, tmp_path):
    folder = tmp_path / "served"
    shutil.copytree(small, folder)
    face = folder / "metadata.yml"
    face.write_text("about: Jeanne Martin\nabout_url: mailto:jeanne@example.org\n" + face.read_text(encoding="utf-8"))
    named = seeing(folder)
    for path in ("/a-propos", "/confidentialite", "/en/confidentialite"):
        assert named(path).links["mailto:jeanne@example.org"] == "Jeanne Martin"
    face.write_text(face.read_text(encoding="utf-8").replace("mailto:", "javascript:"))
    assert "javascript" not in seeing(folder)("/a-propos").response.text


def test_no_operator_is_made_up(see):
    assert "Écrivez à la personne qui tient cette archive" in see("/confidentialite").main


def test_a_public_copy_states_that_pages_as_received_are_not_in_it(small, tmp_path):
    public = seeing(checked_out(tmp_path, lambda path: publish(small / "archive.db", path)))
    assert "copie publique" in public("/confidentialite").main
    assert "ne répond qu’à la machine" not in public("/confidentialite").main


@pytest.mark.parametrize("path", ["/", "/confidentialite", "/chiffres/reunions"])
def test_pages_set_no_cookie(see, path):
    """As /confidentialite promises."""
    assert "set-cookie" not in see(path).response.headers


@pytest.mark.parametrize(("language", "search"), [("fr", "/recherche"), ("en", "/en/recherche")])
def test_a_browser_learns_where_to_search(see, language, search):
    answer = see(f"{LANGUAGES[language]}/opensearch.xml").response
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(answer.text)
    assert root.find(f"{OPENSEARCH}Url").attrib["template"].endswith(f"{search}?q={{searchTerms}}")
    assert 0 < len(root.find(f"{OPENSEARCH}ShortName").text) <= 16


@pytest.mark.parametrize(
    "path", ["/", "/chiffres/publications.svg", "/archive/news.csv", "/static/front.css", "/archive"]
)
def test_answers_are_packed(see, path):
    answer = see(path).response
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.text) > 500
