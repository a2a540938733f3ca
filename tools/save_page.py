"""Save a page for the tests: `python -m tools.save_page SOURCE NAME`, tests/pages/README.md.

    python -m tools.save_page page.html meetings/dakar-two-dates --url https://cites-unies-france.org/Reunion-a-Dakar
    python -m tools.save_page https://cites-unies-france.org/Reunion-a-Dakar meetings/dakar-two-dates

It writes page.html, meta.json and expected.json, the last from what the readers see today. Its test fails until a
person has compared that with the page.
"""

import json
from pathlib import Path

import click

from scraper import portal as portals
from scraper.archive.database import now
from scraper.cli.check import ask
from scraper.cli.options import crawl_settings
from tests import saved_pages
from tests.saved_pages import SavedPage, expected_of

REVIEW = """{folder} was written from what the readers see, which may be wrong. Now, as a careful person:
1. Compare expected.json with the page, and correct it; tests/pages/README.md tells its rules.
2. List in `absent` some words of the menus and side columns, which must not get into the record.
3. Say in meta.json what is particular about the page (`note`), and of which family its markup is.
4. Set "reviewed": true in meta.json: until then tests/reading/test_pages.py fails."""


@click.command()
@click.argument("source", metavar="URL|FILE")
@click.argument("name", metavar="GROUP/NAME")
@click.option("--url", help="The portal's address of a FILE.")
@click.option("--fetched-at", metavar="TIME", help="When a FILE was fetched, as 2026-03-05T08:00:00Z.  [default: now]")
@click.option("--family", default="?", help="The letter of its markup in tests/pages/README.md.")
@click.option("--note", default="", help="What is particular about it.")
def save_page(source: str, name: str, url: str | None, fetched_at: str | None, family: str, note: str) -> None:
    """Save a page of the portal in tests/pages, with what the readers see in it, for a person to review.

    A URL is asked once, as the crawler asks. Pages of the portal name people: replace their addresses by ones at
    exemple.org, and keep no more of the text than the test needs.
    """
    page = SavedPage(saved_pages.ROOT / name)
    if name.count("/") != 1 or not page.folder.parent.is_dir():
        groups = ", ".join(sorted(path.name for path in saved_pages.ROOT.iterdir() if path.is_dir()))
        raise click.UsageError(f"{name} is in no group: give GROUP/NAME, with one of {groups}.")
    if page.folder.exists():
        raise click.UsageError(f"tests/pages/{name} exists: choose another name, or remove it first.")
    address = portals.load().canonical(url or source)
    if address is None or not (url or is_url(source)):
        raise click.UsageError(f"{url or source} is no address on the portal: give the page's with --url.")
    body = asked(address) if is_url(source) else Path(source).read_bytes()
    meta = {"url": address, "fetched_at": fetched_at or now(), "family": family, "note": note, "reviewed": False}
    write(page, body, meta)
    click.echo(REVIEW.format(folder=f"tests/pages/{name}"))


def is_url(source: str) -> bool:
    """Return whether a source is to be asked rather than read from a file."""
    return source.startswith(("http://", "https://"))


def asked(address: str) -> bytes:
    """Return the body of a page of the portal, asked once with the crawler's settings."""
    portal = portals.load()
    response = ask(portal.request_url(address), portal, crawl_settings(), copy=False)
    if response.status != 200:
        raise click.ClickException(f"{address} answers {response.status}: only a page that is there is worth a test.")
    return response.body


def write(page: SavedPage, body: bytes, meta: dict) -> None:
    """Write a page's three files."""
    page.folder.mkdir()
    (page.folder / "page.html").write_bytes(body)
    (page.folder / "meta.json").write_text(as_json(meta), encoding="utf-8")
    (page.folder / "expected.json").write_text(as_json(expected_of(page.reading)), encoding="utf-8")


def as_json(value: dict) -> str:
    """Return JSON as the saved pages have it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    save_page()
