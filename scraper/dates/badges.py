"""The agenda block: entries with a day, a month cut to three letters, and a title, in the order of their dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from scraper.dates.cleaning import clean
from scraper.dates.expression import CUT_MONTH
from scraper.dates.lexicon import MONTHS
from scraper.dates.reading import find_dates
from scraper.dates.span import DateSpan

_BADGE = re.compile(r"\s*([0-9]{1,2})(?:er)?\s+([a-z]{3,})")


def read_badges(badges: Sequence[tuple[str, str]], *, on: dt.date | None) -> list[DateSpan | None]:
    """The dates of an agenda block, one for each entry (text of the badge, title), in order; None where there is none.

    A date written in full under the badge counts first; then the title's own date, when it is of the badge's day and
    month; else the order of the entries, which go forward in time, and the nearest to `on`, the day of the page. So
    `26 jui` before `1er jui`, whose title says July, is of June.
    """
    day = on.date() if isinstance(on, dt.datetime) else on
    spans = [_written(badge, title, day) for badge, title in badges]
    for place, (badge, _) in enumerate(badges):
        if spans[place] is None and day:
            before = next((span for span in reversed(spans[:place]) if span), None)
            after = next((span for span in spans[place + 1 :] if span), None)
            spans[place] = _ordered(badge, day, _day(before) or dt.date.min, _day(after) or dt.date.max)
    return spans


def _written(badge: str, title: str, on: dt.date | None) -> DateSpan | None:
    full = next((span for span in find_dates(badge, on=on) if not span.inferred and span.precision != "year"), None)
    if full:
        return full
    found = _BADGE.match(clean(badge))
    if not found:
        return None
    for span in find_dates(title, on=on):
        if span.precision in ("day", "minute") and _is_of(span.start, found):
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
        for month in _months(found[2]):
            try:
                yield dt.date(year, month, int(found[1]))
            except ValueError:
                continue


def _months(word: str) -> tuple[int, ...]:
    if word == CUT_MONTH:
        return 6, 7
    return (MONTHS[word],) if word in MONTHS else ()


def _is_of(date: dt.date, found: re.Match[str]) -> bool:
    return date.day == int(found[1]) and date.month in _months(found[2])


def _day(span: DateSpan | None) -> dt.date | None:
    """The day on which a span starts; a datetime is cut to its day."""
    return span and dt.date(span.start.year, span.start.month, span.start.day)
