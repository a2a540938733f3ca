"""Datasette's own pages in French: the words of its templates are changed in their source, as they are compiled, so
that nothing of what they show is touched, and what a newer Datasette adds is there, in English: decision 144."""

import tomllib
from pathlib import Path

import datasette
from datasette import Response
from jinja2 import Environment
from jinja2.ext import Extension

_FOLDERS = tuple(Path(datasette.__file__).parent / name for name in ("templates", "static"))
_WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_CONDITIONS = _WORDS.pop("conditions")
WORDS = _WORDS
"""By the name of a template or a script: what is in its source, and what takes its place."""


def speak_french(env: Environment) -> None:
    """Have Datasette's templates speak French, and give them what they call for that."""
    env.globals.update(number=number, counted=counted, condition=condition)
    env.add_extension(_French)


def number(value: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{value:,}".replace(",", "\u202f")


def counted(value: int, noun: str) -> str:
    """Return a number with its noun, which takes an s."""
    return f"{number(value)} {noun}{'s' if value > 1 else ''}"


def condition(key: str, display: str = "") -> str:
    """Return the condition of a filter in words. display: what Datasette shows, for one that is not known here."""
    return _CONDITIONS.get(key) or display or key


def script() -> Response:
    """Return the script of a table's page, which writes the menus of its columns."""
    return Response(in_french("table.js", source_of("table.js")), content_type="text/javascript; charset=utf-8")


def source_of(name: str) -> str:
    """Return the source of one of Datasette's templates, or of a script."""
    return next(folder / name for folder in _FOLDERS if (folder / name).exists()).read_text(encoding="utf-8")


def in_french(name: str, source: str) -> str:
    """Return a source with French words."""
    for english, french in WORDS.get(name, {}).items():
        source = source.replace(english, french)
    return source


class _French(Extension):
    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        path = Path(filename or "")
        return in_french(path.name, source) if path.parent in _FOLDERS else source
