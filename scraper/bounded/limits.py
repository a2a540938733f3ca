"""What reading one page may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on reading one page."""

    seconds: int = 60
    """Seconds of processor time; a whole list of 5,000 articles takes some 10."""
    memory: int = 2 * 2**30
    """Bytes of the process's address space."""
    slack: float = 3
    """How many times the seconds may pass by the clock, on a machine that is busy, until the process is killed."""
