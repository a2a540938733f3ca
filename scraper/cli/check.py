"""`portail check`: what the readers see in one page."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from scraper import bounded, reading
from scraper.archive import now
from scraper.cli import logs, options
from scraper.cli.asking import ask
from scraper.cli.configuration import crawl_settings, the_portal
from scraper.cli.exits import Ending, Exit
from scraper.cli.paper import paper
from scraper.cli.reading_report import CUT, report
from scraper.crawling.run import is_loopback


@click.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="The portal's address of a saved FILE.  [default: the file's name, if it names no other]")
@click.option("--full", is_flag=True, help=f"Show long values whole, not their first {CUT} characters.")
@options.at
def check(page: str, url: str | None, full: bool, at: str | None) -> None:
    """Show what each reader sees in one page: every field with its value and the evidence used, the rows that belong to
    it, its links and pagination, and what was not as expected. Nothing is written.

    A URL is asked once, as the crawler asks, robots.txt included; a FILE is a page as saved.
    """
    logs.to_stderr(verbose=0, quiet=True)
    if page.startswith(("http://", "https://")):
        body, read, head = _asked(page, at)
    else:
        body, read, head = _saved(Path(page), url)
    paper().print(report(read, head.format(len(body)), None if full else CUT))


def _asked(page: str, at: str | None) -> tuple[bytes, reading.Reading, str]:
    at = at or _own_copy(page)
    portal = the_portal(at)
    address = portal.canonical(page)
    if address is None:
        raise Ending(f"{page} is not on the portal: for a copy of it give the copy's address with --at.", Exit.USAGE)
    response = ask(portal.request_url(address), portal, crawl_settings(at=at), copy=bool(at))
    if not 200 <= response.status < 300:
        raise Ending(f"{page} answers {response.status}: a crawl keeps that, and reads nothing.", Exit.UNREACHABLE)
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    read = bounded.read(
        response.body,
        address,
        fetched_at=now(),
        portal=portal,
        content_type=kind,
        final_url=portal.canonical(response.url),
    )
    return response.body, read, f"status {response.status}, {{}} bytes, {kind or 'no Content-Type'}"


def _own_copy(page: str) -> str | None:
    parts = urlsplit(page)
    return f"{parts.scheme}://{parts.netloc}" if is_loopback(page) else None


def _saved(path: Path, url: str | None) -> tuple[bytes, reading.Reading, str]:
    portal = the_portal()
    address = portal.canonical(url) if url else portal.canonical(f"/{path.stem}")
    if address is None:
        raise Ending(f"{url} is not on the portal: give the address the page has there.", Exit.USAGE)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Ending(f"{path} cannot be read ({error.strerror}): give a saved page, or a URL.", Exit.USAGE) from error
    return body, bounded.read(body, address, fetched_at=now(), portal=portal), "saved page, {} bytes"
