"""What the portal holds of one article: its head, cheap to make and kept for all, and its text, written on demand."""

from dataclasses import dataclass
from datetime import date, datetime

from sample_portal.blocks import AttachedFile, Block


@dataclass(frozen=True, slots=True)
class Happening:
    """What takes place, as the article states it."""

    starts: date | datetime
    """A datetime (Europe/Paris) when the hour is given."""
    ends: date | datetime
    words: str
    """The date as written."""
    source: str
    """Where it is written: title, overtitle, subtitle, body or published."""
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
class Mention:
    """A role as an article states it."""

    person: str
    role: str
    group: str | None = None
    """Id of the group, None for a contact."""
    function: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a text is to be written of."""

    opening: str | None = None
    """The first sentence."""
    story: tuple[Block | tuple[str, int], ...] = ()
    """What follows: blocks, or paragraphs of so many sentences of a pool of prose.toml."""
    mentions: tuple[Mention, ...] = ()
    opened: str | None = None
    """The fund's opening as the text states it, ISO, in part."""
    lead: str | None = None
    contact: bool | None = None
    """Whether a contact follows; None for either."""
    files: int | None = None
    """How many files are attached; None for any."""


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text."""

    number: int
    kind: str
    title: str
    published: date
    first_title: str | None = None
    """The title its slug was made from, when it is another."""
    overtitle: str | None = None
    subtitle: str | None = None
    issuer: str | None = None
    status: str | None = None
    happening: Happening | None = None
    group: str | None = None
    groups: tuple[str, ...] = ()
    """Those whose lists show it."""
    fund: str | None = None
    mots: tuple[str, ...] = ()
    logo: bool = False
    listed: bool = True
    """Whether -Actualites- shows it; its groups' lists do anyhow."""
    flaws: frozenset[str] = frozenset()
    """letters (damaged ones), title_against_body, title_against_field."""
    plan: Plan = Plan()
    state: str = "online"
    """online, redirected, protected or withdrawn."""
    target: int | str | None = None
    """Number or address that a redirected one leads to."""
    revision: int = 0
    """How often its text was edited."""

    @property
    def online(self) -> bool:
        return self.state == "online"

    @property
    def logo_path(self) -> str:
        """Where its own picture lies, when it has one."""
        return f"IMG/arton{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text and what it states."""

    blocks: tuple[Block, ...]
    lead: str | None = None
    files: tuple[AttachedFile, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A head with its text."""

    head: Head
    text: Text
