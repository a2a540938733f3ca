"""Alert a person when a command needs one: by a command (mail), by a webhook, when the environment names them."""

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from scraper import __version__
from scraper.archive import ArchiveError
from scraper.cli.exits import Ending, Exit, ending
from scraper.cli.output import say

COMMAND, WEBHOOK = "PORTAIL_ALERT_COMMAND", "PORTAIL_ALERT_WEBHOOK"
SECONDS = 20
"""Longest time that either may take."""
_SILENT = {Exit.FINE, Exit.INTERRUPTED, Exit.USAGE}
"""Exits that a person knows of, or that ask nothing of one."""


@contextmanager
def alerting(archive: Path) -> Iterator[None]:
    """Alert a person of the error with which a command ends, or with which it could not begin."""
    try:
        yield
    except (Ending, ArchiveError) as error:
        end = ending(error) if isinstance(error, ArchiveError) else error
        alert(end.message, Exit(end.exit_code), archive)
        raise end from error
    except (click.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:
        alert(f"An error of this program ended the command ({type(error).__name__}: {error}).", Exit.INTERNAL, archive)
        raise


def alert(sentence: str, code: Exit, archive: Path) -> None:
    """Notify a person of how a command ended, when that needs one to act. Failures here are reported on stderr alone.

    PORTAIL_ALERT_COMMAND, run by the shell, gets the sentence on its standard input; PORTAIL_ALERT_WEBHOOK, an http(s)
    address, gets a POST of JSON: archive, code, meaning, text.
    """
    message = {"archive": str(archive.absolute()), "code": int(code), "meaning": code.meaning, "text": sentence}
    for name, send in ((COMMAND, _run), (WEBHOOK, _post)):
        target = os.environ.get(name)
        try:
            if target and code not in _SILENT:
                send(target, message)
        except (OSError, ValueError, subprocess.SubprocessError) as error:  # URLError is an OSError
            say(f"The alert by {name} failed: {error}.", err=True)


def _run(command: str, message: dict) -> None:
    subprocess.run(  # noqa: S602 - the operator's own command
        command, shell=True, input=message["text"] + "\n", encoding="utf-8", timeout=SECONDS, check=True, stdout=2
    )


def _post(address: str, message: dict) -> None:
    if urlsplit(address).scheme not in {"http", "https"}:
        raise ValueError(f"{address!r} is no http(s) address")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"portail/{__version__}"}
    body = json.dumps(message, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, headers, method="POST")  # noqa: S310 - checked above
    urllib.request.urlopen(request, timeout=SECONDS).close()  # noqa: S310 - checked above
