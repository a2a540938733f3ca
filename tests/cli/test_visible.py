"""What a hostile page says is shown in a terminal, and steers nothing."""

import io
import logging

import pytest
from rich.text import Text

from scraper.cli.exits import Ending, Exit
from scraper.cli.output import Paper, Visible, say
from scraper.text import visible

HOSTILE = "a\x9b31mb\x1b[2Jc\u202ed\x07e\rf\u2066g\u200bh\x7f\x00"
SHOWN = r"a\x9b31mb\x1b[2Jc\u202ed\x07e\rf\u2066g\u200bh\x7f\x00"


def test_what_steers_a_terminal_is_shown():
    assert visible(HOSTILE) == SHOWN
    assert visible("Réunion\u00a0: l’été\n\tœuvre « 5\u202f€ » 🌍") == "Réunion\u00a0: l’été\n\tœuvre « 5\u202f€ » 🌍"


@pytest.mark.parametrize("said", [HOSTILE, Text(HOSTILE)], ids=["text", "styled"])
def test_a_report_shows_it(said):
    file = io.StringIO()
    Paper(file=file, width=200, force_terminal=True).print(said, style="bold")
    assert not set("\x9b\u202e\x07\r\u2066\u200b\x7f\x00") & set(file.getvalue())
    assert "\x1b[2J" not in file.getvalue()
    assert "\x1b[1m" in file.getvalue()


def test_a_sentence_an_error_and_a_line_of_the_log_show_it(capsys):
    say(HOSTILE)
    Ending(HOSTILE, Exit.ARCHIVE).show()
    Ending(HOSTILE, Exit.INTERRUPTED).show()
    out, err = capsys.readouterr()
    assert (out, err) == (SHOWN + "\n", f"Error: {SHOWN}\n{SHOWN}\n")
    record = logging.LogRecord("scraper", logging.INFO, "", 0, "Not kept: %s", (HOSTILE,), None)
    assert Visible("%(message)s").format(record) == f"Not kept: {SHOWN}"
