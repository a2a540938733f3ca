"""python -m tools.search_cost: how long searches take in an archive of many articles, made up for it in a folder."""

import json
import random
import sqlite3
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import accumulate, zip_longest
from pathlib import Path
from urllib.parse import urlencode

import click
from sqlite_utils import Database

from scraper.archive import schema
from scraper.search import MOST, NEWEST, Query
from scraper.search.analysis import COMMON, countries_in, country_word, stem, words_of
from scraper.search.entries import marks, numbers_of

FIRST, LAST = date(2005, 1, 1), date(2026, 12, 31)
VOCABULARY = 60_000
SHORTEST, AVERAGE = 20, 80
"""Words of a text."""
POOL = 2_000_000
"""Words that were drawn, of which texts are pieces."""
ZIPF = 2.7
"""Mandelbrot's constant: a word's frequency is 1 / (its rank + this)."""
_SAMPLE = Path(__file__).parents[1] / "sample_portal"
_SYLLABLES = [
    start + vowel for start in "b c d f g l m n p r s t v ch tr pr gr qu".split() for vowel in "a e i o u é".split()
]
_FTS = (
    "INSERT INTO search_fts (rowid, title, body, more, title_words, body_words, more_words, marks) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ENTRY = (
    "INSERT INTO search_entries (id, kind, record_id, title, day, countries, groups) VALUES (?, 'news', ?, ?, ?, ?, '')"
)
_NEWS = "INSERT INTO news (id, url, title, published, body) VALUES (?, ?, ?, ?, ?)"


_PLUGIN = """
import time
from datasette import hookimpl
from datasette.utils.asgi import Response
from scraper.search import Query, search_async

@hookimpl
def register_routes():
    async def answer(datasette, request):
        database = datasette.get_database()
        async def execute(sql, values):
            return (await database.execute(sql, values)).rows
        asked = {name: int(value) if name in {"year", "page"} else value for name, value in dict(request.args).items()}
        asked = {name: value[0] if isinstance(value, list) else value for name, value in asked.items()}
        begin = time.process_time()
        results = await search_async(execute, Query(**asked))
        hits = [hit.excerpt.text for hit in results.hits]
        return Response.json({"total": results.total, "hits": hits, "seconds": time.process_time() - begin})
    return [("^/search$", answer)]
"""
"""A page of a search without its markup."""


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--articles", default=550_000, show_default=True)
@click.option(
    "--rounds", default=20, show_default=True, help="How often each search of the mix is run, with other words."
)
@click.option("--port", default=8095, show_default=True, help="Port of this machine that Datasette serves meanwhile.")
def main(folder: Path, articles: int, rounds: int, port: int) -> None:
    archive = folder / f"search-{articles}.db"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make(archive, articles)
    click.echo(f"{articles} articles, {archive.stat().st_size / 2**20:.0f} MB; at most {MOST} ranked by their words")
    with closing(sqlite3.connect(archive)) as connection:
        searches = mix(connection, rounds)
    every = []
    with serving(archive, port):
        for name, queries in searches.items():
            _report(name, timed := [_timed(port, query) for query in queries])
            every += timed
    _report("all", every)


