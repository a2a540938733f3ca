"""What a crawl has met so far, counted page by page: its signs of health."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from scraper import records
from scraper.archive.coverage import told_fields
from scraper.archive.page_records import PageRecords
from scraper.reading.result import Reading

_COMMON = 0.5
"""Share of a kind's pages from which a mark is one of the kind."""


@dataclass(frozen=True)
class Sign:
    """One sign. name: `changed`, or of several `coverage news.published`; measured: a share, or a number for `listed`
    and `met`; pages: of how many."""

    name: str
    measured: float
    pages: int


@dataclass
class Tally:
    """fetches, failed: answers, and those that were none or an error of the portal's; asked: known records whose
    address answered, those aside that something spoke against before; read, unknown, problems: pages read, those no
    reader knows, those in which something was not as expected, however often; known, changed: articles the archive
    knew, and those that now say something else; listed, met: addresses that lists show, records that were met;
    answered: addresses of pages, for what a list shows counts only when the portal has it."""

    fetches: int = 0
    failed: int = 0
    asked: set[str] = field(default_factory=set)
    read: int = 0
    unknown: int = 0
    problems: int = 0
    known: int = 0
    changed: int = 0
    listed: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    seen: Counter = field(default_factory=Counter)
    filled: Counter = field(default_factory=Counter)
    pages: Counter = field(default_factory=Counter)
    marks: dict[str, Counter] = field(default_factory=dict)

    def answer(self, fetch: records.Fetch) -> None:
        """Count an answer, or that there was none."""
        self.fetches += 1
        self.failed += fetch.status is None or fetch.status >= 500
        if fetch.status == 200:
            self.answered.update({fetch.url, fetch.final_url} - {None})

    def page(self, reading: Reading, told: PageRecords, changed: bool | None) -> None:
        """Count a page that was read. changed: whether its article says something else than the archive knew; None when
        it knew none."""
        self.read += 1
        self.unknown += reading.kind == "unknown"
        self.problems += bool(reading.problems)
        self.known += changed is not None
        self.changed += bool(changed)
        self.listed.update(row.url for row in told.of(records.Listing))
        self.met.update([told.record] if told.record else [])
        if isinstance(told.subject, records.News):
            for table, column, filled in told_fields([told.subject, *told.of(records.Event)]):
                self.seen[f"{table}.{column}"] += 1
                self.filled[f"{table}.{column}"] += filled
        if reading.marks:
            self.pages[reading.kind] += 1
            self.marks.setdefault(reading.kind, Counter()).update(reading.marks)

    def layout(self, kind: str) -> set[str]:
        """The marks that most pages of a kind had."""
        return {mark for mark, pages in self.marks[kind].items() if pages >= _COMMON * self.pages[kind]}

    def frame(self) -> set[str]:
        """The marks that most pages of all kinds together had."""
        marks, pages = sum(self.marks.values(), Counter()), self.pages.total()
        return {mark for mark, times in marks.items() if times >= _COMMON * pages}

    def signs(self, *, whole: bool) -> Iterator[Sign]:
        """The signs of what was met. whole: whether the crawl went through everything: then numbers can be compared."""
        yield Sign("failed", _share(self.failed, self.fetches), self.fetches)
        yield Sign("gone", _share(len(self.asked - self.met), len(self.asked)), len(self.asked))
        yield Sign("unknown", _share(self.unknown, self.read), self.read)
        yield Sign("problems", _share(self.problems, self.read), self.read)
        yield Sign("changed", _share(self.changed, self.known), self.known)
        for name, seen in self.seen.items():
            yield Sign(f"coverage {name}", _share(self.filled[name], seen), seen)
        if whole:
            yield Sign("listed", len(self.listed & self.answered), self.read)
            yield Sign("met", len(self.met), self.read)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
