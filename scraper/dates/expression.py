"""One expression taken apart: its members (days, months or years), as far as each was written, and its hours."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from scraper.dates import lexicon
from scraper.dates.grammar import PARTS
from scraper.dates.lexicon import LETTERS, MISSPELT, MONTHS, NUMBERS, UNITS

CENTURY_TURN = 40
"""`8 mai 45` is of 1945 and `10/02/21` of 2021: two-digit years from here on are of the last century."""
_BETWEEN = LETTERS["between"]
_DAYS, _LISTED = (LETTERS["d"], LETTERS["dd"]), (", ", LETTERS["and"] + " ")
_HOUR_WORDS = frozenset(["am", "pm", *(word for word, unit in UNITS.items() if unit == "hour")])
_LAST_MINUTE = dt.time(23, 59)
"""`avant le 30 avril, minuit` is the end of the day."""
_FARTHEST = 14
"""Hours: no zone is farther from UTC."""
_STOPS = " \n.,:;!?()"
_MOST_STOPS = 8
"""Signs around an expression that leave it alone."""


class Member:
    """One day, month or year; what was not written is None."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    nth: int | None = None
    """Which day of its name in the month: 2 in `deuxième samedi de mai`, 0 in `dernier week-end de mai`."""
    counted: str | None = None
    """What `nth` counts, where it is no weekday: "day" or "weekend"."""
    clocks: tuple[dt.time, ...] = ()
    """Its hours: of Paris, unless a zone is written."""

    def __init__(self, ranged: bool, weekday: str | None) -> None:
        self.ranged = ranged
        """Whether a word or a dash for "to" is before it."""
        self.weekday = weekday

    @property
    def has_day(self) -> bool:
        """Return whether it is a day, not a month or year."""
        return bool(self.day) or self.nth is not None

    @property
    def is_uncounted(self) -> bool:
        """Return whether it is an ordinal of which it is not known yet what it counts."""
        return self.nth is not None and not (self.weekday or self.counted)

    def first(self, year: int) -> dt.date | None:
        """Return its first day in `year`, None when there is no such day."""
        try:
            first = dt.date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None
        if self.nth is None or self.month is None:
            return first if self.nth is None else None
        weekday = lexicon.WEEKDAYS[self.weekday] if self.weekday else calendar.SATURDAY
        begin, step = (1, 1) if self.counted == "day" else (1 + (weekday - first.weekday()) % 7, 7)
        days = range(begin, month_end(first).day + 1, step)
        return first.replace(day=days[self.nth - 1]) if self.nth <= len(days) else None

    def last(self, year: int) -> dt.date | None:
        """Return its last day in `year`, None when there is no such day."""
        first = self.first(year)
        if first and self.counted == "weekend":
            return first + dt.timedelta(1)
        return first if self.has_day or first is None else month_end(first.replace(month=self.month or 12))