@contextmanager
def serving(archive: Path, port: int) -> Iterator[None]:
    """Serve an archive's search with Datasette meanwhile."""
    plugins = archive.parent / "plugins"
    plugins.mkdir(exist_ok=True)
    (plugins / "search_page.py").write_text(_PLUGIN, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        str(archive),
        "--plugins-dir",
        str(plugins),
        "--port",
        str(port),
    ]
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--setting", "sql_time_limit_ms", "60000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(600):
                with suppress(OSError):
                    _timed(port, Query())
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def make(path: Path, articles: int) -> None:
    """Make an archive of articles whose words are as frequent as those of a language."""
    begin, chosen = time.perf_counter(), random.Random(7)  # noqa: S311 - no secret
    words = vocabulary()
    weights = list(accumulate(1 / (rank + ZIPF) for rank in range(1, len(words) + 1)))
    folded = {word: [each.folded for each in words_of(word)] for word in words}
    terms = {word: " ".join(stem(each) for each in parts if each not in COMMON) for word, parts in folded.items()}
    exact = {word: " ".join(parts) for word, parts in folded.items()}
    codes = {word: [code for _, _, code in countries_in(parts)] for word, parts in folded.items()}
    pool = chosen.choices(words, cum_weights=weights, k=POOL)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        schema.migrate(Database(connection))
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        connection.execute("INSERT INTO search_fts (search_fts, rank) VALUES ('hashsize', 67108864)")
        connection.execute("BEGIN")
        days = (LAST - FIRST).days + 1
        for number in range(articles):
            day = (FIRST + timedelta(days=number * days // articles)).isoformat()
            title, body = (
                _piece(pool, chosen, 7),
                _piece(pool, chosen, int(chosen.expovariate(1 / (AVERAGE - SHORTEST)))),
            )
            slug, entry = f"article-{number}", numbers_of(day, day)[0] + number % 2**16
            named = sorted({code for word in title for code in codes[word]})
            row = []
            for each in (title, body):
                countries = [country_word(code) for word in each for code in codes[word]]
                row.append(" ".join([*filter(None, map(terms.get, each)), *countries]))
            marked = marks("news", is_event=False, countries=named, groups=[])
            row += ["", " ".join(map(exact.get, title)), " ".join(map(exact.get, body)), "", marked]
            connection.execute(_FTS, (entry, *row))
            connection.execute(_ENTRY, (entry, slug, " ".join(title), day, " ".join(named)))
            size = sum(map(len, row)) // 3  # about what zlib leaves
            connection.execute("INSERT INTO search_terms VALUES (?, zeroblob(?))", (entry, size))
            connection.execute(_NEWS, (slug, f"https://example.org/{slug}", " ".join(title), day, " ".join(body)))
            if number % 10_000 == 9_999:
                click.echo(f"{number + 1} articles in {time.perf_counter() - begin:.0f} s", err=True)
        connection.execute("COMMIT")
    part.replace(path)


def vocabulary() -> list[str]:
    """Return words by rank: the most frequent ones of French and those of the sample portal, then made-up ones."""
    chosen = random.Random(11)  # noqa: S311 - no secret
    portals = {}
    for file in ("prose.toml", "world.toml", "kinds.toml"):
        for text in _texts(tomllib.loads((_SAMPLE / file).read_text(encoding="utf-8"))):
            found = (text[word.start : word.end] for word in words_of(text) if word.folded not in COMMON)
            portals.update(dict.fromkeys(found))
    # One in two: a portal about one subject has words of it in most of its texts.
    pairs = zip_longest(sorted(COMMON, key=len), portals)
    words = dict.fromkeys(word for pair in pairs for word in pair if word)
    while len(words) < VOCABULARY:
        words["".join(chosen.choices(_SYLLABLES, k=chosen.randint(2, 5)))] = None
    return list(words)


def mix(connection: sqlite3.Connection, rounds: int) -> dict[str, list[Query]]:
    """Return searches by what they are: so many of each, with words of the rank that the name says."""
    words = [word for word in vocabulary() if words_of(word)[0].folded not in COMMON]
    bodies = "SELECT body FROM news WHERE rowid = ?"
    texts = [connection.execute(bodies, [number * 97 + 5]).fetchone()[0].split() for number in range(rounds)]
    pick = range(rounds)
    return {
        "a rare word": [Query(words[-1 - number * 50]) for number in pick],
        "a middling word": [Query(words[2000 + number * 50]) for number in pick],
        "a frequent word": [Query(words[20 + number * 5]) for number in pick],
        "a very frequent word": [Query(words[number]) for number in pick],
        "two words": [Query(f"{words[30 + number]} {words[400 + number * 10]}") for number in pick],
        "two very frequent words": [Query(f"{words[number]} {words[number + 25]}") for number in pick],
        "a phrase": [Query(f'"{" ".join(text[10:13])}"') for text in texts],
        "a beginning": [Query(f"{words[60 + number * 7][:4]}*") for number in pick],
        "two, of one year": [Query(f"{words[number]} {words[100 + number]}", year=2006 + number) for number in pick],
        "one, of a kind and country": [Query(words[50 + number], kind="news", country="MA") for number in pick],
        "a frequent word, the newest": [Query(words[10 + number], sort=NEWEST) for number in pick],
        "a word, without another": [Query(f"{words[300 + number * 3]} -{words[number]}") for number in pick],
        "common words alone": [Query("de la"), Query("pour"), Query("dans les")] * (rounds // 3),
        "no word": [Query(page=number + 1) for number in pick],
    }


def _piece(pool: list[str], chosen: random.Random, more: int) -> list[str]:
    start = chosen.randrange(POOL - 5000)
    return pool[start : start + (SHORTEST if more > SHORTEST else 4) + min(more, 4000)]


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _timed(port: int, query: Query) -> tuple[float, float, int]:
    """Return the seconds that an answer takes, those of the server's processor, and how many were found."""
    asked = {name: value for name, value in vars(query).items() if value is not None and name not in {"size"}}
    begin = time.perf_counter()
    with closing(HTTPConnection("127.0.0.1", port)) as server:
        server.request("GET", f"/search?{urlencode(asked)}")
        answer = json.loads(server.getresponse().read())
    return time.perf_counter() - begin, answer["seconds"], answer["total"]


def _report(name: str, timed: list[tuple[float, float, int]]) -> None:
    clock, processor, totals = map(sorted, zip(*timed, strict=True))
    late = int(len(timed) * 0.95)
    click.echo(
        f"{name:28} median {1000 * statistics.median(clock):6.1f} ms, 95th percentile {1000 * clock[late]:6.1f} ms; "
        f"processor {1000 * statistics.median(processor):6.1f}, {1000 * processor[late]:6.1f}; "
        f"found {statistics.median(totals):.0f}"
    )


if __name__ == "__main__":
    main()
