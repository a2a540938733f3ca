"""Every archive that is served has the titles and descriptions of `archive` in metadata.yml, whatever its name."""

from functools import cache
from pathlib import Path

import yaml
from datasette import hookimpl

from scraper.serving.gate import mark_of

_METADATA = Path(__file__).parents[1] / "metadata.yml"


@hookimpl
def get_metadata(datasette):
    files = {name: database.path for name, database in datasette.databases.items() if name != "archive"}
    return {"databases": {name: _face() for name, path in files.items() if mark_of(path)}}


@cache
def _face() -> dict:
    return yaml.safe_load(_METADATA.read_text(encoding="utf-8"))["databases"]["archive"]
