"""Imports run downwards only: docs/architecture.md."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scraper"
MAY_IMPORT = {
    "masking": set(),
    "text": set(),
    "allowed_html": set(),
    "records": {"masking", "text"},
    "spip": set(),
    "spip_screen": set(),
    "portal": {"spip", "text"},
    "dates": {"text"},
    "reading": {"dates", "spip", "portal", "records", "masking", "allowed_html", "text"},
    "prose": {"dates", "text"},
    "learning": {"reading", "spip"},
    "files": {"reading", "records"},
    "bounded": {"reading", "portal", "records"},
    "search": {"portal", "text"},
    "archive": {
        *("search", "bounded", "files", "learning", "prose", "reading", "spip", "portal", "records", "masking"),
        *("allowed_html", "text"),
    },
    "crawling": {"archive", "bounded", "files", "reading", "dates", "spip", "spip_screen", "portal", "records"},
    "exporting": {"archive", "portal", "records", "dates", "masking", "text"},
    "spiders": {"archive", "crawling", "files", "reading", "records"},
    "history": {"records"},
    "serving": {"exporting", "archive", "search", "reading", "dates", "portal", "text"},
    "front": {"serving", "search", "exporting", "history", "portal", "records", "dates", "allowed_html", "text"},
    "settings": {"crawling"},
    "cli": {
        "text",
        "spiders",
        "exporting",
        "crawling",
        "archive",
        "bounded",
        "reading",
        "spip",
        "portal",
        "prose",
        "records",
    },
    "__main__": {"cli"},
}


def room_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "scraper" and len(parts) > 1 else None


def imported(path: Path) -> set[str]:
    """The rooms of this package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {room_of(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "scraper":
            found |= {alias.name for alias in node.names if alias.name in MAY_IMPORT}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(room_of(node.module or ""))
    return found - {None}


def files(room: str) -> list[Path]:
    alone = PACKAGE / f"{room}.py"
    return [alone] if alone.exists() else sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_those_below_it(room):
    upward = {f"{path.name}: {name}" for path in files(room) for name in imported(path) - MAY_IMPORT[room] - {room}}
    assert upward == set()


def test_the_table_of_the_rooms_has_their_imports():
    table = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(?:portal\.toml`, `)?(\w+)(?:/|\.py)` \|.*\| ([^|]*)\|$", table, re.MULTILINE)
    documented = {room: set(filter(None, imports.strip().split(", "))) for room, imports in rows}
    assert documented == {room: imports for room, imports in MAY_IMPORT.items() if room != "__main__"}


SAMPLE_MAY_IMPORT = {"portal", "records", "spip_screen"}


def test_the_sample_portal_knows_little_of_the_package_and_only_the_demo_knows_it():
    sample = PACKAGE.parent / "sample_portal"
    assert {name for path in sample.rglob("*.py") for name in imported(path)} <= SAMPLE_MAY_IMPORT
    importing = {
        path for path in PACKAGE.rglob("*.py") if re.search(r"^\s*(from|import) sample_portal", path.read_text(), re.M)
    }
    assert importing == {PACKAGE / "cli" / "demo.py"}


def test_every_room_has_its_place():
    found = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert found - {"__init__", "__pycache__"} <= set(MAY_IMPORT)


@pytest.mark.parametrize("room", sorted(set(MAY_IMPORT) - {"archive"}))
def test_other_rooms_use_the_archive_by_its_public_names(room):
    """`from scraper.archive import …`, never a module of it."""
    nodes = ((path, node) for path in files(room) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imports = [(path.name, node.module) for path, node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    assert not [each for each in imports if each[1].startswith("scraper.archive.")]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_no_circle_within_a_room(room):
    """Each file of a room can be put after those it imports."""
    names = {path: f"scraper.{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}" for path in files(room)}
    waiting = {name: _modules(path) & set(names.values()) - {name} for path, name in names.items()}
    while waiting:
        ready = [name for name, needs in waiting.items() if not needs & set(waiting)]
        assert ready, f"a circle: {sorted(waiting)}"
        for name in ready:
            del waiting[name]


def _modules(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("scraper"):
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
