"""What `portail status` answers first: whether anything is wrong, and the command to run next."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper import records
from scraper.archive import LastSnapshot, Status
from scraper.archive.status import Risen
from scraper.cli.status import Trouble, report, troubles

PORTAL = "https://cites-unies-france.org"
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FILE = Path("archive.db")
SPIDERS = "news, agenda, groups"


def crawl(number: int = 42, **more) -> records.Crawl:
    """A good crawl of this morning."""
    given = {
        "spiders": SPIDERS,
        "mode": "full",
        "origin": PORTAL,
        "started": "2026-03-04T05:17:00Z",
        "finished": "2026-03-04T05:44:00Z",
        "finish_reason": "finished",
        "scraper_version": "0.1.0",
        "health": "fine",
    }
    return records.Crawl(id=number, **{**given, **more})


FINE = Status(
    crawls=(crawl(),),
    good=crawl(),
    is_whole=True,
    writer=None,
    counts={table.name: 1234 for table in records.TABLES},
    freshest="2026-03-04T05:44:00Z",
    problems={"unread_date": 100, "missing_field": 20},
    risen=None,
    withdrawn=12,
    held=0,
    sick=[],
    bytes=143_000_000,
    free=10**11,
    snapshot=LastSnapshot("2026-03-01T04:12:00Z", "/srv/portail/snapshots/archive-2026-03-01T041200Z.db"),
    sentences=0,
)


@pytest.fixture(autouse=True)
def found_by_the_shell(monkeypatch):
    monkeypatch.setitem(troubles.__globals__, "which", lambda name: f"/usr/bin/{name}")


def after(last: records.Crawl, **more) -> Status:
    """How the archive stands after another crawl."""
    return replace(FINE, crawls=(last, crawl(41)), good=crawl(41), **more)


KILLED = crawl(finish_reason="killed", health=None)
RUNS = crawl(finish_reason=None, finished=None, health=None)
LATE = crawl(finished="2026-01-01T05:44:00Z")
RECENT = crawl(mode="recent", finished="2026-03-01T05:44:00Z")
CASES = {
    "fine": (FINE, []),
    "killed": (after(KILLED), [("Crawl 42 was killed", "portail crawl")]),
    "without an end": (after(RUNS), [("Crawl 42 was killed", "portail crawl")]),
    "running": (after(RUNS, writer="process 1 since …"), []),
    "running for the first time": (
        replace(FINE, crawls=(RUNS,), good=None, is_whole=False, writer="process 1 since …"),
        [],
    ),
    "interrupted": (
        after(crawl(finish_reason="interrupted", mode="recent", spiders="news, documents")),
        [("Crawl 42 ended early (interrupted)", "portail crawl news --recent --documents")],
    ),
    "the hours are over": (after(crawl(finish_reason="hours")), []),
    "sick": (
        replace(FINE, sick=["changed: 0.8, usually 0", *"abcd"], held=40),
        [("sick (changed: 0.8, usually 0; a; b; …), with 40 pages in quarantine", "portail crawl --accept")],
    ),
    "sick and killed": (
        after(KILLED, sick=["a"], held=1),
        [("sick (a), with 1 page in quarantine", "portail crawl --accept"), ("was killed", "portail crawl")],
    ),
    "empty": (replace(FINE, crawls=(), good=None, is_whole=False), [("Nothing was crawled yet", "portail crawl")]),
    "of a few articles": (
        replace(FINE, crawls=(crawl(mode="limited", spiders="news"),), good=crawl(mode="limited"), is_whole=False),
        [("No crawl has gone through the whole portal yet", "portail crawl")],
    ),
    "forgotten": (replace(FINE, good=LATE), [("No crawl was good for 62 days", "portail crawl")]),
    "forgotten, of every day": (
        replace(FINE, crawls=(RECENT,), good=RECENT),
        [("No crawl was good for 3 days", "portail crawl --recent")],
    ),
    "with more problems": (
        replace(FINE, risen=Risen(42, 0.5, 0.2)),
        [("Problems have risen in crawl 42 (0.5 of the pages, usually 0.2)", "portail status --all")],
    ),
    "on a full disk": (replace(FINE, free=120_000_000), [("The disk is nearly full: 120.0 MB are free", None)]),
}


@pytest.mark.parametrize(("stands", "expected"), CASES.values(), ids=CASES)
def test_what_is_wrong_is_shown_with_the_command_to_run_next(stands, expected):
    found = troubles(stands, FILE, PORTAL, NOW)
    assert [each.command for each in found] == [command for _, command in expected]
    assert all(words in each.what for each, (words, _) in zip(found, expected, strict=True))


def test_the_command_names_what_is_not_usual():
    stands = after(crawl(finish_reason="interrupted", origin="http://127.0.0.1:8000"))
    (found,) = troubles(stands, Path("/srv/mes archives/a.db"), PORTAL, NOW)
    assert found.command == "portail crawl --at http://127.0.0.1:8000 --archive '/srv/mes archives/a.db'"
    assert "when http://127.0.0.1:8000 is served" in found.what


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("stands", [each for each, _ in CASES.values()], ids=CASES)
def test_it_fits_a_screen(stands, width):
    found = troubles(stands, FILE, PORTAL, NOW)
    shown = report(stands, [*found, Trouble("x " * 200, "portail")], FILE, NOW, width).splitlines()
    assert len(shown) <= 33
    assert max(map(len, shown)) <= width


def test_it_answers_what_a_person_asks():
    shown = report(FINE, [], FILE, NOW, 80)
    assert shown.splitlines()[0] == "Nothing is wrong."
    for words in (
        "Last good crawl  2026-03-04T05:44:00Z (6 hours ago): crawl 42",
        "Last snapshot    2026-03-01T04:12:00Z (3 days ago)",
        "Archive          archive.db, 143.0 MB; 100.0 GB free on its disk",
        "which is not there any more",
        "Problems         120 open, 0 new in the last crawl",
    ):
        assert " ".join(words.split()) in " ".join(shown.split())
    assert "none is known: portail snapshot DIR" in report(replace(FINE, snapshot=None), [], FILE, NOW, 80)
    assert "process 1 since … is writing" in report(after(RUNS, writer="process 1 since …"), [], FILE, NOW, 80)
