"""`portail status`: how the archive stands."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from scraper.archive import Archive, Status
from scraper.cli import options
from scraper.cli.paper import paper


@click.command()
@options.archive
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def status(archive: Path, as_json: bool) -> None:
    """Show how the archive stands: its last crawls, what it counts, how old it is, and what is not as expected."""
    with Archive.open(archive) as opened:
        stands = opened.status()
    age = stands.age(datetime.now(UTC))
    if as_json:
        facts = asdict(stands) | {"age_seconds": None if age is None else int(age.total_seconds())}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        paper().print(report(stands, age))


def report(stands: Status, age: timedelta | None) -> Group:
    """Crawls, counts and problems, for a console."""
    when = "never answered" if age is None else f"last answered {spoken(age)} ago, {stands.freshest}"
    return Group(
        f"The portal {when}.",
        crawls(stands),
        counts("records", stands.counts),
        counts("open problems", stands.problems),
        f"Withdrawn by the portal: {stands.withdrawn}.",
        *held_back(stands),
    )


def held_back(stands: Status) -> list[str]:
    """What is held back, why, and what to do about it."""
    if not stands.sick:
        return []
    return [
        f"The last crawl was sick ({'; '.join(stands.sick)}).",
        f"It holds back {stands.held} pages: look at the portal, then let them through with `portail crawl --accept`, "
        "or crawl again.",
    ]


def crawls(stands: Status) -> Group:
    """The last crawls, newest first, two lines each."""
    lines = []
    for crawl in stands.crawls:
        end = crawl.finish_reason or "not finished"
        lines += [
            Text(
                f"#{crawl.id}  {crawl.started}  {crawl.spiders}, {crawl.mode}: {end}, {crawl.health or 'not assessed'}"
            ),
            Text(
                f"    {crawl.requests} requests: {crawl.new} new, {crawl.changed} changed, {crawl.unchanged} unchanged"
                f", {crawl.withdrawn} withdrawn; {crawl.problems} new problems"
            ),
        ]
    return Group("Last crawls:", *lines)


def counts(title: str, numbers: dict[str, int]) -> Table:
    """Names with their numbers."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in numbers.items():
        table.add_row(name, str(number))
    return table


def spoken(age: timedelta) -> str:
    """An age in its largest unit: 3 days, 5 hours, 1 minute."""
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if age.total_seconds() >= seconds:
            number = int(age.total_seconds() // seconds)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "less than a minute"
