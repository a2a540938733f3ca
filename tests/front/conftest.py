"""The pages for readers, asked of Datasette as a browser asks; their archive is that of tests/datasette, or one of five
days with several versions."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from tests.datasette.conftest import checked_out, fill
from tests.datasette.five_days import tell
from tests.datasette.sentences import fill_with_sentences

LANGUAGES = {"fr": "", "en": "/en"}
"""The languages of the pages, with what their addresses begin with."""


@dataclass
class SeenPage:
    """A page as it was answered."""

    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.text, "lxml")

    @property
    def title(self) -> str:
        return self.soup.title.get_text()

    @property
    def main(self) -> str:
        """The words of the page's own part, with single spaces."""
        return " ".join(self.soup.main.get_text(" ").split())

    @property
    def links(self) -> dict[str, str]:
        """The words of each link of the page's own part, by its address."""
        return {a["href"]: " ".join(a.get_text(" ").split()) for a in self.soup.main.find_all("a", href=True)}


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """A folder that `datasette .` serves, with an archive of a few pages and two crawls."""
    return checked_out(tmp_path_factory.mktemp("front"), fill)


@pytest.fixture(scope="session")
def see(small) -> Callable[[str], SeenPage]:
    """Ask the small archive for a page."""
    return seeing(small)


@pytest.fixture(scope="session")
def see_read(tmp_path_factory) -> Callable[[str], SeenPage]:
    """Ask the small archive in which sentences were read."""
    return seeing(checked_out(tmp_path_factory.mktemp("front_read"), fill_with_sentences))


@pytest.fixture(scope="session")
def see_five_days(tmp_path_factory) -> Callable[[str], SeenPage]:
    """Ask the archive of the five days for a page."""
    return seeing(checked_out(tmp_path_factory.mktemp("front_five_days"), tell))


def seeing(folder: Path) -> Callable[[str], SeenPage]:
    """Return a function that asks a served folder for a page."""
    served = Datasette(config_dir=folder)

    def see_page(path: str) -> SeenPage:
        return SeenPage(asyncio.run(served.client.get(path)))

    return see_page
