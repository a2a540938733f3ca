"""The side of the program that reads pages in another process, and starts another one where that ends."""

import atexit
import io
import os
import pickle
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIGXCPU

from scraper.portal import Portal
from scraper.reading import UNKNOWN, UNREAD, Profile, Reading
from scraper.records import Problem

MEMORY = 2 * 2**30
"""Bytes of the process's address space."""
_CODE = str(Path(__file__).parents[2])
_MODULES = ("scraper.records", "scraper.reading.result", "scraper.reading.observed")
"""Modules whose classes a reading is made of: nothing else is made from what the process answers."""


class _Unpickler(pickle.Unpickler):
    """Makes readings, and nothing that a page could have the process ask for."""

    def find_class(self, module: str, name: str) -> type:
        if module not in _MODULES:
            raise pickle.UnpicklingError(f"a reading holds no {module}.{name}")
        return super().find_class(module, name)


class ReadingStopped(Exception):
    """The program is ending by force: no page is read any more."""


class BoundedReader:
    """Reads pages in one process that lives as long as nothing goes wrong. For several threads, one page at a time.

    seconds: processor time that a page may take; a whole list of 5,000 articles takes some 10. slack: how many times
    that may pass by the clock, on a machine that is busy.
    """

    def __init__(self, seconds: int = 60, slack: float = 3):
        self.seconds, self.slack = seconds, slack
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._connection: Connection | None = None
        self._portal: Portal | None = None
        """The one that the process knows, as the profile."""
        self._profile: Profile | None = None
        self._stopped = False

    def read(self, body: bytes, url: str, *, portal: Portal, profile: Profile = UNKNOWN, **named) -> Reading:
        """Read a response as `reading.read` does, whose other arguments are `named`. A page that costs more than the
        limits, or ends the process, gives a reading of kind `unknown` with the problem `unread_page`. Raises
        ReadingStopped."""
        with self._lock:
            try:
                reading = self._ask(portal, profile, (body, url), named)
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                if self._stopped:
                    raise ReadingStopped from error
                at = named.get("final_url") or url
                at = portal.canonical(at) or at
                reading = Reading("unknown", at, problems=[Problem(url=at, rule=UNREAD, detail=self._why(error))])
            if any(problem.rule == UNREAD for problem in reading.problems):
                self.close()  # it has ended, or its memory is full
            return reading

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

    def _ask(self, portal: Portal, profile: Profile, arguments: tuple, named: dict) -> Reading:
        if self._stopped:
            raise EOFError
        if self._process is None or self._process.poll() is not None:
            self._start()
        new = None if portal == self._portal else portal
        learned = None if profile is self._profile else profile
        self._connection.send((self.seconds, new, learned, arguments, named))
        self._portal, self._profile = portal, profile
        if not self._connection.poll(self.seconds * self.slack):
            raise TimeoutError(f"reading it takes more than {self.seconds * self.slack:g} s")
        return _Unpickler(io.BytesIO(self._connection.recv_bytes())).load()

    def _why(self, error: Exception) -> str:
        if not isinstance(error, EOFError | ConnectionError):
            return str(error)
        code = self._process.wait()
        if code == -SIGXCPU:
            return f"reading it takes more than {self.seconds} s of processor time"
        return f"the process that reads it ended with {code}"

    def _start(self) -> None:
        self._portal = self._profile = None
        path = os.pathsep.join(filter(None, (_CODE, os.environ.get("PYTHONPATH"))))
        own, other = socket.socketpair()
        with other:
            # -P: no module is taken from the folder it is run in
            command = [sys.executable, "-P", "-m", "scraper.bounded.process", str(MEMORY), str(other.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, module and numbers
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(other.fileno(),),
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C ends the crawl, and is no fault of the page
            )
        self._connection = Connection(own.detach())


_READER = BoundedReader()
"""The one of this program: a process is started with the first page, and lasts."""
atexit.register(_READER.close)

read, stop = _READER.read, _READER.stop


def limit(seconds: int) -> None:
    """Bound the processor time of each page that is read from now on."""
    _READER.seconds = seconds
