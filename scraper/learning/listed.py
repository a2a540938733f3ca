"""What the dates in lists are: where the date of each article is beside its link, by the days of the articles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scraper.reading.context import kinds_of_address
from scraper.reading.observed import ListedDays, ObservedPage
from scraper.reading.profile import LIST_SIDES, ListedDates, Profile

FEWEST_COMPARED = 5
"""Listed articles that a side is judged by at least."""
LEAST_AGREED = 0.8
"""Share of them whose own day must be the list's."""
_OF_TEXT = frozenset(("overtitle", "title", "subtitle", "lead", "text", "facts"))
"""Roles of the lines in which an article has other days than its publication."""

Days = Mapping[str, Sequence[str]]
"""Days of articles, by their addresses."""


def with_listed_dates(profile: Profile, pages: Sequence[ObservedPage]) -> Profile:
    """Return a profile whose layouts of lists have what their dates are, as far as pages of the site show it; what a
    layout knows already stays."""
    if all(layout.kind == "article" or layout.listed for layout in profile.layouts):
        return profile
    published: dict[str, Sequence[str]] = {}
    in_text: dict[str, Sequence[str]] = {}
    listed: defaultdict[int, list[ListedDays]] = defaultdict(list)
    for page in pages:
        at = profile.nearest(page, [line.text for line in page.lines], kinds_of_address(page.url))
        if at is None:
            continue
        layout, places = at
        roles = [layout.roles.get(place) for place in places]
        if layout.kind == "article":
            published[page.url] = next(_publications(page, roles), ())
            in_text[page.url] = [
                day for line, role in zip(page.lines, roles, strict=True) if role in _OF_TEXT for day in line.days
            ]
        else:
            # What is frame has been found out since the page was read.
            shown = (each for each in page.listed if each.line < len(roles))
            listed[profile.layouts.index(layout)] += [each for each in shown if roles[each.line] != "frame"]
    layouts = tuple(
        layout if layout.listed else replace(layout, listed=listed_dates(listed[k], published, in_text))
        for k, layout in enumerate(profile.layouts)
    )
    return profile if layouts == profile.layouts else Profile(layouts)


def listed_dates(listed: Sequence[ListedDays], published: Days, in_text: Days) -> ListedDates | None:
    """Return what the dates beside some listed articles are; None where no side has the articles' days.

    published: when each article was published; in_text: the other days in its text, which count where no side has
    publications.
    """
    for of, own in (("published", published), ("event", in_text)):
        votes = []
        for side in LIST_SIDES:
            compared = [(each.days[side], own[each.url]) for each in listed if side in each.days and own.get(each.url)]
            agreed = sum(any(_is_same(day, other) for other in days) for day, days in compared)
            if len(compared) >= FEWEST_COMPARED and agreed >= LEAST_AGREED * len(compared):
                votes.append(ListedDates(side, of, agreed, len(compared)))
        if votes:
            return max(votes, key=lambda vote: vote.agreed)
    return None


def _publications(page: ObservedPage, roles: Sequence[str | None]) -> Iterator[Sequence[str]]:
    for line, role in zip(page.lines, roles, strict=True):
        if role == "date" or (role == "mixed" and line.is_date):
            yield line.days


def _is_same(day: str, other: str) -> bool:
    """Return whether two days are one, as far as their years are written."""
    return day[-5:] == other[-5:] and (day == other or len(day) < 10 or len(other) < 10)
