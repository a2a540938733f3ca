"""Signals, a full disk, a file that is held or may not be written: a sentence, a code, an intact archive."""

import os
import resource
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scraper.archive import Archive, LockedArchive, database
from scraper.cli.exits import INTERRUPTIONS, Exit

from .conftest import PORTAIL, environment
from .pages import article, listing
from .small_site import Answer, small_site
from .test_ends import ends

pytestmark = pytest.mark.slow  # crawls that are disturbed

SLUGS = [f"Titre-{n}" for n in range(30)]
ANSWERS = {"/-Actualites-": listing(*SLUGS), **{f"/{slug}": article(slug) for slug in SLUGS}}


@contextmanager
def crawling(folder: Path, site, *options: str, **named):
    """A crawl in another process; killed when the block ends before it does."""
    command = [*PORTAIL, "crawl", "news", "--at", site.url, *options]
    named = {"stderr": subprocess.PIPE, "text": True, "env": environment(), "cwd": folder, **named}
    with subprocess.Popen(command, **named) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen) -> subprocess.CompletedProcess[str]:
    """How a process ended, within a minute."""
    said = process.communicate(timeout=60)[1]
    return subprocess.CompletedProcess(process.args, process.returncode, stderr=said)


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file."""
    with closing(sqlite3.connect(path)) as db:
        checks = [db.execute(f"PRAGMA {name}").fetchall() for name in ("integrity_check", "foreign_key_check")]
    return checks == [[("ok",)], []]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("times", [1, 2])
def test_a_signal_ends_a_crawl_cleanly_and_the_next_one_goes_on(tmp_path, portail, rows, number, times):
    with small_site(ANSWERS) as site:
        with crawling(tmp_path, site, "--delay", "0.2") as process:
            site.wait_for("/Titre-3")
            for _ in range(times):
                process.send_signal(number)
            assert ends(ended(process), Exit.INTERRUPTED, "The crawl was interrupted: ")
        assert rows("SELECT finish_reason AS reason, finished IS NULL AS open FROM crawls") == [
            {"reason": "interrupted", "open": 0}
        ]
        read = rows("SELECT count(*) AS n FROM news")[0]["n"]
        site.asked.clear()
        again = portail("crawl", "news", "--at", site.url)
    assert again.returncode == Exit.FINE
    assert f"Going on from crawl 1 (interrupted): {read} articles are not asked again" in again.stderr
    assert len([path for path in site.asked if path.startswith("/Titre")]) == len(SLUGS) - read
    assert rows("SELECT count(*) AS n FROM news") == [{"n": len(SLUGS)}]
    assert rows("SELECT count(*) AS n FROM fetches WHERE url LIKE '%/Titre%'") == [{"n": len(SLUGS)}]


@pytest.mark.parametrize("distance", [0, 0.0005])
@pytest.mark.parametrize("numbers", [("INT", "INT"), ("TERM", "TERM"), ("INT", "TERM"), ("TERM", "INT")], ids="-".join)
def test_two_signals_at_once_end_a_crawl_as_one_does(tmp_path, rows, numbers, distance):
    with small_site(ANSWERS) as site, crawling(tmp_path, site, "--delay", "0.2") as process:
        site.wait_for("/Titre-3")
        for name in numbers:
            process.send_signal(signal.Signals[f"SIG{name}"])
            time.sleep(distance)
        assert ends(ended(process), Exit.INTERRUPTED, "The crawl was interrupted: ")
    assert is_whole(tmp_path / "archive.db")
    assert rows("SELECT finish_reason AS reason, finished IS NULL AS open FROM crawls") == [
        {"reason": "interrupted", "open": 0}
    ]
    assert rows("SELECT count(*) >= 3 AS kept FROM fetches WHERE url LIKE '%/Titre%'") == [{"kept": 1}]


def test_sigterm_ends_any_command_cleanly(tmp_path):
    """Here one that waits for an answer."""
    with small_site({}) as site:
        silent = Answer(status=503, headers={"Retry-After": "60"})
        site.answers["/robots.txt"] = Answer(
            b"User-agent: *\nCrawl-delay: 60\n", headers={"Content-Type": "text/plain"}
        )
        site.answers["/"] = silent
        command = [*PORTAIL, "check", f"{site.url}/"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path) as process:
            site.wait_for("/robots.txt")
            process.terminate()
            assert ends(ended(process), Exit.INTERRUPTED, INTERRUPTIONS["check"])


def test_a_disk_without_room_ends_the_crawl_and_the_next_one_goes_on(tmp_path, portail, rows):
    with small_site(ANSWERS) as site:
        assert portail("crawl", "news", "--at", site.url, "--limit", "3").returncode == Exit.FINE
        room = (tmp_path / "archive.db").stat().st_size + 50_000
        limited = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))}
        with crawling(tmp_path, site, **limited) as process:
            assert ends(ended(process), Exit.ARCHIVE, "archive.db", "disk")
        assert is_whole(tmp_path / "archive.db")
        assert 3 <= rows("SELECT count(*) AS n FROM news")[0]["n"] < len(SLUGS)
        assert portail("crawl", "news", "--at", site.url).returncode == Exit.FINE
    assert rows("SELECT count(*) AS n FROM news") == [{"n": len(SLUGS)}]
    assert portail("verify", "-q").returncode == Exit.FINE


BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""What makes root, who may write to any file, a user like any other."""


@pytest.mark.parametrize(
    ("mode", "place", "said"), [(0o444, "archive.db", "cannot be written"), (0o555, ".", "may not be written")]
)
def test_a_file_or_folder_that_may_not_be_written_is_named_first(tmp_path, mode, place, said):
    Archive.open(tmp_path / "archive.db", create=True).close()
    before = (tmp_path / "archive.db").read_bytes()
    (tmp_path / place).chmod(mode)
    with small_site(ANSWERS) as site:
        command = [*BOUND, *PORTAIL, "crawl", "--at", site.url]
        result = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60)
    (tmp_path / place).chmod(0o755)
    assert ends(result, Exit.ARCHIVE, "archive.db", said)
    assert site.asked == []
    assert (tmp_path / "archive.db").read_bytes() == before


def test_a_file_that_another_program_holds_is_named_after_a_while(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_WAIT", 0.1)
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedArchive, match=r"archive\.db is being written by another program"):
            archive.start_crawl("news", "full", "https://x.org/")
        other.rollback()
        assert archive.start_crawl("news", "full", "https://x.org/") == 1
