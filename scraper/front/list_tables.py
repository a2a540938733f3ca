"""What a list page declares so that its list can be taken away: in every form of a table, and as a feed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from scraper.exporting.atom import FeedEntry
from scraper.exporting.tables import Column, Kind
from scraper.exporting.writers import NAMES
from scraper.front.words import t


@dataclass(frozen=True)
class ListColumn:
    """A column of a list."""

    french: str
    english: str
    value: str | Callable[[dict], object]
    """The field of the query's rows, or what makes a text, a number or None of a row."""
    kind: Kind = Kind.TEXT

    def of(self, row: dict) -> object:
        """Return the column's value in a row."""
        return row[self.value] if isinstance(self.value, str) else self.value(row)


@dataclass(frozen=True)
class ListTable:
    """A list as a table: all rows of a named query, in its order.

    A query that ends with `LIMIT :limit OFFSET :offset` serves the page and the table: a table has all rows, a feed
    the first ones.
    """

    query: str
    """Its name."""
    columns: tuple[ListColumn, ...]
    values: dict = field(default_factory=dict)
    """The query's parameters, but for limit and offset."""
    entry: Callable[[dict], FeedEntry] | None = None
    """What makes an entry of a feed of a row; None for a list without a feed."""

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """The forms in which it can be taken away: end of the address, name."""
        feed = (("atom", t("flux", "feed")),) if self.entry else ()
        return (*((ending, t(*names)) for ending, names in NAMES.items()), *feed)

    @property
    def written_columns(self) -> list[Column]:
        """The columns in the language of the answer."""
        return [Column(t(column.french, column.english), column.kind) for column in self.columns]

    def cells(self, row: dict) -> list:
        """Return a row's values in the order of the columns."""
        return [column.of(row) for column in self.columns]
