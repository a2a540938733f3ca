"""An export of the demo's archive, with texts that programs take for other things, and the programs that read it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exporting.folders import export, make_hostile

from . import packages

CHECKOUT = Path(__file__).parents[2]
READERS = CHECKOUT / "build" / "readers"
PROGRAMS = Path(__file__).parent / "programs"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.readers)


@pytest.fixture(scope="session", autouse=True)
def _there() -> None:
    if packages.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(packages.refusal())
    if not (READERS / "bin" / "python").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("these tests are run by make test-readers")


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    """The archive that `portail demo` makes, and hostile texts in it."""
    path = tmp_path_factory.mktemp("readers") / "archive.db"
    demo = [sys.executable, "-m", "scraper", "demo", "--articles", "30", "--archive", str(path)]
    subprocess.run(demo, cwd=CHECKOUT, check=True, capture_output=True)
    make_hostile(path)
    return path


@pytest.fixture(scope="session")
def folder(archive) -> Path:
    """Its export, with Parquet: pyarrow is taken from the readers' environment."""
    alone = archive.with_name("pyarrow-alone")
    alone.mkdir()
    (installed,) = READERS.glob("lib/python3*/site-packages/pyarrow")
    (alone / "pyarrow").symlink_to(installed)
    sys.path.append(str(alone))
    try:
        return export(archive, archive.with_name("export"))
    finally:
        sys.path.remove(str(alone))


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess]:
    """Run a program of the readers' environment."""

    def run_program(*arguments: str | Path, **options) -> subprocess.CompletedProcess:
        name, *others = arguments
        command = [str(READERS / "bin" / name), *map(str, others)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, **options)

    return run_program
