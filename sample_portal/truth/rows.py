"""Gathers records by table, each key once."""

from scraper import records

_TABLES = {table.record: table for table in records.TABLES}
_READ = (
    "news",
    "events",
    "groups",
    "group_sections",
    "group_milestones",
    "people",
    "roles",
    "news_roles",
    "themes",
    "news_themes",
    "group_themes",
    "funds",
    "fund_news",
    "group_news",
    "documents",
)
"""The tables that readers fill."""


class Rows:
    """Records by table."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple, object]] = {name: {} for name in _READ}

    def add(self, row: object) -> None:
        """Add a record to its table, unless its key is there."""
        table = _TABLES[type(row)]
        self._rows[table.name].setdefault(tuple(getattr(row, column) for column in table.key), row)

    def add_role(
        self,
        person: str,
        role: str,
        group: str | None,
        function: str | None,
        organisation: str | None = None,
        since: str | None = None,
    ) -> str:
        """Add a person and a role; its key. A role stated twice keeps the start that either statement gives."""
        person_id = records.slugify(person)
        key = "/".join(part or "" for part in (group, role, person_id, function, organisation))
        self.add(records.Person(id=person_id, name=person))
        self.add(
            records.Role(
                id=key, group_id=group, person_id=person_id, role=role, function=function, organisation=organisation
            )
        )
        kept = self._rows["roles"][(key,)]
        kept.since = kept.since or since
        return key

    def of(self, name: str) -> list:
        return list(self._rows[name].values())

    def tables(self) -> dict[str, list]:
        return {name: self.of(name) for name in self._rows}