class Expression:
    """What a form of the grammar found, taken apart."""

    text: str = ""
    offsets: tuple[int, int] = (0, 0)
    """Where `text` is in its source."""
    clocks: tuple[dt.time, ...] = ()
    """Hours written before the first member."""
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

    def __init__(self, found: re.Match[str], pieces: list[str]) -> None:
        self.form = found.lastgroup
        self._pieces, self._around = pieces, found.string
        begin, end = found.span()
        self.begin = begin + (self._around[begin] == " ")
        self.end = end - (self._around[end - 1] == " ")
        if self._around[end : end + 1] == ")" and self.shape.count("(") > self.shape.count(")"):
            self.end += 1
        self.members: list[Member] = []
        self.cut: list[Member] = []
        """Members whose month is written `jui`."""
        self.words: dict[str, str] = {}
        """The first word of each part: near, vague, since, until, within, year_word, week."""
        for part in PARTS.finditer(self._around, self.begin, self.end):
            self._take(part.lastgroup, *part.span())
        if self._led_year and self.members:
            self.members[-1].year = self.members[-1].year or self._led_year
        for holder in (self, *self.members):
            if len(holder.clocks) > 1:  # of one hour in two zones (`14h GMT, 16h heure de Paris`) that of Paris
                holder.clocks = tuple(clock for clock in holder.clocks if not clock.tzinfo) or holder.clocks

    @property
    def shape(self) -> str:
        """Its tokens."""
        return self._around[self.begin : self.end]

    @property
    def said(self) -> list[str]:
        """Its words, numbers and signs."""
        return [piece for piece in self._pieces[self.begin : self.end] if not piece.isspace()]

    @property
    def alone(self) -> bool:
        """Return whether nothing but blanks and stops is around it."""
        around = len(self._around) - self.end + self.begin
        return around <= _MOST_STOPS and not (self._around[: self.begin] + self._around[self.end :]).strip(_STOPS)

    @property
    def is_range(self) -> bool:
        """Return whether its members are the ends of a span, not a list: `du 4 au 6`, `entre le 4 et le 6`."""
        return any(member.ranged for member in self.members) or _BETWEEN in self.shape

    @property
    def hours(self) -> tuple[dt.time, ...]:
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
        if others and self.is_range:
            return True
        witness = others or self.hours or any(member.year or member.weekday for member in self.members)
        return bool(witness) and all(member.day for member in months)

    @property
    def _member(self) -> Member | None:
        return self.members[-1] if self.members else None

    def _add(self) -> Member:
        member = Member(self._ranged, self._weekday)
        self._ranged, self._weekday = False, None
        if self.form == "hours_first":
            member.clocks, self.clocks = self.clocks, ()
        self.members.append(member)
        return member

    def _take(self, kind: str, begin: int, end: int) -> None:
        written, member = self._pieces[begin:end], self._member
        word = written[0]
        match kind:
            case "clock" if not self._is_day(begin, end):
                self._take_clock(written)
            case "number" | "day" | "clock":
                if member is None or member.has_day or not member.month or self._ranged:  # else "mai 09, 2018"
                    member = self._add()
                member.day = _number(written)
            case "numeric":
                self._take_numeric([piece for piece in written if piece.isdigit()])
            case "nth":
                self._add().nth = int(word) if word.isdigit() else lexicon.ORDINALS.get(word)
            case "month":
                self._take_month(word)
            case "year":
                self._take_year(_number(written))
            case "zone":
                self._take_zone(written)
            case "weekday" | "week" if any(each.is_uncounted for each in self.members):
                for each in filter(lambda member: member.is_uncounted, self.members):
                    each.weekday, each.counted = (None, UNITS[word]) if kind == "week" else (word, None)
                    each.nth = None if each.counted == "week" else each.nth
            case "weekday" if self._around[begin - 1] != "(":
                self._weekday = word
            case "weekday":
                if member and member.day and not member.weekday:  # "12 juin (mardi)"
                    member.weekday = word
            case "to":
                if self._led_year and not self.members:  # "de l'an 2009 au 30 juin 2012"
                    self._add().year, self._led_year = self._led_year, None
                self._ranged = True
            case "and":
                self._ranged = self._ranged or _BETWEEN in self.shape
            case "until" if member:
                self._until, self._ranged = member, True
                self.words.pop("since", None)
            case _ if kind == "near" or member is None:
                self.words.setdefault(kind, word)
        if kind == "vague" and self.form != "years":
            self._edge = lexicon.EDGES.get(word)

    def _is_day(self, begin: int, end: int) -> bool:
        """Return whether a bare number before an hour is a day: `du 9 à 14h au 11 mars`, not `de 9 à 14h`."""
        shape, member = self._around, self._member
        if shape[begin:end] not in _DAYS or shape[end : end + 2] != " " + LETTERS["to"]:
            return False
        in_list = member and member.day and not member.month and shape[begin - 2 : begin] in _LISTED
        return bool(in_list) or self._pieces[begin - 2] in lexicon.DAY_LEADS

    def _take_month(self, word: str) -> None:
        member = self._member
        if member is None or member.month or (self._ranged and member.year):
            member = self._add()
        member.month = MONTHS.get(word) or MISSPELT[word]
        if word not in MONTHS:
            self.misspelt += 1
            self.flaw = f"month written {word}"
        if word == lexicon.CUT_MONTH:
            self.cut.append(member)

    def _take_year(self, year: int) -> None:
        member = self._member
        if year > dt.MAXYEAR:  # "février quarante mil"
            return
        if member is None and "year_word" in self.words and self.form == "days":
            self._led_year = year
            return
        if member is None or (member.year and (self._ranged or self.form != "days")):
            member = self._add()
            member.month, self._edge = self._edge, None
        member.year, self._ranged = member.year or full_year(year), False

    def _take_numeric(self, fields: list[str]) -> None:
        """Set day, month and year from `10/02/21`, `2021-02-10`, `20210210`, `10/02`, `02/2021`, the `03` of
        `03 à 06/2015`, or two days from the `13/14` of `13/14 et 15 mai`."""
        if len(fields[0]) == 8:
            fields = [fields[0][:4], fields[0][4:6], fields[0][6:]]
        member, values = self._add(), [int(field) for field in fields]
        if len(values) == 1:
            member.month = values[0]
        elif len(values) == 2 and 12 < values[1] < 32:
            member.day, self._add().day = values
        elif len(fields[0]) == 4:
            member.year, member.month, member.day = values
        elif len(fields[1]) == 4:
            member.month, member.year = values
        else:
            member.day, member.month = values[:2]
            member.year = full_year(values[2]) if len(values) == 3 else None
            if len(fields[1]) > 2:
                self.flaw = f"month written {fields[1]}"

    def _take_clock(self, written: list[str]) -> None:
        holder = self if self.form == "hours_first" else self._member or self
        clock = read_clock(written)
        if written[0] == "minuit" and "until" in self.words:
            clock = _LAST_MINUTE
        if clock and not self._half_written and "pm" in written and holder.clocks:
            holder.clocks = (*holder.clocks[:-1], _in_same_half(holder.clocks[-1], clock))
        self._half_written = not _HOUR_WORDS.isdisjoint(written)
        if clock and (holder.clocks or holder is not self._until):
            holder.clocks += (clock,)
        self._ranged = self._ranged and self.form == "hours_first"

    def _take_zone(self, written: list[str]) -> None:
        """Set the zone of the hours before `GMT`, `UTC` or `GMT+2`; those that have their own keep it."""
        holder = self._member or self
        ahead = next((int(piece) for piece in written if piece.isdigit()), 0)
        if ahead <= _FARTHEST:
            zone = dt.timezone(dt.timedelta(hours=-ahead if "-" in written else ahead))
            holder.clocks = tuple(clock if clock.tzinfo else clock.replace(tzinfo=zone) for clock in holder.clocks)


