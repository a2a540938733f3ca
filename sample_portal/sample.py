"""The sample portal: made from a seed, moved in time by changes, and knowing what its pages should be read as."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from typing import Any

from sample_portal import kinds, sections, truth
from sample_portal.articles import Article, Head, article_of
from sample_portal.changes import Change
from sample_portal.pen import Pen
from sample_portal.slugs import Addresses
from sample_portal.world import WORLD

OLDEST = date(2005, 11, 10)
"""The portal's oldest article."""
_LONGER_SLUGS_SINCE = date(2017, 1, 1)
_FIRST_NUMBER, _LAST_NUMBER = 1000, 5500
_STATES = {"withdraw": "withdrawn", "protect": "protected", "restore": "online"}
_STATUSES = {"ANNULATION": "cancelled", "REPORT": "postponed", "Save the Date": "save_the_date"}
_SPEAKER = re.compile(r"(CUF|MEAE(?:/\w+)?|CGLU) : ")


class Sample:
    """A portal made from a seed: articles by number, sections by number, the world they speak of, and all addresses."""

    def __init__(self, articles: int = 150, seed: int = 1, today: date = date(2026, 3, 2)) -> None:
        """articles: how many. today: the day it shows itself on, Europe/Paris."""
        self.seed, self.today, self.world = seed, today, WORLD
        self.generation = 0
        """How many times it has changed."""
        self.sections = sections.make()
        self.heads = _diverted({head.number: head for head in _heads(seed, articles, today)})
        self.addresses = Addresses()
        self._claim_all()
        self._cached_article = lru_cache(maxsize=4096)(partial(article_of, seed))

    def _claim_all(self) -> None:
        """Claim all addresses in the order in which the portal's objects were made: sections, keywords, articles."""
        for group in self.world.groups:
            if group.intro not in {None, group.rubrique}:
                self.addresses.claim("rubrique", group.intro, group.name)
        for section in self.sections.values():
            self.addresses.claim("rubrique", section.number, section.title or section.name)
        for name, number in self.world.mots.items():
            self.addresses.claim("mot", number, name)
        for head in self.heads.values():
            self._claim(head)

    def _claim(self, head: Head) -> None:
        longest = 80 if head.published >= _LONGER_SLUGS_SINCE else 35
        self.addresses.claim("article", head.number, head.first_title or head.title, longest)

    def truth(self) -> dict[str, list]:
        """Return table name -> records as they should be read from the portal's pages; see truth."""
        return truth.of(self)

    def permalinks(self) -> dict[str, str]:
        """Return current slug -> first slug, of the articles that were retitled: the archive's id is the first."""
        first, current = self.addresses.first, self.addresses.current
        return {named.slug: first[key].slug for key, named in current.items() if named != first[key]}

    def article(self, number: int) -> Article:
        """Return an article with its text. Raises KeyError when there is no such number."""
        return self._cached_article(self.heads[number])

    def path(self, kind: str, number: int) -> str:
        """Return the path, without leading slash, of an article, rubrique or mot. Raises KeyError when it has none."""
        return self.addresses.current[kind, number].path

    def url(self, kind: str, number: int) -> str:
        """Return the canonical address of an article, rubrique or mot."""
        return f"{sections.URL}/{self.path(kind, number)}"

    @cached_property
    def published(self) -> tuple[int, ...]:
        """Every article that is not withdrawn, those to come included."""
        shown = [(head.published, head.number) for head in self.heads.values() if head.state != "withdrawn"]
        return tuple(number for _, number in sorted(shown, reverse=True))

    @cached_property
    def past(self) -> tuple[int, ...]:
        """Those dated today or before: what lists show."""
        return tuple(number for number in self.published if self.heads[number].published <= self.today)

    def _listed(self, belongs: Callable[[Head], Any]) -> tuple[int, ...]:
        return tuple(number for number in self.past if belongs(self.heads[number]))

    @cached_property
    def news(self) -> tuple[int, ...]:
        """-Actualites-."""
        return self._listed(lambda head: head.listed)

    @cached_property
    def of_funds(self) -> tuple[int, ...]:
        """-Fonds-de-solidarite-."""
        return self._listed(lambda head: head.fund)

    def of_group(self, group_id: str) -> tuple[int, ...]:
        """Return a group's own list; for the former groups, the news of the whole site (docs/portal.md)."""
        if self.world.group(group_id).everything:
            return self.past
        return self._listed(lambda head: group_id in head.groups and head.online)

    def of_mot(self, name: str) -> tuple[int, ...]:
        """Return a keyword's list."""
        return self._listed(lambda head: name in head.mots and head.online)

    @cached_property
    def coming(self) -> tuple[int, ...]:
        """The agenda: articles of events that begin today or later, the next one first."""
        return tuple(number for day, number in self._dated if day >= self.today)

    def in_month(self, month: date) -> tuple[int, ...]:
        """Return the articles of events that begin in a month."""
        return tuple(number for day, number in self._dated if (day.year, day.month) == (month.year, month.month))

    @cached_property
    def _dated(self) -> list[tuple[date, int]]:
        heads = [head for head in map(self.heads.get, self.published) if head.online and head.happening]
        return sorted((head.happening.day, head.number) for head in heads if head.happening.precision != "month")

    def neighbours(self, number: int) -> list[int]:
        """Return the article before (older) and the one after (newer), where there are any."""
        turn = self.published.index(number)
        return [self.published[near] for near in (turn + 1, turn - 1) if 0 <= near < len(self.published)]

    def after(self, changes: Iterable[Change], today: date | None = None) -> "Sample":
        """Return a new sample in which the changes have happened. Raises ValueError for a change that cannot happen."""
        later = Sample.__new__(Sample)
        later.__dict__ |= {name: getattr(self, name) for name in ("seed", "world", "sections", "_cached_article")}
        later.today, later.generation = today or self.today, self.generation + 1
        later.heads = dict(self.heads)
        later.addresses = Addresses(**{name: dict(known) for name, known in vars(self.addresses).items()})
        for change in changes:
            later._apply(change)
        return later

    def _apply(self, change: Change) -> None:
        self.today = max(self.today, change.on or self.today)
        head = self._published(change) if change.action == "publish" else self._changed(change)
        self.heads[head.number] = head

    def _published(self, change: Change) -> Head:
        number = max(self.heads, default=_FIRST_NUMBER) + 1
        head = replace(kinds.draft(self.seed, number, change.kind, self.today), listed=True)
        head = titled(head, change.title) if change.title else head
        self._claim(head)
        return head

    def _changed(self, change: Change) -> Head:
        head = self.heads.get(change.number)
        if head is None:
            raise ValueError(f"{change.action} names article {change.number}, which is not in this sample")
        match change.action:
            case "edit":
                return replace(head, revision=head.revision + 1)
            case "retitle":
                head = titled(head, change.title or "")
                self.addresses.claim("article", head.number, head.title)
                return head
            case "withdraw" | "protect" | "restore":
                return replace(head, state=_STATES[change.action])
        raise ValueError(f"unknown change {change.action!r}; see the functions of sample_portal.changes")


