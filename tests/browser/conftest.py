"""The demo's archive, served on this machine, and Debian's chromium, which looks at it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import packages
from tests.browser.reader import KeyboardReader, MouseReader, Reader
from tools.serving import demo_archive, served

ARTICLES = 400
"""Of the demo: enough for every country to have some, and for lists of several pages."""
LONGEST_WAIT = 20_000
"""Milliseconds that something may take to appear, at most."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser: it runs by `make test-browser`."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Without it these tests are skipped; with CI set they fail."""
    if packages.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(packages.refusal())
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=packages.NEEDED["chromium"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demo(browser, tmp_path_factory) -> Path:
    """The archive that `portail demo` makes: two crawls of the sample portal, with a week of changes between them."""
    return demo_archive(tmp_path_factory.mktemp("demo"), ARTICLES)


@pytest.fixture(scope="session")
def portal(demo) -> Iterator[str]:
    """The address at which the demo's archive is served."""
    with served(demo) as server:
        yield server.address


@pytest.fixture(scope="session")
def ask(demo) -> Callable[..., list[tuple]]:
    """Ask the demo's archive itself: what the pages have to show."""

    def rows(sql: str, **values: str) -> list[tuple]:
        with closing(sqlite3.connect(f"file:{demo}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    return rows


@pytest.fixture(scope="session", params=["mouse", "keyboard", "mouse-en"])
def context(request, browser) -> Iterator[tuple[str, BrowserContext]]:
    """A browser whose JavaScript is switched off, and how it is used."""
    with browser.new_context(java_script_enabled=False, locale="fr-FR", accept_downloads=True) as opened:
        opened.set_default_timeout(LONGEST_WAIT)
        yield request.param, opened


@pytest.fixture
def reader(context, portal) -> Iterator[Reader]:
    """Somebody who has opened the front page: with a mouse, with a keyboard alone, and in English."""
    used, opened = context
    page = opened.new_page()
    reader = (KeyboardReader if used == "keyboard" else MouseReader)(page, portal, "en" if used == "mouse-en" else "fr")
    reader.open("/")
    yield reader
    page.close()
