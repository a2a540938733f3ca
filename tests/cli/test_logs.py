"""The log in a terminal and elsewhere: its times are UTC, as the archive writes them."""

import io
import logging
import time

import pytest
from rich.console import Console

from scraper.cli import output

NOON = 1_772_452_800
"""2026-03-02T12:00:00Z, where Paris has 13:00."""


@pytest.fixture
def said(monkeypatch):
    """What the log says of one record made at noon, by a machine in Paris."""
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level

    def say(*, terminal: bool, term: str = "xterm", columns: int = 80) -> str:
        monkeypatch.setenv("TERM", term)
        screen = io.StringIO()
        monkeypatch.setattr("sys.stderr", screen)
        monkeypatch.setattr(output, "CONSOLE", Console(file=screen, force_terminal=terminal, width=columns))
        output.log_to_stderr(verbose=0, quiet=False)
        record = logging.makeLogRecord({"name": "scraper", "levelno": logging.INFO, "levelname": "INFO", "msg": "fini"})
        record.created = NOON
        root.handle(record)
        return screen.getvalue()

    yield say
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    for handler in before:
        root.addHandler(handler)
    root.setLevel(level)
    monkeypatch.undo()
    time.tzset()


def test_a_terminal_shows_utc(said):
    assert "2026-03-02T12:00:00Z" in said(terminal=True)


@pytest.mark.parametrize(("terminal", "term"), [(False, "xterm"), (True, "dumb")])
def test_elsewhere_lines_are_plain(said, terminal, term):
    assert said(terminal=terminal, term=term) == "2026-03-02T12:00:00Z INFO fini\n"
