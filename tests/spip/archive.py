"""What a crawl left in its archive, in the shape of truth.Published."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SICK = 4
"""Exit code of a crawl whose records are quarantined."""
COMMAND = (sys.executable, "-m", "scraper", "crawl", "--quiet")


@dataclass(frozen=True)
class Crawled:
    """One crawl: its row of table crawls, and its wall time in seconds."""

    row: dict[str, Any]
    seconds: float

    def __str__(self) -> str:
        names = ("requests", "new", "changed", "unchanged", "withdrawn", "problems")
        counts = ", ".join(f"{self.row[name]} {name}" for name in names)
        return f"{counts} in {self.seconds:.0f} s"


@dataclass(frozen=True)
class Archive:
    """The archive of one site's crawls."""

    path: Path

    def crawl(self, url: str, *options: str) -> Crawled:
        """Run `portail crawl` against a site. Raises RuntimeError with its output unless it ends well."""
        started = time.monotonic()
        _run("--delay", "0", "--at", url, "--archive", self.path, *options)
        return self._crawled(started)

    def crawl_accepting(self, url: str) -> Crawled:
        """Run `portail crawl` as crawl does, and release what is quarantined, as a person does who knows why the portal
        looks otherwise."""
        started = time.monotonic()
        if _run("--delay", "0", "--at", url, "--archive", self.path, fine=(0, SICK)) == SICK:
            _run("--accept", "--archive", self.path)
        return self._crawled(started)

    def _crawled(self, started: float) -> Crawled:
        return Crawled(self.rows("SELECT * FROM crawls ORDER BY id DESC LIMIT 1")[0], time.monotonic() - started)

    def copy(self, path: Path) -> "Archive":
        """The archive as it is now, in another file."""
        with closing(sqlite3.connect(self.path)) as database:
            database.execute("VACUUM INTO ?", (str(path),))
        return Archive(path)

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """The rows of a query."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(sql, values)]

    def news(self) -> dict[str, dict[str, Any]]:
        """The articles online, by canonical address."""
        return {row["url"]: row for row in self.rows("SELECT * FROM news WHERE withdrawn IS NULL")}

    def versions(self) -> list[dict[str, Any]]:
        """Every version, oldest first, without its fields."""
        return self.rows("SELECT id, record_table, record_id, kind FROM versions ORDER BY id")


def _run(*options: str | Path, fine: tuple[int, ...] = (0,)) -> int:
    """Run `portail crawl` and return its exit code. Raises RuntimeError with its output for another than a fine one."""
    ran = subprocess.run([*COMMAND, *options], cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False)
    if ran.returncode not in fine:
        raise RuntimeError(f"portail crawl ended with {ran.returncode}: {ran.stderr[-2000:]}")
    return ran.returncode
