"""What lists show of articles otherwise than the articles' own pages do: a problem for each, and nothing is changed.

A list counts where it agrees with the other articles that it shows: one that cuts titles in its own way, or shows the
days of events, contradicts nothing.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.problems import LIST_AGAINST_PAGE, write_problems
from scraper.reading.days import is_inferred
from scraper.text import fold

ENOUGH = 4
"""Other articles of a list by which it counts or not; with fewer, what most lists of its kind show counts too."""
LEAST_AGREED = 0.8
"""Share of them with which the list must agree."""
_CUT = ("…", "...", "…)", "...)", "…]", "...]")
"""How a title ends that is cut."""
_SHOWN = """
SELECT list_url, listings.kind, news.id, news.url, listings.title AS shown, news.title, overtitle, subtitle, starts,
  date_text, published, published_text, listings.last_seen AS listed, news.last_seen, changed
FROM listings JOIN aliases ON aliases.url = listings.url AND record_table = 'news' JOIN news ON news.id = record_id
WHERE news.withdrawn IS NULL
"""
_LAST_WHOLE = """
SELECT max(started) FROM crawls
WHERE id = ? OR complete AND finish_reason = 'finished' AND health IN ('fine', 'accepted')
"""


class ListedArticle(NamedTuple):
    """An article as a list shows it, and as its page does."""

    list_url: str
    kind: str
    news_id: str
    url: str
    shown: str | None
    """The list's title."""
    title: str
    overtitle: str | None
    subtitle: str | None
    starts: str | None
    """The list's day."""
    date_text: str | None
    published: str | None
    published_text: str | None
    listed: str
    """When the list was last seen to show it."""
    last_seen: str
    """When its page was."""
    changed: str | None


def write_contradictions(db: Database, crawl: records.Crawl, at: str) -> int:
    """Write a problem for each article whose title or day a list shows otherwise than its page. Return how many are
    new. crawl: the one that ends; at: now, UTC."""
    problems = (
        records.Problem(url=one.url, record=f"news/{one.news_id}", rule=LIST_AGAINST_PAGE, detail=detail)
        for one, detail in contradictions(db, crawl)
    )
    return write_problems(db, [rows.seen(replace(problem, crawl_id=crawl.id), at) for problem in problems])


def contradictions(db: Database, crawl: records.Crawl) -> list[tuple[ListedArticle, str]]:
    """Return the articles that a list shows otherwise than their page, as both were last seen, with both in words; for
    several lists, what most of them show."""
    shown = [ListedArticle._make(row) for row in db.execute(_SHOWN)]
    is_whole = crawl.complete and crawl.finish_reason == "finished"
    (since,) = db.execute(_LAST_WHOLE, [crawl.id if is_whole else None]).fetchone()
    starts = sorted(start for (start,) in db.execute("SELECT started FROM crawls"))
    found = []
    for field, agrees, worded in _COMPARED:
        against: defaultdict[str, list[ListedArticle]] = defaultdict(list)
        for one in _trusted(shown, agrees):
            if _is_current(one, starts, since or ""):
                against[one.news_id].append(one)
        for _, lists in sorted(against.items()):
            times = Counter(getattr(one, field) for one in lists)
            first = min(lists, key=lambda one: (-times[getattr(one, field)], one.list_url))
            found.append((first, worded(first)))
    return found


def _trusted(shown: Sequence[ListedArticle], agrees: Callable[[ListedArticle], bool | None]) -> Iterable[ListedArticle]:
    """Yield what lists show otherwise than the page and that counts, as they agree with it else."""
    compared = [(one, own) for one in shown if (own := agrees(one)) is not None]
    by_list, by_kind = Counter(), Counter()
    for one, own in compared:
        by_list[one.list_url, own] += 1
        by_kind[one.kind, own] += 1
    for one, own in compared:
        right, wrong = by_list[one.list_url, True], by_list[one.list_url, False] - 1
        of_kind = by_kind[one.kind, True], by_kind[one.kind, False]
        if not own and _mostly(right, wrong) and (right + wrong >= ENOUGH or _mostly(*of_kind)):
            yield one


def _mostly(right: int, wrong: int) -> bool:
    return right > 0 and right >= LEAST_AGREED * (right + wrong)


def _is_current(one: ListedArticle, starts: Sequence[str], since: str) -> bool:
    """Return whether list and page were both seen in the crawl in which the other last was, or may have changed."""

    def began(moment: str) -> str:
        before = bisect_right(starts, moment)
        return starts[before - 1] if before else ""

    seen_together = one.listed >= began(one.changed or "") and one.last_seen >= began(one.listed)
    return seen_together and one.listed >= since


def _title_agrees(one: ListedArticle) -> bool | None:
    """Return whether a list's title is the page's: beside its other parts, more than it, or cut."""
    if not one.shown or one.shown == one.title:
        return bool(one.shown) or None
    if not (title := _letters(one.title)):
        return None
    shown, over, under = _letters(one.shown), _letters(one.overtitle), _letters(one.subtitle)
    heads = {title, over + title, title + under, over + title + under}
    is_cut = one.shown.rstrip().endswith(_CUT)
    return title in shown or shown in heads or (is_cut and any(head.startswith(shown) for head in heads))


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", fold(text or ""))


def _day_agrees(one: ListedArticle) -> bool | None:
    """Return whether a list's day is the publication's, as far as its year is written. The Agenda's are the events'."""
    if one.kind == "agenda" or not one.starts or not one.published:
        return None
    if one.starts[5:] == one.published[5:]:
        words = filter(None, (one.date_text, one.published_text))
        return one.starts == one.published or any(map(is_inferred, words))
    return False


def _title_in_words(one: ListedArticle) -> str:
    return f"title: the list {one.list_url} shows {one.shown!r}, the page {one.title!r}"


def _day_in_words(one: ListedArticle) -> str:
    words = (one.date_text or one.starts, one.published_text or one.published)
    there, here = words if words[0] != words[1] else (one.starts, one.published)
    return f"published: the list {one.list_url} shows {there}, the page {here}"


_COMPARED = (("shown", _title_agrees, _title_in_words), ("starts", _day_agrees, _day_in_words))
"""What is compared: the field that a list shows, whether it agrees with the page, and both in words."""
