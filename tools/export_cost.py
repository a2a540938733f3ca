"""Measure an export of a large archive: `python -m tools.export_cost FOLDER [ROWS]` (`make bench-export`).

The archive has as many articles of some 300 characters, made from a seed. Rows a second of CSV are compared with
those of `sqlite3 -csv`, which writes the same columns; then the whole folder is written, and its peak of memory shown.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from scraper.archive import Archive
from scraper.exporting.dictionary import exported
from scraper.exporting.selection import RowSelection, selected
from scraper.exporting.tables import CsvTable
from scraper.records import News, columns

ROWS = 1_000_000
WORDS = (
    "la coopération décentralisée réunit les collectivités engagées au Mali, à l’été : séisme, eau & état civil".split()
)


def main(folder: Path, rows: int = ROWS) -> None:
    """Print what an export costs. folder: where the archive and the export are written; both are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "archive.db"
    if not path.exists():
        make(path, rows)
    names = ", ".join(column.name for column in exported()["news"].columns)
    seconds = {
        "sqlite3 -csv": timed(lambda: write_by_shell(path, f"SELECT {names} FROM news", folder)),  # noqa: S608
        "csv": timed(lambda: write_csv(path, folder)),
    }
    for name, taken in seconds.items():
        print(f"{name}: {taken:.1f} s of a processor, {rows / taken:,.0f} rows/s")
    print(f"csv / sqlite3 -csv: {seconds['sqlite3 -csv'] / seconds['csv']:.2f}")
    command = [sys.executable, "-m", "scraper", "export", folder / "export", "--archive", path, "--force"]
    taken = timed(lambda: subprocess.run(command, check=True))  # noqa: S603 - our own program
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"the whole folder: {taken:.0f} s, {rows / taken:,.0f} rows/s in all forms; peak {peak:.0f} MB")


def make(path: Path, rows: int) -> None:
    """Make an archive of so many articles."""
    random = Random(1)  # noqa: S311 - nothing secret
    with Archive.open(path, create=True) as archive:
        db = archive.db.conn
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'news'"):
            db.execute(f'DROP TRIGGER "{trigger}"')  # the search index is no part of an export
        archive.finish_crawl(archive.start_crawl("news", "full", archive.portal.url), "finished", requests=0)
        names = [field.name for field in columns(News)]
        places = ", ".join("?" * len(names))
        db.executemany(f"INSERT INTO news ({', '.join(names)}) VALUES ({places})", articles(random, rows))  # noqa: S608
        db.commit()


def articles(random: Random, rows: int) -> Iterator[tuple]:
    """Yield rows of `news`."""
    seen = "2026-03-01T08:00:00Z"
    for number in range(rows):
        title = " ".join(random.choices(WORDS, k=8))
        body = "\n\n".join(" ".join(random.choices(WORDS, k=20)) for _ in range(2))
        day = f"20{random.randrange(10, 26)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        url = f"https://cites-unies-france.org/Reunion-du-groupe-pays-Mali-{number}"
        yield (
            *(f"Reunion-du-groupe-pays-Mali-{number}", url, number, None, title, None, title, body, "CUF", None),
            *(day, day, "fr", None, seen, seen, None, None, "report"),
        )


def write_by_shell(path: Path, sql: str, folder: Path) -> None:
    """Write a SELECT with SQLite's shell."""
    with (folder / "shell.csv").open("wb") as file:
        subprocess.run(["sqlite3", "-csv", "-header", path, sql], stdout=file, check=True)  # noqa: S603, S607


def write_csv(path: Path, folder: Path) -> None:
    """Write the articles as CSV, as an export does."""
    columns = [column.written for column in exported()["news"].columns]
    with (
        Archive.open(path) as archive,
        selected(archive.db, RowSelection(("news",))) as rows,
        (folder / "export.csv").open("wb") as file,
    ):
        writer = CsvTable(file, columns)
        for chunk in rows.chunks("news"):
            writer.write(chunk)


def timed(work) -> float:
    """Return how many seconds of a processor some work takes, whoever else uses it."""
    before = seconds_used()
    work()
    return seconds_used() - before


def seconds_used() -> float:
    """Return the processor's seconds of this process and those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
