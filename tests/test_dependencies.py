"""What is imported is named in pyproject.toml, and locked: nothing works by another library's grace."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SHIPPED = ("scraper", "sample_portal", "plugins")
OWN = {*SHIPPED, "tools", "tests"}
distributions = cache(packages_distributions)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", each)[0]) for each in requirements}


@cache
def imported(folder: str) -> set[str]:
    """The distributions that a folder's files import themselves."""
    modules = set()
    for path in (ROOT / folder).rglob("*.py"):
        if path.parent.name == "programs":  # run with what requirements-readers.lock names
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                modules.add(node.module)
    foreign = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - OWN
    return {normal(distributions().get(module, [module])[0]) for module in foreign}


@pytest.mark.parametrize(
    ("folder", "extra"),
    [
        ("scraper", ["parquet", "prose"]),
        ("sample_portal", []),
        ("plugins", []),
        ("tools", ["test"]),
        ("tests", ["test"]),
    ],
)
def test_what_is_imported_is_a_dependency(folder, extra):
    own = [*PROJECT["dependencies"], *(each for name in extra for each in PROJECT["optional-dependencies"][name])]
    assert imported(folder) - named(own) == set()


def test_every_dependency_is_imported_or_run():
    used = set().union(*map(imported, SHIPPED)) | {
        "lxml",
        "datasette-gzip",
    }  # named to Beautiful Soup; loaded by Datasette
    assert named(PROJECT["dependencies"]) - used == set()


def test_every_dependency_is_locked_with_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)}
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    assert named(wanted) - locked == set()


def test_the_extra_that_reads_prose_is_locked_with_hashes_beside_the_same_libraries():
    """What the extra adds changes no version of what runs without it."""
    lock = (ROOT / "requirements-prose.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)}
    assert named(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["prose"]) - locked == set()
    pinned = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
    base = dict(pinned.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert {name: base[name] for name, version in pinned.findall(lock) if base.get(name, version) != version} == {}


def test_the_programs_that_read_exports_are_locked_with_hashes():
    lock = (ROOT / "requirements-readers.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)}
    wanted = (ROOT / "tests" / "readers" / "requirements.in").read_text(encoding="utf-8").splitlines()
    assert named([line for line in wanted if not line.startswith("#")]) | {"pyarrow"} <= locked
    assert "://" not in lock


def test_an_installation_builds_nothing_but_this_package_and_with_what_the_lock_names():
    root = Path(__file__).parents[1]
    lines = [line for line in (root / "Makefile").read_text(encoding="utf-8").splitlines() if " install " in line]
    locked = next(line for line in lines if "-r requirements.lock" in line)
    own = next(line for line in lines if line.endswith("-e ."))
    assert {"--require-hashes", "--only-binary"} <= set(locked.split())
    assert {"--no-deps", "--no-build-isolation"} <= set(own.split())
    assert "\nsetuptools==" in (root / "requirements.lock").read_text(encoding="utf-8")
