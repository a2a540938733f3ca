"""All articles: from the news lists, the plan, the sitemap, the feed, the keywords, and from article to article."""

from collections.abc import Iterable

from scraper.crawling.frontier import ARTICLE, DISCOVERY, ENTRY, KEYWORD, LIST, Step
from scraper.crawling.lists import links, listed
from scraper.crawling.recent import feeds
from scraper.reading.result import Reading
from scraper.spiders.portal import PortalSpider

FOLLOWED = {"list": LIST, "page": DISCOVERY, "keyword": KEYWORD}


class NewsSpider(PortalSpider):
    """Articles, newest first. With --limit, discovery beyond the news lists is left out."""

    name = "news"
    watches = "news"

    def begins(self) -> Iterable[Step]:
        """Yield the news lists, then what leads to articles they do not show: not with a limit, and for what is recent
        the feeds alone."""
        yield from (Step(url, ENTRY) for url in self.run.entry("news"))
        if self.run.recent:
            yield from (Step(url, DISCOVERY) for url in feeds(self.run.portal))
        elif self.run.limit is None:
            yield from (Step(url, DISCOVERY) for url in self.run.entry("discovery"))

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield articles, then the list's next page, then other lists and pages."""
        main, new = self.run.main_list.has_page(url, read), any(map(self.frontier.is_unseen, listed(read)))
        yield from (Step(entry, ARTICLE, article=True) for entry in listed(read))
        yield from (Step(link.url, ARTICLE, article=True) for link in links(read, {"article"}))
        if self.frontier.is_full:
            return
        follows = main or (new and not self.run.main_list.is_disguised_as(read))
        if follows and (onward := self.lists.after(url, read)):
            yield Step(onward, LIST)
        if self.run.limit is None:
            yield from (Step(link.url, FOLLOWED[link.kind]) for link in links(read, FOLLOWED))
