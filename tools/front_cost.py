"""python -m tools.front_cost: how long the pages for readers take in an archive of many articles, made up for it.

Fails when the 95th percentile of a type of pages is over its limit by the clock, or a page is not answered.
"""

import json
import math
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import click
from sqlite_utils import Database

from scraper.archive import counts
from tools import search_cost
from tools.serving import Server, served

COUNTRIES = (
    "MA ML SN BF LB HT PS MG DZ MR JP CN US AM PH UA TN BJ TG NE CI CM CD CG GN KM VN KH LA IN BR AR CL CO EC PE BO MX "
    "CU DO TR EG JO SY IQ RO BG PL HU CZ SK MD GE RU RS AL MK GR PT ES"
).split()
"""Of the first keywords, groups and funds."""
SEARCH, OTHER = 100, 300
"""Milliseconds within which 95 of 100 answers have to be there."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Timed:
    """How long an answer took."""

    status: int
    seconds: float
    """By the clock."""
    processor: float
    """Seconds of the server's processor."""


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--articles", default=550_000, show_default=True)
@click.option("--rounds", default=20, show_default=True, help="How many pages of each type are asked for.")
def main(folder: Path, articles: int, rounds: int) -> None:
    archive = folder / f"front-{articles}.db"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make(archive, articles)
    click.echo(
        f"{articles} articles, {archive.stat().st_size / 2**20:.0f} MB; {rounds} pages of each type, milliseconds; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    click.echo(f"{'page':34} first  median     95th  processor: median  95th")
    with served(archive) as server:
        is_within = [
            report(name, [timed(server, path) for path in paths]) for name, paths in mix(articles, rounds).items()
        ]
    if not all(is_within):
        raise click.ClickException(f"{is_within.count(False)} of {len(is_within)} types of pages are over their limits")


def make(path: Path, articles: int) -> None:
    """Make an archive whose articles have what the pages show beside them: front_cost.sql."""
    part = path.with_suffix(".unfinished")
    part.unlink(missing_ok=True)
    search_cost.make(part, articles)
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        connection.create_function("pick", 2, _pick, deterministic=True)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for statement in _statements(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
            values = {"countries": json.dumps(COUNTRIES)} if ":countries" in statement else {}
            connection.execute(statement, values)
        counts.rebuild(Database(connection))  # it has no triggers that would note what changes
        connection.execute("COMMIT")
    part.replace(path)


def mix(articles: int, rounds: int) -> dict[str, list[str]]:
    """Return the paths that are asked for, by what they are; each has other numbers, the largest country among them."""
    chosen = random.Random(5)  # noqa: S311 - no secret
    numbers = [chosen.randrange(articles) for _ in range(rounds)]
    changed = [number // 50 * 50 + 49 for number in numbers]
    """Articles that have two versions: front_cost.sql gives them to each fiftieth."""
    pick = range(rounds)
    years = [2006 + number % 20 for number in pick]
    words = [word for word in search_cost.vocabulary() if len(word) > 3]
    return {
        "home": ["/", "/en"] * (rounds // 2),
        "search: a rare word": [f"/recherche?q={words[-1 - number * 50]}" for number in pick],
        "search: a middling word": [f"/recherche?q={words[2000 + number * 50]}" for number in pick],
        "search: a frequent word": [f"/recherche?q={words[20 + number * 5]}" for number in pick],
        "search: two words of a year": [
            f"/recherche?q={words[number]} {words[100 + number]}&annee={years[number]}" for number in pick
        ],
        "news": [f"/actualites?page={1 + number * 7}" for number in pick],
        "news of a year": [f"/actualites/{year}" for year in years],
        "news of a month": [f"/actualites/{year}/{1 + year % 12:02}" for year in years],
        "news of a country": [f"/actualites?pays={COUNTRIES[number % 60]}" for number in pick],
        "news of a keyword": [f"/actualites?theme=theme-{number}" for number in pick],
        "news of a kind": [f"/actualites?nature={('report', 'call')[number % 2]}&page={1 + number}" for number in pick],
        "news of a kind and year": [f"/actualites/{year}?nature=meeting" for year in years],
        "article": [f"/actualite/article-{number}" for number in numbers],
        "changed article": [f"/actualite/article-{number}" for number in changed],
        "version": [f"/actualite/article-{number}/v/{10_000_001 + number}" for number in changed],
        "comparison": [f"/actualite/article-{number}/comparer" for number in changed],
        "citation": [f"/citer/article-{number}" for number in numbers],
        "countries": ["/pays", "/en/pays"] * (rounds // 2),
        "country": ["/pays/maroc", "/pays/mali", "/pays/senegal", "/pays/japon"] * (rounds // 4),
        "country's year": [f"/pays/maroc?annee={year}" for year in years],
        "country's meetings": [f"/pays/maroc?type=reunions&page={1 + number}" for number in pick],
        "groups": ["/groupes", "/en/groupes"] * (rounds // 2),
        "group": ["/groupe/maroc", *(f"/groupe/groupe-{1 + number}" for number in pick[1:])],
        "people": [f"/personnes?page={1 + number}" for number in pick],
        "people by what they do": [f"/personnes?fait=speaker&page={1 + number}" for number in pick],
        "person who is named": [f"/personne/nommee-{number * 60}" for number in pick],
        "person": [f"/personne/personne-{number * 60}" for number in pick],
        "funds": ["/fonds", "/en/fonds"] * (rounds // 2),
        "fund": [f"/fonds/fonds-{number}" for number in pick],
        "agenda": [f"/agenda?page={1 + number}" for number in pick],
        "agenda of a year": [f"/agenda/{year}" for year in years],
        "agenda of a month": [f"/agenda/{year}-{1 + year % 12:02}" for year in years],
        "agenda of a day": [f"/agenda/{year}-03-12" for year in years],
        "agenda of a group": [f"/agenda?groupe=groupe-{1 + number}" for number in pick],
        "calendar": ["/agenda.ics", "/agenda.ics?pays=maroc"] * (rounds // 4)
        + [f"/agenda.ics?groupe=groupe-{1 + number * 9}" for number in range(rounds // 2)],
        "documents": [f"/documents?page={1 + number * 7}" for number in pick],
        "documents of a kind and year": [f"/documents?genre=pdf&annee={year}" for year in years],
        "changes": [f"/changements?page={1 + number}" for number in pick],
        "changes of a week": [f"/changements/2026-S{1 + number:02}" for number in pick],
        "feed of changes": ["/changements.atom", "/en/changements.atom"] * (rounds // 2),
        "portal on a day": [f"/au/2026-{1 + number % 11:02}-15" for number in pick],
        "news as known on a day": [f"/actualites/{year}?au=2026-06-15" for year in years],
        "article as known on a day": [f"/actualite/article-{number}?au=2026-06-15" for number in changed],
        "figures": ["/chiffres", "/en/chiffres"] * (rounds // 2),
        "figure": ["/chiffres/reunions", "/chiffres/publications", "/chiffres/fonds", "/chiffres/lectures"]
        * (rounds // 4),
        "chart": ["/chiffres/reunions.svg", "/chiffres/publications.svg"] * (rounds // 2),
        "chart of a country": [f"/chiffres/reunions.svg?pays={COUNTRIES[number % 60]}" for number in pick],
        "address": [f"/adresse?u=https://cites-unies-france.org/article-{number}" for number in numbers],
        "data": ["/donnees", "/donnees/news", "/donnees/events", "/donnees/documents"] * (rounds // 4),
        "quality": ["/qualite", "/en/qualite"] * (rounds // 2),
        "problems of a rule": [f"/qualite/repaired_text?page={1 + number}" for number in pick],
        "about": ["/a-propos", "/aide", "/confidentialite", "/en/aide"] * (rounds // 4),
    }


def timed(server: Server, path: str) -> Timed:
    """Ask for a page, as a browser does that has none of it."""
    before, begin = _processor(server), time.perf_counter()
    with closing(HTTPConnection(urlsplit(server.address).netloc, timeout=120)) as connection:
        connection.request("GET", quote(path, safe="/?=&%~"), headers={"accept-encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    return Timed(answer.status, time.perf_counter() - begin, _processor(server) - before)


def report(name: str, answers: list[Timed]) -> bool:
    """Print what a type of pages took; the first answer apart, as it may count what later ones remember. Return whether
    all were answered, and 95 of 100 within the limit."""
    refused = sorted({answer.status for answer in answers} - {200})
    clock, processor = (sorted(1000 * getattr(answer, what) for answer in answers) for what in ("seconds", "processor"))
    late = math.ceil(len(answers) * 0.95) - 1
    limit = SEARCH if name.startswith("search") else OTHER
    click.echo(
        f"{name:34} {1000 * answers[0].seconds:5.0f}  {statistics.median(clock):6.0f}  {clock[late]:7.0f}"
        f"  {statistics.median(processor):17.0f}  {processor[late]:4.0f}"
        f"{'  over the limit' * (clock[late] > limit)}{f'  answered {refused}' if refused else ''}"
    )
    return clock[late] <= limit and not refused


def _processor(server: Server) -> float:
    """Return the seconds that the server has taken of its processor, in all its threads."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _pick(number: int, most: int) -> int:
    return int(most * (number * 7919 % 10_007 / 10_007) ** 2)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


if __name__ == "__main__":
    main()
