"""The changes of the portal: the latest, those of a week, of a group and of a country, as pages and feeds."""

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from scraper.exporting import atom
from scraper.front import words
from scraper.front.archive_queries import ArchiveQueries
from scraper.front.groups import chosen_group
from scraper.front.pages import FileAnswer, ListPages, Missing, PageAnswer, Visit, page
from scraper.front.shown_changes import ShownChange, shown_changes
from scraper.front.words import t

LATEST = 3
"""Weeks of the page of the latest changes, without those in which nothing was seen."""
LISTED_WEEKS = 12
"""Weeks that the pages lead to."""
MOST = 10_000
"""Changes that are listed, the latest."""
MOST_RECORDS = 2_000
"""Records of a group or a country whose versions are looked up; of more of them, the latest MOST changes are looked
through."""
CORRECTIONS = 25
"""Corrections of ours that are shown on a page."""
IN_FEED = 50
"""Changes in a feed, the latest."""
REAL = ("change", "withdrawn", "restored")
"""Kinds of versions that the portal made, beside the first ones of what is new."""
_WEEK = re.compile(r"(\d{4})-S(\d\d)")
_EVER, _NEVER = "", "9"
"""Before and after all moments."""


@dataclass(frozen=True)
class Week:
    """A week of ISO 8601, in Paris."""

    year: int
    number: int

    @classmethod
    def of(cls, day: str) -> "Week":
        """Return the week of a day, YYYY-MM-DD."""
        year, number, _ = dt.date.fromisoformat(day).isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> str:
        """Its first day, YYYY-MM-DD. Raises ValueError when the year has no such week."""
        return dt.date.fromisocalendar(self.year, self.number, 1).isoformat()

    @property
    def since(self) -> str:
        """The moment in UTC at which it begins."""
        return words.midnight(self.monday)

    @property
    def before(self) -> str:
        """The moment in UTC at which it is over."""
        return words.midnight(self.monday, later=7)

    @property
    def path(self) -> str:
        """Of its page."""
        return f"/changements/{self.year}-S{self.number:02}"

    @property
    def name(self) -> str:
        """What it is called."""
        days = words.interval(self.monday, dt.date.fromisocalendar(self.year, self.number, 7).isoformat())
        return t(f"semaine {self.number} ({days})", f"week {self.number} ({days})")


@dataclass(frozen=True)
class Period:
    """The changes that a page or a feed is about."""

    since: str
    before: str
    group: dict | None = None
    """The group that they are of; None for all."""
    country: str | None = None
    """The code of the country that they are of; None for all."""

    @property
    def is_filtered(self) -> bool:
        """Whether it is of a group or a country."""
        return bool(self.group or self.country)

    async def met(self, archive: ArchiveQueries, kinds: tuple[str, ...], *, new: bool) -> list[dict]:
        """Return the versions of some kinds, last first, without their fields. new: with the records that are new."""
        values = {"since": self.since, "before": self.before, "kinds": json.dumps(kinds), "with_new": int(new)}
        if not self.is_filtered:
            return await archive.counted("changes.met", **values, most=MOST)
        of = {"group_id": self.group and self.group["id"], "country": self.country}
        chosen = await archive.counted("changes.chosen", **of, most=MOST_RECORDS + 1)
        if len(chosen) <= MOST_RECORDS:
            records = json.dumps([[record["record_table"], record["record_id"]] for record in chosen])
            return await archive.rows("changes.met_of", **values, records=records, most=MOST)
        latest = await archive.counted("changes.met", **values, most=MOST)
        return await archive.rows("changes.among", **of, ids=json.dumps([version["id"] for version in latest]))


@page("/changements.atom", "/changements/{week}.atom")
async def feed(visit: Visit, week: str = "") -> FileAnswer:
    """Return the latest changes as an Atom feed: of a week, of the group of ?groupe=, of the country of ?pays=."""
    asked = _week(week) if week else None
    period = await _period(visit, asked)
    met = (await period.met(visit.archive, REAL, new=True))[:IN_FEED]
    changes = await shown_changes(visit.archive, [version["id"] for version in met])
    filters = _filters(visit)
    made = atom.Feed(
        words.language(),
        f"{words.site_name()} · {_title(period, asked)}",
        visit.whole(visit.url(visit.path, au=None, **filters)),
        visit.whole(visit.url(visit.path.removesuffix(".atom"), au=None, **filters)),
        words.site_name(),
        await visit.archive.value("site.last_crawl") or period.before,
        tuple(change.entry(visit) for change in changes),
    )
    return FileAnswer(atom.feed_xml(made), atom.MEDIA_TYPE)


