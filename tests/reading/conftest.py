import datetime as dt

import pytest

from scraper import portal as portals
from scraper.reading import read
from scraper.reading.context import PageContext, page_context
from scraper.reading.occasions import ArticleText
from scraper.reading.page import parse
from scraper.records import News


@pytest.fixture(scope="session")
def portal():
    return portals.load()


@pytest.fixture(scope="session")
def ctx(portal) -> PageContext:
    """The context of a page without words, fetched on 2 March 2026."""
    url = "https://cites-unies-france.org/Une-page"
    return page_context(parse(b"<html></html>", url), portal, dt.date(2026, 3, 2), asked=url, answered=url)


@pytest.fixture
def article_text(ctx):
    """Make the text of an article, its paragraphs in order, with other fields by name."""

    def make(title, *paragraphs, **fields):
        body = "\n\n".join(filter(None, paragraphs)) or None
        return ArticleText(News(id="Une-page", url=ctx.url, title=title, body=body, **fields), ctx)

    return make


@pytest.fixture
def read_page(portal):
    """Read a body as fetched on 2 March 2026."""

    def _read(body, url="https://cites-unies-france.org/Une-page", **options):
        data = body.encode() if isinstance(body, str) else body
        return read(data, url, fetched_at="2026-03-02T08:00:00Z", portal=portal, **options)

    return _read
