"""From an expression to its span: what was not written worked out, checked against the calendar, conflicts noted."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from scraper.dates.expression import Expression, Member, month_end
from scraper.dates.lexicon import DAYS_OF_WEEK, EDGES, LETTERS, NEXT, UNITS, VAGUE, WEEKDAYS
from scraper.dates.relative import read_relative, read_season
from scraper.dates.span import PARIS, DateSpan, Precision, Prefer

RELATIVE = frozenset(["this_month", "relative_day", "weekday", "period", "edge", "counted"])
"""The grammar's rules for phrases that count from the day of the page."""
OLDEST = 1900
"""A number below this in running text is a year only when a word leads to it."""
ACTS_SINCE = 2000
"""From this year on decrees and orders are numbered `2013-41`."""
LONGEST_SHORT = 10
"""Years, at most, from such a year to a short second one: `2014-20` is a span, `2013-41` the number of an act."""
EVERY_DAY = frozenset(["5/7", "6/7", "7/7", "24/7"])
"""Days of the week, and hours of the day, on which something is open."""
MARK_OF_PART = re.compile(r"\( ?{0}/{0} ?\)".format(LETTERS["d"]))
"""`mercredi (2/3)`, where no Wednesday is the 2nd of March: the second of three parts."""
LATEST = 2100
"""The last year in which an event is believed."""
FAR = 120
"""Days. Beyond them the page's own year is likelier than the nearest date, for a CMS drops the year only when it is the
current one (SPIP's affdate); but a date of this year that is gone, when next year's is nearer, is left unread."""
WEAK = "mar"
"""Mars or mardi: it does not overrule the nearest year."""
NEAR_JUI = 60
"""Days. `jui` is the nearer of June and July within this distance; beyond it July, which is abbreviated more often."""

_YYYY = LETTERS["yyyy"]


