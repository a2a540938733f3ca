"""A page is read in a process of its own: what it costs, and what it does to that process, is one page."""

import io
import os
import pickle
import signal
import subprocess
import sys
import time

import pytest

from scraper import portal as portals
from scraper.bounded.reader import BoundedReader, ReadingStopped, _Unpickler
from scraper.reading import read

URL = "https://cites-unies-france.org/Titre"
PAGE = "<html><body><h1>Un comité à Lyon</h1><p>Publié le 3 mars 2024</p><p>Un texte.</p></body></html>".encode()
LONG = b"<html><body>" + b"".join(b"<p>Le 3 mars 2020, <a href=x%d>Titre %d</a></p>" % (n, n) for n in range(60_000))
"""A page that takes three times as long to read as it may."""
NAMED = {"fetched_at": "2026-03-02T08:00:00Z", "portal": portals.load()}

ENDINGS = {
    "a fault of the memory": "import ctypes; ctypes.string_at(0)",
    "an exit": "import os; os._exit(3)",
    "no memory": "bytearray(10**12)",
    "endless recursion": "f = lambda: f(); f()",
    "words that are no answer": "print('reading')",
}


@pytest.fixture
def reader():
    """A reader with bounds that a test can wait for."""
    made = BoundedReader(seconds=1, slack=10)
    yield made
    made.close()


@pytest.fixture
def faulty(reader, tmp_path, monkeypatch):
    """The same with a reading that runs some code for a page with a certain word."""

    def run(code):
        (tmp_path / "sitecustomize.py").write_text(
            "import sys, scraper.reading\n"
            "own = sys.modules['scraper.reading.read'].page_context\n"
            f"def faulty(page, *arguments, **named):\n    if 'faulty' in page.soup.get_text():\n        {code}\n"
            "    return own(page, *arguments, **named)\n"
            "sys.modules['scraper.reading.read'].page_context = faulty\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return reader

    return run


def unread(reading):
    """The problem of a page that was not read within bounds."""
    (problem,) = reading.problems
    assert (reading.kind, reading.subject, problem.url) == ("unknown", None, URL)
    return problem.rule


def test_a_page_reads_the_same_in_a_process_of_its_own(reader):
    assert reader.read(PAGE, URL, **NAMED) == read(PAGE, URL, **NAMED)
    first = reader._process.pid
    assert reader.read(PAGE, f"{URL}-2", **NAMED).subject.title == "Un comité à Lyon"
    assert reader._process.pid == first


def test_a_page_that_takes_too_long_is_left_unread_and_the_next_one_is_read(reader):
    begun = time.monotonic()
    reading = reader.read(LONG, URL, **NAMED)
    assert unread(reading) == "unread_page"
    assert "s of processor time" in reading.problems[0].detail
    assert time.monotonic() - begun < 30
    assert reader.read(PAGE, URL, **NAMED).subject.title == "Un comité à Lyon"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_whatever_a_page_does_to_the_process_costs_that_page(faulty, ending):
    reader = faulty(ENDINGS[ending])
    reading = reader.read(PAGE.replace(b"Un texte", b"Un texte faulty"), URL, **NAMED)
    if ending == "words that are no answer":
        assert reading.subject.title == "Un comité à Lyon"
    else:
        assert unread(reading) in {"unread_page", "too_large"}
    assert reader.read(PAGE, URL, **NAMED).subject.title == "Un comité à Lyon"


@pytest.mark.slow
def test_a_process_that_ended_between_two_pages_costs_none(reader):
    reader.read(PAGE, URL, **NAMED)
    reader._process.kill()
    reader._process.wait()
    assert reader.read(PAGE, URL, **NAMED).subject is not None


@pytest.mark.slow
def test_signals_are_for_the_program_alone(reader):
    reader.read(PAGE, URL, **NAMED)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(reader._process.pid, number)
    before = reader._process.pid
    assert reader.read(PAGE, URL, **NAMED).subject is not None
    assert reader._process.pid == before


@pytest.mark.slow
def test_the_process_ends_with_the_program_that_started_it():
    code = (
        "from tests.bounded.test_reader import *; import os; r = BoundedReader(); r.read(PAGE, URL, **NAMED); "
        "print(r._process.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    pid = int(done.stdout)
    until = time.monotonic() + 20
    while os.path.exists(f"/proc/{pid}") and time.monotonic() < until:
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{pid}")


def test_an_answer_makes_readings_and_nothing_else():
    with pytest.raises(pickle.UnpicklingError, match=r"no posix\.system"):
        _Unpickler(io.BytesIO(pickle.dumps(os.system))).load()


def test_a_reader_that_was_stopped_reads_no_more(reader):
    reader.stop()
    with pytest.raises(ReadingStopped):
        reader.read(PAGE, URL, **NAMED)
