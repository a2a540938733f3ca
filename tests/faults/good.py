"""A good portal: a list of thirty articles, a home page, what machines read; every page as it should be."""

from tests.cli.pages import article, listing, page
from tests.cli.small_site import Answer
from tests.faults.answers import TEXT, XML
from tests.faults.server import Way

SLUGS = tuple(f"Reunion-{number}" for number in range(1, 31))
BROKEN = SLUGS[4]
"""The article that faults of one page befall."""


def portal() -> dict[str, Way]:
    """How the good portal answers."""
    articles = {f"/{slug}": article(f"Réunion du groupe pays n° {slug.split('-')[1]}") for slug in SLUGS}
    links = "".join(f"<url><loc>{{url}}/{slug}</loc></url>" for slug in SLUGS)
    return {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /ecrire/\n", headers=TEXT),
        "/": Answer(page("<h1>Accueil</h1><p><a href='/-Actualites-'>Toutes les actualites</a></p>")),
        "/-Actualites-": listing(*SLUGS),
        "/sitemap.xml": Answer(f"<?xml version='1.0'?><urlset>{links}</urlset>".encode(), headers=XML),
        **articles,
    }


def with_page(way: Way, slug: str = BROKEN) -> dict[str, Way]:
    """The good portal, but for one article."""
    return portal() | {f"/{slug}": way}


def with_articles(way: Way) -> dict[str, Way]:
    """The good portal, but for all its articles."""
    return portal() | {f"/{slug}": way for slug in SLUGS}


def with_robots(way: Way) -> dict[str, Way]:
    """The good portal, but for its robots.txt."""
    return portal() | {"/robots.txt": way}


def with_all(way: Way) -> dict[str, Way]:
    """Every page answers alike, but for robots.txt."""
    return {"/robots.txt": portal()["/robots.txt"], "*": way}
