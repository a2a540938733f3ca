"""Forgetting a person is done wholly or not at all, whatever comes in between."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from scraper.archive import Archive, LockedArchive, RefusedName, database, erasure

from .pages import PORTAL
from .person import NAME, damages, dump, forget, objects, traces


@pytest.mark.slow
def test_what_fails_in_the_middle_leaves_everything_as_it_was(hers, monkeypatch):
    before, tables_before = objects(hers), dump(hers)

    def fail(*_):
        raise sqlite3.OperationalError("no more")

    monkeypatch.setattr(erasure, "hash_of_row", fail)
    with pytest.raises(sqlite3.OperationalError):
        forget(hers)
    assert (objects(hers), dump(hers)) == (before, tables_before)
    assert damages(hers) == []


KILLED = """
import sys, time
from scraper.archive import Archive
from scraper.archive import erasure
def wait(*_):
    print("in the middle", flush=True)
    time.sleep(60)
erasure.hash_of_row = wait
with Archive.open(sys.argv[1]) as archive:
    archive.forget("Jeanne Martin")
"""


@pytest.mark.slow
def test_killed_in_the_middle_the_archive_is_as_it_was(hers):
    before = dump(hers)
    with subprocess.Popen([sys.executable, "-c", KILLED, hers], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)
    assert dump(hers) == before
    assert damages(hers) == []
    forget(hers)
    assert traces(hers) == {}


def test_while_a_crawl_runs_it_is_refused(hers):
    with Archive.open(hers) as crawling:
        crawling.start_crawl("news", "limited", PORTAL.url)
        with pytest.raises(LockedArchive, match="is being written by process"):
            forget(hers)
        assert not crawling.find_person(NAME).is_nothing


def test_a_reader_that_stays_keeps_the_file_from_being_freed_and_is_named(hers, monkeypatch):
    monkeypatch.setattr(database, "_WAIT", 0.1)
    with closing(sqlite3.connect(hers)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM news").fetchone()
        with pytest.raises(LockedArchive, match="is being read by another program"):
            forget(hers)
    assert forget(hers).is_nothing
    assert traces(hers) == {}


@pytest.mark.parametrize("name", ["", "Martin", "Mme Martin", "M. Martin", "Jeanne 12", "- -"])
def test_what_is_no_whole_name_is_refused(hers, name):
    with pytest.raises(RefusedName, match="give a first name and a name"):
        forget(hers, name)


def test_a_reference_with_the_name_is_refused(hers):
    before = dump(hers)
    with pytest.raises(RefusedName, match="holds the name itself"):
        forget(hers, reference="demande de Mme MARTIN Jeanne")
    assert dump(hers) == before
