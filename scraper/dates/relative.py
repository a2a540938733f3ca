"""Phrases that count from the day of the page (demain, il y a trois mois), seasons and parts of a year."""

from __future__ import annotations

import datetime as dt

from scraper.dates import lexicon
from scraper.dates.expression import Expression, full_year, month_end
from scraper.dates.lexicon import EDGES, NEXT, NUMBERS, SEASONS, UNITS, WEEKDAYS
from scraper.dates.span import Precision, Prefer

Period = tuple[dt.date, dt.date, Precision]
"""First day, last day, and how finely they are written."""


def read_relative(expression: Expression, on: dt.date, prefer: Prefer) -> Period | None:
    """Return the period of a phrase, counted from `on`; None when it names no day or period.

    What is no date in running text (`lundi`, `demain`, `cette semaine`) is one only when it is alone, has an hour,
    or is called next or last.
    """
    said, near = expression.said, expression.words.get("near")
    step = 0 if near is None else 1 if near in NEXT else -1
    prefer = {0: prefer, 1: "future", -1: "past"}[step]
    this = not lexicon.THIS.isdisjoint(said)
    sure = bool(step or expression.hours or expression.alone)
    number = expression.members[0].day if expression.members else None
    try:
        match expression.form:
            case "counted":
                return _counted(said, on)
            case "edge":
                month = on.month if UNITS[said[-1]] == "month" else _first(EDGES, said)
                return _around("month", on.replace(day=1, month=month)) if month else None
            case "this_month" if number and not {"courant", "mois"}.isdisjoint(said):
                return _around("day", _in_month(number, on, step))
            case "period" if step or (this and sure):
                unit = _first(UNITS, said) or "day"
                return None if unit == "day" and step else _around(unit, _later(on, step, unit))
            case "relative_day" if sure:
                place = next(place for place, word in enumerate(said) if word in lexicon.DAYS_AWAY)
                beyond = 1 if {"avant", "apres"}.isdisjoint(said[:place]) else 2
                return _around("day", on + dt.timedelta(beyond * lexicon.DAYS_AWAY[said[place]]))
            case "weekday" if number:
                return _around("day", _numbered_weekday(_first(WEEKDAYS, said), number, on, prefer))
            case "weekday" if this or (sure and (step or not _is_repeated(said))):
                days = (_first(WEEKDAYS, said) - on.weekday()) % 7
                return _around("day", on + dt.timedelta(days if this and not step else _on_side(days, prefer)))
    except (OverflowError, ValueError):  # beyond the calendar
        pass
    return None


def _first(values: dict, said: list[str]):
    """Return the value of the first word that has one."""
    return next((values[word] for word in said if word in values), None)


def _around(unit: str, day: dt.date | None) -> Period | None:
    """Return the day, week, weekend, month or year of a day."""
    if day is None or unit == "day":
        return day and (day, day, "day")
    if unit == "month":
        return day.replace(day=1), month_end(day), "month"
    if unit == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), "year"
    monday = day - dt.timedelta(day.weekday())
    return monday + dt.timedelta(5 if unit == "weekend" else 0), monday + dt.timedelta(6), "day"


def _later(day: dt.date, count: int, unit: str) -> dt.date:
    """Return a day some units later, or the last of that month when it has no such day."""
    months = {"month": count, "year": 12 * count}.get(unit)
    if months is None:
        return day + dt.timedelta(count if unit == "day" else 7 * count)
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    first = dt.date(year, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def _is_repeated(said: list[str]) -> bool:
    """Return whether a weekday is every week's: `les mardis`, `le jeudi à 14h`, `du mardi au samedi`."""
    place = next(place for place, word in enumerate(said) if word in WEEKDAYS)
    return said[place] in lexicon.REPEATED or (place > 0 and said[place - 1] in lexicon.WEEKLY)


def _on_side(days: int, prefer: Prefer) -> int:
    """Return in how many days a weekday is meant, when the next or this one is in 0 to 6 days."""
    if prefer == "future":
        return days or 7
    return days - 7 if prefer == "past" or days > 3 else days


def _numbered_weekday(weekday: int, number: int, on: dt.date, prefer: Prefer) -> dt.date | None:
    """Return the nearest such day among the months about `on`, on the side that `prefer` asks for."""
    days = [day for step in (0, 1, -1, 2, -2) if (day := _in_month(number, on, step)) and day.weekday() == weekday]
    sides = {"past": lambda day: day <= on, "future": lambda day: day >= on}
    return min(filter(sides.get(prefer), days), key=lambda day: abs(day - on), default=None)


def _in_month(number: int, on: dt.date, step: int) -> dt.date | None:
    first = _later(on.replace(day=1), step, "month")
    return first.replace(day=number) if number <= month_end(first).day else None


def _counted(said: list[str], on: dt.date) -> Period | None:
    """Return `il y a un an et deux mois`, as fine as its finest unit.

    Hours are not counted: a page has a day, not an hour.
    """
    sign, number, day = -1 if "il" in said else 1, 0, on
    for word in said:
        if word.isdigit():
            number = int(word)
        elif word in NUMBERS:
            number += NUMBERS[word]
        elif word in UNITS:
            unit = UNITS[word]
            day, number = _later(day, sign * number, unit), 0
    return _around("day" if unit == "week" else unit, day)


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
    length = _first(lexicon.PARTS_OF_YEAR, said)
    places = [int(piece) for piece in said if piece.isdigit() and len(piece) == 1]
    place = places[0] if places else _first(NUMBERS, said) or 12 // length  # "dernier" is the last
    return _months(years[-1], 1 + length * (place - 1), length) if years and place * length <= 12 else None


def _season_of_page(said: list[str], month: int, on: dt.date) -> Period | None:
    """Return the season of `cet été`, `l'été prochain` or `l'été dernier`."""
    if not NEXT.isdisjoint(said):
        return _months(on.year + (dt.date(on.year, month, 1) <= on), month, 3)
    if any(piece.startswith("dernier") for piece in said):
        seasons = (_months(year, month, 3) for year in range(on.year, on.year - 3, -1))
        return next(season for season in seasons if season[1] < on)
    return None if lexicon.THIS.isdisjoint(said) else _months(on.year, month, 3)


def _months(year: int, month: int, count: int) -> Period:
    first = dt.date(year, month, 1)
    return first, month_end(_later(first, count - 1, "month")), "month"
