"""One writer at a time, readers at any time, and no lock outlives its holder."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from scraper.archive import Archive, LockedArchive, ReadOnlyArchive

HOLDER = """
import sys, time
from scraper.archive import Archive
archive = Archive.open(sys.argv[1], create=True)
archive.start_crawl("news", "full", "https://x.org/")
print("crawling", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(path):
    """Another process that is crawling."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "crawling\n"
        yield process
        process.kill()


def test_a_second_crawl_is_refused_with_the_name_of_the_first(path, holder):
    with Archive.open(path) as archive:
        with pytest.raises(LockedArchive, match=f"written by process {holder.pid} since 20"):
            archive.start_crawl("news", "full", "https://x.org/")
        assert len(archive.status().crawls) == 1


def test_a_killed_crawl_lets_the_next_one_in(path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with Archive.open(path) as archive:
        assert archive.start_crawl("news", "full", "https://x.org/") == 2
        killed = archive.status().crawls[1]
        assert (killed.finished, killed.finish_reason) == (None, "killed")


def test_a_finished_crawl_lets_the_next_one_in(path, archive, crawl):
    archive.finish_crawl(crawl, "finished", requests=0)
    with Archive.open(path) as other:
        assert other.start_crawl("news", "full", "https://x.org/") == 2


def test_the_archive_is_read_while_it_is_written(path, archive, save, article):
    save(article())
    with Archive.open(path) as reader:
        assert reader.status().counts["news"] == 1
        save(article("Autre"))
        assert reader.status().counts["news"] == 2


def test_the_lock_names_this_process(path, archive, crawl):
    assert path.with_name("archive.db.lock").read_text().startswith(f"process {os.getpid()} since ")


@pytest.mark.slow
def test_another_program_that_writes_is_waited_for(path, archive):
    """Not given up at once, as SQLite gives up a transaction that has read before it writes."""
    with closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        ending = threading.Timer(1, other.rollback)
        ending.start()
        assert archive.start_crawl("news", "full", "https://x.org/") == 1
        ending.join()


def test_a_folder_that_takes_no_lock_is_reported(path, archive):
    lock = path.with_name("archive.db.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    with pytest.raises(ReadOnlyArchive, match="cannot be written"):
        archive.start_crawl("news", "full", "https://x.org/")


def test_a_link_to_the_archive_is_no_way_around_its_lock(path, holder):
    link = path.with_name("lien.db")
    link.symlink_to(path)
    with Archive.open(link) as archive, pytest.raises(LockedArchive):
        archive.start_crawl("news", "full", "https://x.org/")


def test_a_disk_without_room_for_the_writers_name_is_reported_by_the_archive(path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with Archive.open(path, create=True) as archive:
        archive.start_crawl("news", "full", "https://x.org/")
        assert len(archive.status().crawls) == 1
