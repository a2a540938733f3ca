"""Records and versions that views and queries name become links to their pages."""

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

_NAMED = {"record_id": "record_table", "fiche": "table"}
"""Columns that hold a record's id, and those beside them that hold its table."""
_SEEN = {"seen_at", "constate_le"}
"""Columns that stand beside a version's number."""


@hookimpl
def render_cell(row, value, column, database, datasette):
    if column == "comparaison" and value:
        return Markup('<a href="{}/-/comparer?{}">comparer</a>').format(datasette.urls.database(database), value)
    table, record = _record(row, value, column)
    if not (isinstance(table, str) and isinstance(record, str)):
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.row(database, table, tilde_encode(record)), value)


def _record(row, value, column) -> tuple[str | None, str | None]:
    if _NAMED.get(column) in tuple(row.keys()):
        return row[_NAMED[column]] or None, value
    if column == "version" and not _SEEN.isdisjoint(row.keys()):
        return "versions", str(value)
    if column == "record" and isinstance(value, str):
        table, _, record = value.partition("/")
        return table, record
    return None, None
