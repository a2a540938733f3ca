"""The archive described: `python -m scraper.archive.describe` rewrites metadata.yml and docs/data.md.

Titles, order, facets, views and queries are written by hand, in metadata.yml. Descriptions of tables and columns come
from the docstrings of records.py.
"""

from pathlib import Path

import yaml

from scraper import records
from scraper.archive.dictionary import dictionary
from scraper.archive.docstrings import docstrings

CHECKOUT = Path(__file__).parents[2]
_HEAD = "# Descriptions of tables and columns come from scraper/records.py: python -m scraper.archive.describe\n"


class _Blocks(yaml.SafeDumper):
    """Writes texts of several lines as they read."""


def described(metadata: dict) -> dict:
    """The metadata with descriptions of the records' tables and columns: French, then English, one line each."""
    told = docstrings()
    for table in records.TABLES:
        texts = {name: "\n".join(reversed(text)) for name, text in told[table.record.__name__].items()}
        face = metadata["databases"]["archive"]["tables"][table.name]
        face["description"], face["columns"] = texts.pop(""), texts
    return metadata


def written(metadata: dict) -> str:
    """Metadata as YAML."""
    return _HEAD + yaml.dump(metadata, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=120)


def describe(checkout: Path = CHECKOUT) -> None:
    """Rewrite a checkout's metadata.yml and docs/data.md."""
    face = checkout / "metadata.yml"
    metadata = described(yaml.safe_load(face.read_text(encoding="utf-8")))
    face.write_text(written(metadata), encoding="utf-8")
    (checkout / "docs" / "data.md").write_text(dictionary(metadata), encoding="utf-8")


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Blocks.add_representer(str, _block)

if __name__ == "__main__":
    describe()
