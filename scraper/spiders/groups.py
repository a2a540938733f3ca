"""Groups and solidarity funds: found in menus, the plan and by portal.toml's hints, with the articles they list."""

from collections.abc import Iterable

from scraper.crawling.frontier import ARTICLE, DISCOVERY, ENTRY, LIST, Step
from scraper.crawling.lists import links, listed
from scraper.reading.result import Reading
from scraper.spiders.portal import PortalSpider

GROUP_PAGES = {"group", "fund"}


class GroupsSpider(PortalSpider):
    """The groups' pages and lists; of the articles listed there, those that the archive does not know."""

    name = "groups"
    watches = "groups"

    def begins(self) -> Iterable[Step]:
        """Yield the main news list, whose length tells a whole-site list apart; menus and plan; funds; hints. For what
        is recent, the menus and the funds: known groups are looked at in their turn."""
        home = self.run.canonical(f"{self.run.portal.url}/")
        if self.run.recent:
            yield from (Step(url, DISCOVERY) for url in (home, *self.run.entry("groups")))
            return
        yield from (Step(url, ENTRY) for url in self.run.entry("news")[:1])
        yield from (Step(url, DISCOVERY) for url in (*self.run.entry("discovery"), *self.run.entry("groups")))
        for number in self.run.portal.entry.get("rubriques", ()):
            hint = f"{self.run.portal.url}/spip.php?page=pays_intro&id_rubrique={number}"
            yield Step(self.run.canonical(hint), DISCOVERY)

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield groups and lists; of a group, its list and the articles that are new."""
        if not self.run.main_list.has_page(url, read) and read.kind in GROUP_PAGES:
            unknown = (entry for entry in listed(read) if not self.run.known.knows(entry))
            yield from (Step(entry, ARTICLE, article=True) for entry in unknown)
            if not self.run.main_list.is_disguised_as(read) and (onward := self.lists.after(url, read)):
                yield Step(onward, LIST)
        yield from (Step(link.url, LIST) for link in links(read, {"group", "list"}))
