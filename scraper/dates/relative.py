"""Phrases that count from the day of the page (demain, il y a trois mois), seasons and parts of a year."""

from __future__ import annotations

import datetime as dt

from scraper.dates.expression import Expression, full_year, month_end
from scraper.dates.lexicon import EDGES, NEXT, NUMBERS, REPEATED, SEASONS, UNITS, WEEKDAYS
from scraper.dates.span import Precision, Prefer

Period = tuple[dt.date, dt.date, Precision]
"""First day, last day, and how finely they are written."""

_DAYS = {"hier": -1, "aujourd": 0, "demain": 1}
_THIS = frozenset(["ce", "cet", "cette"])
_WEEKLY = frozenset(["le", "du", "au"])
_LENGTHS = {"semestre": 6, "s": 6, "trimestre": 3, "t": 3}
"""Months of a part of a year."""


def read_relative(expression: Expression, on: dt.date, prefer: Prefer) -> Period | None:
    """Return the period of a phrase, counted from `on`; None when it names no day or period.

    What is no date in running text (`lundi`, `demain`, `cette semaine`) is one only when it is alone, has an hour,
    or is called next or last.
    """
    said, near = expression.said, expression.words.get("near")
    step = 0 if near is None else 1 if near in NEXT else -1
    prefer = {0: prefer, 1: "future", -1: "past"}[step]
    this = not _THIS.isdisjoint(said)
    sure = bool(step or expression.hours or expression.alone)
    number = expression.members[0].day if expression.members else None
    try:
        match expression.form:
            case "counted":
                return _counted(said, on)
            case "edge":
                month = on.month if UNITS[said[-1]] == "month" else _first(EDGES, said)
                return month and _whole("month", on.replace(day=1, month=month))
            case "this_month" if number and not {"courant", "mois"}.isdisjoint(said):
                return _one(_in_month(number, on, step))
            case "period" if step or (this and sure):
                return _period(_first(UNITS, said, "day"), on, step)
            case "relative_day" if sure:
                return _relative_day(said, on)
            case "weekday" if number:
                return _numbered_weekday(_first(WEEKDAYS, said), number, on, prefer)
            case "weekday" if this or (sure and (step or not _is_repeated(said))):
                return _weekday(_first(WEEKDAYS, said), on, "this" if this and not step else prefer)
    except (OverflowError, ValueError):  # beyond the calendar
        pass
    return None


def _first(values: dict, said: list[str], default=None):
    """Return the value of the first word that has one."""
    return next((values[word] for word in said if word in values), default)


def _one(day: dt.date | None) -> Period | None:
    return day and (day, day, "day")


def _whole(unit: str, day: dt.date) -> Period:
    """Return the week, weekend, month or year of a day."""
    if unit == "month":
        return day.replace(day=1), month_end(day), "month"
    if unit == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), "year"
    monday = day - dt.timedelta(day.weekday())
    begin = 5 if unit == "weekend" else 0
    return monday + dt.timedelta(begin), monday + dt.timedelta(6), "day"


def _later(day: dt.date, months: int) -> dt.date:
    """Return a day some months later, or the last of that month when it has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    first = dt.date(year, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def _period(unit: str, on: dt.date, step: int) -> Period | None:
    if unit == "day":
        return None if step else _one(on)
    months = {"year": 12, "month": 1}.get(unit)
    return _whole(unit, _later(on, months * step) if months else on + dt.timedelta(7 * step))


def _relative_day(said: list[str], on: dt.date) -> Period | None:
    place = next(place for place, word in enumerate(said) if word in _DAYS)
    twice = 1 if {"avant", "apres"}.isdisjoint(said[:place]) else 2
    return _one(on + dt.timedelta(twice * _DAYS[said[place]]))


def _is_repeated(said: list[str]) -> bool:
    """Return whether a weekday is every week's: `les mardis`, `le jeudi à 14h`, `du mardi au samedi`."""
    place = next(place for place, word in enumerate(said) if word in WEEKDAYS)
    return said[place] in REPEATED or (place > 0 and said[place - 1] in _WEEKLY)


def _weekday(weekday: int, on: dt.date, which: str) -> Period | None:
    """Return the day of that name: from today on ("this"), the next, the last, or the nearest."""
    ahead = (weekday - on.weekday()) % 7
    if which == "future":
        ahead = ahead or 7
    elif which == "past" or (which != "this" and ahead > 3):
        ahead -= 7
    return _one(on + dt.timedelta(ahead))


def _numbered_weekday(weekday: int, number: int, on: dt.date, prefer: Prefer) -> Period | None:
    """Return the nearest such day among the months about `on`, on the side that `prefer` asks for."""
    days = [day for step in (0, 1, -1, 2, -2) if (day := _in_month(number, on, step)) and day.weekday() == weekday]
    sides = {"past": lambda day: day <= on, "future": lambda day: day >= on}
    return _one(min(filter(sides.get(prefer), days), key=lambda day: abs(day - on), default=None))


def _in_month(number: int, on: dt.date, step: int) -> dt.date | None:
    first = _later(on.replace(day=1), step)
    return first.replace(day=number) if number <= month_end(first).day else None


def _counted(said: list[str], on: dt.date) -> Period | None:
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
            unit = UNITS[word]
            amounts[unit], number = number, 0
    day = _later(on, sign * (12 * amounts["year"] + amounts["month"]))
    if unit in ("year", "month"):
        return _whole(unit, day)
    return _one(day + sign * dt.timedelta(7 * amounts["week"] + amounts["day"]))


def read_season(said: list[str], on: dt.date | None) -> tuple | None:
    """Return the period of a season, quarter or half of a year, with what was inferred where the year is not written;
    None when it is not known either.

    By convention summer is June to August, and winter 2023 is December 2023 to February 2024.
    """
    years = [full_year(int(piece)) for piece in said if piece.isdigit() and len(piece) > 1]
    seasons = [SEASONS[piece] for piece in said if piece in SEASONS]
    if seasons and years:
        return _months(years[0], seasons[0], 3 * len(seasons))
    if seasons:
        season = on and _season_of_page(said, seasons[0], on)
        return season and (*season, ("year",))
    length = _first(_LENGTHS, said)
    places = [int(piece) for piece in said if piece.isdigit() and len(piece) == 1]
    place = places[0] if places else _first(NUMBERS, said, 12 // length)  # "dernier" is the last
    return _months(years[-1], 1 + length * (place - 1), length) if years and place * length <= 12 else None


def _season_of_page(said: list[str], month: int, on: dt.date) -> Period | None:
    """Return the season of `cet été`, `l'été prochain` or `l'été dernier`."""
    if not NEXT.isdisjoint(said):
        return _months(on.year + (dt.date(on.year, month, 1) <= on), month, 3)
    if any(piece.startswith("dernier") for piece in said):
        seasons = (_months(year, month, 3) for year in range(on.year, on.year - 3, -1))
        return next(season for season in seasons if season[1] < on)
    return None if _THIS.isdisjoint(said) else _months(on.year, month, 3)


def _months(year: int, month: int, count: int) -> Period:
    first = dt.date(year, month, 1)
    return first, month_end(_later(first, count - 1)), "month"
