"""A fault of a whole portal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.faults.server import Way


@dataclass(frozen=True)
class Fault:
    """portal, crawl: what both do, in words. ways: how the portal answers. code, reason: the exit code and the crawl's
    reason, None when it leaves no row. problems: rule by number of pages, None for any. most: requests at most.
    options, settings: of the crawl.
    """

    portal: str
    crawl: str
    ways: Callable[[], Mapping[str, Way]]
    code: int = 0
    reason: str | None = "finished"
    problems: Mapping[str, int] | None = None
    most: int = 45
    options: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
