"""One thing that is not as it was written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Damage:
    """where: a row as table/key, or the part of the file; what: what is wrong with it, in a few words."""

    where: str
    what: str
