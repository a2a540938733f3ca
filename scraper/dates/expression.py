"""One expression taken apart: its members (days, months or years), as far as each was written, and its hours."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from scraper.dates.clock import LAST_MINUTE, Clock, in_same_half, in_zone, of_paris, read_clock
from scraper.dates.grammar import BETWEEN, PARTS
from scraper.dates.lexicon import EDGES, MISSPELT, MONTHS, NUMBERS, ORDINALS, UNITS, WEEKDAYS

CENTURY_TURN = 40
"""`8 mai 45` is of 1945 and `10/02/21` of 2021: two-digit years from here on are of the last century."""
CUT_MONTH = "jui"
"""June or July."""

DAY_LEADS = frozenset(["du", "au", "aux"])
"""Words before a day, not before an hour: `du 9 à 14h`."""
LAST = -1
"""The place of the last day of a name in its month."""

MOST_STOPS = 8
"""Signs around an expression that leave it alone."""


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
        """Whether a word or a dash for "to" stands before it."""

    @property
    def has_day(self) -> bool:
        """Whether it is a day, not a month or year."""
        return bool(self.day or self.nth)

    def first(self, year: int) -> dt.date | None:
        """Its first day in `year`, None when there is no such day."""
        if self.nth:
            return self._nth_day(year)
        try:
            return dt.date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None

    def last(self, year: int) -> dt.date | None:
        """Its last day in `year`, None when there is no such day."""
        first = self.first(year)
        if first and self.counted == "weekend":
            return first + dt.timedelta(1)
        return first if self.day or self.nth or first is None else month_end(year, self.month or 12)

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
    """What the grammar's `rule` found in `shape[begin:end]`: `text`, which stands at `offsets` of its source."""

    clocks: tuple[Clock, ...] = ()
    """Hours written before the first member."""
    cut: tuple[Member, ...] = ()
    """Members whose month is written `jui`."""
    misspelt: int = 0
    """How many of its months are written with a slip."""
    flaw: str | None = None
    """What was misspelt and read all the same."""

    def __init__(
        self, rule: str, shape: str, pieces: list[str], begin: int, end: int, text: str, offsets: tuple[int, int]
    ) -> None:
        self.rule = rule
        self.text = text
        self.offsets = offsets
        self.members: list[Member] = []
        self.words: dict[str, str] = {}
        """The first word of each kind: near, vague, since, until, within, year_word, week."""
        self._shape, self._pieces, self._begin, self._end = shape, pieces, begin, end

    @property
    def kinds(self) -> str:
        """Its own shape."""
        return self._shape[self._begin : self._end]

    @property
    def said(self) -> list[str]:
        """Its words, numbers and signs."""
        return [piece for piece in self._pieces[self._begin : self._end] if not piece.isspace()]

    @property
    def alone(self) -> bool:
        """Whether nothing but blanks and stops stands around it."""
        around = len(self._shape) - self._end + self._begin
        return around <= MOST_STOPS and not (self._shape[: self._begin] + self._shape[self._end :]).strip(" \n.,:;!?()")

    @property
    def is_range(self) -> bool:
        """Whether its members are the ends of a span, not a list: `du 4 au 6`, `entre le 4 et le 6`."""
        return any(member.ranged for member in self.members) or BETWEEN in self.kinds

    @property
    def hours(self) -> tuple[Clock, ...]:
        """Every hour in it, in order."""
        clocks = self.clocks
        for member in self.members:
            clocks += member.clocks
        return clocks

    @property
    def is_certain(self) -> bool:
        """Whether a misspelt month is one: a day stands before it, and a year, a weekday, an hour or another month
        tells too; or it is an end of a span of months."""
        if not self.misspelt:
            return True
        months = [member for member in self.members if member.month]
        others = len(months) > self.misspelt
        if all(member.day for member in months):
            return others or bool(self.hours) or any(member.year or member.weekday for member in self.members)
        return others and self.is_range

    def take_apart(self) -> None:
        """Fill members, clocks and words from the pieces."""
        pieces, words = self._pieces, self.words
        member = weekday = led_year = None  # led_year: "l'an 2020, le 17 septembre"
        ranged = False
        until: Member | None = None
        edge: int | None = None  # the month of "début" or "fin", were a year to follow
        half_told = True  # whether am, pm or "h" was written with the hour before
        for part in PARTS.finditer(self._shape, self._begin, self._end):
            kind = part.lastgroup
            piece = pieces[part.start()]
            if kind == "clock" and self._is_day(part, member):
                kind = "day"
            if kind == "day" or kind == "number":
                if member is None or member.has_day or not member.month or ranged:  # else "mai 09, 2018"
                    member = self._add(ranged)
                    member.weekday, weekday, ranged = weekday, None, False
                member.day = int(piece) if piece.isdigit() else _number(pieces[part.start() : part.end()])
            elif kind == "nth":
                member, ranged = self._add(ranged), False
                member.nth = _ordinal(piece)
            elif kind == "month":
                if member is None or member.month or (ranged and member.year):
                    member, ranged = self._add(ranged), False
                    member.weekday, weekday = weekday, None
                member.month = MONTHS[piece]
                if piece in MISSPELT:
                    self.misspelt += 1
                    self.flaw = f"month written {piece}"
                if piece == CUT_MONTH:
                    self.cut += (member,)
            elif kind == "clock":
                written = pieces[part.start() : part.end()]
                clock = read_clock(written)
                if piece == "minuit" and "until" in words:
                    clock = LAST_MINUTE
                holder = member or self
                if not half_told and "pm" in written and holder.clocks and clock:
                    holder.clocks = (*holder.clocks[:-1], in_same_half(holder.clocks[-1], clock))
                half_told = "h" in part[0] or "P" in part[0]
                if self.rule == "hours_first":  # of the day behind it
                    self.clocks += (clock,) if clock else ()
                    continue
                if clock and (holder.clocks or holder is not until):
                    holder.clocks += (clock,)
                ranged = False
            elif kind == "zone":
                holder = member or self
                holder.clocks = in_zone(holder.clocks, pieces[part.start() : part.end()])
            elif kind == "year":
                if member is None and "year_word" in words and self.rule == "days":
                    led_year = int(piece)
                    continue
                if member is None or (member.year and (ranged or self.rule != "days")):
                    member = self._add(ranged)
                    member.month, edge = edge, None
                member.year, ranged = member.year or full_year(int(piece)), False
            elif kind == "weekday":
                counted = [other for other in self.members if other.nth and not (other.weekday or other.counted)]
                for other in counted:
                    other.weekday = piece
                if not counted and self._shape[part.start() - 1] != "(":
                    weekday = piece
                elif member and member.day and not member.weekday:  # "12 juin (mardi)"
                    member.weekday = piece
            elif kind == "to":
                ranged = True
                if led_year and member is None:  # "de l'an 2009 au 30 juin 2012"
                    member = self._add(False)
                    member.year, led_year = led_year, None
            elif kind == "and":
                ranged = ranged or BETWEEN in self.kinds
            elif kind == "week" and member and member.nth and not (member.weekday or member.counted):
                for other in self.members:
                    other.counted = UNITS[piece]
                    other.nth = None if other.counted == "week" else other.nth
            elif kind == "numeric":
                member = self._add(ranged)
                member.weekday, weekday, ranged = weekday, None, False
                fields = [piece for piece in pieces[part.start() : part.end()] if piece.isdigit()]
                if len(fields) == 2 and 12 < int(fields[1]) < 32:  # "13/14 et 15 mai"
                    member.day = int(fields[0])
                    member = self._add(False)
                    member.day = int(fields[1])
                else:
                    self._fill(member, fields)
            elif kind == "spelt_year":
                year = 1000 * NUMBERS[piece] + _number(pieces[part.start() + 1 : part.end()])
                if year > dt.MAXYEAR:  # "février quarante mil"
                    continue
                if member:
                    member.year = year
                else:
                    led_year = year
            elif kind == "until" and member:
                until, ranged = member, True
                words.pop("since", None)
            elif kind == "vague" and self.rule != "years":
                edge = EDGES.get(piece)
                if member is None:
                    words.setdefault(kind, piece)
            elif kind == "near" or member is None:
                words.setdefault(kind, piece)
        if led_year and self.members:
            self.members[-1].year = self.members[-1].year or led_year
        for holder in (self, *self.members):
            holder.clocks = of_paris(holder.clocks)

    def _is_day(self, part: re.Match[str], member: Member | None) -> bool:
        """Whether a bare number before an hour is a day: `du 9 à 14h au 11 mars`, not `de 9 à 14h`."""
        begin, end = part.span()
        if self._shape[begin:end] not in ("1", "d") or self._shape[end : end + 2] != " t":
            return False
        listed = member is not None and bool(member.day) and not member.month
        return self._pieces[begin - 2] in DAY_LEADS or (listed and self._shape[begin - 2 : begin] in (", ", "e "))

    def _add(self, ranged: bool) -> Member:
        member = Member(ranged)
        if self.rule == "hours_first":
            member.clocks, self.clocks = self.clocks, ()
        self.members.append(member)
        return member

    def _fill(self, member: Member, fields: list[str]) -> None:
        """Day, month and year of `10/02/21`, `2021-02-10`, `20210210`, `10/02`; month and year of `02/2021`; the month
        that stands before such a one: `03 à 06/2015`."""
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


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def full_year(year: int) -> int:
    """A two-digit year with its century; a longer one as it is."""
    if year > 99:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def _ordinal(word: str) -> int | None:
    """The place that `2e`, `deuxième` or `dernier` names; None for a count (`deux samedis`)."""
    if word.isdigit():
        return int(word)
    return (LAST if word.startswith("dernier") else NUMBERS[word]) if word in ORDINALS else None


def _number(written: list[str]) -> int:
    """The number of a day, whether `1er`, `premier` or `vingt et un`."""
    return int(written[0]) if written[0].isdigit() else sum(NUMBERS.get(word, 0) for word in written)
