"""Reading text: expressions found by the grammar, turned into spans."""

from __future__ import annotations

import datetime as dt

from scraper.dates.cleaning import clean
from scraper.dates.expression import Expression
from scraper.dates.grammar import DATED, EXPRESSION
from scraper.dates.lexicon import PIECES, shape_of
from scraper.dates.odd import is_odd, read_odd
from scraper.dates.resolve import PREFERENCES, Prefer
from scraper.dates.span import DateSpan
from scraper.dates.spans import span_of

PAGE_YEARS = range(1000, 9000)
"""A page that claims another year tells nothing; and near its ends the calendar has no next or last winter."""
FINENESS = {"minute": 2, "day": 2, "month": 1, "year": 0}


def find_dates(text: str, *, on: dt.date | None = None, prefer: Prefer = "nearest") -> list[DateSpan]:
    """Every date expression of a text, in order of writing.

    `on` is the day of the page (a date or datetime): it gives the year that is not written, as `prefer` says
    ("nearest", "past", "future" or "same_year"; else ValueError). Without it such dates are left out.
    """
    return _find(text, on, prefer)[1]


def read_date(text: str, *, on: dt.date | None = None, prefer: Prefer = "nearest") -> DateSpan | None:
    """The date that a short text gives: the first of those most finely written; None when it gives none.

    `on` and `prefer` are those of `find_dates`. A text that is nothing but a date in an odd order goes to dateparser.
    """
    shape, spans = _find(text, on, prefer)
    span = spans[0] if len(spans) == 1 else max(spans, key=_fineness, default=None)
    if (span is None or span.inferred or _fineness(span) < FINENESS["day"]) and is_odd(text, shape):
        return read_odd(text) or span
    return span


def _fineness(span: DateSpan) -> int:
    return FINENESS[span.precision]


def _find(text: str, on: dt.date | None, prefer: Prefer) -> tuple[str, list[DateSpan]]:
    """The shape of a text and the spans in it."""
    if prefer not in PREFERENCES:
        raise ValueError(f"prefer is {prefer!r}, not one of {', '.join(PREFERENCES)}")
    pieces = PIECES.findall(clean(text))
    shape = shape_of(pieces)
    spans: list[DateSpan] = []
    if not DATED.search(shape):
        return shape, spans
    day = on.date() if isinstance(on, dt.datetime) else on
    if day and day.year not in PAGE_YEARS:
        day = None
    place = offset = 0
    for found in EXPRESSION.finditer(shape):
        if found.lastgroup == "no_date":
            continue
        begin, end = found.span()
        if shape[begin] == " ":
            begin += 1
        if shape[end - 1] == " ":
            end -= 1
        if shape[end : end + 1] == ")" and shape.count("(", begin, end) > shape.count(")", begin, end):
            end += 1
        if begin > place:
            offset += len("".join(pieces[place:begin]))
            place = begin
        stop = offset + len("".join(pieces[begin:end]))
        expression = Expression(found.lastgroup, shape, pieces, begin, end, text[offset:stop], (offset, stop))
        expression.take_apart()
        span = span_of(expression, day, prefer)
        if span:
            spans.append(span)
    return shape, spans
