"""A portal that shows something else than it should, with status 200."""

from tests.cli.pages import listing, page
from tests.cli.small_site import Answer
from tests.faults.answers import failing, moved
from tests.faults.fault import Fault
from tests.faults.good import SLUGS, portal, with_all, with_articles

STRANGE = Answer(
    page("<div><div><span>Portail</span></div><div><b>Bonjour</b><div>Tout est nouveau ici.</div></div></div>")
)
MAINTENANCE = Answer(page("<h1>Site en maintenance</h1><p>Nous revenons bientôt.</p>"))

CONTENT = {
    "half a list": Fault(
        "half of the articles are in no list any more, and still there",
        "asks for those that no list shows, keeps them; is sick, and says so",
        lambda: portal() | {"/-Actualites-": listing(*SLUGS[:15]), "/sitemap.xml": failing(404)},
        code=4,
        problems={},
    ),
    "empty lists": Fault(
        "lists that show nothing",
        "asks for the articles all the same, keeps them; is sick, and says so",
        lambda: portal() | {"/-Actualites-": listing(), "/sitemap.xml": failing(404)},
        code=4,
    ),
    "all gone": Fault(
        "404 for all articles, once",
        "is sick, and says so; takes it for no sign against any",
        lambda: with_articles(failing(404)),
        code=4,
        problems={"gone": len(SLUGS)},
    ),
    "login": Fault(
        "a login page in place of all articles, in a recent crawl",
        "is sick, and says so; withdraws nothing",
        lambda: with_articles(moved("/spip.php?page=login")),
        code=4,
        options=("--recent",),
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
        "is sick, says so, and holds back what the pages say; withdraws nothing",
        lambda: with_all(MAINTENANCE),
        code=4,
    ),
    "new layout": Fault(
        "markup in which nothing can be found",
        "is sick, says so, and holds back what the articles say; withdraws nothing",
        lambda: with_articles(STRANGE),
        code=4,
    ),
}
"""A portal that shows something else than it should, with status 200."""