@page("/changements", "/changements/{week}")
async def changes(visit: Visit, week: str = "") -> PageAnswer:
    """Show what changed, by day: in the latest weeks or in one, of all, of a group or of a country."""
    asked = _week(week) if week else None
    period = await _period(visit, asked)
    met = await period.met(visit.archive, REAL, new=True)
    paging = ListPages(len(met), visit.page)
    numbers = [version["id"] for version in met[paging.offset : paging.offset + paging.size]]
    corrections = await period.met(visit.archive, ("technical",), new=False)
    shown = {
        "days": _by_day(await shown_changes(visit.archive, numbers)),
        "paging": paging,
        "is_cut": len(met) == MOST,
        "totals": totals(met),
        "corrections": await shown_changes(visit.archive, [each["id"] for each in corrections[:CORRECTIONS]]),
        "corrected": len(corrections),
        "first_readings": await _first_readings(visit.archive, period, met),
        "weeks": await _weeks(visit.archive, LISTED_WEEKS),
        "week": asked,
        "around": await _around(visit.archive, asked) if asked else None,
        "period": period,
        "groups": await visit.archive.counted("changes.groups"),
        "countries": await _countries(visit.archive),
        "at": partial(visit.url, **_filters(visit)),
    }
    feed_path = visit.url(f"{visit.path}.atom", au=None, **_filters(visit))
    title = _title(period, asked)
    trail = (("/changements", t("Changements", "Changes")),) if asked else ()
    return PageAnswer("changes.html", title, shown, trail, feeds=((feed_path, "application/atom+xml", title),))


def _filters(visit: Visit) -> dict[str, str | None]:
    return {"groupe": visit.args.get("groupe"), "pays": visit.args.get("pays")}


def _week(written: str) -> Week:
    """Return the week that an address names. Raises Missing when it is none."""
    if found := _WEEK.fullmatch(written):
        week = Week(*map(int, found.groups()))
        try:
            _ = week.since, week.before
        except (ValueError, OverflowError):
            pass
        else:
            return week
    raise Missing(
        t(
            f"« {written} » n’est pas une semaine : la quarante-huitième de 2026 s’écrit 2026-S48.",
            f"“{written}” is no week: the 48th of 2026 is written 2026-S48.",
        )
    )


async def _period(visit: Visit, week: Week | None) -> Period:
    """Return what is asked for. Without a week it is the latest weeks; of a group or a country, all weeks."""
    group, country = await chosen_group(visit), visit.args.get("pays", "").upper() or None
    if country and country not in words.locale().territories:
        raise Missing(t(f"« {country} » n’est le code d’aucun pays.", f"“{country}” is the code of no country."))
    if week:
        return Period(week.since, week.before, group, country)
    if group or country:
        return Period(_EVER, _NEVER, group, country)
    weeks = await _weeks(visit.archive, LATEST)
    return Period(weeks[-1].since if weeks else _EVER, _NEVER)


async def _weeks(archive: ArchiveQueries, most: int) -> list[Week]:
    """Return the last weeks in which anything was seen for the first time, last first, at most so many."""
    weeks, before = [], _NEVER
    while len(weeks) < most and (seen_at := await archive.value("changes.last_before", before=before)):
        weeks.append(Week.of(words.paris_day(seen_at)))
        before = weeks[-1].since
    return weeks


async def _around(archive: ArchiveQueries, week: Week) -> dict[str, Week | None]:
    """Return the weeks before and after one in which anything was seen."""
    found = await archive.row("known.neighbours", since=week.since, before=week.before)
    return {side: seen_at and Week.of(words.paris_day(seen_at)) for side, seen_at in found.items()}


async def _first_readings(archive: ArchiveQueries, period: Period, met: list[dict]) -> dict[str, int]:
    """Return how many records of each table were read for the first time, without those that are new."""
    if period.is_filtered:
        return {}
    (read,) = await archive.counted("changes.first_readings", since=period.since, before=period.before)
    new = Counter(version["record_table"] for version in met if version["kind"] == "first")
    return {"news": read["records"] - read["groups"] - new["news"], "groups": read["groups"] - new["groups"]}


async def _countries(archive: ArchiveQueries) -> list[tuple[str, str]]:
    """Return the countries of groups and keywords: code, name."""
    codes = (row["country_code"] for row in await archive.counted("changes.countries"))
    return sorted(((code, words.country(code)) for code in codes), key=lambda country: country[1])


def _title(period: Period, week: Week | None) -> str:
    title = t("Changements", "Changes")
    parts = [week.name if week else None, period.group and period.group["name"]]
    parts.append(period.country and words.country(period.country))
    return f"{title}{t(' : ', ': ')}{', '.join(filter(None, parts))}" if any(parts) else title


def totals(met: list[dict]) -> list[str]:
    """Return how many changes there are of each kind, in words."""
    by_kind = Counter(version["kind"] for version in met)
    return [words.count(by_kind[kind], *wording) for kind, wording in _COUNTED.items() if by_kind[kind]]


def _by_day(shown: list[ShownChange]) -> list[tuple[str, list[ShownChange]]]:
    return [(day, list(changes)) for day, changes in groupby(shown, key=lambda change: change.day)]


_COUNTED = {
    "change": (("changement", "changements"), ("change", "changes")),
    "first": (("nouvelle page", "nouvelles pages"), ("new page", "new pages")),
    "withdrawn": (("retrait", "retraits"), ("removal", "removals")),
    "restored": (("retour", "retours"), ("return", "returns")),
}
