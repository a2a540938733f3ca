"""What the portal holds of one article: its head, cheap to make and kept for all, and its text, written on demand."""

from dataclasses import dataclass
from datetime import date, datetime

from sample_portal.blocks import Block, File


@dataclass(frozen=True, slots=True)
class Happening:
    """What takes place, as the article tells it.

    starts, ends: date, or datetime (Europe/Paris) when the hour is given. words, source: the date as written, where.
    """

    starts: date | datetime
    ends: date | datetime
    words: str
    source: str
    precision: str = "day"
    place: str | None = None
    online: int | None = None

    @property
    def day(self) -> date:
        """Its first day."""
        return self.starts.date() if isinstance(self.starts, datetime) else self.starts

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.ends.date() if isinstance(self.ends, datetime) else self.ends


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text. first_title: the title its slug was made from, when it is another.

    state: online, redirected (`target` is a number or an address), protected, withdrawn. revision: how often its text
    was edited. listed: whether -Actualites- shows it; its groups' lists do anyhow. flaws: letters (damaged ones),
    title_against_body, title_against_field.
    """

    number: int
    kind: str
    title: str
    published: date
    first_title: str | None = None
    overtitle: str | None = None
    subtitle: str | None = None
    issuer: str | None = None
    status: str | None = None
    happening: Happening | None = None
    group: str | None = None
    groups: tuple[str, ...] = ()
    fund: str | None = None
    mots: tuple[str, ...] = ()
    logo: bool = False
    listed: bool = True
    flaws: frozenset[str] = frozenset()
    state: str = "online"
    target: int | str | None = None
    revision: int = 0

    @property
    def online(self) -> bool:
        return self.state == "online"

    @property
    def logo_path(self) -> str:
        """Where its own picture lies, when it has one."""
        return f"IMG/arton{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Mention:
    """A role as an article states it. group: id, or None for a contact."""

    person: str
    role: str
    group: str | None = None
    function: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text and what it states. opened: the fund's opening as the text tells it (ISO, in part)."""

    blocks: tuple[Block, ...]
    lead: str | None = None
    files: tuple[File, ...] = ()
    mentions: tuple[Mention, ...] = ()
    opened: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A head with its text."""

    head: Head
    text: Text
