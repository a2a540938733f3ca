"""What forgetting a person comes to."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """A row of a table, by SQLite's number of it; key: as a person names it, `table/key`."""

    table: str
    number: int
    key: str


@dataclass
class Found:
    """gone: rows that go wholly; changed: rows of which something goes; both as they are named beforehand, in order.
    written, left: how often the name was met, by the way it is written: taken out, and left because it may be another
    person's. unread: kept files whose text this program cannot read."""

    gone: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    unread: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether the archive does not say the name."""
        return not (self.gone or self.changed)
