"""The archive of a good portal, made once."""

import pytest

from scraper.archive import Archive
from tests.faults.crawling import good_archive, records


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """The archive that a crawl of the good portal has made."""
    return good_archive(tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="session")
def before(good):
    """The articles, and their first versions, before the fault."""
    with Archive.open(good) as archive:
        return records(archive)
