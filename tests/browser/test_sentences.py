"""What sentences state, in a browser: nothing that axe finds, 360 px, sentences that open without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_every_page import SMALL, WIDE, hold_for_axe, violations
from tests.datasette import sentences
from tools.serving import served

PAGES = (
    "/personnes", "/personnes?fait=moderator", "/personne/jean-marc-roche", "/personne/fatima-benali?au=2026-03-02",
    "/actualite/Atelier-Maroc", "/actualite/Atelier-Maroc?au=2026-03-02", "/actualites?nature=report",
    "/pays/maroc", "/groupe/maroc", "/fonds", "/fonds/maroc", "/agenda/2025",
)  # fmt: skip


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Iterator[str]:
    """The address at which the small archive is served in which sentences were read."""
    archive: Path = tmp_path_factory.mktemp("read") / "archive.db"
    sentences.fill_with_sentences(archive)
    with served(archive) as server:
        yield server.address


@pytest.fixture(scope="module")
def examined(browser) -> Iterator[Page]:
    """A page of a browser that runs the script which axe is, against the pages' policy."""
    with browser.new_context(bypass_csp=True, viewport=WIDE) as opened:
        yield opened.new_page()


@pytest.mark.parametrize("language", ["", "/en"], ids=["fr", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_where_sentences_are_shown(examined, read, path, language):
    hold_for_axe(examined, read + language + path, 200)
    examined.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(examined) == []
    assert examined.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], "an open sentence is too wide"


def test_a_sentence_opens_without_a_script_and_its_link_stays_on_the_page(browser, read):
    with browser.new_context(java_script_enabled=False) as opened:
        page = opened.new_page()
        page.goto(f"{read}/actualite/Atelier-Maroc")
        asked = page.locator("details.sentence", has_text=sentences.LED).first
        assert not asked.locator("blockquote").is_visible()
        asked.locator("summary").click()
        assert asked.locator("blockquote").is_visible()
        asked.locator("a").click()
        assert page.url.startswith(f"{read}/actualite/Atelier-Maroc")
