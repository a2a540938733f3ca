"""What is to be done, and when: a minute of its own on every machine, so that not all ask the portal at once."""

import hashlib
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

MACHINE = Path("/etc/machine-id")
"""The machine's own number (systemd's machine-id); where there is none, its name stands for it."""


@dataclass(frozen=True)
class Job:
    """A command of portail. hour, minute: by the machine's clock; day: of the month, weekday: 0 for Sunday; None for
    every day. writes: the folders it writes to."""

    name: str
    about: str
    arguments: tuple[str, ...]
    hour: int
    minute: int
    writes: tuple[Path, ...]
    day: int | None = None
    weekday: int | None = None


def jobs(archive: Path, snapshots: Path, at: str | None) -> list[Job]:
    """The jobs of an archive. archive, snapshots: absolute; at: the copy to crawl, if not the portal."""
    number = own_number(archive)
    minute, day = number % 60, 1 + number // 60 % 28
    own = (archive.parent,)
    where, copy = ("--archive", str(archive)), ("--at", at) if at else ()
    return [
        Job("recent", "what is new, every day", ("crawl", "--recent", *copy, *where), 5, minute, own),
        Job("full", "everything, once a month", ("crawl", "--full", *copy, *where), 21, minute, own, day=day),
        Job("verify", "is all still what was written, every night", ("verify", "-q", *where), 3, minute, own),
        Job(
            "snapshot",
            "a copy, every Sunday",
            ("snapshot", str(snapshots), "--keep", "8", *where),
            4,
            minute,
            (*own, snapshots),
            weekday=0,
        ),
    ]


def own_number(archive: Path) -> int:
    """A number that is the same at every call, and another on another machine or for another archive."""
    machine = MACHINE.read_text(encoding="ascii") if MACHINE.exists() else platform.node()
    return int.from_bytes(hashlib.sha256(f"{machine.strip()} {archive}".encode()).digest()[:4])


def program() -> tuple[str, ...]:
    """How this installation's `portail` is called from anywhere: its script, else its interpreter, which must not take
    modules from the folder it happens to run in (-P)."""
    script = Path(sys.executable).with_name("portail")
    return (str(script),) if script.exists() else (sys.executable, "-P", "-m", "scraper")
