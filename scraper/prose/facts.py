"""What running prose states: each fact with the sentence that states it and where that sentence is."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    field: str
    """The article's field: title, overtitle, subtitle, lead or body."""
    start: int
    """First character of the sentence in the field."""
    end: int
    """Character after the sentence."""
    sentence: str
    """The sentence as it is written."""


@dataclass(slots=True)
class PersonMention:
    """A person whom an article names."""

    name: str
    """First and last name as the article writes them, capitals of a surname as in a sentence."""
    source: Source
    part: str = "other"
    """What the person does there: speaker, moderator, delegation, author, minister, honoured, staff or other."""
    function: str | None = None
    organisation: str | None = None


@dataclass(slots=True)
class StatedRole:
    """Who holds a role in a group, or is a contact."""

    person: str
    role: str
    """president, co_president, past_president, vice_president, referent or contact."""
    group: str | None
    """The group's name; None for a contact."""
    source: Source
    function: str | None = None
    """The office that the person holds elsewhere."""
    organisation: str | None = None
    since: str | None = None
    """First day, month or year, as far as it is written."""
    until: str | None = None
    """Last day, month or year, as far as it is written."""


@dataclass(slots=True)
class StatedEvent:
    """Something that takes place."""

    starts: str
    """First day, or first minute (ISO 8601, Europe/Paris)."""
    ends: str
    precision: str
    """minute, day or month."""
    source: Source
    place: str | None = None
    online: bool = False
    status: str | None = None
    """cancelled, postponed or None."""
    moved_from: str | None = None
    attendance: int | None = None
    """How many came."""
    attendance_unit: str | None = None
    """What was counted, as written: participants, collectivités."""


@dataclass(slots=True)
class FundStatement:
    """What an article states of a solidarity fund of the federation."""

    place: str
    source: Source
    opened: str | None = None
    closed: str | None = None
    amount_eur: int | None = None
    donors: int | None = None


@dataclass(slots=True)
class StatedPartnership:
    """Two authorities that work together."""

    a: str
    b: str
    kind: str
    """twinning or cooperation."""
    source: Source
    since: str | None = None


@dataclass(slots=True)
class StatedDeadline:
    """What must be done by a day."""

    date: str
    what: str | None
    source: Source


@dataclass(slots=True)
class Doubt:
    """What was read and not decided."""

    rule: str
    """Name of the rule that doubts: two_presidents, weekday or two_amounts."""
    detail: str
    """What stands against what, in words."""
    source: Source


@dataclass(slots=True)
class ProseFacts:
    """Everything that was read in one article."""

    kind: str | None = None
    kind_source: Source | None = None
    """The title or sentence that decided the kind; None where nothing did."""
    groups: list[str] = field(default_factory=list)
    group_sources: dict[str, Source] = field(default_factory=dict)
    """For each group the title or sentence that names it."""
    mentions: list[PersonMention] = field(default_factory=list)
    roles: list[StatedRole] = field(default_factory=list)
    occasions: list[StatedEvent] = field(default_factory=list)
    funds: list[FundStatement] = field(default_factory=list)
    partnerships: list[StatedPartnership] = field(default_factory=list)
    deadlines: list[StatedDeadline] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
