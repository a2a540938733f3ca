"""One state of the sample portal: what it holds, and what each of its lists shows on its "today"."""

from collections import defaultdict
from datetime import date
from functools import cached_property, lru_cache

from sample_portal import kinds
from sample_portal.articles import Article, Head
from sample_portal.pen import Pen
from sample_portal.sections import URL, Section
from sample_portal.slugs import Addresses
from sample_portal.world import World


class State:
    """Articles by number, sections by number, the world they speak of, and the addresses of all. Texts are written when
    asked for.

    today: the day the portal shows itself on, Europe/Paris. generation: how many times it has changed.
    """

    def __init__(
        self,
        seed: int,
        today: date,
        world: World,
        sections: dict[int, Section],
        heads: dict[int, Head],
        addresses: Addresses,
        generation: int = 0,
    ) -> None:
        self.seed, self.today, self.generation = seed, today, generation
        self.world, self.sections, self.heads, self.addresses = world, sections, heads, addresses
        self._cached_article = lru_cache(maxsize=4096)(self._write)

    # --- articles ---------------------------------------------------------------------------------------------------

    def article(self, number: int) -> Article:
        """An article with its text. Raises KeyError when there is no such number."""
        return self._cached_article(self.heads[number])

    def _write(self, head: Head) -> Article:
        pen = Pen(self.world, f"{self.seed}-{head.number}-text")
        return Article(head, kinds.BY_NAME[head.kind].write(pen, head))

    def path(self, kind: str, number: int) -> str:
        """The path, without leading slash, of an article, rubrique or mot. Raises KeyError when it has none."""
        return self.addresses.current[kind, number].path

    def url(self, kind: str, number: int) -> str:
        """The canonical address of an article, rubrique or mot."""
        return f"{URL}/{self.path(kind, number)}"

    # --- lists: numbers of articles, newest first -------------------------------------------------------------------

    @cached_property
    def published(self) -> tuple[int, ...]:
        """Every article that is not withdrawn, those to come included."""
        shown = (head for head in self.heads.values() if head.state != "withdrawn")
        return tuple(
            head.number for head in sorted(shown, key=lambda head: (head.published, head.number), reverse=True)
        )

    @cached_property
    def past(self) -> tuple[int, ...]:
        """Those dated today or before: what lists show."""
        return tuple(number for number in self.published if self.heads[number].published <= self.today)

    @cached_property
    def news(self) -> tuple[int, ...]:
        """-Actualites-."""
        return tuple(number for number in self.past if self.heads[number].listed)

    @cached_property
    def coming(self) -> tuple[int, ...]:
        """The agenda: articles of events that begin today or later, the next one first."""
        return tuple(number for day, number in self._dated if day >= self.today)

    def in_month(self, month: date) -> tuple[int, ...]:
        """The articles of events that begin in a month."""
        return tuple(number for day, number in self._dated if (day.year, day.month) == (month.year, month.month))

    @cached_property
    def _dated(self) -> list[tuple[date, int]]:
        heads = (self.heads[number] for number in self.published if self.heads[number].online)
        return sorted(
            (head.happening.day, head.number)
            for head in heads
            if head.happening and head.happening.precision in {"day", "minute"}
        )

    def of_group(self, group_id: str) -> tuple[int, ...]:
        """A group's own list; for the former groups, the news of the whole site (docs/portal.md)."""
        return self.past if self.world.group(group_id).everything else tuple(self._by_group.get(group_id, ()))

    def of_mot(self, name: str) -> tuple[int, ...]:
        """A keyword's list."""
        return tuple(self._by_mot.get(name, ()))

    @cached_property
    def of_funds(self) -> tuple[int, ...]:
        """-Fonds-de-solidarite-."""
        return tuple(
            number for number in self.past if self.heads[number].fund or self.heads[number].kind == "WhatAFundIs"
        )

    @cached_property
    def _by_group(self) -> dict[str, list[int]]:
        return self._grouped(lambda head: head.groups)

    @cached_property
    def _by_mot(self) -> dict[str, list[int]]:
        return self._grouped(lambda head: head.mots)

    def _grouped(self, names) -> dict[str, list[int]]:
        lists = defaultdict(list)
        for number in self.past:
            if self.heads[number].online:
                for name in names(self.heads[number]):
                    lists[name].append(number)
        return lists

    @cached_property
    def _places(self) -> dict[int, int]:
        return {number: place for place, number in enumerate(self.published)}

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """The article before (older) and the one after (newer)."""
        place = self._places[number]
        older = self.published[place + 1] if place + 1 < len(self.published) else None
        return older, self.published[place - 1] if place else None
