"""From an expression to its span: what was not written worked out, checked against the calendar, conflicts noted."""

from __future__ import annotations

import datetime as dt
import re

from scraper.dates.expression import Clock, Expression, Member, month_end
from scraper.dates.lexicon import DAYS_OF_WEEK, EDGES, LETTERS, NEXT, UNITS, VAGUE, WEEKDAYS
from scraper.dates.relative import read_relative, read_season
from scraper.dates.span import PARIS, DateSpan, Open, Precision, Prefer

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

Placed = tuple[dt.date, dt.date, int]
"""First day, last day and year."""
_YYYY = LETTERS["yyyy"]


def span_of(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """Return the span of an expression.

    None when its day is not in the calendar, its year cannot be known, or its words are no date in running text.
    """
    form, members = expression.form, expression.members
    if form == "season":
        return _season(expression, on, prefer)
    if form in RELATIVE:
        return _relative(expression, on, prefer) if on else None
    if members and not expression.is_certain:
        return _year_alone(expression)
    if not members or (form == "months" and not _is_dated(expression)):
        return None
    return _years(expression) if form == "years" else _days(expression, on, prefer)


def _year_alone(expression: Expression) -> DateSpan | None:
    """Return the year behind a word that is no month for certain."""
    (member, *others) = expression.members
    if others or member.day or not member.year:
        return None
    member.month, expression.flaw = None, None
    return _years(expression)


def _days(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """Return the span of days or months."""
    members = expression.members
    for member in expression.cut:
        member.month = june_or_july(member.day, on)
    if len(members) > 1:
        carry(members)
    first, with_days = members[0], any(member.has_day for member in members)
    if not (first.month or (first.year and len(members) > 1)) or _is_opening_time(expression):
        return None
    year = first.year or (find_year(expression, on, prefer) if on else None)
    if year is None or not (first.year or with_days or expression.form != "days"):  # "deux samedis de mai"
        return None
    dates = [member.first(member.year or year + (member.month < first.month)) for member in members]
    if None in dates:
        return None
    last = members[-1]
    end = dates[-1] if last.day else last.last(dates[-1].year)
    conflicts = _conflicts(expression, dates, end)
    if not first.year and conflicts and MARK_OF_PART.search(expression.shape):
        return None
    inferred = () if first.year else ("year",)
    precision = "day" if with_days else "month"
    hours = expression.hours if with_days else ()
    if hours:
        precision = "minute"
        moments = [_at(date, (member.clocks or hours)[0]) for member, date in zip(members, dates, strict=True)]
        until = _at(end, hours[-1])
        if dates[0] == end:
            until = _until(moments[0], until)
        dates, end = moments, until
    elif with_days and len(dates) == 1 and UNITS.get(expression.words.get("week", "")) == "week":
        end = dates[0] + dt.timedelta(6)
    return _span(expression, dates[0], end, precision, inferred, conflicts, dates)


def _conflicts(expression: Expression, dates: list[dt.date], end: dt.date) -> tuple[str, ...]:
    """Return what does not fit, in words."""
    conflicts = ()
    for member, date in zip(expression.members, dates, strict=True):
        if member.weekday and date.weekday() != WEEKDAYS[member.weekday]:
            conflicts += (f"{member.weekday} is written and {date} is a {DAYS_OF_WEEK[date.weekday()]}",)
    if end < dates[0]:
        conflicts += (f"the end {end} is before the start {dates[0]}",)
    if end.year > LATEST:
        conflicts += (f"impossible year {end.year}",)
    return (*conflicts, expression.flaw) if expression.flaw else conflicts


def _is_opening_time(expression: Expression) -> bool:
    """Return whether it is a count of hours or days, with the hours of opening: `7/7 de 9h à 18h`, `24/7`."""
    first = expression.members[0]
    return expression.shape[1:2] == "/" and not first.year and "".join(expression.said[:3]) in EVERY_DAY


def _is_dated(expression: Expression) -> bool:
    """Return whether months are a date: with a year, or in full with a word that leads to one, as a range, or alone."""
    last = expression.members[-1]
    return bool(last.year or (expression.has("month_name") and (expression.words or last.ranged or expression.alone)))


def _years(expression: Expression) -> DateSpan | None:
    """Return the span of years: `fin 2022` is December, `début 2023` January, `les années 1990` ten years.

    Of two years the second may be short: `2022-23` is two years, `2024-05` a month; `2010-12` could be either.
    """
    first, last = expression.members[0].year, expression.members[-1].year
    month = EDGES.get(expression.words.get("vague", ""))
    year_word = expression.words.get("year_word")
    if len(expression.members) > 1 and not expression.shape.endswith(_YYYY):
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
    if last < first or (expression.shape.endswith(LETTERS["nn"]) and year_word not in (None, "annees")):
        return None
    led, single = not expression.shape.startswith(_YYYY), expression.shape == _YYYY
    if not led and not expression.alone and (last > LATEST or (single and first < OLDEST)):
        return None
    if month == 12 or (month and not year_word):
        return _span(expression, dt.date(first, month, 1), month_end(first, month), "month")
    return _span(expression, dt.date(first, 1, 1), dt.date(last, 12, 31), "year")


def _season(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    if "quinzaine" in expression.said:
        return _fortnight(expression, on, prefer)
    season = read_season(expression.said, on)
    return season and _span(expression, season[0], season[1], "month", season[2])


def _fortnight(expression: Expression, on: dt.date | None, prefer: Prefer) -> DateSpan | None:
    """Return the first or second half of a month; `dernière` is the second, and says nothing of the year."""
    if not expression.members:
        return None
    first = expression.members[0].day == 1
    expression.words.pop("near", None)
    expression.members[0].day = 1 if first else 16
    span = _days(expression, on, prefer)
    return span and span._replace(
        end=span.start.replace(day=15) if first else month_end(span.start.year, span.start.month)
    )


def _relative(expression: Expression, on: dt.date, prefer: Prefer) -> DateSpan | None:
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
    approximate, side = None, None
    if words:
        approximate = VAGUE.get(words.get("vague", ""))
        side: Open | None = "end" if "since" in words else "start" if "until" in words else None
    dates = tuple(members) if len(members) > 1 and not expression.is_range else ()
    return DateSpan(
        start, end, precision, expression.text, expression.offsets, inferred, conflicts, approximate, side, dates
    )


def _until(start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """Return the end, on the next day when its hour is before the start: `de 21h à 2h`."""
    return end if end >= start else end + dt.timedelta(days=1)


def _at(date: dt.date, clock: Clock) -> dt.datetime:
    """Return the moment of an hour of a day, in Paris, also when it is written in another zone."""
    zone = PARIS if clock.ahead is None else dt.timezone(dt.timedelta(hours=clock.ahead))
    return dt.datetime(date.year, date.month, date.day, clock.hour, clock.minute, tzinfo=zone).astimezone(PARIS)


def carry(members: list[Member]) -> None:
    """Set on each member the month and year that its neighbours wrote: `du 30 au 31 mai`, `20 déc. – 5 janv. 2025`."""
    after = members[-1]
    for member in members[-2::-1]:
        _carry_month(member, after)
        if after.year and member.year is None:
            member.year = after.year - ((member.month or 0) > (after.month or 12))
        after = member
    before = members[0]
    for member in members[1:]:
        _carry_month(member, before)
        if before.year and member.year is None:
            member.year = before.year + ((member.month or 12) < (before.month or 0))
        before = member


def _carry_month(member: Member, neighbour: Member) -> None:
    """Set on a bare day its neighbour's month; a year alone (`de 2009 à juin 2012`) is meant whole."""
    if member.day or member.year is None:
        member.month = member.month or neighbour.month


def find_year(expression: Expression, on: dt.date, prefer: Prefer) -> int | None:
    """Return the year of the first member when none was written, or None when nothing decides.

    A written weekday decides between last year, this year and the next; where none of them agrees, or none was written,
    `prefer` decides. "prochain" and "dernier" stand for future and past.
    """
    if "near" in expression.words:
        prefer = "future" if expression.words["near"] in NEXT else "past"
    first, last = expression.members[0], expression.members[-1]
    turns = last.month < first.month  # the new year lies between them
    named = [member for member in expression.members if member.weekday and member.weekday != WEAK and not member.nth]
    if prefer == "nearest" and (date := first.first(on.year)):
        decided = _fit(named, on.year, first.month) if named else abs((date - on).days) <= FAR
        if decided:
            return on.year
    fitting, others = [], []
    for year in (on.year, on.year - 1, on.year + 1):
        start, end = first.first(year), last.last(year + turns)
        if start and end:
            fits = named and _fit(named, year, first.month)
            if fits and prefer == "nearest":
                return year
            (fitting if fits else others).append((start, end, year))
    return _choose(fitting, on, prefer) or _choose(others, on, prefer)


def _fit(named: list[Member], year: int, month: int) -> bool:
    """Return whether the written weekdays are those of the dates when the first month is of that year."""
    for member in named:
        date = member.first(year + (member.month < month))
        if date is None or date.weekday() != WEEKDAYS[member.weekday]:
            return False
    return True


def _choose(spans: list[Placed], on: dt.date, prefer: Prefer) -> int | None:
    if prefer == "past":
        return max((year for start, _, year in spans if start <= on), default=None)
    if prefer == "future":
        return min((year for _, end, year in spans if end >= on), default=None)
    own = next((span for span in spans if span[2] == on.year), None)
    if prefer == "same_year":
        return own and own[2]
    nearest = min(spans, key=lambda span: _distance(span, on), default=None)
    if nearest is None or nearest is own or _distance(nearest, on) <= FAR:
        return nearest and nearest[2]
    return own[2] if own and own[0] > on else None


def _distance(span: Placed, on: dt.date) -> int:
    return max((span[0] - on).days, (on - span[1]).days, 0)


def june_or_july(day: int | None, on: dt.date | None) -> int:
    """Return the month that `jui` stands for beside a day: the nearer of the two when both are near `on`, else July."""
    if on is None or day is None or day > 30:
        return 7
    june, july = (abs((dt.date(on.year, month, day) - on).days) for month in (6, 7))
    return 6 if june < july and june <= NEAR_JUI else 7
