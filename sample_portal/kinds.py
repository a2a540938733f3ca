"""Drafts the head of an article of one of the kinds (kinds.toml): its days, its words, its group and its plan.

A kind chooses with the pen it is given, so the same seed and number make the same article.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sample_portal import french
from sample_portal.articles import Happening, Head, Mention, Plan
from sample_portal.blocks import Block, written
from sample_portal.pen import Pen, weekday_after
from sample_portal.world import CITIES, DATA, WORLD, WorldFund, WorldGroup

_STORY = ("country 3", "country 2", "general 1")
_SUBJECTS = ("le soutien aux collectivités", "l’accès à l’eau", "les finances locales", "la paix entre les villes")
_PLANNED = ("opening", "opened", "lead", "contact", "files")
_COPIED = ("title", "first_title", "overtitle", "subtitle", "issuer", "status")


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _workday(day: date) -> date:
    return weekday_after(day.replace(day=min(day.day, 28)), 0)  # no 29 February: no other year has it


_SHAPES: dict[str, Callable[[date], tuple[date, date, date]]] = {
    "day": lambda day: (day, day, day),
    "workday": lambda day: (_workday(day), _workday(day), _workday(day)),
    "days": lambda day: (day, day, day + timedelta(days=2)),
    "mid_month": lambda day: (day.replace(day=17), day.replace(day=17), day.replace(day=19)),
    "over_months": lambda day: (_month(day)[1], _month(day)[1], _month(day)[1] + timedelta(days=4)),
    "month": lambda day: (day, *_month(day)),
    "summer": lambda day: (date(day.year, 6, 1), date(day.year, 6, 1), date(day.year, 9, 30)),
    "march": lambda day: (date(day.year, 3, 11), date(day.year, 3, 11), date(day.year, 3, 18)),
    "soon": lambda day: (day, *[weekday_after(day, 3)] * 2),
    "weeks_later": lambda day: (day, *[weekday_after(day, 21)] * 2),
    "next_year": lambda day: (date(day.year - 1, 11, 29), *[weekday_after(date(day.year, 1, 7), 0)] * 2),
}
"""For a day near which an article is published: the day of publication, the first and the last day of its event."""


@dataclass(frozen=True)
class Kind:
    """A kind of article."""

    name: str
    entries: tuple[dict[str, Any], ...]

    @property
    def since(self) -> int:
        """The first year in which it occurs."""
        return min(entry.get("since", 0) for entry in self.entries)

    def draft(self, pen: Pen, number: int, day: date) -> Head | None:
        """Draft an article published on a day, or near it; None outside the years of the kind."""
        entries = [entry for entry in self.entries if entry.get("since", 0) <= day.year <= entry.get("until", 9999)]
        return _drafted(pen, Head(number, self.name, "", day), pen.pick(entries)) if entries else None


KINDS = {
    name: Kind(name, tuple(entries))
    for name, entries in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
UPCOMING = tuple(KINDS[name] for name in ("timed_meeting", "journey", "announced", "meeting"))
"""The kinds of the events to come, in turn."""


def _drafted(pen: Pen, blank: Head, entry: dict[str, Any]) -> Head:
    fund, group = _subject(pen, entry.get("about"), blank.published)
    published, first, last = _SHAPES[entry.get("when", "day")](fund.opened if "published" in entry else blank.published)
    moments = (first, last)
    if hours := entry.get("hours"):
        start, end = pen.hours()
        moments = datetime.combine(first, start), datetime.combine(last, end if hours == 2 else start)
    names = _KindNames(pen, fund, group, moments)
    names.words = entry.get("words", "le {day}").format_map(names)
    names.chair, mentions = _chair(pen, entry, group, first)
    text = {key: value.format_map(names) for key, value in entry.items() if isinstance(value, str)}
    if entry.get("where"):
        text["subtitle"], place, online = pen.pick(DATA["meeting_places"])
    else:
        place = text.get("place")
        online = entry.get("online", 0 if place else None)
    precision = "month" if entry.get("when") in {"month", "summer"} else "minute" if hours else "day"
    if "title_against_field" in entry.get("flaws", ()):
        published = published.replace(year=published.year - 20)
    story = tuple(map(_part, entry.get("story", _STORY)))
    return Head(
        blank.number,
        blank.kind,
        published=published,
        **{key: text.get(key) for key in _COPIED},
        happening=Happening(*moments, names.words, entry.get("source", "title"), precision, place or None, online)
        if "when" in entry
        else None,
        group=group and group.id,
        groups=_shown_by(group),
        fund=fund and fund.id,
        mots=_mots(pen, entry, fund, group),
        logo=pen.chance(0.55),
        listed=pen.chance(0.92),
        flaws=frozenset(entry.get("flaws", ())) | ({"letters"} if pen.chance(0.12) else set()),
        plan=Plan(story=story, mentions=mentions, **{key: text.get(key, entry.get(key)) for key in _PLANNED}),
    )


def _subject(pen: Pen, about: str | None, day: date) -> tuple[WorldFund | None, WorldGroup | None]:
    """Choose the fund and the group that an article is about."""
    match about:
        case None:
            return None, None
        case "fund":
            return pen.open_fund(day), WORLD.group("crises-et-rehabilitation")
        case "country":
            return None, pen.pick(WORLD.countries)
        case "any":
            return None, pen.pick(WORLD.countries + WORLD.thematic)
        case "known":
            return None, WORLD.group(pen.pick(("mauritanie", "mauritanie", "mali")))
    return None, WORLD.group(about)


class _KindNames:
    """What the texts of an entry may name in braces, each made when it is named."""

    def __init__(self, pen: Pen, fund: WorldFund | None, group: WorldGroup | None, moments: tuple[date, date]) -> None:
        self.fund, self.group, self._pen, self._moments = fund, group, pen, moments
        self.first, self.last = (moment.date() if isinstance(moment, datetime) else moment for moment in moments)
        self.country = fund.country if fund else group and group.country
        self.term = group and group.holder(self.first)
        self.words = self.chair = ""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    PERSON = property(lambda self: self.term.person.upper())
    GROUP = property(lambda self: self.group.name.upper())
    NEW_OFFICE = property(lambda self: "NOUVELLE PRESIDENTE" if self.term.is_feminine else "NOUVEAU PRESIDENT")
    city = cached_property(lambda self: self._pen.pick(self.country.cities))
    town_hall = cached_property(lambda self: f"VILLE {french.elided(self._pen.pick(CITIES)).upper()}")
    subject = cached_property(lambda self: self._pen.pick(_SUBJECTS))
    day = property(lambda self: french.full(self.first))
    short = property(lambda self: french.short(self.first))
    weekday = property(lambda self: french.weekday(self.first))
    weekday_short = property(lambda self: f"{french.WEEKDAYS[self.first.weekday()]} {self.short}")
    year = property(lambda self: self.first.year)
    year_before = property(lambda self: f"{self.short} {self.year - 1}")
    month = property(lambda self: french.month(self.first))
    month_capital = property(lambda self: french.capitalized(self.month))
    span = property(lambda self: french.span(self.first, self.last))
    span_capital = property(lambda self: french.capitalized(self.span))
    span_padded = property(lambda self: french.span(self.first, self.last, pad=True))
    list = property(lambda self: french.days(self.first, self.last))
    deadline = property(lambda self: french.full(weekday_after(self.first, 40)))
    hour = property(lambda self: french.hour(self._moments[0]))

    @property
    def hours(self) -> str:
        """Like ", à 11h00", ", à partir de 11h00", ", de 15h00 à 16h30"."""
        start, end = map(french.hour, self._moments)
        alone = f", à partir de {start}" if self.first.day % 2 else f", à {start}"
        return alone if start == end else f", de {start} à {end}"

    @property
    def since_month(self) -> str:
        """Like "de mai", "d’octobre 2022": five months earlier, with a year that is another."""
        since = (self.first.replace(day=1) - timedelta(days=140)).replace(day=1)
        return french.elided(french.month(since) if since.year < self.year else french.MONTHS[since.month - 1])

    @property
    def night(self) -> str:
        """A sentence on the night of an earthquake, when the fund is of one."""
        return f"Pour rappel, dans la nuit {self.fund.night}, un séisme a frappé le pays. " if self.fund.night else ""


def _chair(pen: Pen, entry: dict, group: WorldGroup | None, day: date) -> tuple[str, tuple[Mention, ...]]:
    """Choose words for who presides a meeting, and the role they state.

    Only ", présidée par X, maire de Y et présidente du groupe Z depuis …" names the group and when it began.
    """
    if not (entry.get("chair") or entry.get("mention")):
        return "", ()
    term = group.holder(day)
    since = term.since if entry.get("chair") else None
    shape = pen.upto(0, 2)
    words = (
        f", présidée par {term.person}, {term.prose}",
        f", sous la présidence de {term.person}, {term.prose}",
        f", présidée par {term.person}, {term.prose} et {term.office} {group.of}{term.since_text(' depuis ')}",
    )
    return words[shape], (Mention(term.person, "president", group.id, term.prose, since if shape == 2 else None),)


def _shown_by(group: WorldGroup | None) -> tuple[str, ...]:
    """Return the groups whose lists show an article about one."""
    sahel = ("mission-sahel",) if group and group.name in {"Mali", "Burkina Faso", "Mauritanie"} else ()
    return (group.id, *sahel) if group else ()


def _mots(pen: Pen, entry: dict, fund: WorldFund | None, group: WorldGroup | None) -> tuple[str, ...]:
    """Choose the keywords: the entry's, else the group's and the fund's; the general one before or after, or not."""
    mots = tuple(entry.get("mots", ()))
    if not mots and group:
        mots = (group.name,) if group.country else group.themes or ("Climat et environnement",)
        mots = ("Sahel", *mots) if "mission-sahel" in _shown_by(group)[1:] else mots
        mots = (fund.country.name, *mots) if fund and fund.country.name in WORLD.mots else mots
    if mots and "Actualité" not in mots and pen.chance(0.4):
        mots = ("Actualité", *mots) if pen.chance(0.6) else (*mots, "Actualité")
    return mots


def _part(words: str) -> Block | tuple[str, int]:
    """Return what a part of a story names: so many sentences of a pool, or a block."""
    pool, _, count = words.partition(" ")
    return (pool, int(count)) if count.isdecimal() else written(words)
