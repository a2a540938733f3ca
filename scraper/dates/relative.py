"""Phrases that count from the day of the page (demain, il y a trois mois), seasons and parts of a year."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from scraper.dates.expression import Expression, full_year, month_end
from scraper.dates.lexicon import EDGES, NEXT, NUMBERS, REPEATED, SEASONS, UNITS, WEEKDAYS
from scraper.dates.span import Precision, Prefer

Reading = tuple[dt.date, dt.date, Precision]

Season = tuple[dt.date, dt.date, tuple[str, ...]]

_DAYS = {"hier": -1, "aujourd": 0, "demain": 1}
_THIS = {"ce", "cet", "cette"}
_WEEKLY = {"le", "du", "au"}
_LENGTHS = {"semestre": 6, "s": 6, "trimestre": 3, "t": 3}
"""Months of a part of a year."""


def read_relative(expression: Expression, on: dt.date, prefer: Prefer) -> Reading | None:
    """Return first day, last day and precision of a phrase, counted from `on`; None when it names no day or period.

    What is no date in running text (`lundi`, `demain`, `cette semaine`) is one only when it is alone, has an hour,
    or is called next or last.
    """
    form, said = expression.form, expression.said
    step = 0
    if "near" in expression.words:
        step = 1 if expression.words["near"] in NEXT else -1
        prefer = "future" if step == 1 else "past"
    sure = bool(step or expression.hours or expression.alone)
    this = not _THIS.isdisjoint(said)
    try:
        if form == "counted":
            return _counted(said, on)
        if form == "edge":
            return _edge(said, on)
        if form == "this_month":
            number = expression.members[0].day
            return _one(_in_month(number, on, step)) if number and {"courant", "mois"} & set(said) else None
        if form == "period":
            return _period(said, on, step) if step or (this and sure) else None
        if form == "relative_day":
            return _relative_day(said, on) if sure else None
        if expression.members:
            return _numbered_weekday(said, expression.members[0].day, on, prefer)
        if _is_repeated(said) and not step and not this:
            return None
        return _weekday(said, on, "this" if this and not step else prefer) if sure or this else None
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _is_repeated(said: list[str]) -> bool:
    """Return whether a weekday is every week's: `les mardis`, `le jeudi à 14h`, `du mardi au samedi`."""
    place = next(place for place, word in enumerate(said) if word in WEEKDAYS)
    return said[place] in REPEATED or (place > 0 and said[place - 1] in _WEEKLY)


def _one(day: dt.date | None) -> Reading | None:
    return (day, day, "day") if day else None


def _month(on: dt.date, step: int) -> Reading:
    year, month = divmod(12 * on.year + on.month - 1 + step, 12)
    return dt.date(year, month + 1, 1), month_end(year, month + 1), "month"


def _year(year: int) -> Reading:
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def _relative_day(said: list[str], on: dt.date) -> Reading | None:
    place = next(place for place, word in enumerate(said) if word in _DAYS)
    twice = 1 if {"avant", "apres"}.isdisjoint(said[:place]) else 2
    return _one(on + dt.timedelta(twice * _DAYS[said[place]]))


def _weekday(said: list[str], on: dt.date, which: Literal["this"] | Prefer) -> Reading | None:
    """Return the day of that name: from today on, the next, the last, or the nearest."""
    ahead = (next(WEEKDAYS[word] for word in said if word in WEEKDAYS) - on.weekday()) % 7
    if which == "future":
        ahead = ahead or 7
    elif which == "past" or (which != "this" and ahead > 3):
        ahead -= 7
    return _one(on + dt.timedelta(ahead))


def _numbered_weekday(said: list[str], number: int, on: dt.date, prefer: Prefer) -> Reading | None:
    """Return the nearest such day among the months about `on`, on the side that `prefer` asks for."""
    weekday = next(WEEKDAYS[word] for word in said if word in WEEKDAYS)
    days = [day for step in (0, 1, -1, 2, -2) if (day := _in_month(number, on, step)) and day.weekday() == weekday]
    if prefer == "past":
        days = [day for day in days if day <= on]
    if prefer == "future":
        days = [day for day in days if day >= on]
    return _one(min(days, key=lambda day: abs(day - on), default=None))


