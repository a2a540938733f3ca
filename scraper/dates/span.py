"""What was read: a span of time, how finely it was written, and how far the reading can be trusted."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
Precision = Literal["minute", "day", "month", "year"]
Prefer = Literal["nearest", "past", "future", "same_year"]
"""Which year is meant where none is written."""

_ISO_LENGTH = {"year": 4, "month": 7, "day": 10}


class DateSpan(NamedTuple):
    """One date expression.

    `start` and `end` are inclusive. Both are dates, or both datetimes in Europe/Paris when an hour is written;
    a single date ends where it starts, a month or a year on its last day.
    """

    start: dt.date
    """First day, or first minute."""
    end: dt.date
    """Last day, or last minute: of a list, of its last member; of an open span, of the date that is named."""
    precision: Precision
    """The finest unit that was written."""
    text: str = ""
    """The piece of the text that was read."""
    offsets: tuple[int, int] = (0, 0)
    """Where `text` is: `source[offsets[0]:offsets[1]] == text`."""
    inferred: tuple[str, ...] = ()
    """Parts that were not written but worked out: "year", "month", "day"."""
    conflicts: tuple[str, ...] = ()
    """What does not fit, in words: weekday against date, end before start, impossible year."""
    approximate: str | None = None
    """The word that blurs the date ("début", "mi", "fin", "courant", "vers"), or None."""
    open: Literal["start", "end"] | None = None
    """The side left open: "end" after depuis or à partir de, "start" after jusqu'à or avant."""
    dates: tuple[dt.date, ...] = ()
    """Every member of a list (les 11 et 18 mars), else empty."""

    @property
    def edtf(self) -> str:
        """The span in ISO 8601-2 (EDTF).

        `2024-03-05`, `2023-06/2024-02`, `2012-04/..`, `{2021-03-11,2021-03-18}`, `2023-02~` when approximate,
        `2023-02-01?` when there are conflicts.
        """
        if self.dates:
            return "{" + ",".join(self._written(each) for each in self.dates) + "}"
        start, end = self._written(self.start), self._written(self.end)
        if self.open:
            return f"{start}/.." if self.open == "end" else f"../{end}"
        return start if start == end else f"{start}/{end}"

    def _written(self, moment: dt.date) -> str:
        marks = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
        mark = marks[self.approximate is not None, bool(self.conflicts)]
        return moment.isoformat()[: _ISO_LENGTH.get(self.precision)] + mark


def day_of(moment: dt.date | dt.datetime) -> dt.date:
    """Return the day of a start or an end of a span."""
    return moment.date() if isinstance(moment, dt.datetime) else moment
