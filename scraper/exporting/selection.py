"""Which rows an export has: all, or those of some articles and groups with what belongs to them; masked."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlite_utils import Database

from scraper.archive import TIME_FORMAT
from scraper.dates import PARIS
from scraper.exporting.dictionary import DescribedTable, exported
from scraper.exporting.known import show_as_is, show_as_known
from scraper.exporting.tables import Kind
from scraper.masking import mask, mask_json, may_hold_address
from scraper.text import fold

CHUNK = 500
"""Rows that are in memory at once."""
_JSON = {("versions", "fields"), ("profiles", "layouts")}
_APART = "\n" * 8
"""Between two texts that are looked at together: no address reaches over it."""
_COUNTRIES = """
SELECT country_code, name FROM groups WHERE country_code IS NOT NULL
UNION SELECT country_code, name FROM themes WHERE country_code IS NOT NULL ORDER BY country_code, name
"""
_CHOSEN = {
    "news": """
SELECT id FROM news
WHERE (:since IS NULL OR id IN (SELECT record_id FROM versions WHERE record_table = 'news' AND seen_at >= :since))
  AND (:group IS NULL OR id IN (SELECT news_id FROM group_news WHERE group_id = :group))
  AND (:country IS NULL OR id IN (
    SELECT news_id FROM news_themes JOIN themes ON themes.id = theme_id WHERE country_code = :country
    UNION SELECT news_id FROM group_news JOIN groups ON groups.id = group_id WHERE country_code = :country))
""",
    "groups": """
SELECT id FROM groups
WHERE (:since IS NULL OR id IN (SELECT record_id FROM versions WHERE record_table = 'groups' AND seen_at >= :since))
  AND (:group IS NULL OR id = :group) AND (:country IS NULL OR country_code = :country)
""",
    "roles": """
SELECT id FROM roles WHERE group_id IN temp.chosen_groups OR (
  group_id IS NULL AND id IN (SELECT role_id FROM news_roles WHERE news_id IN temp.chosen_news))
""",
    "versions": """
SELECT id FROM versions WHERE (record_table = 'news' AND record_id IN temp.chosen_news)
  OR (record_table = 'groups' AND record_id IN temp.chosen_groups)
""",
    "files": """
SELECT url AS id FROM documents WHERE news_id IN temp.chosen_news OR group_id IN temp.chosen_groups
""",
    "fetches": """
SELECT fetch_id AS id FROM versions WHERE id IN temp.chosen_versions
UNION SELECT fetch_id FROM proofs WHERE version_id IN temp.chosen_versions
UNION SELECT fetch_id FROM files WHERE url IN temp.chosen_files AND fetch_id IS NOT NULL
UNION SELECT fetch_id FROM absences WHERE (record_table = 'news' AND record_id IN temp.chosen_news)
  OR (record_table = 'groups' AND record_id IN temp.chosen_groups)
