"""From an expression to its span: checked against the calendar, hours set, conflicts noted."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from scraper.dates.clock import Clock
from scraper.dates.expression import Expression, month_end
from scraper.dates.lexicon import EDGES, UNITS, VAGUE, WEEKDAYS
from scraper.dates.relative import read_relative
from scraper.dates.resolve import Prefer, carry, find_year, june_or_july
from scraper.dates.seasons import read_season
from scraper.dates.span import DateSpan, Open, Precision

PARIS = ZoneInfo("Europe/Paris")
WEEK = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
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
MARK_OF_PART = re.compile(r"\([ ]?1/1[ ]?\)")
"""`mercredi (2/3)`, where no Wednesday is the 2nd of March: the second of three parts."""
LATEST = 2100
"""The last year in which an event is believed."""


def span_of(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """The span of an expression that was taken apart.

    None when its day is not in the calendar, its year cannot be known, or its words are no date in running text.
    """
    rule = expression.rule
    if rule == "season":
        return _span_of_season(expression, on, prefer)
    if rule in RELATIVE:
        return _span_of_relative(expression, on, prefer) if on else None
    if expression.members and not expression.is_certain:
        return _span_of_year_alone(expression)
    if not expression.members or (rule == "months" and not _is_dated(expression)):
        return None
    return _span_of_years(expression) if rule == "years" else _span_of_days(expression, on, prefer)


def _span_of_year_alone(expression: Expression) -> DateSpan | None:
    """The year behind a word that is no month for certain."""
    (member, *others) = expression.members
    if others or member.day or not member.year:
        return None
    member.month, expression.flaw = None, None
    return _span_of_years(expression)


def _span_of_days(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    members, inferred = expression.members, ()
    for member in expression.cut:
        member.month = june_or_july(member.day, on)
    if len(members) > 1:
        carry(members)
    first, last = members[0], members[-1]
    if not (first.month or (first.year and len(members) > 1)) or _is_opening_time(expression):
        return None
    year = first.year
    if year is None:
        year = find_year(expression, on, prefer) if on else None
        if year is None:
            return None
        inferred = ("year",)
    dates, conflicts, with_days = [], (), False
    for member in members:
        with_days = with_days or member.has_day
        date = member.first(member.year or year + (member.month < first.month))
        if date is None:
            return None
        dates.append(date)
        if member.weekday and date.weekday() != WEEKDAYS[member.weekday]:
            conflicts += (f"{member.weekday} is written and {date} is a {WEEK[date.weekday()]}",)
    if inferred and not with_days and expression.rule == "days":  # "deux samedis de mai"
        return None
    if inferred and conflicts and MARK_OF_PART.search(expression.kinds):
        return None
    end = dates[-1] if last.day else last.last(dates[-1].year)
    if end < dates[0]:
        conflicts += (f"the end {end} is before the start {dates[0]}",)
    if end.year > LATEST:
        conflicts += (f"impossible year {end.year}",)
    if expression.flaw:
        conflicts += (expression.flaw,)
    if not with_days:
        return _span(expression, dates[0], end, "month", inferred, conflicts, dates)
    hours = expression.hours
    if not hours and len(dates) == 1 and UNITS.get(expression.words.get("week", "")) == "week":
        return _span(expression, dates[0], dates[0] + dt.timedelta(6), "day", inferred, conflicts)
    if not hours:
        return _span(expression, dates[0], end, "day", inferred, conflicts, dates)
    moments = [_at(date, (member.clocks or hours)[0]) for member, date in zip(members, dates, strict=True)]
    end_hour = (last.clocks or hours)[0] if len(hours) == 1 else hours[-1]
    until = _at(end, end_hour)
    if dates[0] == end:
        until = _until(moments[0], until)
    return _span(expression, moments[0], until, "minute", inferred, conflicts, moments)


def _is_opening_time(expression: Expression) -> bool:
    """Whether it is a count of hours or days, with the hours of opening: `7/7 de 9h à 18h`, `24/7`."""
    first = expression.members[0]
    return expression.kinds[1:2] == "/" and not first.year and "".join(expression.said[:3]) in EVERY_DAY


def _is_dated(expression: Expression) -> bool:
    """Whether months are a date: with a year, or in full with a word that leads to one, as a range, or alone."""
    last = expression.members[-1]
    return bool(last.year or ("M" in expression.kinds and (expression.words or last.ranged or expression.alone)))


def _span_of_years(expression: Expression) -> DateSpan | None:
    """`fin 2022` is December, `début 2023` January, `les années 1990` ten years.

    Of two years the second may be short: `2022-23` is two years, `2024-05` a month; `2010-12` could be either.
    """
    first, last = expression.members[0].year, expression.members[-1].year
    month = EDGES.get(expression.words.get("vague", ""))
    year_word = expression.words.get("year_word")
    if len(expression.members) > 1 and not expression.kinds.endswith("y"):
        short = last % 100
        if short > 12:
            last = first // 100 * 100 + short
            if first >= ACTS_SINCE and last - first > LONGEST_SHORT:
                return None
        elif 0 < short <= first % 100:
            month, last = short, first
        else:
            return None
    if year_word == "annees" and first == last and first % 10 == 0:
        last = first + 9
    if last < first or (expression.kinds.endswith("z") and year_word not in (None, "annees")):
        return None
    led, single = not expression.kinds.startswith("y"), expression.kinds == "y"
    if not led and not expression.alone and (last > LATEST or (single and first < OLDEST)):
        return None
    if month == 12 or (month and not year_word):
        return _span(expression, dt.date(first, month, 1), month_end(first, month), "month")
    return _span(expression, dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def _span_of_season(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    said = expression.said
    if "quinzaine" in said:
        return _span_of_fortnight(expression, on, prefer)
    season = read_season(said, on)
    if season is None:
        return None
    start, end, inferred = season
    return _span(expression, start, end, "month", inferred)


def _span_of_fortnight(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """The first or second half of a month; `dernière` is the second, and says nothing of the year."""
    if not expression.members:
        return None
    first = expression.members[0].day == 1
    expression.words.pop("near", None)
    expression.members[0].day = 1 if first else 16
    span = _span_of_days(expression, on, prefer)
    if span is None:
        return None
    return span._replace(end=span.start.replace(day=15) if first else month_end(span.start.year, span.start.month))


def _span_of_relative(expression: Expression, on: dt.date, prefer: Prefer) -> DateSpan | None:
    reading = read_relative(expression, on, prefer)
    if reading is None:
        return None
    start, end, precision = reading
    hours = expression.hours
    if hours and start == end:
        start, end, precision = _at(start, hours[0]), _until(_at(start, hours[0]), _at(end, hours[-1])), "minute"
    return _span(expression, start, end, precision, ("year", "month", "day"))


def _span(
    expression: Expression,
    start: dt.date,
    end: dt.date,
    precision: Precision,
    inferred: tuple[str, ...] = (),
    conflicts: tuple[str, ...] = (),
    members: list[dt.date] | tuple[()] = (),
) -> DateSpan:
    words = expression.words
    approximate, side, dates = None, None, ()
    if words:
        approximate = VAGUE.get(words.get("vague", ""))
        side: Open | None = "end" if "since" in words else "start" if "until" in words else None
    if len(members) > 1 and not expression.is_range:
        dates = tuple(members)
    return DateSpan(
        start, end, precision, expression.text, expression.offsets, inferred, conflicts, approximate, side, dates
    )


def _until(start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """An hour before the start is of the next day: `de 21h à 2h`."""
    return end if end >= start else end + dt.timedelta(days=1)


def _at(date: dt.date, clock: Clock) -> dt.datetime:
    """An hour of a day, in Paris; one that is written in another zone is turned into that of Paris."""
    zone = PARIS if clock.ahead is None else dt.timezone(dt.timedelta(hours=clock.ahead))
    return dt.datetime(date.year, date.month, date.day, clock.hour, clock.minute, tzinfo=zone).astimezone(PARIS)