def _in_month(number: int, on: dt.date, step: int) -> dt.date | None:
    first, last, _ = _month(on, step)
    return first.replace(day=number) if number <= last.day else None


def _period(said: list[str], on: dt.date, step: int) -> Reading | None:
    unit = next((UNITS[word] for word in said if word in UNITS), "day")
    monday = on - dt.timedelta(on.weekday()) + dt.timedelta(7 * step)
    if unit == "weekend":
        return monday + dt.timedelta(5), monday + dt.timedelta(6), "day"
    if unit == "week":
        return monday, monday + dt.timedelta(6), "day"
    if unit == "month":
        return _month(on, step)
    if unit == "year":
        return _year(on.year + step)
    return None if step else _one(on)


def _edge(said: list[str], on: dt.date) -> Reading | None:
    unit = UNITS[said[-1]]
    month = next((EDGES[word] for word in said if word in EDGES), None)
    if unit == "month":
        return _month(on, 0)
    return _month(on.replace(day=1, month=month), 0) if month else None


def _counted(said: list[str], on: dt.date) -> Reading | None:
    """Return `il y a un an et deux mois`, as fine as its finest unit.

    Hours are not counted: a page has a day, not an hour.
    """
    sign = -1 if "il" in said else 1
    amounts = dict.fromkeys(("year", "month", "week", "day"), 0)
    number = 0
    for word in said:
        if word.isdigit():
            number = int(word)
        elif word in NUMBERS:
            number += NUMBERS[word]
        elif word in UNITS:
            amounts[UNITS[word]] = number
            unit, number = UNITS[word], 0
    start, end, _ = month = _month(on, sign * (12 * amounts["year"] + amounts["month"]))
    if unit == "year":
        return _year(start.year)
    if unit == "month":
        return month
    day = start.replace(day=min(on.day, end.day))
    return _one(day + sign * dt.timedelta(7 * amounts["week"] + amounts["day"]))


def read_season(said: list[str], on: dt.date | None) -> Season | None:
    """Return first day, last day, and what was inferred; None when the year is neither written nor known from `on`.

    By convention summer is June to August, and winter 2023 is December 2023 to February 2024.
    """
    years = [full_year(int(piece)) for piece in said if piece.isdigit() and len(piece) > 1]
    seasons = [SEASONS[piece] for piece in said if piece in SEASONS]
    if seasons and years:
        return (*_whole_months(years[0], seasons[0], 3 * len(seasons)), ())
    if seasons:
        year = _year_of_season(said, seasons[0], on) if on else None
        return (*_whole_months(year, seasons[0], 3), ("year",)) if year else None
    length = next(_LENGTHS[piece] for piece in said if piece in _LENGTHS)
    place = next((_place(piece) for piece in said if _place(piece)), 12 // length)  # "dernier" is the last
    if not years or place * length > 12:
        return None
    return (*_whole_months(years[-1], 1 + length * (place - 1), length), ())


def _place(piece: str) -> int | None:
    return int(piece) if piece.isdigit() and len(piece) == 1 else NUMBERS.get(piece)


def _year_of_season(said: list[str], month: int, on: dt.date) -> int | None:
    """Return the year in which `cet été`, `l'été prochain` or `l'été dernier` begins."""
    if not NEXT.isdisjoint(said):
        return on.year if dt.date(on.year, month, 1) > on else on.year + 1
    if any(piece.startswith("dernier") for piece in said):
        return next(year for year in range(on.year, on.year - 3, -1) if _whole_months(year, month, 3)[1] < on)
    return on.year if {"cet", "ce"} & set(said) else None


def _whole_months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    later, last = divmod(month + count - 2, 12)
    return dt.date(year, month, 1), month_end(year + later, last + 1)
