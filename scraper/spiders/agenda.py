"""What is to come: the articles that the home page's agenda block, the agenda pages and the iCal feed announce."""

from collections.abc import Iterable

from scraper.crawling.frontier import ARTICLE, ENTRY, LIST, Step
from scraper.crawling.lists import agenda, links, listed
from scraper.reading.result import Reading
from scraper.spiders.portal import PortalSpider


def announced(read: Reading) -> list[str]:
    """Return the articles that a page announces: its agenda block's, and all that an agenda page or an iCal feed
    shows."""
    if read.kind == "ical":
        return [link.url for link in read.links if link.kind == "article"]
    return agenda(read) + (listed(read) if read.kind == "agenda" else [])


class AgendaSpider(PortalSpider):
    """The agenda, and the articles behind its entries."""

    name = "agenda"
    entries = staticmethod(announced)

    def begins(self) -> Iterable[Step]:
        """Yield the home page, the agenda pages and the iCal feed."""
        yield from (Step(url, ENTRY) for url in self.run.entry("agenda"))

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield the articles announced, an agenda page's next page, other agenda pages."""
        yield from (Step(entry, ARTICLE, article=True) for entry in announced(read))
        if read.kind == "agenda" and (onward := self.lists.after(url, read)):
            yield Step(onward, LIST)
        yield from (Step(link.url, LIST) for link in links(read, {"agenda"}))
