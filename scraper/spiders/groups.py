"""Groups and solidarity funds: found in menus, the plan and by portal.toml's hints, with the articles they list."""

from collections.abc import Iterable

from scraper.crawling.lists import listed
from scraper.reading.result import Reading
from scraper.spiders.portal import ARTICLE, DISCOVERY, ENTRY, LIST, PortalSpider, Step

GROUP_PAGES = {"group", "fund"}


class GroupsSpider(PortalSpider):
    """The groups' pages and lists; of the articles listed there, those that the archive does not know."""

    name = "groups"
    watches = "groups"

    def begins(self) -> Iterable[Step]:
        """The main news list, whose length tells a whole-site list apart; menus and plan; funds; hints. For what is
        recent, the menus and the funds: known groups are looked at in their turn."""
        if self.run.recent:
            yield from (Step(url, DISCOVERY) for url in (self.address("/"), *self.entry("groups")))
            return
        yield from (Step(url, ENTRY) for url in self.entry("news")[:1])
        yield from (Step(url, DISCOVERY) for url in (*self.entry("discovery"), *self.entry("groups")))
        for number in self.run.portal.entry.get("rubriques", ()):
            yield Step(self.address(f"/spip.php?page=pays_intro&id_rubrique={number}"), DISCOVERY)

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Groups and lists; of a group, its list and the articles that are new."""
        if not self.is_main(url, read) and read.kind in GROUP_PAGES:
            unknown = (entry for entry in listed(read) if not self.run.known.knows(entry))
            yield from (Step(entry, ARTICLE, article=True) for entry in unknown)
            if not self.is_disguised(read) and (onward := self.lists.after(url, read)):
                yield Step(onward, LIST)
        yield from (Step(link.url, LIST) for link in self.links(read, {"group", "list"}))
