"""Hours of the day in which the portal may be asked (--between)."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from scraper.dates import PARIS

_CLOCK = r"((?:[01]\d|2[0-3]):[0-5]\d)"


@dataclass(frozen=True)
class Hours:
    """From `start`, included, to `end`, not included, by the clock in Paris; over midnight when `end` is earlier.

    On the two days of the year on which the clock is changed, an hour that does not exist is not open, and one that
    exists twice is open twice.
    """

    start: time
    end: time

    @classmethod
    def read(cls, text: str) -> "Hours":
        """Return the hours of `22:00-06:00`. Raises ValueError for anything else."""
        found = re.fullmatch(f"{_CLOCK}-{_CLOCK}", text.strip())
        if not found or found[1] == found[2]:
            raise ValueError(f"{text!r} names no hours: give two different times of the day, like 22:00-06:00")
        return cls(*map(time.fromisoformat, found.groups()))

    def __contains__(self, moment: datetime) -> bool:
        """Return whether a moment (with its time zone) is within these hours."""
        clock = moment.astimezone(PARIS).time()
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"
