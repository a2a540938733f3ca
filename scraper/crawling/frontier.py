"""The frontier of one spider: which pages are asked next, each once, and which are deferred until lists are done."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from scraper import spip
from scraper.crawling.lists import Lists, ways
from scraper.crawling.run import Run
from scraper.reading.result import Reading
from scraper.records import News

ENTRY, ARTICLE, LIST, DISCOVERY, KEYWORD = 50, 40, 30, 20, 10
"""Priorities: a list's newest articles before its next page, and what may lead to forgotten ones last."""


@dataclass(frozen=True)
class Step:
    """A page to go to."""

    url: str
    """Canonical."""
    priority: int
    article: bool = False
    """Whether it counts for --limit."""


class Frontier:
    """What one spider asks next.

    A crawl of an archive that knows records already goes in steps: the lists; known records, in a whole crawl all of
    them; the articles that lists show; in a recent crawl, the records whose turn it is. So a record's old address leads
    to its new one before that is met as an unknown page, and what the portal has taken away is noticed.

    table: the table whose records the spider looks after, or None; route: returns where a page leads, by its address
    and reading.
    """

    def __init__(
        self, run: Run, table: str | None, lists: Lists, route: Callable[[str, Reading], Iterable[Step]]
    ) -> None:
        self.run, self.table, self.lists, self.route = run, table, lists, route
        self.taken: set[str] = set()
        """Pages that were asked for, or gone through."""
        self.articles: set[str] = set()
        """Those of them that are articles."""
        self.deferred: dict[str, Step] = {}
        """Articles to be asked for when the lists are done, by address."""

    def start(self, begins: Iterable[Step]) -> Iterator[Step]:
        """Yield the pages the spider begins with; in a run with a budget, all records too, in their turn."""
        everything = self.table and self.run.limit is None and self.run.takes_turns
        known = self.run.known.present(self.table) if everything else ()
        return self.add([*begins, *(Step(url, ARTICLE) for url in known)])

    def add(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Yield the pages to be asked now. One that this run has read already is gone through without asking."""
        pending = deque([steps])
        while pending:
            for step in pending.popleft():
                if step.url in self.taken or (step.article and self.is_full):
                    continue
                if step.url in self.run.read_pages:
                    self.taken.add(step.url)
                    pending.append(self.leads(step.url, self.run.read_pages[step.url]))
                elif step.article and self.defers:
                    self.deferred.setdefault(step.url, step)
                elif step.url not in self.run.requests.asked:
                    self.taken.add(step.url)
                    self.articles.update([step.url] if step.article else [])
                    yield self._in_turn(step)

    def follow(self, url: str, final_url: str, read: Reading) -> Iterator[Step]:
        """Take in a page that was read, for the limit and for the spiders that come after. Yield where it leads."""
        if isinstance(read.subject, News):
            self.articles.add(url)
        else:
            # A recent crawl looks at what its few lists show too: titles and days.
            kept = read if self.run.recent else ways(read)
            self.run.read_pages[url] = self.run.read_pages[final_url] = kept
        return self.add(self.leads(url, read))

    def leads(self, url: str, read: Reading) -> Iterable[Step]:
        """Return where a page leads; in a recent crawl, to a list's next page and to what is worth a request alone."""
        if not self.run.recent:
            return self.route(url, read)
        worth = self.lists.worth(url, read)
        return (step for step in self.route(url, read) if step.url in worth or spip.address(step.url).offsets)

    def next_batch(self) -> list[Step]:
        """Return what is asked when nothing is left to do: known records, then the deferred articles, then the rest."""
        for steps in (self._known_first, self._take_deferred, self._known_last) if self.defers else ():
            if batch := list(steps()):
                return batch
        return []

    def is_unseen(self, url: str) -> bool:
        """Return whether neither this spider nor its run has been at a page, or is to go there."""
        return url not in self.taken and url not in self.run.requests.asked and url not in self.deferred

    @property
    def is_full(self) -> bool:
        """Whether --limit articles were asked for."""
        return self.run.limit is not None and len(self.articles) >= self.run.limit

    @property
    def waiting(self) -> int:
        """Number of deferred articles that were not asked meanwhile."""
        return sum(url not in self.taken and url not in self.run.requests.asked for url in self.deferred)

    @cached_property
    def defers(self) -> bool:
        """Whether this crawl looks at known records, and so defers articles until it has: every whole one whose spider
        looks after a table, and every recent one, as articles may stand behind unknown addresses."""
        present, whole = self.run.known.present, self.run.limit is None and self.run.requests.budget is None
        tables = {"news", self.table} if self.run.recent else {self.table} if whole else set()
        return any(present(table) for table in tables - {None})

    def _known_first(self) -> Iterator[Step]:
        """Yield old addresses, which may lead to what the lists show under new ones: in a whole crawl, all that no list
        shows any more; in a recent one, what is missing in the heads of lists, articles whose event is near, and what a
        second crawl must settle."""
        known = self.run.known
        urls = [] if self.run.recent else known.present(self.table)
        if self.run.recent:
            near = known.near() if self.table != "groups" else []
            urls = [*self.lists.missing(known.present("news")), *near, *self._doubtful]
        return self.add([Step(url, ARTICLE) for url in urls if url not in self.deferred])

    def _take_deferred(self) -> Iterator[Step]:
        """Yield the deferred articles, but for those that turned up meanwhile."""
        taken, self.deferred = self.deferred, {}
        yield from (self._in_turn(step) for step in taken.values() if self.is_unseen(step.url))
        self.taken.update(taken)

    def _known_last(self) -> Iterator[Step]:
        """Yield a recent crawl's share of all records, the longest unseen first."""
        return self.add(Step(url, ARTICLE) for url in self._due)

    @cached_property
    def _doubtful(self) -> list[str]:
        """The same however often the crawl comes back to it, as `_due`."""
        return self.run.known.doubtful(self.table, self.run.recent.days) if self.table else []

    @cached_property
    def _due(self) -> list[str]:
        return self.run.known.due(self.table, self.run.recent.days) if self.run.recent and self.table else []

    def _in_turn(self, step: Step) -> Step:
        """Return a step with its priority in a run that may not ask for all: what was never asked first, then what was
        asked longest ago, so that run after run comes round to everything."""
        if not self.run.takes_turns:
            return step
        asked = self.run.known.asked.get(step.url)
        if asked is None:
            self.run.requests.never_asked.add(step.url)
        if asked is None or step.priority == ENTRY:
            return step
        return replace(step, priority=-int(datetime.fromisoformat(asked).timestamp()))