def titled(head: Head, title: str) -> Head:
    """Return a head under another title, with the status and the issuer that this one states.

    Raises ValueError when the article's date stood in its title and would be lost.
    """
    if head.happening and head.happening.source == "title" and head.happening.words not in title:
        raise ValueError(f"the title {title!r} must keep the words of its date, {head.happening.words!r}")
    status = next((status for word, status in _STATUSES.items() if title.startswith(word)), None)
    speaker = _SPEAKER.match(title)
    return replace(head, title=title, first_title=None, status=status, issuer=speaker and speaker[1])


def _heads(seed: int, count: int, today: date) -> Iterator[Head]:
    """Yield heads in the order of their numbers, which have gaps when the sample is smaller than the portal.

    Each run of as many articles as there are kinds has every kind, in an order of its own, the younger kinds later.
    """
    coming = min(max(4, count // 25), 12, count)
    past, gap = count - coming, max(1, (_LAST_NUMBER - _FIRST_NUMBER) // count)
    numbers = (_FIRST_NUMBER + turn * gap + (turn * 7919 + seed) % gap for turn in range(count))
    orders: dict[int, list[str]] = {}
    for turn in range(past):
        run, place = divmod(past - 1 - turn, len(kinds.KINDS))
        if run not in orders:
            shuffled = Pen(f"{seed}-cycle-{run}").some(tuple(kinds.KINDS), len(kinds.KINDS))
            orders[run] = sorted(shuffled, key=kinds.first_year, reverse=True)
        yield kinds.draft(seed, next(numbers), orders[run][place], _day(turn, past, today))
    for turn in range(coming):
        upcoming = kinds.UPCOMING[turn % len(kinds.UPCOMING)]
        yield kinds.draft(seed, next(numbers), upcoming, _coming(turn, today))


def _day(turn: int, past: int, today: date) -> date:
    """Return the day of an article: more of them in the later years; Monday to Friday; never after today."""
    share = (turn / max(past - 1, 1)) ** 0.75
    day = OLDEST + timedelta(days=int(share * (today - OLDEST).days))
    return max(OLDEST, day - timedelta(days=max(0, day.weekday() - 4)))


def _coming(turn: int, today: date) -> date:
    """Return the day of an event to come: in two days; in nine; on the first of next month; then every three weeks."""
    if turn == 2:
        return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return today + timedelta(days=(2, 9)[turn] if turn < 2 else 21 * turn)


def _diverted(heads: dict[int, Head]) -> dict[int, Head]:
    """Return the same heads, a few of which redirect, are protected or are withdrawn; none in a small sample."""
    numbers = [number for number, head in heads.items() if head.kind in {"offer", "statement", "notice"}]
    if len(numbers) < 9:
        return heads
    elsewhere = "https://www.diplomatie.gouv.fr/fr/"
    states = ("redirected", numbers[0]), ("redirected", elsewhere), ("protected", None), ("withdrawn", None)
    for number, (state, target) in zip(numbers[1::2], states, strict=False):
        heads[number] = replace(heads[number], listed=True, state=state, target=target)
    return heads
