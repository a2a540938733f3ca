"""A small site, made page by page from what one test is about."""

import datetime as dt
from collections.abc import Iterable

from scraper import portal
from scraper.learning.learn import learn
from scraper.reading import read
from scraper.reading.context import PageContext, page_context
from scraper.reading.lists import days_by_side
from scraper.reading.observed import ObservedPage, observe
from scraper.reading.page import parse
from scraper.reading.profile import UNKNOWN, Profile

PORTAL = portal.load()
TODAY = dt.date(2026, 3, 2)
AT = "2026-03-02T08:00:00Z"
SUBJECTS = (
    "Lima",
    "Dakar",
    "Oslo",
    "Tunis",
    "Quito",
    "Accra",
    "Hanoï",
    "Kyoto",
    "Turin",
    "Bergen",
    "Fès",
    "Cluj",
    "Natal",
    "Puno",
)
"""What each article is about: fourteen, so that layouts are known."""


def title(subject: str) -> str:
    return f"Une délégation de {subject} en visite"


def url(subject: str) -> str:
    return f"{PORTAL.url}/Une-delegation-de-{subject.replace('ï', 'i').replace('è', 'e')}-en-visite"


def text(subject: str) -> str:
    """Return two paragraphs that no other article has."""
    return (
        f"<p>Les élus de {subject} ont rencontré leurs partenaires pendant trois jours.</p>"
        f"<p>La délégation venue de {subject} a visité une école, un marché et une station d’épuration.</p>"
    )


def listing(subjects: Iterable[str] = SUBJECTS) -> str:
    """Return a page that links to articles under their titles."""
    return page("".join(f"<li><a href='{url(each)}'>{title(each)}</a></li>" for each in subjects))


def page(content: str) -> str:
    return f"<html><body>{content}</body></html>"


def observed(address: str, html: str) -> ObservedPage:
    """Return what is learned from a page."""
    ctx = context(address, html)
    return observe(ctx, days_by_side(ctx))


def context(address: str, html: str, profile: Profile = UNKNOWN) -> PageContext:
    """Return a page as its readers get it."""
    at, parsed = PORTAL.canonical(address), parse(html.encode(), address, "text/html")
    return page_context(parsed, PORTAL, TODAY, asked=address, answered=at, profile=profile)


def site(article, subjects: Iterable[str] = SUBJECTS) -> list[ObservedPage]:
    """Return the pages of a site: a section that lists all articles, and each article as a function writes it."""
    section = observed(f"{PORTAL.url}/-Actualites-", listing(subjects))
    return [section, *(observed(url(each), page(article(each))) for each in subjects)]


def profile_of(article) -> Profile:
    return learn(site(article))


def reading_of(article, subject: str = "Oslo"):
    """Read one article of a site with the profile that the others, and it, show."""
    html = page(article(subject)).encode()
    return read(html, url(subject), fetched_at=AT, portal=PORTAL, profile=profile_of(article))


def roles(profile: Profile) -> dict[str, str]:
    """Return the role of each place by the last step of its path."""
    (layout,) = profile.layouts
    return {slot.path.rpartition("/")[2]: slot.role for slot in layout.slots}
