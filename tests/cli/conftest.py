"""The command, run as a user runs it: another process, in an empty folder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from click.testing import CliRunner

from scraper.archive import Archive
from scraper.cli import main

PORTAIL = (sys.executable, "-W", "error::DeprecationWarning:scraper", "-m", "scraper")


def environment(**more: str) -> dict[str, str]:
    """The environment of such a process: the checkout's code, a wide page."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "200", **more}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs the command in a process of its own as slow: starting one takes more than a second."""
    for item in items:
        if "portail" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def portail(tmp_path):
    """Run `portail` with some arguments in an empty folder, and give what it wrote and its exit code."""

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PORTAIL, *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            env=environment(**more),
        )

    return run


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    """Run `portail` in this process, for what ends before a crawl begins; gives what it wrote and its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(main, [*map(str, arguments)], prog_name="portail")


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A loopback port on which nothing listens. It is taken meanwhile: a free one may be another test's a moment
    later."""
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def rows(tmp_path):
    """Rows of the archive in the empty folder, as dictionaries."""

    def query(sql: str) -> list[dict]:
        with Archive.open(tmp_path / "archive.db") as archive:
            return list(archive.db.query(sql))

    return query
