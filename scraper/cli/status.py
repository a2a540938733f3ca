"""`portail status`: the archive's status."""

import json
import shlex
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which
from textwrap import fill

import click
from rich import box
from rich.console import Group
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from scraper import records
from scraper.archive import GOOD, Archive, Status
from scraper.cli import options
from scraper.cli.crawl import SPIDERS
from scraper.cli.output import TEMPLATES, counted, paper, say
from scraper.cli.program import program
from scraper.crawling.run import is_loopback
from scraper.prose.reader import reader_of_sentences

DAILY, MONTHLY = timedelta(days=2), timedelta(days=32)
"""Longest time without a good crawl, for an archive that has recent crawls and for one that has none."""
LITTLE = 100 * 10**6
"""Bytes below which a disk is nearly full; so it is with less than the archive's own size."""
FEW = 3
"""Signs of a sick crawl that are shown without --all."""
SHOWN = ("news", "events", "groups", "people", "documents")


@dataclass(frozen=True)
class Trouble:
    """A thing that is wrong with an archive."""

    what: str
    command: str | None = None
    """The command to run next, if there is one."""


@click.command()
@options.archive
@click.option("--all", "in_full", is_flag=True, help="Show the last crawls, rows by table and problems by rule too.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def status(archive: Path, in_full: bool, as_json: bool) -> None:
    """Show how the archive stands: whether anything is wrong, and what to do about it; the last good crawl, the file's
    size, its last copy."""
    with Archive.open(archive) as opened:
        stands, portal = opened.status(), opened.portal.url
    now = datetime.now(UTC)
    found = troubles(stands, archive, portal, now)
    if as_json:
        age = stands.age(now)
        more = {"age_seconds": None if age is None else int(age.total_seconds()), "troubles": list(map(asdict, found))}
        click.echo(json.dumps(asdict(stands) | more, ensure_ascii=False, indent=2))
    else:
        say(report(stands, found, archive, now, paper().width))
        if in_full:
            paper().print(details(stands))


def troubles(stands: Status, archive: Path, portal: str, now: datetime) -> list[Trouble]:
    """Return what is wrong with the archive, the worst first. portal: its own address, which needs no --at."""
    last, found, where = next(iter(stands.crawls), None), [], _named(archive)
    if stands.sick:
        signs = "; ".join(stands.sick[:FEW] + ["…"] * (len(stands.sick) > FEW))
        what = (
            f"The last crawl was sick ({signs}), with {counted(stands.held, 'page')} in quarantine: look at the portal."
        )
        accept = "Crawl again, or, if the portal is as it should be, release them:"
        found.append(Trouble(f"{what} {accept}", called("crawl", "--accept", *where)))
    if last and (last.finish_reason == "killed" or not (last.finish_reason or stands.writer)):
        found.append(_again(f"Crawl {last.id} was killed. Crawl again", last, portal, where))
    elif last and last.finish_reason not in (None, *GOOD):
        found.append(_again(f"Crawl {last.id} ended early ({last.finish_reason}). Crawl again", last, portal, where))
    if not found and not stands.writer:
        found += _overdue(stands, portal, where, now)
    if stands.risen:
        measured = f"{stands.risen.measured:.2g} of the pages, usually {stands.risen.usual:.2g}"
        what = f"Problems have risen in crawl {stands.risen.crawl_id} ({measured}). See which:"
        found.append(Trouble(what, called("status", "--all", *where)))
    if stands.free < max(LITTLE, stands.bytes):
        found.append(Trouble(f"The disk is nearly full: {decimal(stands.free)} are free."))
    return found


def _overdue(stands: Status, portal: str, where: list[str], now: datetime) -> list[Trouble]:
    """Return the trouble of an archive that waits for its next crawl, if any."""
    good = stands.good
    if not good:
        return [Trouble("Nothing was crawled yet. Begin:", called("crawl", *where))]
    if not stands.is_whole:
        whole = replace(good, mode="full", spiders=", ".join(SPIDERS))
        return [_again("No crawl has gone through the whole portal yet. Do it", whole, portal, where)]
    is_daily = any(crawl.mode == "recent" for crawl in stands.crawls)
    age = now - datetime.fromisoformat(good.finished)
    if age <= (DAILY if is_daily else MONTHLY):
        return []
    like = replace(good, mode="recent") if is_daily else good
    return [_again(f"No crawl was good for {spoken(age)}. Crawl", like, portal, where)]


def _again(what: str, crawl: records.Crawl, portal: str, where: list[str]) -> Trouble:
    """Return a trouble with the command for a crawl like another one. A copy of the portal on this machine may not be
    served any more."""
    if is_loopback(crawl.origin):
        what += f", when {crawl.origin} is served (that of a demo: by `portail demo`)"
    names = crawl.spiders.split(", ")
    named = [name for name in names if name != "documents"]
    arguments = named if named != list(SPIDERS) else []
    arguments += ["--recent"] if crawl.mode == "recent" else []
    arguments += ["--documents"] if "documents" in names else []
    arguments += ["--at", crawl.origin] if crawl.origin.rstrip("/") != portal.rstrip("/") else []
    return Trouble(f"{what}:", called("crawl", *arguments, *where))


def called(*arguments: str) -> str:
    """Return how `portail` is called from this folder: by its name where the shell finds it."""
    if which("portail"):
        return shlex.join(["portail", *arguments])
    script, *more = program()
    near = Path(script).relative_to(Path.cwd()) if Path(script).is_relative_to(Path.cwd()) else script
    return shlex.join([str(near), *more, *arguments])


def _named(archive: Path) -> list[str]:
    return [] if archive == Path("archive.db") else ["--archive", str(archive)]


def report(stands: Status, found: list[Trouble], archive: Path, now: datetime, width: int) -> str:
    """Return what a person asks first, in fewer lines than a screen has. width: of a line, in columns."""
    whole = {"break_long_words": False, "break_on_hyphens": False}
    return TEMPLATES.get_template("status").render(
        stands=stands,
        found=found,
        archive=archive,
        shown=SHOWN,
        size=decimal,
        reader=reader_of_sentences(),
        details=called("status", "--all", *_named(archive)),
        when=lambda moment: f"{moment} ({spoken(now - datetime.fromisoformat(moment))} ago)",
        filled=lambda head, text: fill(text, width, initial_indent=head, subsequent_indent=" " * len(head), **whole),
    )


def details(stands: Status) -> Group:
    """Return the last crawls, newest first, of what the last was sick, the rows of each table, the problems by rule."""
    lines = []
    for crawl in stands.crawls:
        end = f"{crawl.finish_reason or 'not finished'}, {crawl.health or 'not assessed'}"
        lines.append(f"#{crawl.id}  {crawl.started}  {crawl.spiders}, {crawl.mode}: {end}")
        lines.append(
            f"    {counted(crawl.requests, 'request')}: {effects(crawl)}; {counted(crawl.problems, 'new problem')}"
        )
    lines += [f"Sick: {sign}" for sign in stands.sick]
    tables = counts("records", stands.counts), counts("open problems", stands.problems)
    return Group("", "Last crawls:", *map(Text, lines), *tables)


def effects(crawl: records.Crawl) -> str:
    """Return what a crawl found, in numbers of records."""
    names = ("new", "changed", "unchanged", "withdrawn")
    return ", ".join(f"{getattr(crawl, name)} {name}" for name in names)


def counts(title: str, numbers: dict[str, int]) -> Table:
    """Return a table of names with their numbers."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in numbers.items():
        table.add_row(name, str(number))
    return table


def spoken(age: timedelta) -> str:
    """Return an age in its largest unit: 3 days, 5 hours, 1 minute."""
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if number := max(0, int(age.total_seconds())) // seconds:
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "less than a minute"