def span_of(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """Return the span of an expression.

    None when its day is not in the calendar, its year cannot be known, or its words are no date in running text.
    """
    form, members = expression.form, expression.members
    if form in RELATIVE:
        return _relative(expression, on, prefer) if on else None
    if form == "season":
        return _season(expression, on, prefer)
    if members and not expression.is_certain:  # the year behind a word that is no month for certain
        if len(members) > 1 or members[0].day or not members[0].year:
            return None
        members[0].month = expression.flaw = None
        return _years(expression)
    if not members or (form == "months" and not _is_dated(expression)):
        return None
    return _years(expression) if form == "years" else _days(expression, on, prefer)


def _span(
    expression: Expression,
    start: dt.date,
    end: dt.date,
    precision: Precision,
    inferred: tuple[str, ...] = (),
    conflicts: tuple[str, ...] = (),
    dates: tuple[dt.date, ...] = (),
) -> DateSpan:
    approximate, side, words = None, None, expression.words
    if words:
        approximate = VAGUE.get(words.get("vague", ""))
        side = "end" if "since" in words else "start" if "until" in words else None
    text, offsets = expression.text, expression.offsets
    return DateSpan(start, end, precision, text, offsets, inferred, conflicts, approximate, side, dates)


def _relative(expression: Expression, on: dt.date, prefer: Prefer) -> DateSpan | None:
    period, hours = read_relative(expression, on, prefer), expression.hours
    if period is None:
        return None
    start, end, precision = period
    if hours and start == end:
        start, precision = _at(start, hours[0]), "minute"
        end = _until(start, _at(end, hours[-1]))
    return _span(expression, start, end, precision, ("year", "month", "day"))


def _season(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    if "quinzaine" in expression.said:
        return _fortnight(expression, on, prefer) if expression.members else None
    season = read_season(expression.said, on)
    return season and _span(expression, *season)


def _days(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """Return the span of days or months."""
    members = expression.members
    for member in expression.cut:
        member.month = june_or_july(member.day, on)
    if len(members) > 1:
        carry(members)
    first, last, with_days = members[0], members[-1], any(member.has_day for member in members)
    if not (first.month or (first.year and len(members) > 1)) or _is_opening_time(expression):
        return None
    year = first.year or (on and find_year(expression, on, prefer))
    if not year or not (first.year or with_days or expression.form != "days"):  # "deux samedis de mai"
        return None
    dates = [member.first(member.year or year + (member.month < first.month)) for member in members]
    if None in dates:
        return None
    end = dates[-1] if last.day else last.last(dates[-1].year)
    conflicts = _conflicts(expression, dates, end)
    if not first.year and conflicts and MARK_OF_PART.search(expression.shape):
        return None
    hours, precision = expression.hours, "day" if with_days else "month"
    if hours and with_days:
        is_one_day, precision = dates[0] == end, "minute"
        dates = [_at(date, (member.clocks or hours)[0]) for member, date in zip(members, dates, strict=True)]
        end = _at(end, hours[-1])
        end = _until(dates[0], end) if is_one_day else end
    elif with_days and len(dates) == 1 and UNITS.get(expression.words.get("week", "")) == "week":
        end = dates[0] + dt.timedelta(6)
    listed = tuple(dates) if len(dates) > 1 and not expression.is_range else ()
    return _span(expression, dates[0], end, precision, () if first.year else ("year",), conflicts, listed)


def _conflicts(expression: Expression, dates: list[dt.date], end: dt.date) -> tuple[str, ...]:
    """Return what does not fit, in words."""
    conflicts = [
        f"{member.weekday} is written and {date} is a {DAYS_OF_WEEK[date.weekday()]}"
        for member, date in zip(expression.members, dates, strict=True)
        if member.weekday and date.weekday() != WEEKDAYS[member.weekday]
    ]
    if end < dates[0]:
        conflicts.append(f"the end {end} is before the start {dates[0]}")
    if end.year > LATEST:
        conflicts.append(f"impossible year {end.year}")
    return (*conflicts, expression.flaw) if expression.flaw else tuple(conflicts)


def _is_opening_time(expression: Expression) -> bool:
    """Return whether it is a count of hours or days, with the hours of opening: `7/7 de 9h à 18h`, `24/7`."""
    is_fraction = expression.shape[1:2] == "/" and not expression.members[0].year
    return is_fraction and "".join(expression.said[:3]) in EVERY_DAY


def _is_dated(expression: Expression) -> bool:
    """Return whether months are a date: with a year, or in full with a word that leads to one, as a range, or alone."""
    last = expression.members[-1]
    in_full = LETTERS["month_name"] in expression.shape
    return bool(last.year or (in_full and (expression.words or last.ranged or expression.alone)))


def _years(expression: Expression) -> DateSpan | None:
    """Return the span of years: `fin 2022` is December, `début 2023` January, `les années 1990` ten years.

    Of two years the second may be short: `2022-23` is two years, `2024-05` a month; `2010-12` could be either.
    """
    first, last = expression.members[0].year, expression.members[-1].year
    month = EDGES.get(expression.words.get("vague", ""))
    year_word, shape = expression.words.get("year_word"), expression.shape
    if len(expression.members) > 1 and not shape.endswith(_YYYY):
        short = last % 100
        last = first // 100 * 100 + short
        if short <= 12:
            month, last = short, first
            if not 0 < short <= first % 100:
                return None
        elif first >= ACTS_SINCE and last - first > LONGEST_SHORT:
            return None
    if year_word == "annees" and first == last and first % 10 == 0:
        last = first + 9
    if last < first or (shape.endswith(LETTERS["nn"]) and year_word not in (None, "annees")):
        return None
    is_old = shape == _YYYY and first < OLDEST
    if shape.startswith(_YYYY) and not expression.alone and (last > LATEST or is_old):
        return None
    if month == 12 or (month and not year_word):
        start = dt.date(first, month, 1)
        return _span(expression, start, month_end(start), "month")
    return _span(expression, dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def _fortnight(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """Return the first or second half of a month; `dernière` is the second, and says nothing of the year."""
    (month, *_), words = expression.members, expression.words
    words.pop("near", None)
    month.day = 1 if month.day == 1 else 16
    span = _days(expression, on, prefer)
    return span and span._replace(end=span.start.replace(day=15) if month.day == 1 else month_end(span.start))


def _until(start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """Return the end, on the next day when its hour is before the start: `de 21h à 2h`."""
    return end if end >= start else end + dt.timedelta(days=1)


def _at(date: dt.date, clock: dt.time) -> dt.datetime:
    """Return the moment of an hour of a day, in Paris, also when it is written in another zone."""
    return dt.datetime.combine(date, clock, clock.tzinfo or PARIS).astimezone(PARIS)


def carry(members: list[Member]) -> None:
    """Set on each member the month and year that its neighbours wrote: `du 30 au 31 mai`, `20 déc. – 5 janv. 2025`.

    A year alone (`de 2009 à juin 2012`) is meant whole.
    """
    for ordered, step in ((members[::-1], -1), (members, 1)):
        for neighbour, member in pairwise(ordered):
            if member.day or member.year is None:
                member.month = member.month or neighbour.month
            if neighbour.year and member.year is None:
                earlier, later = (member, neighbour) if step < 0 else (neighbour, member)
                turns = (earlier.month or 0) > (later.month or 12)  # the new year lies between them
                member.year = neighbour.year + step * turns


def find_year(expression: Expression, on: dt.date, prefer: Prefer) -> int | None:
    """Return the year of the first member when none was written, or None when nothing decides.

    A written weekday decides between last year, this year and the next; where none of them agrees, or none was written,
    `prefer` decides. "prochain" and "dernier" stand for future and past.
    """
    if "near" in expression.words:
        prefer = "future" if expression.words["near"] in NEXT else "past"
    first, last = expression.members[0], expression.members[-1]
    named = [
        member for member in expression.members if member.weekday and member.weekday != WEAK and member.nth is None
    ]
    fitting, others = {}, {}
    for year in (on.year, on.year - 1, on.year + 1):
        start = first.first(year)
        if start is None:
            continue
        fits = named and all(_fits(member, year + (member.month < first.month)) for member in named)
        is_near = not named and year == on.year and abs((start - on).days) <= FAR
        if prefer == "nearest" and (fits or is_near):
            return year
        end = last.last(year + (last.month < first.month))
        if end:
            (fitting if fits else others)[year] = (start, end)
    return _choose(fitting, on, prefer) or _choose(others, on, prefer)


def _fits(member: Member, year: int) -> bool:
    """Return whether the written weekday is that of the day in `year`."""
    date = member.first(year)
    return date is not None and date.weekday() == WEEKDAYS[member.weekday]


def _choose(spans: dict[int, tuple[dt.date, dt.date]], on: dt.date, prefer: Prefer) -> int | None:
    """Return one of the years of the spans (first and last day), this year's first."""
    own = spans.get(on.year)
    if prefer == "past":
        return max((year for year, (start, _) in spans.items() if start <= on), default=None)
    if prefer == "future":
        return min((year for year, (_, end) in spans.items() if end >= on), default=None)
    if prefer == "same_year":
        return own and on.year
    away = {year: max((start - on).days, (on - end).days, 0) for year, (start, end) in spans.items()}
    nearest = min(away, key=away.get, default=None)
    if nearest is None or nearest == on.year or away[nearest] <= FAR:
        return nearest
    return on.year if own and own[0] > on else None


def june_or_july(day: int | None, on: dt.date | None) -> int:
    """Return the month that `jui` stands for beside a day: the nearer of the two when both are near `on`, else July."""
    if on is None or day is None or day > 30:
        return 7
    june, july = (abs((dt.date(on.year, month, day) - on).days) for month in (6, 7))
    return 6 if june < july and june <= NEAR_JUI else 7
