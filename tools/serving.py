"""An archive served on this machine meanwhile, as `portail serve` does, and the demo's archive to serve."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server

LONGEST_START = 120
"""Seconds until a server answers, at most."""
LONGEST_DEMO = 900
"""Seconds that the demo may take, at most, on a machine that does other things too."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    address: str
    """Scheme, host and port."""
    pid: int


def demo_archive(folder: Path, articles: int) -> Path:
    """Make the archive of `portail demo` in a folder; returns its path."""
    archive = folder / "archive.db"
    command = [sys.executable, "-m", "scraper", "demo", "--articles", str(articles), "--archive", str(archive)]
    subprocess.run(  # noqa: S603 - our own command
        command, check=True, timeout=LONGEST_DEMO, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return archive


@contextmanager
def served(archive: Path) -> Iterator[Server]:
    """Serve an archive meanwhile; Raises TimeoutError when nothing answers."""
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "scraper", "serve", "--archive", str(archive), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - ours
        try:
            _wait(port, server)
            yield Server(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", "/static/front.css")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError(f"nothing answers on port {port}")
