"""Drafts the head of an article of one of the kinds (kinds.toml): its days, its words, its group, what its text is of.

A kind chooses with the pen it is given, so the same seed and number make the same article.
"""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sample_portal import french
from sample_portal.articles import Happening, Head, WrittenRole, day_of
from sample_portal.blocks import Block, written
from sample_portal.pen import Pen, weekday_after
from sample_portal.world import CITIES, DATA, WORLD, WorldFund, WorldGroup

KINDS: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""Name of a kind -> its entries."""
UPCOMING = ("timed_meeting", "journey", "announced", "meeting")
"""The kinds of the events to come, in turn."""
_STORY = ("country 3", "country 2", "general 1")
_SUBJECTS = ("le soutien aux collectivités", "l’accès à l’eau", "les finances locales", "la paix entre les villes")
_TOWN_HALLS = tuple(f"VILLE {french.elided(city).upper()}" for city in CITIES)
_COPIED = "title first_title overtitle subtitle issuer status lead opening opened contact files".split()


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


def first_year(kind: str) -> int:
    """Return the first year in which a kind occurs, 0 for one that always did."""
    return min(entry.get("since", 0) for entry in KINDS[kind])


def draft(seed: int, number: int, kind: str, day: date) -> Head:
    """Draft an article published on a day, or near it: the same for the same seed, number, kind and day; a meeting in
    place of a kind outside its years."""
    pen = Pen(f"{seed}-{number}")
    for name in (kind, "meeting"):
        entries = [each for each in KINDS[name] if each.get("since", 0) <= day.year <= each.get("until", 9999)]
        if entries:
            return _drafted(pen, number, name, day, pen.pick(entries))
    raise ValueError(f"no kind of article occurs in {day.year}")


def _drafted(pen: Pen, number: int, kind: str, day: date, entry: dict[str, Any]) -> Head:
    fund, group = _subject(pen, entry.get("about"), day)
    when, flaws = entry.get("when"), entry.get("flaws", ())
    published, *days = _SHAPES[when or "day"](fund.opened if "published" in entry else day)
    moments = _moments(pen, *days, entry.get("hours", 0))
    names = _KindNames(pen, fund, group, moments)
    names["words"] = entry.get("words", "le {day}").format_map(names)
    names["chair"], mentions = _chair(pen, entry, group, days[0])
    text = {key: value.format_map(names) for key, value in entry.items() if isinstance(value, str)}
    place = text.get("place")
    online = entry.get("online", 0 if place else None)
    if entry.get("where"):
        text["subtitle"], place, online = pen.pick(DATA["meeting_places"])
    precision = "month" if when in {"month", "summer"} else "minute" if entry.get("hours") else "day"
    dated = names["words"], entry.get("source", "title"), precision, place or None, online
    if "title_against_field" in flaws:
        published = published.replace(year=published.year - 20)
    return Head(
        number,
        kind,
        published=published,
        happening=Happening(*moments, *dated) if when else None,
        group=group and group.id,
        groups=_shown_by(group),
        fund=fund and fund.id,
        mots=_mots(pen, entry, fund, group),
        logo=pen.chance(0.55),
        listed=pen.chance(0.92),
        flaws=frozenset(flaws) | ({"letters"} if pen.chance(0.12) else set()),
        story=tuple(map(_part, entry.get("story", _STORY))),
        mentions=mentions,
        **{key: text.get(key, entry.get(key)) for key in _COPIED},
    )


def _moments(pen: Pen, first: date, last: date, hours: int) -> tuple[date, date]:
    """Return when an event begins and ends. hours: 0 for days alone, 1 for a start, 2 for an end too."""
    if not hours:
        return first, last
    start = time(pen.upto(9, 16), pen.pick((0, 0, 30)))
    end = time(start.hour + pen.pick((1, 2)), pen.pick((0, 15, 30)))
    return datetime.combine(first, start), datetime.combine(last, end if hours == 2 else start)


def _subject(pen: Pen, about: str | None, day: date) -> tuple[WorldFund | None, WorldGroup | None]:
    """Choose the fund and the group that an article is about; of the funds one that was open on the day, the recent
    ones mostly."""
    match about:
        case None:
            return None, None
        case "fund":
            recent = [fund for fund in WORLD.funds if fund.opened <= day][-4:]
            return pen.pick(recent), WORLD.group("crises-et-rehabilitation")
        case "country":
            return None, pen.pick(WORLD.countries)
        case "any":
            return None, pen.pick(WORLD.countries + WORLD.thematic)
        case "known":
            return None, WORLD.group(pen.pick(("mauritanie", "mauritanie", "mali")))
    return None, WORLD.group(about)


class _KindNames(dict):
    """What the texts of an entry may name in braces; what a pen chooses is chosen when it is first named."""

    def __init__(self, pen: Pen, fund: WorldFund | None, group: WorldGroup | None, moments: tuple[date, date]) -> None:
        first, last = map(day_of, moments)
        country = fund.country if fund else group and group.country
        self._choices = {"city": country.cities if country else (), "town_hall": _TOWN_HALLS, "subject": _SUBJECTS}
        self._pen = pen
        super().__init__(_dates(first, last), fund=fund, group=group, country=country)
        if isinstance(moments[0], datetime):
            start, end = (f"{moment.hour}h{moment:%M}" for moment in moments)
            alone = f", à partir de {start}" if first.day % 2 else f", à {start}"
            self |= {"hour": start, "hours": alone if start == end else f", de {start} à {end}"}
        if term := group and group.holder(first):
            office = "NOUVELLE PRESIDENTE" if term.is_feminine else "NOUVEAU PRESIDENT"
            self |= {"term": term, "PERSON": term.person.upper(), "GROUP": group.name.upper(), "NEW_OFFICE": office}
        if fund:
            night = f"Pour rappel, dans la nuit {fund.night}, un séisme a frappé le pays. "
            self["night"] = night if fund.night else ""

    def __missing__(self, name: str) -> str:
        self[name] = self._pen.pick(self._choices[name])
        return self[name]


def _dates(first: date, last: date) -> dict[str, Any]:
    """Return the first day, or both, in all forms in which texts write them."""
    short, month, span = french.short(first), french.month(first), french.span(first, last)
    since = _month(_month(first)[0] - timedelta(days=140))[0]  # five months earlier
    return {
        "day": french.full(first),
        "short": short,
        "weekday": french.weekday(first),
        "weekday_short": f"{french.WEEKDAYS[first.weekday()]} {short}",
        "year": first.year,
        "year_before": f"{short} {first.year - 1}",
        "month": month,
        "month_capital": french.capitalized(month),
        "since_month": french.elided(french.month(since).removesuffix(f" {first.year}")),
        "span": span,
        "span_capital": french.capitalized(span),
        "span_padded": french.span(first, last, pad=True),
        "list": french.days(first, last),
        "deadline": french.full(weekday_after(first, 40)),
    }


def _chair(pen: Pen, entry: dict, group: WorldGroup | None, day: date) -> tuple[str, tuple[WrittenRole, ...]]:
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
    return words[shape], (WrittenRole(term.person, "president", group.id, term.prose, since if shape == 2 else None),)


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
