"""Seasons, half years and quarters, as whole months."""

from __future__ import annotations

import datetime as dt

from scraper.dates.expression import full_year, month_end
from scraper.dates.lexicon import NEXT, NUMBERS, SEASONS

_LENGTHS = {"semestre": 6, "s": 6, "trimestre": 3, "t": 3}

Season = tuple[dt.date, dt.date, tuple[str, ...]]


def read_season(said: list[str], on: dt.date | None) -> Season | None:
    """First day, last day, and what was inferred of them; None when the year is neither written nor told by `on`.

    By convention summer is June to August, and winter 2023 is December 2023 to February 2024.
    """
    years = [full_year(int(piece)) for piece in said if piece.isdigit() and len(piece) > 1]
    seasons = [SEASONS[piece] for piece in said if piece in SEASONS]
    if seasons and years:
        return (*_months(years[0], seasons[0], 3 * len(seasons)), ())
    if seasons:
        year = _year_of_season(said, seasons[0], on) if on else None
        return (*_months(year, seasons[0], 3), ("year",)) if year else None
    length = next(_LENGTHS[piece] for piece in said if piece in _LENGTHS)
    place = next((_place(piece) for piece in said if _place(piece)), 12 // length)  # "dernier" is the last
    if not years or place * length > 12:
        return None
    return (*_months(years[-1], 1 + length * (place - 1), length), ())


def _place(piece: str) -> int | None:
    return int(piece) if piece.isdigit() and len(piece) == 1 else NUMBERS.get(piece)


def _year_of_season(said: list[str], month: int, on: dt.date) -> int | None:
    """The year in which `cet été`, `l'été prochain` or `l'été dernier` begins."""
    if not NEXT.isdisjoint(said):
        return on.year if dt.date(on.year, month, 1) > on else on.year + 1
    if any(piece.startswith("dernier") for piece in said):
        return next(year for year in range(on.year, on.year - 3, -1) if _months(year, month, 3)[1] < on)
    return on.year if {"cet", "ce"} & set(said) else None


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    later, last = divmod(month + count - 2, 12)
    return dt.date(year, month, 1), month_end(year + later, last + 1)
