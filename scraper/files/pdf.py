"""Read the text of a PDF in a process of its own: whatever a file does, it costs that process, so many seconds, and a
sentence.

This file is both sides. Run as a script, with four numbers (seconds of processor time, bytes of memory, pages,
letters), it reads a PDF from stdin and writes the fields of Pdf as JSON. It imports nothing of this program: what a PDF
can do, it does to pypdf.
"""

import io
import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from signal import SIGXCPU

_LONGEST = 300
"""Letters of an error that are kept."""


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


def read_pdf(
    body: bytes, *, seconds: int = 20, memory: int = 2**30, wait: float = 60, pages: int = 500, letters: int = 1_000_000
) -> Pdf:
    """Read a PDF within limits: seconds of processor time, and by the clock (wait), bytes of address space, pages that
    are read, letters that are kept."""
    bounds = map(str, (seconds, memory, pages, letters))
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, file and numbers
            [sys.executable, "-P", __file__, *bounds],  # -P: no module is taken from the folder it is run in
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=wait,
            start_new_session=True,  # Ctrl-C ends the crawl, and is no fault of the file
        )
    except subprocess.TimeoutExpired:
        return Pdf(problem=f"reading it takes more than {wait:g} s")
    if done.returncode == -SIGXCPU:
        return Pdf(problem=f"reading it takes more than {seconds} s of processor time")
    if done.returncode:
        return Pdf(problem=f"the process that reads it ended with {done.returncode}")
    return Pdf(**json.loads(done.stdout))


def _confine(seconds: int, memory: int) -> None:
    """Bound what this process may use from now on; it writes no file and leaves no core."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))


def _read(body: bytes, most: int, letters: int) -> dict:
    """Return the fields of Pdf, of so many pages and letters at most. Never raises."""
    texts: list[str] = []
    count = problem = None
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"problem": "it asks for a password"}
        count = len(reader.pages)
        for number in range(min(count, most)):
            if sum(map(len, texts)) >= letters:
                break
            try:
                texts.append(reader.pages[number].extract_text())
            except MemoryError:
                raise
            except Exception as error:
                problem = problem or f"page {number + 1} of {count}: {_worded(error)}"
    except MemoryError:
        return {"problem": "reading it needs more memory than it may have"}
    except Exception as error:
        return {"problem": _worded(error)}
    return {"pages": count, "pages_read": len(texts), "text": "\n\n".join(texts)[:letters], "problem": problem}


def _worded(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST]


if __name__ == "__main__":
    from pypdf import PdfReader

    seconds, memory, pages, letters = map(int, sys.argv[1:])
    _confine(seconds, memory)
    json.dump(_read(sys.stdin.buffer.read(), pages, letters), sys.stdout)
