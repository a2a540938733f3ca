"""Faults of a whole portal, each with what it does, what a crawl is to do, and how that is to end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.cli.pages import listing, page
from tests.cli.small_site import Answer
from tests.faults import misbehaviour, traps
from tests.faults.answers import TEXT, failing, moved
from tests.faults.good import BROKEN, SLUGS, portal, with_all, with_articles, with_page, with_robots
from tests.faults.server import Handler, Way


@dataclass(frozen=True)
class Fault:
    """portal, crawl: what both do, in words. ways: how the portal answers. code, reason: the exit code and the crawl's
    reason, None when it leaves no row. problems: rule by number of pages, None for any. most: requests at most.

    overwritten: whether records take what the portal says now; their first versions stay in any case. new: whether
    pages that are no article of the good portal are taken for some. options, settings: of the crawl.
    """

    portal: str
    crawl: str
    ways: Callable[[], Mapping[str, Way]]
    code: int = 0
    reason: str | None = "finished"
    problems: Mapping[str, int] | None = None
    most: int = 45
    overwritten: bool = False
    new: bool = False
    options: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)


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

STRANGE = Answer(
    page("<div><div><span>Portail</span></div><div><b>Bonjour</b><div>Tout est nouveau ici.</div></div></div>")
)
MAINTENANCE = Answer(page("<h1>Site en maintenance</h1><p>Nous revenons bientôt.</p>"))

CONTENT = {
    "half a list": Fault(
        "half of the articles are in no list any more, and still there",
        "asks for those that no list shows, keeps them",
        lambda: portal() | {"/-Actualites-": listing(*SLUGS[:15]), "/sitemap.xml": failing(404)},
        problems={},
    ),
    "empty lists": Fault(
        "lists that show nothing",
        "asks for the articles all the same, keeps them",
        lambda: portal() | {"/-Actualites-": listing(), "/sitemap.xml": failing(404)},
    ),
    "all gone": Fault(
        "404 for all articles, once",
        "notes a first sign against each, withdraws nothing",
        lambda: with_articles(failing(404)),
        problems={"gone": len(SLUGS)},
    ),
    "maintenance 503": Fault(
        "503 and Retry-After: 3600 for every page, robots.txt too",
        "asks for nothing more",
        lambda: {"*": failing(503, {"Retry-After": "3600"})},
        code=3,
        reason=None,
        problems={},
        most=1,
    ),
    "maintenance 200": Fault(
        "the same page, that the site is being mended, in place of every page",
        "takes it for what each page says now; withdraws nothing",
        lambda: with_all(MAINTENANCE),
        overwritten=True,
    ),
    "new layout": Fault(
        "markup in which nothing can be found",
        "takes it for what each article says now; withdraws nothing",
        lambda: with_articles(STRANGE),
        overwritten=True,
    ),
}
"""A portal that says something else than it should, with status 200."""

HOME = "<h1>Accueil</h1><p><a href='{}'>Un lien</a></p>"

TRAPS = {
    "calendar": Fault(
        "a calendar without end",
        "asks for ALIKE_MAX pages whose addresses differ in numbers only (2,000; 50 in the test): months, and days",
        lambda: portal() | {"/": Answer(page(HOME.format("/calendrier/2030/1"))), "*": traps.calendar},
        most=150,
        settings={"ALIKE_MAX": 50},
        new=True,
    ),
    "pages": Fault(
        "pages without end that lead to one another",
        "ends with REQUESTS_MAX (25,000; 300 in the test)",
        lambda: portal() | {"/": Answer(page(HOME.format("/page-"))), "*": traps.pages},
        code=3,
        reason="endless",
        most=300,
        settings={"REQUESTS_MAX": 300},
        new=True,
    ),
    "list": Fault(
        "a list without end",
        "walks LIST_PAGES_MAX pages of it (1,000; 9 in the test)",
        lambda: {path: way for path, way in portal().items() if path != "/-Actualites-"} | {"*": traps.entries},
        most=200,
        settings={"LIST_PAGES_MAX": 9},
    ),
}
"""What never ends."""

FAULTS = {
    **{f"busy: {name}": fault for name, fault in BUSY.items()},
    **{f"robots.txt: {name}": fault for name, fault in ROBOTS.items()},
    **{f"content: {name}": fault for name, fault in CONTENT.items()},
    **{f"trap: {name}": fault for name, fault in TRAPS.items()},
}
"""All of them, by name."""
