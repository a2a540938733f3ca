"""Days: as records write them, and the year of one that is shown without it."""

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from scraper.dates import DateSpan, day_of, find_dates, weekday_in

FAR = 120
"""Days between a day and the date of its title, at most, for the one to belong to the other."""
FIRST_YEAR = 2001
"""SPIP's first year: older ones in titles are history."""


def written(moment: dt.date | dt.datetime) -> str:
    """Format a day as YYYY-MM-DD, a minute as YYYY-MM-DDTHH:MM (Europe/Paris)."""
    return moment.isoformat()[: 16 if isinstance(moment, dt.datetime) else 10]


def as_precise(span: DateSpan) -> str:
    """Format the start of a span as far as it was written: YYYY, YYYY-MM or YYYY-MM-DD."""
    return span.start.isoformat()[: {"year": 4, "month": 7}.get(span.precision, 10)]


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


def is_inferred(words: str) -> bool:
    """Return whether a date's words leave out its year."""
    return not find_dates(words)


def own_year(shown: Shown, on: dt.date) -> dt.date | None:
    """Return the day in the year of its own title or teaser, or its own weekday; None where nothing does.

    on: the day of the fetch. A title's date of another day counts when it is near ("Retour sur la réunion du 3 décembre
    2023" beside "8 janvier"), a teaser's only when it is the same day.
    """
    days = _candidates(shown, on)
    dates = [span for span in find_dates(shown.title) if span.start.year >= FIRST_YEAR]
    if shown.day in days and any(_distance(shown.day, span) <= FAR for span in dates):
        return shown.day
    near = [(_distance(day, span), day) for span in dates for day in days if _distance(day, span) <= FAR]
    if near:
        return min(near)[1]
    same = [span for span in find_dates(shown.teaser) if span.precision in ("day", "minute")]
    told_day = next((day for span in same for day in days if day == day_of(span.start)), None)
    if told_day or shown.day in days:
        return told_day
    return min(days, key=lambda day: (abs(day - on), day), default=None)


def settle(entries: list[Shown], on: dt.date) -> list[dt.date]:
    """Return the days of a list's entries, in its order: by each one's own evidence, else by its neighbours where the
    newest come first, else as the fetch dates them."""
    known = [own_year(entry, on) if entry.inferred else entry.day for entry in entries]
    written = [None if entry.inferred else entry.day for entry in entries]
    around = list(zip(entries, known, _nearest_above(written), _nearest_below(written), strict=True))
    known = [None if day and _is_misplaced(day, entry, above, below) else day for entry, day, above, below in around]
    days: list[dt.date] = []
    for entry, day, later in zip(entries, known, _nearest_below(known), strict=True):
        days.append(day or _after(entry, days[-1] if days else None, later, on))
    for place in range(len(entries) - 2, -1, -1):
        # The entry below shows that this list leaves out years that are gone.
        below, reached = entries[place + 1], days[place + 1]
        if known[place] is None and below.inferred and reached.year < on.year and days[place] == entries[place].day:
            days[place] = min((d for d in _candidates(entries[place], on) if d >= reached), default=days[place])
    return days


def _nearest_above(days: Iterable[dt.date | None]) -> list[dt.date | None]:
    return list(itertools.accumulate([None, *days], lambda above, day: day or above))[:-1]


def _nearest_below(days: list[dt.date | None]) -> list[dt.date | None]:
    return _nearest_above(reversed(days))[::-1]


def _is_misplaced(day: dt.date, entry: Shown, above: dt.date | None, below: dt.date | None) -> bool:
    """Return whether a title's year does not fit between the written ones around it, and the fetch's does: titles err
    too."""
    if not entry.inferred:
        return False
    above, below = above or dt.date.max, below or dt.date.min
    return not below <= day <= above and below <= entry.day <= above


def _after(entry: Shown, above: dt.date | None, later: dt.date | None, on: dt.date) -> dt.date:
    """Return the day of an entry without evidence, below one of a day. later: that of an entry further down."""
    if above is None or entry.day <= above or (later and later > above):
        return entry.day
    before = max((day for day in _candidates(entry, on) if day <= above), default=None)
    nearer = before is not None and (above - before < entry.day - above or entry.day > on)
    return before if nearer else entry.day


def _candidates(shown: Shown, on: dt.date) -> list[dt.date]:
    """Return the days of that day and month, as far as its weekday fits."""
    weekday = weekday_in(shown.words)
    days = [day for year in range(FIRST_YEAR, on.year + 2) if (day := _in_year(shown.day, year))]
    return [day for day in days if weekday in (None, day.weekday())]


def _in_year(day: dt.date, year: int) -> dt.date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _distance(day: dt.date, span: DateSpan) -> int:
    return max((day_of(span.start) - day).days, (day - day_of(span.end)).days, 0)