""",
}
"""The keys of what is exported, each in a table `chosen_…`; one comes after those it reads."""
_OF_RECORD = (
    "(record_table = 'news' AND record_id IN temp.chosen_news"
    " OR record_table = 'groups' AND record_id IN temp.chosen_groups)"
)
_CONDITIONS = {
    "news": "id IN temp.chosen_news",
    "events": "news_id IN temp.chosen_news",
    "groups": "id IN temp.chosen_groups",
    "group_sections": "group_id IN temp.chosen_groups",
    "texts": _OF_RECORD,
    "group_milestones": "group_id IN temp.chosen_groups",
    "people": """id IN (
      SELECT person_id FROM roles WHERE id IN temp.chosen_roles
      UNION SELECT person_id FROM mentions WHERE news_id IN temp.chosen_news)""",
    "people_aliases": """person_id IN (
      SELECT person_id FROM roles WHERE id IN temp.chosen_roles
      UNION SELECT person_id FROM mentions WHERE news_id IN temp.chosen_news)""",
    "mentions": "news_id IN temp.chosen_news",
    "partnerships": "news_id IN temp.chosen_news",
    "deadlines": "news_id IN temp.chosen_news",
    "roles": "id IN temp.chosen_roles",
    "news_roles": "news_id IN temp.chosen_news AND role_id IN temp.chosen_roles",
    "themes": """id IN (
      SELECT theme_id FROM news_themes WHERE news_id IN temp.chosen_news
      UNION SELECT theme_id FROM group_themes WHERE group_id IN temp.chosen_groups)""",
    "news_themes": "news_id IN temp.chosen_news",
    "group_themes": "group_id IN temp.chosen_groups",
    "funds": "id IN (SELECT fund_id FROM fund_news WHERE news_id IN temp.chosen_news)",
    "fund_news": "news_id IN temp.chosen_news",
    "fund_facts": "news_id IN temp.chosen_news",
    "group_news": "news_id IN temp.chosen_news AND group_id IN temp.chosen_groups",
    "documents": "news_id IN temp.chosen_news OR group_id IN temp.chosen_groups",
    "files": "url IN temp.chosen_files",
    "document_texts": "sha256 IN (SELECT sha256 FROM files WHERE url IN temp.chosen_files)",
    "fetches": "id IN temp.chosen_fetches",
    "bodies": "sha256 IN (SELECT body_sha256 FROM fetches WHERE id IN temp.chosen_fetches)",
    "versions": "id IN temp.chosen_versions",
    "proofs": "version_id IN temp.chosen_versions",
    "absences": _OF_RECORD,
    "aliases": _OF_RECORD,
    "listings": """(group_id IS NULL OR group_id IN temp.chosen_groups) AND url IN (
      SELECT url FROM aliases WHERE record_table = 'news' AND record_id IN temp.chosen_news)""",
    "problems": """(record LIKE 'news/%' AND substr(record, 6) IN temp.chosen_news
      OR record LIKE 'groups/%' AND substr(record, 8) IN temp.chosen_groups)""",
}
"""Condition on each table's rows: they belong to the articles and groups that are chosen. Rows that these refer to are
exported too. Tables of the archive as a whole (crawls, profiles, redactions) have all their rows."""


class UnknownChoice(Exception):
    """A table, a country or a group that the archive does not have. The message is a sentence for the user."""


@dataclass(frozen=True)
class RowSelection:
    """The rows that an export takes; None, or no table, is no bound."""

    tables: tuple[str, ...] = ()
    since: dt.date | None = None
    """Only articles and groups that are new or have changed since this day, UTC."""
    country: str | None = None
    """Only what belongs to a country: its ISO 3166-1 code."""
    group: str | None = None
    """Only what belongs to a group: its id."""
    as_of: dt.date | None = None
    """As known at the end of this day in Paris."""

    def __str__(self) -> str:
        bounds = {"table": ", ".join(self.tables), "since": self.since, "country": self.country, "group": self.group}
        return ", ".join(f"{name} {value}" for name, value in {**bounds, "as of": self.as_of}.items() if value) or "all"

    @property
    def is_of_records(self) -> bool:
        """Whether some articles and groups are chosen."""
        return bool(self.since or self.country or self.group)

    @property
    def is_whole(self) -> bool:
        """Whether it takes the archive as it is."""
        return not (self.is_of_records or self.tables or self.as_of)


class Rows:
    """The rows of an archive that a selection takes, in one read of it."""

    def __init__(self, db: Database, selection: RowSelection) -> None:
        self.db, self.selection = db, selection
        self.tables = {
            name: table for name, table in exported().items() if name in selection.tables or not selection.tables
        }

    @property
    def is_empty(self) -> bool:
        """Whether no article or group is chosen; without a choice, whether no table has a row."""
        tables = ("temp.chosen_news", "temp.chosen_groups") if self.selection.is_of_records else self.tables
        return not any(self.db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in tables)  # noqa: S608

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return self.db.execute(f"SELECT count(*) FROM {self._source(table)}").fetchone()[0]  # noqa: S608 - our own names

    def chunks(self, table: str) -> Iterator[list[Sequence[object]]]:
        """Yield the rows of a table, at most CHUNK at a time, with e-mail addresses masked."""
        described = self.tables[table]
        names = ", ".join(f'"{column.name}"' for column in described.columns)
        found = self.db.execute(f"SELECT {names} FROM {self._source(table)}")  # noqa: S608 - our own names
        while chunk := found.fetchmany(CHUNK):
            yield _masked(described, chunk)

    def is_well_formed(self, table: str, column: str, form: str) -> bool:
        """Return whether each value of a column is a time of a form of strftime, or null."""
        sql = f'SELECT 1 FROM {self._source(table)} AND strftime(?, "{column}") IS NOT "{column}" LIMIT 1'  # noqa: S608
        return self.db.execute(sql, [form]).fetchone() is None

    def _source(self, table: str) -> str:
        condition = _CONDITIONS.get(table) if self.selection.is_of_records else None
        return f"{table} WHERE ({condition or 'true'})"


@contextmanager
def selected(db: Database, selection: RowSelection) -> Iterator[Rows]:
    """Make a selection on a connection, for the block. Raises UnknownChoice."""
    if unknown := set(selection.tables) - set(exported()):
        raise UnknownChoice(f"There is no table {sorted(unknown)[0]!r}: name one of {', '.join(exported())}.")
    try:
        if selection.as_of:
            show_as_known(db, _end_of_day(selection.as_of))
        selection = _resolved(db, selection)
        if selection.is_of_records:
            _choose(db, selection)
        yield Rows(db, selection)
    finally:
        for name in _CHOSEN:
            db.execute(f"DROP TABLE IF EXISTS temp.chosen_{name}")
        if selection.as_of:
            show_as_is(db)


def _resolved(db: Database, selection: RowSelection) -> RowSelection:
    """Return a selection with the code of its country and the id of its group, whichever of their names are given."""
    country, group = selection.country, selection.group
    if country:
        found = db.execute(_COUNTRIES).fetchall()
        country = _called(country, found, "country", "code, as ML, or its French name")
    if group:
        found = db.execute("SELECT id, name FROM groups ORDER BY id").fetchall()
        group = _called(group, found, "group", "id, as in the table groups, or its name")
    return replace(selection, country=country, group=group)


def _called(given: str, known: list[tuple[str, str]], what: str, how: str) -> str:
    called = {fold(name): key for pair in known for key, name in ((pair[0], pair[1]), (pair[0], pair[0]))}
    if (key := called.get(fold(given))) is None:
        raise UnknownChoice(f"There is no {what} {given!r} in the archive: give its {how}.")
    return key


def _choose(db: Database, selection: RowSelection) -> None:
    since = selection.since and f"{selection.since}T00:00:00Z"
    values = {"since": since, "country": selection.country, "group": selection.group}
    for name, sql in _CHOSEN.items():
        db.execute(f"CREATE TEMP TABLE chosen_{name} (id PRIMARY KEY) WITHOUT ROWID")
        db.execute(f"INSERT OR IGNORE INTO temp.chosen_{name} {sql}", values)


def _end_of_day(day: dt.date) -> str:
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), PARIS)
    return end.astimezone(dt.UTC).strftime(TIME_FORMAT)


def _masked(table: DescribedTable, rows: list[tuple]) -> list[Sequence[object]]:
    """Return rows with their addresses masked: those that a program of before has left."""
    columns = None
    for place, column in enumerate(table.columns):
        if column.kind is not Kind.TEXT:
            continue
        texts = [row[place] for row in rows]
        if may_hold_address(_APART.join(filter(None, texts))):
            change = mask_json if (table.name, column.name) in _JSON else mask
            columns = columns or [list(row) for row in rows]
            for row, text in zip(columns, texts, strict=True):
                row[place] = text and change(text)
    return columns or rows