def read_clock(written: list[str]) -> dt.time | None:
    """Return the hour and minute of `14h30`, `midi et demi`, `8h du soir`; None when there is no such hour."""
    numbers = [int(piece) for piece in written if piece.isdigit()]
    at = next((place for place, piece in enumerate(written) if UNITS.get(piece) == "hour"), len(written))
    hour = numbers.pop(0) if numbers else 12 if "midi" in written else _number(written[:at])
    minute = next((lexicon.FRACTIONS[piece] for piece in written if piece in lexicon.FRACTIONS), None)
    if minute is None:
        minute = numbers[0] if numbers else _number(written[at:])
    if hour < 12 and not lexicon.EVENING.isdisjoint(written):
        hour += 12
    elif hour == 12 and "am" in written:
        hour = 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _in_same_half(before: dt.time, after: dt.time) -> dt.time:
    """Return the first hour in the half of the day of the second: the 2 of `2-5 pm`, not the 11 of `11-1 pm`."""
    later = before.hour + 12
    return before.replace(hour=later) if (later, before.minute) <= (after.hour, after.minute) else before


def _number(written: list[str]) -> int:
    """Return the number of `5`, `1er`, `premier`, `vingt et un`, `deux mille vingt`."""
    number = 0
    for word in written:
        if word.isdigit():
            return int(word)
        number = 1000 * number if word in lexicon.THOUSAND else number + NUMBERS.get(word, 0)
    return number


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def full_year(year: int) -> int:
    """Return a two-digit year with its century, a longer one as it is."""
    if year > 99:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)
