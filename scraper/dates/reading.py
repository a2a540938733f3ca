"""The public functions: dates of running text, of a short text, of an agenda block, and what looks like one unread."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import get_args

from scraper.dates.cleaning import clean
from scraper.dates.expression import CUT_MONTH, Expression
from scraper.dates.grammar import DATED, EXPRESSION, LOOKS_LIKE_A_DATE
from scraper.dates.lexicon import LETTERS, PIECES, month_of, shape_of
from scraper.dates.span import DateSpan, Prefer, day_of
from scraper.dates.spans import span_of
from scraper.text import remembered

PAGE_YEARS = range(1000, 9000)
"""A page of another year is as one of unknown day; near its ends the calendar has no next or last winter."""
FINENESS = {"minute": 2, "day": 2, "month": 1, "year": 0}
LONGEST_ODD = 60
"""Characters: a longer text is prose, in which dateparser finds dates that are not there."""
_PREFERENCES = get_args(Prefer)
_BADGE = re.compile(r"\s*([0-9]{1,2})(?:er)?\s+([a-z]{3,})")


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
    span = max(spans, key=_fineness, default=None)
    if (span is None or span.inferred or _fineness(span) < FINENESS["day"]) and _is_odd(text, shape):
        return _read_odd(text) or span
    return span


def _fineness(span: DateSpan) -> int:
    return FINENESS[span.precision]


# The readers of a page ask for the dates of a title or a paragraph more than once.
@remembered(256)
def _find(text: str, on: dt.date | None, prefer: Prefer) -> tuple[str, list[DateSpan]]:
    """Return the shape of a text and the spans in it."""
    if prefer not in _PREFERENCES:
        raise ValueError(f"prefer is {prefer!r}, not one of {', '.join(_PREFERENCES)}")
    pieces = PIECES.findall(clean(text))
    shape = shape_of(pieces)
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
        begin, end = _trimmed(shape, *found.span())
        if begin > place:
            offset += len("".join(pieces[place:begin]))
            place = begin
        stop = offset + len("".join(pieces[begin:end]))
        expression = Expression(found.lastgroup, shape, pieces, begin, end)
        expression.text, expression.offsets = text[offset:stop], (offset, stop)
        span = span_of(expression, day, prefer)
        if span:
            spans.append(span)
    return shape, spans


def _trimmed(shape: str, begin: int, end: int) -> tuple[int, int]:
    """Return the ends of an expression without blanks around it, and with the bracket that closes it."""
    begin += shape[begin] == " "
    end -= shape[end - 1] == " "
    return begin, end + (shape[end : end + 1] == ")" and shape.count("(", begin, end) > shape.count(")", begin, end))


# --- what looks like a date and was not read: `32 janvier`, `31/02/2024`, or `le 5 mars` on a page of unknown day ---


def unread_dates(text: str, *, on: dt.date | None = None) -> list[str]:
    """Return the pieces of a text that look like dates and that `find_dates` does not read, in order of writing."""
    pieces = PIECES.findall(clean(text))
    places = [0, *accumulate(map(len, pieces))]
    read = find_dates(text, on=on)
    unread = []
    for found in LOOKS_LIKE_A_DATE.finditer(shape_of(pieces)):
        begin, end = places[found.start()], places[found.end()]
        while read and read[0].offsets[1] <= begin:
            read.pop(0)
        if not read or end <= read[0].offsets[0]:
            unread.append(text[begin:end])
    return unread


# --- a day, a month by name and a year in an order that the grammar does not know: `2018 juin 5`, `mars 2012 le 5` ---

_ORDER = dict.fromkeys(" ,.-/:'", "") | {
    LETTERS[token]: part
    for part, tokens in {
        "day": "d dd",
        "month": "month_name month_abbr sept",
        "year": "yyyy",
        "": "le of to weekday_name",
    }.items()
    for token in tokens.split()
}


def _is_odd(text: str, shape: str) -> bool:
    """Return whether a text is nothing but one day, one month by name and one year, in some order."""
    if len(text) > LONGEST_ODD or LETTERS["yyyy"] not in shape:
        return False
    return sorted(filter(None, (_ORDER.get(token, "other") for token in shape))) == ["day", "month", "year"]


def _read_odd(text: str) -> DateSpan | None:
    """Return the date that dateparser reads in an odd text, strictly and in French; None when it reads none.

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
    if full:
        return full
    found = _BADGE.match(clean(badge))
    if not found:
        return None
    for span in find_dates(title, on=on):
        if span.precision in ("day", "minute") and (span.start.day, span.start.month) in _days(found):
            return span._replace(text=badge[found.start(1) : found.end()], offsets=(found.start(1), found.end()))
    return None


def _ordered(badge: str, on: dt.date, earliest: dt.date, latest: dt.date) -> DateSpan | None:
    found = _BADGE.match(clean(badge))
    candidates = list(_candidates(found, on)) if found else []
    if not candidates:
        return None
    best = min(candidates, key=lambda date: (not earliest <= date <= latest, abs(date - on)))
    inferred = ("year", "month") if found[2] == CUT_MONTH else ("year",)
    return DateSpan(best, best, "day", badge[found.start(1) : found.end()], (found.start(1), found.end()), inferred)


def _candidates(found: re.Match[str], on: dt.date) -> Iterable[dt.date]:
    for year in (on.year - 1, on.year, on.year + 1):
        for day, month in _days(found):
            try:
                yield dt.date(year, month, day)
            except ValueError:
                continue


def _days(found: re.Match[str]) -> list[tuple[int, int]]:
    """Return the day and month of a badge; both June and July of `jui`."""
    months = (6, 7) if found[2] == CUT_MONTH else (month_of(found[2]),)
    return [(int(found[1]), month) for month in months if month]
