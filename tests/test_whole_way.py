"""The whole way: the sample portal, in each skin, crawled by the real spiders, becomes an archive of all it shows."""

import sqlite3
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from sample_portal import SKINS, Sample, serve
from scraper import records

pytestmark = pytest.mark.slow  # six crawls of 150 articles

SEED = 11
SEEN = {"first_seen", "last_seen", "changed", "withdrawn", "seen_at", "fetch_id"}
KEYS = {"versions": {"id", "reader_version"}, "events": set(), "roles": {"id"}, "documents": {"id", "size_text"}}
"""What the store gives of its own; a skin has a profile of its own, which the version of the readers names."""
PROOFS = {
    "crawls",
    "crawl_health",
    "profiles",
    "bodies",
    "fetches",
    "proofs",
    "absences",
    "files",
    "document_texts",
    "redactions",
    "texts",
}
"""What a crawl keeps of itself, of files that it did not fetch, of names that were not erased, and of the markup that
each skin has of its own."""
KEPT = PROOFS | {"versions", "aliases", "listings", "problems", "news_roles"}
STATED = {"mentions", "people_aliases", "fund_facts", "partnerships", "deadlines"}
"""What only sentences state, which the sample does not list: tests/prose compares it."""
READ = [table for table in records.TABLES if table.name not in KEPT | STATED]
COMPARED = [table.name for table in records.TABLES if table.name not in PROOFS]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample(articles=150, seed=SEED, today=date(2026, 3, 2))


@pytest.fixture(scope="module", params=SKINS)
def crawled(request, sample, tmp_path_factory) -> Path:
    """An archive of the sample in one skin, crawled twice."""
    path = tmp_path_factory.mktemp(request.param) / "archive.db"
    with serve(sample, skin=request.param, port=0) as site:
        for _ in range(2):
            crawl = ["-m", "scraper", "crawl", "--at", site.url, "--delay", "0", "--archive", str(path)]
            subprocess.run([sys.executable, *crawl], check=True, timeout=120, capture_output=True)
    return path


def shown(rows: list[dict], table: str) -> list[tuple]:
    """Rows in an order of their own, without what the store adds."""
    left_out = SEEN | KEYS.get(table, set())
    return sorted((tuple((k, v) for k, v in sorted(row.items()) if k not in left_out) for row in rows), key=str)


@pytest.fixture(scope="module")
def archives() -> dict[str, dict]:
    """The tables of the archive of each skin, gathered as the skins are crawled."""
    return {}


@pytest.mark.parametrize("table", READ, ids=lambda table: table.name)
def test_every_field_of_every_record_is_as_the_portal_has_it(crawled, sample, table):
    with sqlite3.connect(crawled) as db:
        db.row_factory = sqlite3.Row
        got = [dict(row) for row in db.execute(f"SELECT * FROM {table.name}")]
    want = [asdict(record) for record in sample.truth()[table.name]]
    assert shown(got, table.name) == shown(want, table.name)


def test_every_skin_gives_the_same_archive(crawled, archives):
    """Seen times, numbers of fetches and bodies apart: down to listings, addresses, versions and problems."""
    with sqlite3.connect(crawled) as db:
        db.row_factory = sqlite3.Row
        tables = {name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")] for name in COMPARED}
    archives[crawled.parent.name] = {name: shown(rows, name) for name, rows in tables.items()}
    assert all(tables == archives[crawled.parent.name] for tables in archives.values())


def test_the_second_crawl_of_an_unchanged_portal_changes_nothing(crawled):
    with sqlite3.connect(crawled) as db:
        crawls = db.execute("SELECT new, changed, problems FROM crawls ORDER BY id").fetchall()
        states = db.execute("SELECT count(*), count(DISTINCT record_table || record_id) FROM versions").fetchone()
    assert crawls[1] == (0, 0, 0)
    assert states[0] == states[1]
