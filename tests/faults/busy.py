"""A portal that is busy, sick or gone."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.cli.small_site import Answer
from tests.faults import misbehaviour
from tests.faults.answers import failing
from tests.faults.fault import Fault
from tests.faults.good import BROKEN, portal, with_all, with_articles, with_page
from tests.faults.server import Handler


def in_a_moment() -> str:
    """A date two seconds from now, as HTTP writes it."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


def busy_until(handler: Handler) -> None:
    """503, with a Retry-After that is a date; the page itself from the second time on."""
    handler.answer(failing(503, {"Retry-After": in_a_moment()}))


def good(slug: str = BROKEN) -> Answer:
    """The page as the good portal has it."""
    return portal()[f"/{slug}"]


BUSY = {
    "429": Fault(
        "429 and Retry-After: 1, once",
        "rests that long, asks again",
        lambda: with_page([failing(429, {"Retry-After": "1"}), good()]),
        problems={},
    ),
    "503 with a date": Fault(
        "503 and a date as Retry-After, once",
        "rests until then, asks again",
        lambda: with_page([busy_until, good()]),
        problems={},
    ),
    "503 for a day": Fault(
        "503 and Retry-After: 86400 for all articles",
        "ends: no crawl waits for a day",
        lambda: with_articles(failing(503, {"Retry-After": "86400"})),
        code=3,
        reason="asked_to_wait",
        problems={"http_status": 1},
    ),
    "503 everywhere": Fault(
        "503 for every page",
        "rests longer each time, gives up",
        lambda: with_all(failing(503)),
        code=3,
        reason=None,
        problems={},
        most=60,
    ),
    "500 everywhere": Fault(
        "500 for every page, robots.txt too",
        "asks for nothing more",
        lambda: {"*": failing(500)},
        code=3,
        reason=None,
        problems={},
        most=1,
    ),
    "articles fail": Fault(
        "500 for all articles",
        "ends after twenty in a row",
        lambda: with_articles(failing(500)),
        code=3,
        reason="portal_failing",
        problems={},
    ),
    "articles hang": Fault(
        "no answer for any article",
        "ends after twenty in a row",
        lambda: with_articles(misbehaviour.hang),
        code=3,
        reason="portal_failing",
        problems={},
    ),
    "gone away": Fault(
        "connections that are reset, for all articles",
        "ends after twenty in a row",
        lambda: with_articles(misbehaviour.reset),
        code=3,
        reason="portal_failing",
        problems={},
    ),
}
"""A portal that is busy, sick or gone."""
