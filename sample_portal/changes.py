"""What happens to a portal between two crawls."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Change:
    """One change. action: publish, edit, retitle, withdraw, protect or restore.

    number: the article (not for publish). title: the new title of a retitle, or of the article published. kind: name of
    the kind published (kinds.BY_NAME). on: the day it happens; the sample's "today" moves there.
    """

    action: str
    number: int | None = None
    title: str | None = None
    kind: str | None = None
    on: date | None = None


def publish(title: str | None = None, kind: str | None = None, on: date | None = None) -> Change:
    """A new article: a meeting, or under a title of one's own a notice, unless a kind is given."""
    return Change("publish", title=title, kind=kind or ("CountryMeeting" if title is None else "Notice"), on=on)


def edit(number: int, on: date | None = None) -> Change:
    """A sentence more in the text."""
    return Change("edit", number, on=on)


def retitle(number: int, title: str, on: date | None = None) -> Change:
    """A new title and a new address; the old one answers 301. The words of a date in the title must stay."""
    return Change("retitle", number, title, on=on)


def withdraw(number: int, on: date | None = None) -> Change:
    """The article answers 404 and leaves all lists."""
    return Change("withdraw", number, on=on)


def protect(number: int, on: date | None = None) -> Change:
    """The article answers 302 to the login page."""
    return Change("protect", number, on=on)


def restore(number: int, on: date | None = None) -> Change:
    """A withdrawn or protected article is online again."""
    return Change("restore", number, on=on)
