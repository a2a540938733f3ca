"""What was not written, worked out: months and years carried between members, and the missing year."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from scraper.dates.expression import Expression, Member
from scraper.dates.lexicon import NEXT, WEEKDAYS

Prefer = Literal["nearest", "past", "future", "same_year"]
PREFERENCES = get_args(Prefer)

FAR = 120
"""Days. Beyond them the page's own year is likelier than the nearest date, for a CMS drops the year only when it is the
current one (SPIP's affdate); but a date of this year that is gone, when next year's is nearer, is left unread."""
WEAK = "mar"
"""Mars or mardi: it does not overrule the nearest year."""
NEAR_JUI = 60
"""Days. `jui` is the nearer of June and July within this distance; beyond it July, which is abbreviated more often."""

Placed = tuple[dt.date, dt.date, int]


def carry(members: list[Member]) -> None:
    """Give each member the month and year that its neighbours wrote: `du 30 au 31 mai`, `20 déc. – 5 janv. 2025`."""
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
    """Give a bare day its neighbour's month; a year alone (`de 2009 à juin 2012`) is meant whole."""
    if member.day or member.year is None:
        member.month = member.month or neighbour.month


def find_year(expression: Expression, on: dt.date, prefer: Prefer) -> int | None:
    """The year of the first member when none was written, or None when nothing decides.

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
    """Whether the written weekdays are those of the dates when the first month is of that year."""
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
    """The month that `jui` stands for beside a day: the nearer of the two when both are near `on`, else July."""
    if on is None or day is None or day > 30:
        return 7
    june, july = (abs((dt.date(on.year, month, day) - on).days) for month in (6, 7))
    return 6 if june < july and june <= NEAR_JUI else 7
