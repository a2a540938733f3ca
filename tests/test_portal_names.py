"""What is shown and searched names the portal by portal.toml alone, so that another portal needs no change of code."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scraper import portal
from tests.front.conftest import LANGUAGES, see, small  # noqa: F401 - fixtures

ROOT = Path(__file__).parents[1]
FOLDERS = ("scraper/front", "scraper/search", "scraper/exporting", "scraper/serving", "templates", "plugins")
SUBJECT = ("coopération décentralisée", "decentralised cooperation")
"""What the portal is about, as its titles name it."""
OTHER = """
name = "Ville de Brume"
url = "https://brume.example"
"""


def names() -> list[str]:
    own = portal.load()
    hosts = [urlsplit(own.url).netloc.removesuffix(".org"), *own.aliases]
    return [own.name, own.short_name, own.title, *own.archive_title.values(), *own.about.values(), *hosts, *SUBJECT]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_page_names_the_portal_itself(folder):
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names()), re.IGNORECASE)
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in {".py", ".html", ".toml", ".sql"}]
    assert files
    assert [path.name for path in files if named.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_portal_is_named_in_place_of_this_one(see, monkeypatch, tmp_path, language):  # noqa: F811 - a fixture
    facts = tmp_path / "portal.toml"
    facts.write_text(OTHER, encoding="utf-8")
    other = portal.load(facts)
    monkeypatch.setattr(portal, "archived", lambda: other)
    for path in ("/a-propos", "/fonds", "/aide", "/opensearch.xml"):
        text = see(LANGUAGES[language] + path).response.text
        assert "Ville de Brume" in text
        assert not re.search("Cités Unies|CUF|décentralisée|decentralised", text)
    assert "brume.example" in see(f"{LANGUAGES[language]}/a-propos").response.text
