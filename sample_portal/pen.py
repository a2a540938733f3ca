"""A seeded source of choices that knows the portal's world."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from hashlib import blake2b
from typing import TypeVar

from sample_portal.funds import Fund
from sample_portal.groups import Group
from sample_portal.world import World

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Pen:
    """Chooses; the same seed chooses the same, on any machine. told: the sentences already used with this pen."""

    def __init__(self, world: World, seed: str) -> None:
        self.world = world
        self.told: set[str] = set()
        self._state = int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())

    def _draw(self) -> float:
        """The next number from 0 to 1, 1 left out (SplitMix64)."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((mixed ^ (mixed >> 31)) >> 11) / (1 << 53)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._draw() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different ones, or all when there are fewer, in any order."""
        left, chosen = list(choices), []
        while left and len(chosen) < count:
            chosen.append(left.pop(int(self._draw() * len(left))))
        return chosen

    def chance(self, share: float) -> bool:
        return self._draw() < share

    def upto(self, low: int, high: int) -> int:
        """A number from low to high, both included."""
        return low + int(self._draw() * (high - low + 1))

    def country_group(self) -> Group:
        return self.pick(self.world.countries)

    def thematic_group(self) -> Group:
        """A thematic group, a mission or a region; never the former groups."""
        return self.pick(self.world.thematic)

    def open_fund(self, day: date) -> Fund | None:
        """A fund opened by a day, if there is one; the recent ones mostly."""
        opened = [fund for fund in self.world.funds if fund.opened <= day]
        return self.pick(opened[-4:]) if opened else None

    def hours(self) -> tuple[time, time]:
        """When a meeting begins and ends."""
        start, minutes = self.upto(9, 16), self.pick((0, 0, 30))
        return time(start, minutes), time(start + self.pick((1, 2)), self.pick((0, 15, 30)))

    def weekday_after(self, day: date, days: int) -> date:
        """The first day from Monday to Friday that is `days` after another, or later."""
        later = day + timedelta(days=days)
        return later + timedelta(days=max(0, 7 - later.weekday())) if later.weekday() > 4 else later
