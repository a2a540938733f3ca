"""The archive as the pages read it: named queries, on the connections of Datasette."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from datasette.database import Database

MOST_DRIVEN = 5_000
"""Articles of a filter, a fund or a person, and of what is shown as known on a day, that are looked up one by one; of
more, the archive is gone through by date."""
NO_LIMIT = {"limit": -1, "offset": 0}
"""Parameters by which SQLite's LIMIT and OFFSET leave nothing out."""
_FOLDER = Path(__file__).parent / "queries"
_NAME = re.compile(r"^-- name: *(\w+)\n", re.MULTILINE)
_USE = re.compile(r"-- use: *(\w+)\n")
"""The first line of a query that begins with the WITH of another entry of its file."""

_MOST_REMEMBERED = 1000
"""Answers that are kept: each is a facet, a page of a list or a list of years."""
_REMEMBERED: dict[tuple, list] = {}


class ArchiveQueries:
    """One archive, read."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def rows(self, query: str, **values) -> list[dict]:
        """Return the rows of a named query (`news.latest` is `latest` of queries/news.sql)."""
        found = await self.database.execute(sql(query), values)
        return [dict(row) for row in found.rows]

    async def counted(self, query: str, **values) -> list[dict]:
        """Return the rows of a named query that reads much, as counts do; they are kept until the archive changes."""
        return [dict(row) for row in await self.made(query, list, **values)]

    async def made(self, query: str, make: Callable[[list[dict]], list], **values) -> list:
        """Return what is made of the rows of a named query that reads much; it is kept until the archive changes, so
        that nobody may change it."""
        state = tuple((await self.row("site.state")).values())
        key = (self.database.path, state, query, make, *sorted(values.items()))
        if key not in _REMEMBERED:
            while len(_REMEMBERED) >= _MOST_REMEMBERED:
                _REMEMBERED.pop(next(iter(_REMEMBERED)))
            _REMEMBERED[key] = await self.database.execute_fn(  # without the limit of time: it is asked once
                lambda connection: make([dict(row) for row in connection.execute(sql(query), values)])
            )
        return _REMEMBERED[key]

    async def row(self, query: str, **values) -> dict | None:
        """Return the first row of a named query; None when it has none."""
        found = await self.rows(query, **values)
        return found[0] if found else None

    async def value(self, query: str, **values):
        """Return the first value of the first row of a named query; None when it has none."""
        row = await self.row(query, **values)
        return next(iter(row.values())) if row else None


def sql(query: str) -> str:
    """Return the SQL of a named query. Raises KeyError when there is none of that name."""
    return _queries()[query]


@cache
def _queries() -> dict[str, str]:
    return {f"{path.stem}.{name}": text for path in _FOLDER.glob("*.sql") for name, text in _named(path)}


def _named(path: Path) -> Iterator[tuple[str, str]]:
    _, *pieces = _NAME.split(path.read_text(encoding="utf-8"))
    texts = dict(zip(pieces[::2], map(str.strip, pieces[1::2]), strict=True))
    for name, text in texts.items():
        used = _USE.match(text)
        yield name, f"WITH\n{texts[used[1]]}\n{text[used.end() :]}" if used else text
