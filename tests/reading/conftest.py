import pytest

from scraper import portal as portals
from scraper.reading import read


@pytest.fixture(scope="session")
def portal():
    return portals.load()


@pytest.fixture
def read_page(portal):
    """Read a body as fetched on 2 March 2026."""

    def _read(body, url="https://cites-unies-france.org/Une-page", **options):
        data = body.encode() if isinstance(body, str) else body
        return read(data, url, fetched_at="2026-03-02T08:00:00Z", portal=portal, **options)

    return _read
