"""Every archive that is served has the face metadata.yml gives to `archive`, whatever its file is called."""

from functools import cache
from pathlib import Path

import yaml
from datasette import hookimpl

_METADATA = Path(__file__).parents[1] / "metadata.yml"
_APPLICATION_ID = slice(68, 72), b"Port"
"""Where SQLite's header tells whose database a file is, and an archive's mark."""


@hookimpl
def get_metadata(datasette):
    files = {name: database.path for name, database in datasette.databases.items() if name != "archive"}
    return {"databases": {name: _face() for name, path in files.items() if _is_archive(path)}}


@cache
def _face() -> dict:
    return yaml.safe_load(_METADATA.read_text(encoding="utf-8"))["databases"]["archive"]


@cache
def _is_archive(path: str | None) -> bool:
    if path is None:
        return False
    where, mark = _APPLICATION_ID
    with Path(path).open("rb") as file:
        return file.read(100)[where] == mark
