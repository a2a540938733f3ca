"""The text of a PDF, read at a distance: whatever a file does, it costs a process, so many seconds, and a sentence."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from signal import SIGXCPU

from scraper.files.limits import USUAL, Limits

_PROCESS = Path(__file__).with_name("pdf_process.py")


@dataclass(frozen=True)
class Pdf:
    """pages: of the file; pages_read: pages whose text was read; text: as pypdf gives it; all None when the file could
    not be read. problem: what could not be read, and why; None when nothing went wrong."""

    pages: int | None = None
    pages_read: int | None = None
    text: str | None = None
    problem: str | None = None


def read_pdf(body: bytes, limits: Limits = USUAL) -> Pdf:
    """Read a PDF within limits; takes `limits.wait` seconds at most."""
    bounds = (limits.seconds, limits.memory, limits.pages, limits.letters)
    # Its own interpreter, its own file, and numbers; -P: no module is taken from the folder it is run in.
    command = [sys.executable, "-P", str(_PROCESS), *map(str, bounds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, file and numbers
            command,
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.wait,
            start_new_session=True,  # Ctrl-C ends the crawl, and is no fault of the file
        )
    except subprocess.TimeoutExpired:
        return Pdf(problem=f"reading it takes more than {limits.wait:g} s")
    if done.returncode == -SIGXCPU:
        return Pdf(problem=f"reading it takes more than {limits.seconds} s of processor time")
    if done.returncode:
        return Pdf(problem=f"the process that reads it ended with {done.returncode}")
    return Pdf(**json.loads(done.stdout))
