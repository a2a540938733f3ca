"""Days: as records write them, and the year of one that is shown without it."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate

from scraper.dates import DateSpan, day_of, find_dates, weekday_in

FAR = 120
"""Days between a day and the date of its title, at most, for the one to belong to the other."""
FIRST_YEAR = 2001
"""SPIP's first year: older ones in titles are history."""


def written(moment: dt.date | dt.datetime) -> str:
    """Format a day as YYYY-MM-DD, a minute as YYYY-MM-DDTHH:MM (Europe/Paris)."""
    return moment.isoformat()[:16]


def as_precise(span: DateSpan) -> str:
    """Format the start of a span as far as it was written: YYYY, YYYY-MM or YYYY-MM-DD."""
    return span.start.isoformat()[: {"year": 4, "month": 7}.get(span.precision, 10)]


def is_inferred(words: str) -> bool:
    """Return whether a date's words leave out its year."""
    return not find_dates(words)


@dataclass
class Shown:
    """A day of a list's entry as the fetch dates it, and the words beside it."""

    day: dt.date
    words: str
    """The date as shown."""
    title: str
    teaser: str = ""
    inferred: bool = True
    """Whether its year is not written."""


def own_year(shown: Shown, on: dt.date) -> dt.date | None:
    """Return the day in the year of its own title or teaser, or its own weekday; None where nothing does.

    on: the day of the fetch. A title's date of another day counts when it is near ("Retour sur la réunion du 3 décembre
    2023" beside "8 janvier"), a teaser's only when it is the same day.
    """
    days = _candidates(shown, on)
    dates = [span for span in find_dates(shown.title) if span.start.year >= FIRST_YEAR]
    near = [
        (day != shown.day, distance, day)
        for span in dates
        for day in days
        if (distance := max((day_of(span.start) - day).days, (day - day_of(span.end)).days, 0)) <= FAR
    ]
    if near:
        return min(near)[2]
    written_days = {day_of(span.start) for span in find_dates(shown.teaser)}
    if same := next((day for day in days if day in written_days), None):
        return same
    return None if shown.day in days else min(days, key=lambda day: (abs(day - on), day), default=None)


def settle(entries: list[Shown], on: dt.date) -> list[dt.date]:
    """Return the days of a list's entries, in its order: by each one's own evidence, else by its neighbours where the
    newest come first, else as the fetch dates them."""
    known = [own_year(entry, on) if entry.inferred else entry.day for entry in entries]
    years = [None if entry.inferred else entry.day for entry in entries]
    above, below = _nearest_above(years, dt.date.max), _nearest_above(years[::-1], dt.date.min)[::-1]
    for i, entry in enumerate(entries):
        # Titles err too: a year that does not fit between the written ones around it, where the fetch's does.
        fits = known[i] and below[i] <= known[i] <= above[i]
        if entry.inferred and not fits and below[i] <= entry.day <= above[i]:
            known[i] = None
    days: list[dt.date] = []
    for entry, day in zip(entries, known, strict=True):
        days.append(day or (_below(days[-1], entry, on) if days else entry.day))
    for i in range(len(entries) - 2, -1, -1):
        # The entry below shows that this list leaves out years that are gone.
        earlier, reached = entries[i + 1], days[i + 1]
        if known[i] is None and earlier.inferred and reached.year < on.year and days[i] == entries[i].day:
            days[i] = min((day for day in _candidates(entries[i], on) if day >= reached), default=days[i])
    return days


def _nearest_above(days: list[dt.date | None], top: dt.date) -> list[dt.date]:
    return list(accumulate([top, *days], lambda above, day: day or above))[:-1]


def _below(above: dt.date, entry: Shown, on: dt.date) -> dt.date:
    """Return the day of an entry without evidence that stands below one of a day."""
    before = max((day for day in _candidates(entry, on) if day <= above), default=None)
    return before if before and entry.day > above and above - before < entry.day - above else entry.day


def _candidates(shown: Shown, on: dt.date) -> list[dt.date]:
    """Return the days of that day and month, as far as its weekday fits."""
    weekday, days = weekday_in(shown.words), []
    for year in range(FIRST_YEAR, on.year + 2):
        with suppress(ValueError):  # 29 February
            days.append(shown.day.replace(year=year))
    return [day for day in days if weekday in (None, day.weekday())]
