"""The faults of a whole portal, each with what it does, what a crawl is to do, and how that is to end."""

from tests.faults.busy import BUSY
from tests.faults.content import CONTENT
from tests.faults.robots import ROBOTS
from tests.faults.traps import TRAPS

FAULTS = {
    **{f"busy: {name}": fault for name, fault in BUSY.items()},
    **{f"robots.txt: {name}": fault for name, fault in ROBOTS.items()},
    **{f"content: {name}": fault for name, fault in CONTENT.items()},
    **{f"trap: {name}": fault for name, fault in TRAPS.items()},
}
"""All of them, by name."""
