"""What all tests share: an archive to write in, and Hypothesis without a clock, as machines are slow at times."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("portail", deadline=None)
settings.load_profile("portail")


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory) -> Path:
    """An archive without rows, to be copied: making one takes ten times as long as a copy."""
    from scraper.archive import Archive  # Tests of dates or addresses do not wait for it.

    path = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(path, create=True).close()
    return path


@pytest.fixture
def path(tmp_path) -> Path:
    """The place of a test's archive, where nothing is yet."""
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path, empty_archive) -> Iterator:
    """An open archive without rows."""
    from scraper.archive import Archive

    shutil.copy(empty_archive, path)
    with Archive.open(path) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the one crawl: the other worker takes the short tests meanwhile, and neither waits at the end."""
    items.sort(key=lambda item: item.path.name != "test_one_crawl.py")
