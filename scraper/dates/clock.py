"""The hour of a day: `14h30`, `14:30`, `midi et demi`, `8h du soir`, `dix-huit heures`."""

from __future__ import annotations

from typing import NamedTuple

from scraper.dates.lexicon import NUMBERS, UNITS

EVENING = {"soir", "soiree", "apres", "aprem", "pm"}
FRACTIONS = {"quart": 15, "demi": 30, "demie": 30}
FARTHEST = 14
"""Hours: no zone is farther from UTC."""


class Clock(NamedTuple):
    """An hour of the day."""

    hour: int
    minute: int
    ahead: int | None = None
    """Hours ahead of UTC where that is written (`14h GMT` is 0), else None: it is the hour of Paris."""


LAST_MINUTE = Clock(23, 59)
"""`avant le 30 avril, minuit` is the end of the day."""


def read_clock(written: list[str]) -> Clock | None:
    """Hour and minute; None when there is no such hour."""
    numbers = [int(piece) for piece in written if piece.isdigit()]
    spelt = [sum(NUMBERS.get(piece, 0) for piece in part) for part in _around_hour_word(written)]
    numbers = numbers + spelt[1:] if numbers else [12 if "midi" in written else spelt[0], *spelt[1:]]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    minute = next((FRACTIONS[piece] for piece in written if piece in FRACTIONS), minute)
    if hour < 12 and not EVENING.isdisjoint(written):
        hour += 12
    elif hour == 12 and "am" in written:
        hour = 0
    return Clock(hour, minute) if hour < 24 and minute < 60 else None


def in_same_half(before: Clock, after: Clock) -> Clock:
    """The hour before one of the afternoon, of the same half of the day: the 2 of `2-5 pm`, not the 11 of `11-1 pm`."""
    later = before._replace(hour=before.hour + 12)
    return later if later <= after else before


def _around_hour_word(written: list[str]) -> list[list[str]]:
    """What stands before and after `heures`; all of it where that is not written."""
    at = next((place for place, piece in enumerate(written) if UNITS.get(piece) == "hour"), None)
    return [written] if at is None else [written[:at], written[at + 1 :]]


def in_zone(clocks: tuple[Clock, ...], written: list[str]) -> tuple[Clock, ...]:
    """Hours after which `GMT`, `UTC` or `GMT+2` is written; those that have their own keep it."""
    ahead = next((int(piece) for piece in written if piece.isdigit()), 0)
    if ahead > FARTHEST:
        return clocks
    ahead = -ahead if "-" in written else ahead
    return tuple(clock if clock.ahead is not None else clock._replace(ahead=ahead) for clock in clocks)


def of_paris(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """Of hours told twice (`14h GMT, 16h heure de Paris`) those of Paris; all of them where none is."""
    return tuple(clock for clock in clocks if clock.ahead is None) or clocks
