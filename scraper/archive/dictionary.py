"""docs/data.md, the data dictionary: made from records.py, the views in metadata.yml, and the rules of problems."""

from collections.abc import Iterator
from dataclasses import fields

from scraper import records
from scraper.archive.docstrings import docstrings
from scraper.archive.rules import RULES

_HEAD = """# Data dictionary

One SQLite file, `archive.db`. This page is made by `python -m scraper.archive.describe` from `scraper/records.py`,
`metadata.yml` and `scraper/archive/rules.py`: change those.

- Times are UTC, `YYYY-MM-DDTHH:MM:SSZ`. Dates of the portal are days of Europe/Paris, `YYYY-MM-DD`; an hour that the
  portal gives is Europe/Paris too, `YYYY-MM-DDTHH:MM`.
- What was not found is null, never a guess. **Bold** columns make the key; *italic* ones are never null.
- A record's `id` is given once and never changes. To cite a row, cite its table, its id and the time it was seen
  (`last_seen`); `versions` keeps what it said then, `fetches` and `bodies` the page that proves it.
- `fetches`, `bodies` and `versions` are append-only. What lost a person's name on request, and the bodies that are
  withheld for it, are in `redactions`; `[nom retiré]`, or `nom-retire` with a number in addresses and ids, stands in
  its place.
- Full text is searched with FTS5 in `news_fts`, `groups_fts`, `group_sections_fts` and `documents_fts`, accents aside.
"""
_TYPES = {"str": "text", "int": "integer", "float": "real", "bytes": "blob"}


def dictionary(metadata: dict) -> str:
    """The data dictionary as Markdown. metadata: metadata.yml."""
    tables = metadata["databases"]["archive"]["tables"]
    names = {table.name for table in records.TABLES}
    told = docstrings()
    lines = [_HEAD, "## Tables", ""]
    for table in records.TABLES:
        lines += _table(table, tables[table.name]["title"], told[table.record.__name__])
    lines += ["## Views", ""]
    for name, view in tables.items():
        if name not in names and not view.get("hidden"):
            lines += _view(name, view)
    lines += ["## Problem rules", "", "| `rule` | meaning | sens |", "|---|---|---|"]
    lines += [f"| `{rule}` | {english} | {french} |" for rule, (english, french) in RULES.items()]
    return "\n".join(lines) + "\n"


def _table(table: records.Table, title: str, told: dict[str, tuple[str, str]]) -> Iterator[str]:
    english, french = told[""]
    targets = dict(table.references)
    yield from _heading(title, english, french, "column", "type", "meaning", "sens")
    for field in fields(table.record):
        kind, _, null = str(getattr(field.type, "__name__", field.type)).partition(" | ")
        refers = f" → `{targets[field.name]}`" if field.name in targets else ""
        mark = "**" if field.name in table.key else "" if null else "*"
        yield f"| {mark}`{field.name}`{mark} | {_TYPES[kind]}{refers} | {told[field.name][0]} | {told[field.name][1]} |"
    yield ""


def _view(name: str, view: dict) -> Iterator[str]:
    french, english = view["description"].split("\n")
    yield from _heading(view["title"], english, french, "column", "meaning", "sens")
    for column, text in view["columns"].items():
        french, english = text.split("\n")
        yield f"| `{column}` | {english} | {french} |"
    yield ""


def _heading(title: str, english: str, french: str, *columns: str) -> tuple[str, ...]:
    head = f"| {' | '.join(columns)} |"
    return (f"### {title}", "", english, "", f"*{french}*", "", head, "|---" * len(columns) + "|")
