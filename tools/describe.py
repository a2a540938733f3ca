"""Write docs/data.md and the descriptions in metadata.yml: `make docs`.

Descriptions of tables and columns come from the docstrings of scraper/records.py, those of problems from
scraper/front/rules.toml.
Titles, order, facets, views and queries are written by hand, in metadata.yml.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml

from scraper import records
from scraper.exporting.dictionary import dictionary, docstrings, heading_lines, table_lines

CHECKOUT = Path(__file__).parents[1]
RULES: dict[str, dict[str, str]] = tomllib.loads(
    (CHECKOUT / "scraper" / "front" / "rules.toml").read_text(encoding="utf-8")
)
"""Rules behind `problems`, each with its meaning in English (`en`) and French (`fr`)."""
_METADATA_HEAD = "# Descriptions of tables and columns come from scraper/records.py: make docs\n"
_DATA_HEAD = """# Data dictionary

One SQLite file, `archive.db`. This page is made by `make docs` from `scraper/records.py`, `metadata.yml` and
`scraper/front/rules.toml`: change those.

- Times are UTC, `YYYY-MM-DDTHH:MM:SSZ`. Dates of the portal are days of Europe/Paris, `YYYY-MM-DD`; an hour that the
  portal gives is Europe/Paris too, `YYYY-MM-DDTHH:MM`.
- What was not found is null, never a guess. **Bold** columns make the key; *italic* ones are never null.
- A record's `id` is given once and never changes. To cite a row, cite its table, its id and the time it was seen
  (`last_seen`); `versions` keeps what it said then, `fetches` and `bodies` the page that proves it.
- `fetches`, `bodies` and `versions` are append-only. What lost a person's name on request, and the bodies that are
  withheld for it, are in `redactions`; `[nom retiré]`, or `nom-retire` with a number in addresses and ids, stands in
  its place.
- Full text is searched with FTS5: in `search_fts`, which has all kinds of records by stems and words; in `news_fts`,
  `groups_fts`, `group_sections_fts` and `documents_fts`, accents aside.
"""


def describe(checkout: Path = CHECKOUT) -> None:
    """Rewrite a checkout's metadata.yml and docs/data.md."""
    face = checkout / "metadata.yml"
    metadata = described(yaml.safe_load(face.read_text(encoding="utf-8")))
    text = yaml.dump(metadata, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=120)
    face.write_text(_METADATA_HEAD + text, encoding="utf-8")
    (checkout / "docs" / "data.md").write_text(data_dictionary(metadata), encoding="utf-8")


def described(metadata: dict) -> dict:
    """Return metadata with descriptions of the records' tables and columns: French, then English, one line each."""
    docs = docstrings()
    for table in records.TABLES:
        texts = {name: "\n".join(reversed(text)) for name, text in docs[table.record.__name__].items()}
        face = metadata["databases"]["archive"]["tables"][table.name]
        face["description"], face["columns"] = texts.pop(""), texts
    return metadata


def data_dictionary(metadata: dict) -> str:
    """Return docs/data.md. metadata: metadata.yml, for titles and views."""
    tables = metadata["databases"]["archive"]["tables"]
    lines = [_DATA_HEAD, "## Tables", ""]
    for table in dictionary().values():
        lines += table_lines(table, tables[table.name]["title"])
    lines += ["## Views", ""]
    for name, view in tables.items():
        if name not in dictionary() and not view.get("hidden"):
            lines += _view(view)
    lines += ["## Problem rules", "", "| `rule` | meaning | sens |", "|---|---|---|"]
    lines += [f"| `{rule}` | {meaning['en']} | {meaning['fr']} |" for rule, meaning in RULES.items()]
    return "\n".join(lines) + "\n"


class _Blocks(yaml.SafeDumper):
    """Writes texts of several lines as they read."""


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Blocks.add_representer(str, _block)


def _view(view: dict) -> Iterator[str]:
    french, english = view["description"].split("\n")
    yield from heading_lines(view["title"], english, french, "column", "meaning", "sens")
    for column, text in view["columns"].items():
        french, english = text.split("\n")
        yield f"| `{column}` | {english} | {french} |"
    yield ""


if __name__ == "__main__":
    describe()
