"""What happens to a portal between two crawls, one by one, and ready-made: a week of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
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
    on: date | None = None
    """The day it happens; the sample's "today" moves there."""
    kind: str = "meeting"
    """Name of the kind published (kinds.KINDS)."""


def publish(title: str | None = None, kind: str | None = None, on: date | None = None) -> Change:
    """Publish a new article: a meeting, or under a title of one's own a notice, unless a kind is given."""
    return Change("publish", title=title, kind=kind or ("notice" if title else "meeting"), on=on)


edit = partial(Change, "edit")
"""Add a sentence to the text of an article."""
retitle = partial(Change, "retitle")
"""Change title and address; the old address answers 301. The words of a date in the title must stay."""
withdraw = partial(Change, "withdraw")
"""Withdraw an article: it answers 404 and leaves all lists."""
protect = partial(Change, "protect")
"""Protect an article: it answers 302 to the login page."""
restore = partial(Change, "restore")
"""Restore a withdrawn or protected article."""


def week(sample: "Sample") -> list[Change]:
    """Return what happens in a week: two articles more, two edits, a new title, one that asks for a login since."""
    day = sample.today + timedelta(days=7)
    past = meetings(sample)
    others = (number for number in sample.news if sample.heads[number].online and number not in past)
    first, second, third = islice(chain(past[1:], others), 3)
    return [
        publish(on=day),
        publish("CUF : Le bulletin change de forme", on=day),
        *(retitle(number, looking_back(sample, number), on=day) for number in past[:1]),
        edit(first, on=day),
        edit(second, on=day),
        protect(third, on=day),
    ]


def meetings(sample: "Sample") -> list[int]:
    """Return articles of past meetings, the newest first: what a portal still works on."""
    heads = (sample.heads[number] for number in sample.news)
    return [head.number for head in heads if head.online and head.happening and head.title.startswith("Réunion")]


def looking_back(sample: "Sample", number: int) -> str:
    """Return the title under which a meeting is looked back on."""
    return f"Retour sur la r{sample.heads[number].title[1:]}"
