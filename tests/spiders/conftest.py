"""Spiders without a network: given readings, they choose the next requests."""

from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from scraper import portal as portals
from scraper.crawling.run import Run
from scraper.reading import UNKNOWN
from scraper.reading.result import Link, Pagination, Reading
from scraper.records import Listing

OWN = "https://cites-unies-france.org"


class Reader:
    """Makes readings: `page("/-X-", "list", articles=[...], links={...})`. Addresses are paths of the portal."""

    def page(self, path, kind, articles=(), links=None, *, agenda=(), last=0, step=10, subject=None, listed=None):
        """A reading. links: kind by path; last: highest offset, 0 for one page; listed: its entries' kind."""
        of = listed or ("group" if kind == "group" else "news")
        rows = [Listing(list_url=OWN + path, url=OWN + slug, kind=of) for slug in articles]
        rows += [Listing(list_url=OWN + "/", url=OWN + slug, kind="agenda") for slug in agenda]
        found = [Link(OWN + target, kind) for target, kind in (links or {}).items()]
        pagination = Pagination("debut_autres_articles", step, last) if last else None
        return Reading(kind, OWN + path, subject=subject, rows=rows, links=found, pagination=pagination)


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def make_spider():
    """A spider of a class, in a run of its own or a given one; `known` are articles that the archive has, `watched` the
    addresses of the records that it looks after, by table or of any; `recent` makes the crawl a recent one, in which
    `near`, `doubtful` and `due` are looked at."""

    def make(spider, *, limit=None, known=(), watched=(), run=None, recent=None, near=(), doubtful=(), due=()):
        known_of = SimpleNamespace(
            why_unread=lambda fetch: None,
            knows=lambda url: url.removeprefix(OWN) in known,
            present=lambda table: [OWN + path for path in (watched[table] if isinstance(watched, dict) else watched)],
            near=lambda: [OWN + path for path in near],
            doubtful=lambda table, days: [OWN + path for path in doubtful],
            due=lambda table, days: [OWN + path for path in due],
        )
        session = SimpleNamespace(known=known_of, profile=UNKNOWN)
        names = ("news", "agenda", "groups")
        made = spider(run=run or Run(portals.load(), names, session, limit=limit, recent=recent))
        settings = Settings()
        settings.setmodule("scraper.settings")
        made.prepare(settings)
        return made

    return make


@pytest.fixture
def paths():
    """The paths that some steps or requests lead to."""
    return lambda ways: [way.url.removeprefix(OWN) for way in ways]
