"""The public functions: dates of running text, of a short text, of an agenda block, and what looks like one unread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate, product
from typing import get_args

from scraper.dates.expression import Expression
from scraper.dates.grammar import DATED, EXPRESSION, LOOKS_LIKE_A_DATE, ODD
from scraper.dates.lexicon import CUT_MONTH, tokenize
from scraper.dates.span import DateSpan, Prefer, day_of
from scraper.dates.spans import span_of
from scraper.text import remembered

PAGE_YEARS = range(1000, 9000)
"""A page of another year is as one of unknown day; near its ends the calendar has no next or last winter."""
FINENESS = {"minute": 2, "day": 2, "month": 1, "year": 0}
_LEAP_YEAR = 2000
_PREFERENCES = get_args(Prefer)


def find_dates(text: str, *, on: dt.date | None = None, prefer: Prefer = "nearest") -> list[DateSpan]:
    """Return every date expression of a text, in order of writing.

    `on` is the day of the page (a date or datetime): it decides the year that is not written, as `prefer` says
    ("nearest", "past", "future" or "same_year"; else ValueError). Without it such dates are left out.
    """
    return list(_find(text, on, prefer)[1])


def read_date(text: str, *, on: dt.date | None = None, prefer: Prefer = "nearest") -> DateSpan | None:
    """Return the date of a short text: the first of those most finely written; None when there is none.

    `on` and `prefer` are those of `find_dates`. A text that is nothing but a date in an odd order goes to dateparser.
    """
    shape, spans = _find(text, on, prefer)
    span = max(spans, key=lambda each: FINENESS[each.precision], default=None)
    if (span is None or span.inferred or FINENESS[span.precision] < FINENESS["day"]) and ODD.match(shape):
        return _read_odd(text) or span
    return span


# The readers of a page ask for the dates of a title or a paragraph more than once, and lists show the same ones again.
@remembered(2**11)
def _find(text: str, on: dt.date | None, prefer: Prefer) -> tuple[str, list[DateSpan]]:
    """Return the shape of a text and the spans in it."""
    if prefer not in _PREFERENCES:
        raise ValueError(f"prefer is {prefer!r}, not one of {', '.join(_PREFERENCES)}")
    pieces, shape = tokenize(text)
    spans: list[DateSpan] = []
    if not DATED.search(shape):
        return shape, spans
    day = on and day_of(on)
    if day and day.year not in PAGE_YEARS:
        day = None
    place = offset = 0
    for found in EXPRESSION.finditer(shape):
        if found.lastgroup == "no_date":
            continue
        expression = Expression(found, pieces)
        offset += len("".join(pieces[place : expression.begin]))
        place = expression.begin
        stop = offset + len("".join(pieces[place : expression.end]))
        expression.text, expression.offsets = text[offset:stop], (offset, stop)
        span = span_of(expression, day, prefer)
        if span:
            spans.append(span)
    return shape, spans


def unread_dates(text: str, *, on: dt.date | None = None) -> list[str]:
    """Return the pieces of a text that look like dates and that `find_dates` does not read, in order of writing.

    So are `32 janvier`, `31/02/2024`, and `le 5 mars` on a page of unknown day.
    """
    read = bytearray(len(text))
    for span in find_dates(text, on=on):
        begin, end = span.offsets
        read[begin:end] = b"x" * (end - begin)
    pieces, shape = tokenize(text)
    places = [0, *accumulate(map(len, pieces))]
    looks = [(places[found.start()], places[found.end()]) for found in LOOKS_LIKE_A_DATE.finditer(shape)]
    return [text[begin:end] for begin, end in looks if not any(read[begin:end])]


def _read_odd(text: str) -> DateSpan | None:
    """Return the date that dateparser reads in a text in an odd order (`2018 juin 5`), strictly and in French.

    dateparser takes a tenth of a second to import and a millisecond to read, so it is imported on first use.
    """
    import dateparser

    found = dateparser.parse(
        text,
        languages=["fr"],
        settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False},
    )
    return found and DateSpan(found.date(), found.date(), "day", text, (0, len(text)))


# --- the agenda block: entries with a day, a month cut to three letters, and a title, in the order of their dates ---


def read_badges(badges: Sequence[tuple[str, str]], *, on: dt.date | None) -> list[DateSpan | None]:
    """Return the dates of an agenda block, one for each entry (text of the badge, title), in order; None where there is
    none.

    A date written in full under the badge counts first; then the title's own date, when it is of the badge's day and
    month; else the order of the entries, which go forward in time, and the nearest to `on`, the day of the page. So
    `26 jui` before `1er jui`, whose title says July, is of June.
    """
    day = on and day_of(on)
    spans = [_written(badge, title, day) for badge, title in badges]
    for place, (badge, _) in enumerate(badges):
        if spans[place] is None and day:
            before = next((day_of(span.start) for span in reversed(spans[:place]) if span), dt.date.min)
            after = next((day_of(span.start) for span in spans[place + 1 :] if span), dt.date.max)
            spans[place] = _ordered(badge, day, before, after)
    return spans


def _written(badge: str, title: str, on: dt.date | None) -> DateSpan | None:
    full = next((span for span in find_dates(badge, on=on) if not span.inferred and span.precision != "year"), None)
    shown, days = _shown(badge, [_LEAP_YEAR])
    if full or shown is None:
        return full
    for span in find_dates(title, on=on):
        same = any((day.month, day.day) == (span.start.month, span.start.day) for day in days)
        if same and FINENESS[span.precision] == FINENESS["day"]:
            return span._replace(text=shown.text, offsets=shown.offsets)
    return None


def _ordered(badge: str, on: dt.date, earliest: dt.date, latest: dt.date) -> DateSpan | None:
    shown, days = _shown(badge, [on.year - 1, on.year, on.year + 1])
    best = min(days, key=lambda day: (not earliest <= day <= latest, abs(day - on)), default=None)
    return best and shown._replace(start=best, end=best, precision="day")


def _shown(badge: str, years: list[int]) -> tuple[DateSpan | None, list[dt.date]]:
    """Return the day and month that are on a badge, and the days it may be in some years: of `26 jui` two a year."""
    spans = find_dates(badge, on=dt.date(_LEAP_YEAR, 1, 1), prefer="same_year")
    shown = next((span for span in spans if span.inferred == ("year",) and span.precision != "month"), None)
    days = []
    if shown:
        is_cut = shown.text.lower().endswith(CUT_MONTH)
        shown = shown._replace(inferred=("year", "month") if is_cut else ("year",))
        for year, month in product(years, (6, 7) if is_cut else (shown.start.month,)):
            with suppress(ValueError):  # 29 February
                days.append(dt.date(year, month, shown.start.day))
    return shown, days
