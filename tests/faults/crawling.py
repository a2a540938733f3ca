"""A crawl of a portal with a fault, in another process, and what came of it."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scraper.archive import Archive
from tests.faults.good import SLUGS, portal
from tests.faults.server import Portal, Way, served

CHECKOUT = Path(__file__).parents[2]
QUICK = {"DOWNLOAD_TIMEOUT": 2, "RETRY_PAUSE": 0.1}
"""Seconds that the tests do not wait; all other settings are the project's."""

ARCHIVE = "archive.db"


@dataclass(frozen=True)
class Record:
    """An article as it is."""

    url: str
    title: str
    published: str | None
    body: str | None
    withdrawn: str | None


@dataclass(frozen=True)
class Crawled:
    """code, said: exit code and stderr; portal: what was asked; reason: of the crawl's row, None when it left none.

    problems: how often each rule was met in it; fetches: (url, status, error), in order; news: by id, of the whole
    archive; first: the fields of each record's first version; whole: whether the
    file is sound.
    """

    code: int
    said: str
    portal: Portal
    reason: str | None = None
    problems: dict[str, int] = field(default_factory=dict)
    fetches: list[tuple[str, int | None, str | None]] = field(default_factory=list)
    news: dict[str, Record] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    @property
    def requests(self) -> int:
        """How many requests reached the portal."""
        return len(self.portal.exchanges)


def command(*arguments: str, settings: Mapping | None = None) -> dict:
    """How a process of `portail` is made, with these settings besides the quick ones."""
    chosen = json.dumps(QUICK | dict(settings or {}))
    return {
        "args": [sys.executable, "-m", "tests.faults.quick", chosen, *arguments],
        "env": {**os.environ, "PYTHONPATH": str(CHECKOUT), "COLUMNS": "200"},
    }


def portail(
    folder: Path, *arguments: str, settings: Mapping | None = None, seconds: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run `portail` in a folder, bounded in time."""
    return subprocess.run(
        **command(*arguments, settings=settings), cwd=folder, capture_output=True, text=True, timeout=seconds
    )


def crawl(folder: Path, ways: Mapping[str, Way], *options: str, spiders=("news",), settings=None, tls=None) -> Crawled:
    """Crawl a portal that answers in these ways into the folder's archive."""
    before = crawls(folder / ARCHIVE)
    with served(ways, tls) as site:
        result = portail(folder, "crawl", *spiders, "--at", site.url, *options, settings=settings)
    return account(folder / ARCHIVE, before, result, site)


def good_archive(folder: Path) -> Path:
    """Make, in a folder, the archive of the good portal."""
    made = crawl(folder, portal())
    assert (made.code, len(made.news)) == (0, len(SLUGS)), made.said
    return folder / ARCHIVE


def crawl_after(good: Path, folder: Path, ways: Mapping[str, Way], *options: str, **named) -> Crawled:
    """Crawl a portal with a fault into a copy of the good portal's archive."""
    shutil.copy(good, folder / ARCHIVE)
    return crawl(folder, ways, *options, **named)


def crawls(path: Path) -> int:
    """How many crawls an archive has; 0 when there is none."""
    if not path.exists():
        return 0
    with Archive.open(path) as archive:
        return archive.db.table("crawls").count


def account(path: Path, before: int, result: subprocess.CompletedProcess[str], site: Portal) -> Crawled:
    """What is in the archive after a crawl of a site; before: the crawls it had."""
    if not path.exists():
        return Crawled(result.returncode, result.stderr, site)
    with Archive.open(path) as archive:
        db = archive.db
        crawl_id, reason = db.execute(_LAST, [before]).fetchone() or (None, None)
        return Crawled(
            result.returncode,
            result.stderr,
            site,
            reason,
            dict(Counter(rule for (rule,) in db.execute("SELECT rule FROM problems WHERE crawl_id = ?", [crawl_id]))),
            db.execute(_FETCHES, [crawl_id]).fetchall(),
            *records(archive),
            db.execute("PRAGMA integrity_check").fetchone()[0] == "ok",
        )


def records(archive: Archive) -> tuple[dict[str, Record], dict[str, str]]:
    """The articles as they are, and the fields of their first versions, by id."""
    news = archive.db.execute("SELECT id, url, title, published, body, withdrawn FROM news")
    first = archive.db.execute("SELECT record_id, fields FROM versions WHERE record_table = 'news' AND kind = 'first'")
    return {row[0]: Record(*row[1:]) for row in news}, dict(first.fetchall())


_LAST = "SELECT id, finish_reason FROM crawls ORDER BY id LIMIT 1 OFFSET ?"
_FETCHES = "SELECT url, status, error FROM fetches WHERE crawl_id = ? ORDER BY id"
