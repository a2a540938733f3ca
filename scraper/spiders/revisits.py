"""Which known records a crawl looks at besides the articles that its pages show, and when."""

from collections.abc import Container
from functools import cached_property

from scraper.crawling.known import Known
from scraper.crawling.recent import Heads


class Revisits:
    """A whole crawl looks at every record of a table, those that no list shows any more first.

    known: what the archive knows; table: news, groups, or None when the crawl or its spider looks after none.
    """

    def __init__(self, known: Known, table: str | None):
        self.known, self.table = known, table

    @property
    def holds(self) -> bool:
        """Whether articles are held back until the lists are through."""
        return bool(self.table and self.known.present(self.table))

    def before_articles(self, held: Container[str]) -> list[str]:
        """Addresses to ask for when the lists are through, before the articles held back."""
        return [url for url in self.known.present(self.table) if url not in held]

    def after_articles(self) -> list[str]:
        """Addresses to ask for at the end."""
        return []


class RecentRevisits(Revisits):
    """A recent crawl looks at what is missing in the heads of lists, at articles whose event is near, at what a second
    crawl must settle, and, when what is new is there, at the records whose turn it is."""

    def __init__(self, known: Known, table: str | None, heads: Heads):
        super().__init__(known, table)
        self.heads, self.days = heads, heads.recent.days

    @property
    def holds(self) -> bool:
        """Whether the archive knows records to look at, or articles that may stand behind unknown addresses."""
        return bool(self.known.present("news")) or super().holds

    def before_articles(self, held: Container[str]) -> list[str]:
        """Old addresses may lead to what the lists show under new ones."""
        near = self.known.near() if self.table != "groups" else []
        known = [*self.heads.missing(self.known.present("news")), *near, *self._doubtful]
        return [url for url in known if url not in held]

    @cached_property
    def _doubtful(self) -> list[str]:
        return self.known.doubtful(self.table, self.days) if self.table else []

    def after_articles(self) -> list[str]:
        """The share of all records, the longest unseen first: the same however often a crawl comes back to it."""
        return self._due

    @cached_property
    def _due(self) -> list[str]:
        return self.known.due(self.table, self.days) if self.table else []
