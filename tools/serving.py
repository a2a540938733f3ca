"""An archive served on this machine meanwhile, as `portail serve` does, and the demo's archive to serve."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

LONGEST_START = 120
"""Seconds until a server answers, at most."""
LONGEST_DEMO = 900
"""Seconds that the demo may take, at most, on a machine that does other things too."""
_SERVING = re.compile(r"Uvicorn running on (http://\S+) ")
"""What uvicorn writes when it serves."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    address: str
    """Scheme, host and port."""
    process: subprocess.Popen


def demo_archive(folder: Path, articles: int) -> Path:
    """Make the archive of `portail demo` in a folder; returns its path."""
    archive = folder / "archive.db"
    command = [sys.executable, "-m", "scraper", "demo", "--articles", str(articles), "--archive", str(archive)]
    subprocess.run(  # noqa: S603 - our own command
        command, check=True, timeout=LONGEST_DEMO, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return archive


@contextmanager
def started(command: Sequence[str], **options) -> Iterator[Server]:
    """Run a command that serves with Datasette until the block ends. options: of its process.

    The system gives the port to the server itself: one that is looked for before may be another's by then. Raises
    RuntimeError, with what the command wrote, when it does not serve.
    """
    with (
        NamedTemporaryFile() as written,
        subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--port", "0"], stdout=subprocess.DEVNULL, stderr=written, **options
        ) as process,
    ):
        try:
            yield Server(_address(process, Path(written.name)), process)
        finally:
            process.kill()


def _address(process: subprocess.Popen, written: Path) -> str:
    until = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < until:
        if found := _SERVING.search(written.read_text()):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"nothing is served: {written.read_text()}")


def served(archive: Path) -> AbstractContextManager[Server]:
    """Serve an archive meanwhile, as `started` does."""
    return started([sys.executable, "-m", "scraper", "serve", "--archive", str(archive)])
