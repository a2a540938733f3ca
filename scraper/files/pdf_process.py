"""Read one PDF in a process of its own: PDF on stdin, JSON on stdout.

Run as a file, with four numbers: seconds of processor time, bytes of memory, pages, letters (pdf.PdfLimits). The JSON
has `pages` (of the file), `pages_read`, `text` (of the pages read) and `problem` (why not all could be read).
It imports nothing of this program: what a PDF can do, it does to pypdf and to this process.
"""

import io
import json
import resource
import sys

from pypdf import PdfReader

_LONGEST = 300
"""Letters of an error that are kept."""


def confine(seconds: int, memory: int) -> None:
    """Bound what this process may use from now on; it writes no file and leaves no core."""
    for what, soft, hard in (
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(what, (soft, hard))


def read(body: bytes, pages: int, letters: int) -> dict:
    """Return what the JSON has of a PDF. Never raises."""
    try:
        return _read(body, pages, letters)
    except MemoryError:
        return {"problem": "reading it needs more memory than it may have"}
    except Exception as error:
        return {"problem": _worded(error)}


def _read(body: bytes, pages: int, letters: int) -> dict:
    reader = PdfReader(io.BytesIO(body))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"problem": "it asks for a password"}
    count, texts, length, problem = len(reader.pages), [], 0, None
    for number in range(min(count, pages)):
        if length >= letters:
            break
        try:
            texts.append(reader.pages[number].extract_text())
            length += len(texts[-1])
        except MemoryError:
            raise
        except Exception as error:
            problem = problem or f"page {number + 1} of {count}: {_worded(error)}"
    return {"pages": count, "pages_read": len(texts), "text": "\n\n".join(texts)[:letters], "problem": problem}


def _worded(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST]


if __name__ == "__main__":
    seconds, memory, pages, letters = map(int, sys.argv[1:])
    confine(seconds, memory)
    json.dump(read(sys.stdin.buffer.read(), pages, letters), sys.stdout)
