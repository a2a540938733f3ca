"""python -m tools.screenshots: pictures of the main pages in Debian's chromium, for docs/ or to be looked at."""

import base64
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import Page, sync_playwright

from tools.serving import demo_archive, served

ARTICLES = 400
CHROMIUM = "/usr/bin/chromium"
PAGES = {
    "accueil": "/",
    "recherche": "/recherche?q=maroc",
    "article": "/actualite/Cites-Unies-France-ouvre-un-fonds-de-solidarite-pour-le-Maroc",
    "pays": "/pays",
    "maroc": "/pays/maroc",
    "groupe": "/groupe/crises-et-rehabilitation",
    "fonds": "/fonds/philippines",
    "agenda": "/agenda",
    "changements": "/changements",
    "chiffres": "/chiffres/reunions",
}
"""The main pages; those of records that the demo has whatever day it is made on."""
LANGUAGES = {"fr": "", "en": "/en"}
WIDTHS = {"large": (1280, 900), "etroit": (360, 740)}
IN_DOCS = [
    ("accueil", "fr", "large"),
    ("recherche", "fr", "large"),
    ("article", "fr", "large"),
    ("maroc", "fr", "large"),
    ("changements", "fr", "large"),
    ("chiffres", "en", "large"),
    ("accueil", "en", "etroit"),
    ("groupe", "fr", "etroit"),
]
"""What docs/images has of them."""


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--every", is_flag=True, help="All pages, in both languages and widths, from top to bottom.")
def main(folder: Path, every: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    chosen = list(product(PAGES, LANGUAGES, WIDTHS)) if every else IN_DOCS
    with TemporaryDirectory() as made, served(demo_archive(Path(made), ARTICLES)) as server:
        for name, picture in pictures(server.address, chosen, whole=every):
            (folder / name).write_bytes(picture)
            click.echo(f"{name}, {len(picture) / 1000:.0f} kB")


def pictures(address: str, chosen: list[tuple[str, str, str]], *, whole: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each picture that is chosen.

    chosen: page, language and width of each. whole: whether it has all of the page, or what a screen shows.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(java_script_enabled=False)
        for name, language, width in chosen:
            size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
            page.set_viewport_size(size)
            path = (LANGUAGES[language] + PAGES[name]).rstrip("/")
            page.goto(address + path, wait_until="networkidle")
            yield f"{name}-{language}-{width}.webp", picture(page, whole=whole)
        browser.close()


def picture(page: Page, *, whole: bool) -> bytes:
    """Return a picture of a page as WebP, which playwright itself does not write."""
    session = page.context.new_cdp_session(page)
    asked = {"format": "webp", "quality": 80, "captureBeyondViewport": whole}
    if whole:
        size = session.send("Page.getLayoutMetrics")["cssContentSize"]
        asked["clip"] = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
    return base64.b64decode(session.send("Page.captureScreenshot", asked)["data"])


if __name__ == "__main__":
    main()
