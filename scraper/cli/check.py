"""`portail check`: what the readers see in one page."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

import click
import scrapy
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text
from scrapy.http import Response
from scrapy.settings import Settings

from scraper import bounded, records
from scraper.archive import Archive, NoSession, now
from scraper.cli import options
from scraper.cli.exits import OF_REASON, Ending, Exit
from scraper.cli.output import log_to_stderr, paper
from scraper.crawling.filters import NotAsked
from scraper.crawling.lifecycle import crawl
from scraper.crawling.run import Run, is_loopback
from scraper.portal import Portal
from scraper.reading import UNKNOWN, Profile, Reading

CUT = 400
"""Characters of a value that are shown."""
UNSEEN = {"first_seen", "last_seen", "changed", "withdrawn", "crawl_id"}
"""Columns that the archive fills, not the readers."""
NAMES = {table.record: table.name for table in records.TABLES}


@click.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="The portal's address of a saved FILE.  [default: the file's name, if it names no other]")
@click.option("--full", is_flag=True, help=f"Show long values whole, not their first {CUT} characters.")
@click.option(
    "--archive",
    type=options.archive_file,
    metavar="FILE",
    help="Read by what this archive knows of the site's layouts.",
)
@options.at
def check(page: str, url: str | None, full: bool, archive: Path | None, at: str | None) -> None:
    """Show what each reader sees in one page: every field with its value and the evidence used, the rows that belong to
    it, its links and pagination, and what was not as expected. Nothing is written.

    A URL is asked once, as the crawler asks, robots.txt included; a FILE is a page as saved.
    """
    log_to_stderr(verbose=0, quiet=True)
    profile = UNKNOWN
    if archive:
        with Archive.open(archive) as opened:
            profile = opened.profile()
    if page.startswith(("http://", "https://")):
        read, response = _read_from_portal(page, at, profile)
    else:
        read, response = _read_from_file(Path(page), url, profile)
    paper().print(report(read, response, None if full else CUT))


def _read_from_portal(page: str, at: str | None, profile: Profile) -> tuple[Reading, str]:
    parts = urlsplit(page)
    at = at or (f"{parts.scheme}://{parts.netloc}" if is_loopback(page) else None)
    portal = options.the_portal(at)
    address = portal.canonical(page)
    if address is None:
        raise Ending(f"{page} is not on the portal: for a copy of it give the copy's address with --at.", Exit.USAGE)
    response = ask(portal.request_url(address), portal, options.crawl_settings(at=at), copy=bool(at))
    if not 200 <= response.status < 300:
        raise Ending(f"{page} answers {response.status}: a crawl keeps that, and reads nothing.", Exit.UNREACHABLE)
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    context = {"portal": portal, "content_type": kind, "final_url": portal.canonical(response.url)}
    read = bounded.read(response.body, address, fetched_at=now(), profile=profile, **context)
    return read, f"status {response.status}, {len(response.body)} bytes, {kind or 'no Content-Type'}"


def _read_from_file(path: Path, url: str | None, profile: Profile) -> tuple[Reading, str]:
    portal = options.the_portal()
    address = portal.canonical(url or f"/{path.stem}")
    if address is None:
        raise Ending(f"{url} is not on the portal: give the address the page has there.", Exit.USAGE)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Ending(f"{path} cannot be read ({error.strerror}): give a saved page, or a URL.", Exit.USAGE) from error
    read = bounded.read(body, address, fetched_at=now(), portal=portal, profile=profile)
    return read, f"saved page, {len(body)} bytes"


class OnePage(scrapy.Spider):
    """Asks for one page (`url`), whatever its status, and hands its response, or why there is none, to `take`."""

    name = "check"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield the one request."""
        yield scrapy.Request(
            self.url,
            callback=self.take,
            errback=lambda failure: self.take(failure.value),
            meta={"handle_httpstatus_all": True},
        )


def ask(url: str, portal: Portal, settings: Settings, *, copy: bool) -> Response:
    """Ask once for a page of the portal, or of its copy, if robots.txt allows it; redirects are followed within it.

    Ends the command with exit 2 when it must not be asked, 3 when it does not answer. Raises KeyboardInterrupt.
    """
    run = Run(portal, (OnePage.name,), NoSession(), copy=copy)
    answers: list[Response | BaseException] = []
    crawl(run, settings, {OnePage: {"url": url, "take": answers.append}})
    answer = answers[0] if answers else None
    if isinstance(answer, Response):
        return answer
    if run.reason == "interrupted":
        raise KeyboardInterrupt
    if isinstance(answer, NotAsked) and run.reason not in OF_REASON.keys() - {"nothing_read", "robots_forbids"}:
        raise Ending(f"{url} is not asked: {answer}.", Exit.USAGE)
    raise Ending(f"{url} brought no page: {answer or run.why}.", Exit.UNREACHABLE)


def report(read: Reading, response: str, cut: int | None) -> Group:
    """Return everything a reading holds, for a console. response: a few words on the response; cut: characters of a
    value that are shown, None for all."""
    also = ", ".join(sorted(read.aliases - {read.url}))
    parts = [Text(f"{read.url}\n{read.kind}: {response}\n" + (f"also: {also}\n" if also else ""))]
    if read.subject:
        parts.append(Text(NAMES[type(read.subject)], style="bold"))
        parts.append(_table(("field", "value", "evidence"), _fields(read, read.subject, cut)))
    parts += _rows(read, cut)
    first = {link.kind: link.url for link in reversed(read.links)}
    parts.append(Text(f"links ({len(read.links)})", style="bold"))
    if first:
        numbers = Counter(link.kind for link in read.links).most_common()
        rows = ((kind, str(number), first[kind]) for kind, number in numbers)
        parts.append(_table(("kind", "number", "first"), rows))
    if pages := read.pagination:
        parts.append(Text(f"pagination: {pages.name}, {pages.step} entries a page, offsets up to {pages.last}\n"))
    parts.append(Text(f"problems ({len(read.problems)})", style="bold"))
    return Group(*parts, *(Text(f"• {problem.rule}: {problem.detail}") for problem in read.problems))


def _rows(read: Reading, cut: int | None) -> Iterator[Text]:
    """Yield what belongs to the record, by table: fields that are not empty, each with its rule in brackets."""
    for record in dict.fromkeys(type(row) for row in read.rows):
        found = read.of(record)
        yield Text(f"{NAMES[record]} ({len(found)})", style="bold")
        for row in found:
            fields = (
                f"{name}: {value}" + (f" [{rule}]" if rule else "")
                for name, value, rule in _fields(read, row, cut)
                if getattr(row, name) is not None
            )
            yield Text("• " + "; ".join(fields))
        yield Text("")


def _fields(read: Reading, record, cut: int | None) -> Iterator[tuple[str, str, str | None]]:
    """Yield the fields of a record, their values, cut when they are long, and the rules by which they were read."""
    rules = {evidence.field: evidence.rule for evidence in read.evidence if evidence.table == NAMES[type(record)]}
    for name, value in asdict(record).items():
        text = "" if value is None else str(value)
        if cut is not None and len(text) > cut:
            text = f"{text[:cut]}… ({len(text)} characters)"
        if name not in UNSEEN and name not in records.FROM_SENTENCES.get(type(record), ()):
            yield name, text, rules.get(name)


def _table(columns: Iterable[str], rows: Iterable[tuple]) -> Table:
    """Return a plain table whose values are never cut."""
    table = Table(box=box.SIMPLE)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(cell and Text(cell) for cell in row))
    return table
