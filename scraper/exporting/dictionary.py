"""The data dictionary: what each table and column of the archive means, in English and French, and what its values are.

It is read from the docstrings of scraper/records.py, where a column is described once.
"""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from scraper import records
from scraper.exporting.tables import Column, Kind

LICENCE = {
    "fr": "Les textes appartiennent à leurs auteurs et au portail : aucune licence libre n'est accordée sur eux.",
    "en": "The texts belong to their authors and to the portal; no open licence is granted on them.",
}
"""What may be done with the texts, as metadata.yml has it."""
RECEIVED = {
    "bodies": {"codec", "data", "dictionary_id"},
    "fetches": {"headers"},
    "files": {"etag", "last_modified"},
    "redactions": {"reference"},
}
"""Columns that hold what was received, or an operator's notes: no export has them, as no public copy has what is in
them."""
_MOMENTS = {
    "first_seen", "last_seen", "changed", "withdrawn", "started", "finished", "fetched_at", "learned_at", "seen_at",
    "redacted_at",
}  # fmt: skip
_TIMES = {("events", "starts"), ("events", "ends"), ("group_milestones", "starts"), ("group_milestones", "ends")}
"""Days and minutes mixed."""
_DAYS = {
    ("news", "published"), ("listings", "starts"), ("listings", "ends"), ("events", "moved_from"),
    ("deadlines", "date"),
}  # fmt: skip
TYPES = {str: "text", int: "integer", float: "real", bytes: "blob"}
_TARGETS = {("fetches", "body_sha256"): "sha256"}
"""What a column refers to in another table when it is not its `id`."""


@dataclass(frozen=True)
class DescribedColumn:
    """A column, as the dictionary has it."""

    name: str
    type: str
    """text, integer, real or blob."""
    kind: Kind
    english: str
    french: str
    is_key: bool
    is_required: bool
    """Whether it is never null."""
    refers_to: tuple[str, str] | None
    """The table and the column that its values are of."""

    @property
    def written(self) -> Column:
        """The column, as a writer of tables takes it."""
        return Column(self.name, self.kind)


@dataclass(frozen=True)
class DescribedTable:
    """A table, as the dictionary has it."""

    name: str
    english: str
    french: str
    key: tuple[str, ...]
    columns: tuple[DescribedColumn, ...]


@cache
def docstrings() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the English and the French of each record class (under "") and of its fields in order, by class name."""
    nodes = [node for node in ast.parse(inspect.getsource(records)).body if isinstance(node, ast.ClassDef)]
    own = {node.name: _attributes(node) for node in nodes}
    inherited = {
        node.name: {name: text for base in node.bases for name, text in own[base.id].items()}
        for node in nodes
        if node.name != "Record"
    }
    classes = {table.record.__name__ for table in records.TABLES}
    return {
        node.name: {"": _languages(ast.get_docstring(node)), **own[node.name], **inherited[node.name]}
        for node in nodes
        if node.name in classes
    }


@cache
def dictionary() -> dict[str, DescribedTable]:
    """Return the tables of the archive in their order, with all their columns."""
    return {table.name: _described(table) for table in records.TABLES}


@cache
def exported() -> dict[str, DescribedTable]:
    """Return the tables of an export: those of the dictionary, without what was received."""
    return {
        table.name: DescribedTable(
            table.name,
            table.english,
            table.french,
            table.key,
            tuple(column for column in table.columns if column.name not in RECEIVED.get(table.name, ())),
        )
        for table in dictionary().values()
    }


def table_lines(table: DescribedTable, title: str) -> Iterator[str]:
    """Yield the lines of a table's dictionary, as Markdown."""
    yield from heading_lines(title, table.english, table.french, "column", "type", "meaning", "sens")
    for column in table.columns:
        refers = f" → `{column.refers_to[0]}`" if column.refers_to else ""
        mark = "**" if column.is_key else "*" if column.is_required else ""
        yield f"| {mark}`{column.name}`{mark} | {column.type}{refers} | {column.english} | {column.french} |"
    yield ""


def heading_lines(title: str, english: str, french: str, *columns: str) -> tuple[str, ...]:
    """Return the first lines of a dictionary, as Markdown: title, both descriptions, head of its table."""
    head = f"| {' | '.join(columns)} |"
    return (f"### {title}", "", english, "", f"*{french}*", "", head, "|---" * len(columns) + "|")


def _described(table: records.Table) -> DescribedTable:
    docs = docstrings()[table.record.__name__]
    targets = dict(table.references)
    columns = []
    for field in records.columns(table.record):
        kind, *optional = get_args(field.type) or (field.type,)
        place, target = (table.name, field.name), targets.get(field.name)
        columns.append(
            DescribedColumn(
                field.name,
                TYPES[kind],
                _kind(place, kind),
                *docs[field.name],
                is_key=field.name in table.key,
                is_required=not optional,
                refers_to=(target, _TARGETS.get(place, "id")) if target else None,
            )
        )
    return DescribedTable(table.name, *docs[""], table.key, tuple(columns))


def _kind(place: tuple[str, str], type_: type) -> Kind:
    if type_ in {int, float}:
        return Kind.NUMBER
    if place in _TIMES:
        return Kind.TIME
    return Kind.DAY if place in _DAYS else Kind.MOMENT if place[1] in _MOMENTS else Kind.TEXT


def _attributes(node: ast.ClassDef) -> dict[str, tuple[str, str]]:
    return {
        field.target.id: _languages(text.value.value)
        for field, text in zip(node.body, node.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


def _languages(docstring: str) -> tuple[str, str]:
    english, _, french = docstring.partition("fr:")
    return " ".join(english.split()), " ".join(french.split())
