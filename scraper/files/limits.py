"""What reading one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on reading one PDF, in a process of its own. seconds: of processor time; memory: bytes of address space;
    wait: seconds until the process is ended whatever it does; pages, letters: most that are read, the rest is left."""

    seconds: int = 20
    memory: int = 2**30
    wait: float = 60
    pages: int = 500
    letters: int = 1_000_000


USUAL = Limits()
"""The bounds of a crawl."""
