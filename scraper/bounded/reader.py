"""The side of the program that reads pages in another process, and starts another one where that ends."""

import atexit
import io
import os
import pickle
import select
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from signal import SIGXCPU
from time import monotonic

from scraper.bounded.process import HEADER
from scraper.portal import Portal
from scraper.reading import UNREAD, Reading
from scraper.records import Problem

_CODE = str(Path(__file__).parents[2])
_MODULES = ("scraper.records", "scraper.reading.result")
"""Modules whose classes a reading is made of: nothing else is made from what the process answers."""
_CHUNK = 2**20


@dataclass(frozen=True)
class ReadingLimits:
    """Bounds on reading one page."""

    seconds: int = 60
    """Seconds of processor time; a whole list of 5,000 articles takes some 10."""
    memory: int = 2 * 2**30
    """Bytes of the process's address space."""
    slack: float = 3
    """How many times the seconds may pass by the clock, on a machine that is busy, until the process is killed."""


class _Unpickler(pickle.Unpickler):
    """Makes readings, and nothing that a page could have the process ask for."""

    def find_class(self, module: str, name: str) -> type:
        if module not in _MODULES:
            raise pickle.UnpicklingError(f"a reading holds no {module}.{name}")
        return super().find_class(module, name)


class ReadingStopped(Exception):
    """The program is ending by force: no page is read any more."""


class _Ended(Exception):
    """The process returned no reading; the message is the reason."""


class BoundedReader:
    """Reads pages in one process that lives as long as nothing goes wrong. For several threads, one page at a time."""

    def __init__(self, limits: ReadingLimits | None = None):
        self.limits = limits or ReadingLimits()
        self._lock = threading.RLock()
        self._process: subprocess.Popen | None = None
        self._portal: Portal | None = None
        self._stopped = False

    def read(
        self,
        body: bytes,
        url: str,
        *,
        fetched_at: str,
        portal: Portal,
        content_type: str = "",
        final_url: str | None = None,
    ) -> Reading:
        """Read a response as `reading.read` does. A page that costs more than the limits, or ends the process, gives a
        reading of kind `unknown` with the problem `unread_page`. Raises ReadingStopped."""
        named = {"fetched_at": fetched_at, "content_type": content_type, "final_url": final_url}
        with self._lock:
            try:
                return self._ask(portal, (body, url), named)
            except (_Ended, pickle.UnpicklingError, OSError) as error:
                self.close()
                if self._stopped:
                    raise ReadingStopped from error
                at = portal.canonical(final_url or url) or final_url or url
                return Reading("unknown", at, problems=[Problem(url=at, rule=UNREAD, detail=str(error))])

    def stop(self) -> None:
        """Read no page any more, the one under way included."""
        self._stopped = True
        self.close()

    def close(self) -> None:
        """End the process. The next page starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if self._lock.acquire(blocking=False):  # else a thread is reading, and meets the end of its answer
                process.stdin.close()
                process.stdout.close()
                self._lock.release()

    def _ask(self, portal: Portal, arguments: tuple, named: dict) -> Reading:
        if self._stopped:
            raise _Ended("reading was stopped")
        if self._process is None or self._process.poll() is not None:
            self._start()
        new = None if portal == self._portal else portal
        process = self._process
        pickle.dump((new, arguments, named), process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        self._portal = portal
        until = monotonic() + self.limits.seconds * self.limits.slack
        length = int.from_bytes(self._receive(process, HEADER, until), "big")
        reading = _Unpickler(io.BytesIO(self._receive(process, length, until))).load()
        if any(problem.rule == UNREAD for problem in reading.problems):
            self.close()  # its memory is full
        return reading

    def _receive(self, process: subprocess.Popen, length: int, until: float) -> bytes:
        received = bytearray()
        while len(received) < length:
            if not select.select([process.stdout], [], [], max(0, until - monotonic()))[0]:
                raise _Ended(f"reading it takes more than {self.limits.seconds * self.limits.slack:g} s")
            piece = os.read(process.stdout.fileno(), min(_CHUNK, length - len(received)))
            if not piece:
                raise _Ended(self._why(process.wait()))
            received += piece
        return bytes(received)

    def _why(self, code: int) -> str:
        if code == -SIGXCPU:
            return f"reading it takes more than {self.limits.seconds} s of processor time"
        return f"the process that reads it ended with {code}"

    def _start(self) -> None:
        self.close()
        self._portal = None
        # Its own interpreter, this program's code, and numbers; -P: no module is taken from the folder it is run in.
        command = [sys.executable, "-P", "-m", "scraper.bounded.process"]
        bounds = (self.limits.seconds, self.limits.memory)
        path = os.pathsep.join(filter(None, (_CODE, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, module and numbers
            [*command, *map(str, bounds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C ends the crawl, and is no fault of the page
        )


_READER = BoundedReader()
"""The one of this program: a process is started with the first page, and lasts."""
atexit.register(_READER.close)

read, stop = _READER.read, _READER.stop


def set_limits(limits: ReadingLimits) -> None:
    """Bound what the pages cost that are read from now on."""
    if limits != _READER.limits:
        _READER.limits = limits
        _READER.close()
