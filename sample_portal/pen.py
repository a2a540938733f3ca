"""A seeded source of choices, and of workdays."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Pen:
    """Chooses; the same seed chooses the same, on any machine: Random promises it of random() alone."""

    def __init__(self, seed: str) -> None:
        self._draw = Random(seed).random  # noqa: S311 - no secret is made
        self.used: set[str] = set()
        """The sentences already written with this pen."""

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._draw() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Choose `count` different ones, or all when there are fewer, in any order."""
        left = list(choices)
        return [left.pop(int(self._draw() * len(left))) for _ in range(min(count, len(left)))]

    def chance(self, share: float) -> bool:
        return self._draw() < share

    def upto(self, low: int, high: int) -> int:
        """Choose a number from low to high, both included."""
        return low + int(self._draw() * (high - low + 1))


def weekday_after(day: date, days: int) -> date:
    """Return the first day from Monday to Friday that is `days` after another, or later."""
    later = day + timedelta(days=days)
    return later + timedelta(days=7 - later.weekday()) if later.weekday() > 4 else later
