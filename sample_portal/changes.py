"""What happens to a portal between two crawls, one by one, and ready-made: a week and a year of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_portal.sample import Sample


@dataclass(frozen=True)
class Change:
    """One change."""

    action: str
    """publish, edit, retitle, withdraw, protect or restore."""
    number: int | None = None
    """The article (not for publish)."""
    title: str | None = None
    """The new title of a retitle, or of the article published."""
    kind: str | None = None
    """Name of the kind published (kinds.KINDS)."""
    on: date | None = None
    """The day it happens; the sample's "today" moves there."""


def publish(title: str | None = None, kind: str | None = None, on: date | None = None) -> Change:
    """Publish a new article: a meeting, or under a title of one's own a notice, unless a kind is given."""
    return Change("publish", title=title, kind=kind or ("meeting" if title is None else "notice"), on=on)


def edit(number: int, on: date | None = None) -> Change:
    """Add a sentence to the text."""
    return Change("edit", number, on=on)


def retitle(number: int, title: str, on: date | None = None) -> Change:
    """Change the title and the address; the old one answers 301. The words of a date in the title must stay."""
    return Change("retitle", number, title, on=on)


def withdraw(number: int, on: date | None = None) -> Change:
    """Withdraw an article: it answers 404 and leaves all lists."""
    return Change("withdraw", number, on=on)


def protect(number: int, on: date | None = None) -> Change:
    """Protect an article: it answers 302 to the login page."""
    return Change("protect", number, on=on)


def restore(number: int, on: date | None = None) -> Change:
    """Restore a withdrawn or protected article."""
    return Change("restore", number, on=on)


def week(sample: "Sample") -> list[Change]:
    """Return what happens in a week: two articles more, two edits, a new title, one that asks for a login since."""
    day = sample.today + timedelta(days=7)
    meetings = _meetings(sample)
    others = (number for number in sample.news if sample.heads[number].online and number not in meetings)
    first, second, third = islice(chain(meetings[1:], others), 3)
    return [
        publish(on=day),
        publish("CUF : Le bulletin change de forme", on=day),
        *(retitle(number, _looking_back(sample, number), on=day) for number in meetings[:1]),
        edit(first, on=day),
        edit(second, on=day),
        protect(third, on=day),
    ]


def year(sample: "Sample") -> list[Change]:
    """Return a year of changes, in the order of their days: sixteen articles a month, edits and new titles;
    some articles leave, and most of those come back."""
    kinds = ("meeting", "statement", "journey", "offer", "timed_meeting", "donors", "notice", "announced")
    meetings = _meetings(sample)
    script = [publish(kind=kinds[turn % 8], on=_day(sample, 1 + turn * 23 // 12)) for turn in range(16 * 12)]
    script += [edit(number, on=_day(sample, 9 + 14 * turn)) for turn, number in enumerate(meetings[:24])]
    for turn, number in enumerate(meetings[:10]):
        script.append(retitle(number, _looking_back(sample, number), _day(sample, 20 + 33 * turn)))
    for turn, number in enumerate(meetings[10:18]):
        leave = protect if turn % 4 == 3 else withdraw
        script.append(leave(number, _day(sample, 30 + 35 * turn)))
        if turn % 3 != 2:
            script.append(restore(number, _day(sample, 75 + 35 * turn)))
    return sorted(script, key=lambda change: change.on)


def _meetings(sample: "Sample") -> list[int]:
    """Return articles of meetings that were held, the newest first: what a portal still works on."""
    heads = (sample.heads[number] for number in sample.news)
    return [head.number for head in heads if head.online and head.happening and head.title.startswith("Réunion")]


def _looking_back(sample: "Sample", number: int) -> str:
    return f"Retour sur la r{sample.heads[number].title[1:]}"


def _day(sample: "Sample", days: int) -> date:
    return sample.today + timedelta(days=days)
