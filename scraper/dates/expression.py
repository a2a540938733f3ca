"""One expression taken apart: its members (days, months or years), as far as each was written, and its hours."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from scraper.dates.grammar import PARTS
from scraper.dates.lexicon import EDGES, LETTERS, MONTHS, NUMBERS, ORDINALS, UNITS, WEEKDAYS, month_of

CENTURY_TURN = 40
"""`8 mai 45` is of 1945 and `10/02/21` of 2021: two-digit years from here on are of the last century."""
CUT_MONTH = "jui"
"""June or July."""
LAST = -1
"""The place of the last day of a name in its month."""

_DAY_LEADS = frozenset(["du", "au", "aux"])
"""Words before a day, not before an hour: `du 9 à 14h`."""
_EVENING = frozenset(["soir", "soiree", "apres", "aprem", "pm"])
_HOUR_WORDS = frozenset(["am", "pm", *(word for word, unit in UNITS.items() if unit == "hour")])
_FRACTIONS = {"quart": 15, "demi": 30, "demie": 30}
_FARTHEST = 14
"""Hours: no zone is farther from UTC."""
_MOST_STOPS = 8
"""Signs around an expression that leave it alone."""


class Clock(NamedTuple):
    """An hour of the day."""

    hour: int
    minute: int
    ahead: int | None = None
    """Hours ahead of UTC where that is written (`14h GMT` is 0), else None: it is the hour of Paris."""


_LAST_MINUTE = Clock(23, 59)
"""`avant le 30 avril, minuit` is the end of the day."""


class Member:
    """One day, month or year; what was not written is None."""

    weekday: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    nth: int | None = None
    """Which day of its name in the month: 2 in `deuxième samedi de mai`, LAST in `dernier week-end de mai`."""
    counted: str | None = None
    """What `nth` counts, where it is no weekday: "day" or "weekend"."""
    clocks: tuple[Clock, ...] = ()

    def __init__(self, ranged: bool) -> None:
        self.ranged = ranged
        """Whether a word or a dash for "to" is before it."""

    @property
    def has_day(self) -> bool:
        """Return whether it is a day, not a month or year."""
        return bool(self.day or self.nth)

    def first(self, year: int) -> dt.date | None:
        """Return its first day in `year`, None when there is no such day."""
        if self.nth:
            return self._nth_day(year)
        try:
            return dt.date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None

    def last(self, year: int) -> dt.date | None:
        """Return its last day in `year`, None when there is no such day."""
        first = self.first(year)
        if first and self.counted == "weekend":
            return first + dt.timedelta(1)
        return first if self.has_day or first is None else month_end(year, self.month or 12)

    def _nth_day(self, year: int) -> dt.date | None:
        if self.month is None or not dt.MINYEAR <= year <= dt.MAXYEAR:
            return None
        first, last = dt.date(year, self.month, 1), month_end(year, self.month)
        step, before = 1, 0
        if self.counted != "day":
            weekday = WEEKDAYS[self.weekday] if self.weekday else calendar.SATURDAY
            step, before = 7, (weekday - first.weekday()) % 7
        if self.nth == LAST:
            return last - dt.timedelta((last.day - 1 - before) % step)
        day = first + dt.timedelta(before + step * (self.nth - 1))
        return day if day <= last else None


class Expression:
    """What a form of the grammar found in `shape[begin:end]`, taken apart."""

    text: str = ""
    offsets: tuple[int, int] = (0, 0)
    """Where `text` is in its source."""
    clocks: tuple[Clock, ...] = ()
    """Hours written before the first member."""
    cut: tuple[Member, ...] = ()
    """Members whose month is written `jui`."""
    misspelt: int = 0
    """How many of its months are written with a slip."""
    flaw: str | None = None
    """What was misspelt and read all the same."""

    # while it is taken apart
    _weekday: str | None = None
    """Written before the day that is to come."""
    _led_year: int | None = None
    """`l'an 2020, le 17 septembre`."""
    _ranged = False
    """Whether "to" was written since the last member."""
    _until: Member | None = None
    """The member before `jusqu'à`."""
    _edge: int | None = None
    """The month of "début" or "fin", were a year to follow."""
    _half_written = True
    """Whether am, pm or "h" was written with the hour before."""

    def __init__(self, form: str, shape: str, pieces: list[str], begin: int, end: int) -> None:
        self.form = form
        self.members: list[Member] = []
        self.words: dict[str, str] = {}
        """The first word of each part: near, vague, since, until, within, year_word, week."""
        self._shape, self._pieces, self._begin, self._end = shape, pieces, begin, end
        for part in PARTS.finditer(shape, begin, end):
            self._take(part)
        if self._led_year and self.members:
            self.members[-1].year = self.members[-1].year or self._led_year
        for holder in (self, *self.members):
            if len(holder.clocks) > 1:  # of one hour in two zones (`14h GMT, 16h heure de Paris`) that of Paris
                holder.clocks = tuple(clock for clock in holder.clocks if clock.ahead is None) or holder.clocks

    @property
    def shape(self) -> str:
        """Its tokens."""
        return self._shape[self._begin : self._end]

    @property
    def said(self) -> list[str]:
        """Its words, numbers and signs."""
        return [piece for piece in self._pieces[self._begin : self._end] if not piece.isspace()]

    @property
    def alone(self) -> bool:
        """Return whether nothing but blanks and stops is around it."""
        around = len(self._shape) - self._end + self._begin
        return around <= _MOST_STOPS and not (self._shape[: self._begin] + self._shape[self._end :]).strip(
            " \n.,:;!?()"
        )

    @property
    def is_range(self) -> bool:
        """Return whether its members are the ends of a span, not a list: `du 4 au 6`, `entre le 4 et le 6`."""
        return any(member.ranged for member in self.members) or self.has("between")

    @property
    def hours(self) -> tuple[Clock, ...]:
        """Every hour in it, in order."""
        clocks = self.clocks
        for member in self.members:
            clocks += member.clocks
        return clocks

    @property
    def is_certain(self) -> bool:
        """Return whether a misspelt month is one.

        A day is before it, and a year, a weekday, an hour or another month speaks for it; or it is an end of a span
        of months.
        """
        if not self.misspelt:
            return True
        months = [member for member in self.members if member.month]
        others = len(months) > self.misspelt
        if all(member.day for member in months):
            return others or bool(self.hours) or any(member.year or member.weekday for member in self.members)
        return others and self.is_range

    def has(self, token: str) -> bool:
        """Return whether a token is in it."""
        return LETTERS[token] in self.shape

    @property
    def _member(self) -> Member | None:
        return self.members[-1] if self.members else None

    def _add(self, *, weekday: bool = True) -> Member:
        member, self._ranged = Member(self._ranged), False
        if weekday:
            member.weekday, self._weekday = self._weekday, None
        if self.form == "hours_first":
            member.clocks, self.clocks = self.clocks, ()
        self.members.append(member)
        return member

    def _take(self, part: re.Match[str]) -> None:
        kind = part.lastgroup
        written = self._pieces[part.start() : part.end()]
        if kind == "clock" and self._is_day(*part.span()):
            kind = "number"
        take = getattr(self, f"_take_{kind}", None)
        if take:
            take(written)
        elif kind == "weekday":
            self._set_weekday(written[0], in_brackets=self._shape[part.start() - 1] == "(")
        elif kind == "until" and self._member:
            self._until, self._ranged = self._member, True
            self.words.pop("since", None)
        elif kind == "week" and self._uncounted():
            for member in self.members:
                member.counted = UNITS[written[0]]
                member.nth = None if member.counted == "week" else member.nth
        elif kind == "near" or self._member is None:
            self.words.setdefault(kind, written[0])

    def _is_day(self, begin: int, end: int) -> bool:
        """Return whether a bare number before an hour is a day: `du 9 à 14h au 11 mars`, not `de 9 à 14h`."""
        if self._shape[begin:end] not in _DAY_TOKENS or self._shape[end : end + 2] != _TO_BEHIND:
            return False
        listed = bool(self._member and self._member.day and not self._member.month)
        return self._pieces[begin - 2] in _DAY_LEADS or (listed and self._shape[begin - 2 : begin] in _LISTED)

    def _uncounted(self) -> list[Member]:
        """Return the members whose ordinal does not yet say what it counts, when the last is one."""
        if not self._member or not self._member.nth or self._member.weekday or self._member.counted:
            return []
        return [member for member in self.members if member.nth and not (member.weekday or member.counted)]

    def _take_number(self, written: list[str]) -> None:
        member = self._member
        if member is None or member.has_day or not member.month or self._ranged:  # else "mai 09, 2018"
            member = self._add()
        member.day = int(written[0]) if written[0].isdigit() else _number(written)

    _take_day = _take_number

    def _take_nth(self, written: list[str]) -> None:
        self._add(weekday=False).nth = _ordinal(written[0])

    def _take_month(self, written: list[str]) -> None:
        member, word = self._member, written[0]
        if member is None or member.month or (self._ranged and member.year):
            member = self._add()
        member.month = month_of(word)
        if word not in MONTHS:
            self.misspelt += 1
            self.flaw = f"month written {word}"
        if word == CUT_MONTH:
            self.cut += (member,)

    def _take_clock(self, written: list[str]) -> None:
        holder = self._member or self
        clock = read_clock(written)
        if written[0] == "minuit" and "until" in self.words:
            clock = _LAST_MINUTE
        if clock and not self._half_written and "pm" in written and holder.clocks:
            holder.clocks = (*holder.clocks[:-1], _in_same_half(holder.clocks[-1], clock))
        self._half_written = not _HOUR_WORDS.isdisjoint(written)
        if self.form == "hours_first":  # of the day behind it
            self.clocks += (clock,) if clock else ()
            return
        if clock and (holder.clocks or holder is not self._until):
            holder.clocks += (clock,)
        self._ranged = False

    def _take_zone(self, written: list[str]) -> None:
        """Set the zone of the hours before `GMT`, `UTC` or `GMT+2`; those that have their own keep it."""
        holder = self._member or self
        ahead = next((int(piece) for piece in written if piece.isdigit()), 0)
        if ahead <= _FARTHEST:
            ahead = -ahead if "-" in written else ahead
            holder.clocks = tuple(
                clock if clock.ahead is not None else clock._replace(ahead=ahead) for clock in holder.clocks
            )

    def _take_year(self, written: list[str]) -> None:
        member, year = self._member, int(written[0])
        if member is None and "year_word" in self.words and self.form == "days":
            self._led_year = year
            return
        if member is None or (member.year and (self._ranged or self.form != "days")):
            member = self._add(weekday=False)
            member.month, self._edge = self._edge, None
        member.year, self._ranged = member.year or full_year(year), False

    def _take_spelt_year(self, written: list[str]) -> None:
        year = 1000 * NUMBERS[written[0]] + _number(written[1:])
        if year > dt.MAXYEAR:  # "février quarante mil"
            return
        if self._member:
            self._member.year = year
        else:
            self._led_year = year

    def _set_weekday(self, word: str, *, in_brackets: bool) -> None:
        counted = [member for member in self.members if member.nth and not (member.weekday or member.counted)]
        for member in counted:
            member.weekday = word
        if not counted and not in_brackets:
            self._weekday = word
        elif self._member and self._member.day and not self._member.weekday:  # "12 juin (mardi)"
            self._member.weekday = word

    def _take_to(self, _: list[str]) -> None:
        if self._led_year and not self.members:  # "de l'an 2009 au 30 juin 2012"
            self._add(weekday=False).year, self._led_year = self._led_year, None
        self._ranged = True

    def _take_and(self, _: list[str]) -> None:
        self._ranged = self._ranged or self.has("between")

    def _take_vague(self, written: list[str]) -> None:
        if self.form != "years":
            self._edge = EDGES.get(written[0])
        if self._member is None:
            self.words.setdefault("vague", written[0])

    def _take_numeric(self, written: list[str]) -> None:
        fields = [piece for piece in written if piece.isdigit()]
        member = self._add()
        if len(fields) == 2 and 12 < int(fields[1]) < 32:  # "13/14 et 15 mai"
            member.day = int(fields[0])
            self._add(weekday=False).day = int(fields[1])
        else:
            self._fill(member, fields)

    def _fill(self, member: Member, fields: list[str]) -> None:
        """Set day, month and year from `10/02/21`, `2021-02-10`, `20210210`, `10/02`, `02/2021`, or the `03` of
        `03 à 06/2015`."""
        if len(fields[0]) == 8:
            fields = [fields[0][:4], fields[0][4:6], fields[0][6:]]
        values = [int(field) for field in fields]
        if len(fields[0]) == 4:
            member.year, member.month, member.day = values
        elif len(values) == 1:
            member.month = values[0]
        elif len(fields[1]) == 4:
            member.month, member.year = values
        else:
            member.day, member.month = values[:2]
            if len(values) == 3:
                member.year = full_year(values[2])
            if len(fields[1]) > 2:
                self.flaw = f"month written {fields[1]}"


_DAY_TOKENS = (LETTERS["d"], LETTERS["dd"])
_TO_BEHIND = " " + LETTERS["to"]
_LISTED = (", ", LETTERS["and"] + " ")


def read_clock(written: list[str]) -> Clock | None:
    """Return the hour and minute of `14h30`, `midi et demi`, `8h du soir`; None when there is no such hour."""
    numbers = [int(piece) for piece in written if piece.isdigit()]
    spelt = [sum(NUMBERS.get(piece, 0) for piece in part) for part in _around_hour_word(written)]
    numbers = numbers + spelt[1:] if numbers else [12 if "midi" in written else spelt[0], *spelt[1:]]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    minute = next((_FRACTIONS[piece] for piece in written if piece in _FRACTIONS), minute)
    if hour < 12 and not _EVENING.isdisjoint(written):
        hour += 12
    elif hour == 12 and "am" in written:
        hour = 0
    return Clock(hour, minute) if hour < 24 and minute < 60 else None


def _around_hour_word(written: list[str]) -> list[list[str]]:
    """Return what is written before and after `heures`, or all of it where that is not written."""
    at = next((place for place, piece in enumerate(written) if UNITS.get(piece) == "hour"), None)
    return [written] if at is None else [written[:at], written[at + 1 :]]


def _in_same_half(before: Clock, after: Clock) -> Clock:
    """Return the first hour in the half of the day of the second: the 2 of `2-5 pm`, not the 11 of `11-1 pm`."""
    later = before._replace(hour=before.hour + 12)
    return later if later <= after else before


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def full_year(year: int) -> int:
    """Return a two-digit year with its century, a longer one as it is."""
    if year > 99:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def _ordinal(word: str) -> int | None:
    """Return the place that `2e`, `deuxième` or `dernier` names; None for a count (`deux samedis`)."""
    if word.isdigit():
        return int(word)
    return (LAST if word.startswith("dernier") else NUMBERS[word]) if word in ORDINALS else None


def _number(written: list[str]) -> int:
    """Return the number of a day, whether `1er`, `premier` or `vingt et un`."""
    return int(written[0]) if written[0].isdigit() else sum(NUMBERS.get(word, 0) for word in written)
