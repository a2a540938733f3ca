"""Read the text of a PDF at a distance: whatever a file does, it costs a process, so many seconds, and a sentence."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from signal import SIGXCPU

_PROCESS = Path(__file__).with_name("pdf_process.py")


@dataclass(frozen=True)
class PdfLimits:
    """What reading one PDF may cost."""

    seconds: int = 20
    """Of processor time."""
    memory: int = 2**30
    """Bytes of address space."""
    wait: float = 60
    """Seconds until the process is ended, whatever it does."""
    pages: int = 500
    """Pages that are read at most; the rest is left."""
    letters: int = 1_000_000
    """Letters that are kept at most."""


USUAL = PdfLimits()
"""The limits of a crawl."""


@dataclass(frozen=True)
class Pdf:
    """What was read from a PDF."""

    pages: int | None = None
    """Pages of the file; None, as all that follows, when it could not be read."""
    pages_read: int | None = None
    """Pages whose text was read."""
    text: str | None = None
    """Their text, as pypdf extracts it."""
    problem: str | None = None
    """What could not be read, and why; None when nothing went wrong."""


def read_pdf(body: bytes, limits: PdfLimits = USUAL) -> Pdf:
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
