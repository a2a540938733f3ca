"""Every kind of robots.txt."""

from collections.abc import Callable, Mapping

from tests.cli.pages import page
from tests.cli.small_site import Answer
from tests.faults import misbehaviour
from tests.faults.answers import TEXT, failing, moved
from tests.faults.fault import Fault
from tests.faults.good import BROKEN, with_robots
from tests.faults.server import Way


def rules(text: str, encoding: str = "utf-8", **more) -> Callable[[], Mapping[str, Way]]:
    """The good portal with a robots.txt."""
    return lambda: with_robots(Answer(text.encode(encoding), headers=TEXT, **more))


def closed(portal: str, way: Way, crawl: str = "asks for nothing more", most: int = 1) -> Fault:
    """A robots.txt that cannot be read."""
    return Fault(portal, crawl, lambda: with_robots(way), code=3, reason=None, problems={}, most=most)


ALL_BUT_ONE = f"User-agent: *\nDisallow: /{BROKEN}\n"
OBEYED = "reads the rules, does not ask for what they forbid"
NO_RULES = "takes it for no rules"

ROBOTS = {
    "rules": Fault("robots.txt forbids an article", OBEYED, rules(ALL_BUT_ONE), problems={}),
    "our group": Fault(
        "robots.txt forbids all, but for our name an article",
        OBEYED,
        rules(f"User-agent: *\nDisallow: /\n\nUser-agent: PortailCUF-memoire\nDisallow: /{BROKEN}\n"),
        problems={},
    ),
    "byte order mark": Fault("robots.txt with a byte order mark", OBEYED, rules(ALL_BUT_ONE, "utf-8-sig"), problems={}),
    "UTF-16": Fault("robots.txt in UTF-16", OBEYED, rules(ALL_BUT_ONE, "utf-16"), problems={}),
    "huge": Fault(
        "robots.txt of 2 MB",
        "reads the first 500 KiB, as RFC 9309 asks",
        rules(ALL_BUT_ONE + "# encore\n" * 200_000 + "Disallow: /\n"),
        problems={},
    ),
    "empty": Fault("an empty robots.txt", NO_RULES, rules(""), problems={}),
    "HTML": Fault(
        "a page of HTML as robots.txt", NO_RULES, lambda: with_robots(Answer(page("<h1>Accueil</h1>"))), problems={}
    ),
    "404": Fault("robots.txt answers 404", NO_RULES, lambda: with_robots(failing(404)), problems={}),
    "401": Fault("robots.txt answers 401", NO_RULES, lambda: with_robots(failing(401)), problems={}),
    "redirect": Fault(
        "robots.txt has moved within the portal",
        OBEYED,
        lambda: (
            with_robots(moved("/spip.php?page=robots.txt", 301))
            | {"/spip.php?page=robots.txt": Answer(ALL_BUT_ONE.encode(), headers=TEXT)}
        ),
        problems={},
    ),
    "all forbidden": Fault(
        "robots.txt forbids all", "asks for nothing more", rules("User-agent: *\nDisallow: /\n"), 3, None, {}, 1
    ),
    "429": closed("robots.txt answers 429", failing(429)),
    "500": closed("robots.txt answers 500", failing(500)),
    "silence": closed("robots.txt does not answer", misbehaviour.hang, "asks three times, then for nothing more", 3),
    "circle": closed("robots.txt redirects in a circle", moved("/robots.txt")),
    "elsewhere": closed("robots.txt redirects to another site", moved("https://example.org/robots.txt")),
    "long delay": Fault(
        "robots.txt asks for a day between two requests",
        "asks for nothing more",
        rules("User-agent: *\nCrawl-delay: 86400\n"),
        code=3,
        reason=None,
        problems={},
        most=1,
        options=("--delay", "0.01"),
    ),
}
"""Every kind of robots.txt."""
