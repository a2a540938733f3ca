"""Ctrl-C and SIGTERM: one plain sentence that is no error's, exit code 130."""

import os
import signal
import socket
import subprocess
import sys
import threading

import click
import pytest

from scraper.archive import Archive, CrawlSession
from scraper.cli import main
from scraper.cli.demo import crawl_before, crawls_of, demo, port_of
from scraper.cli.exits import INTERRUPTIONS, Exit, end_of
from scraper.cli.program import run_command
from scraper.crawling.run import Run
from scraper.portal import load

from .conftest import PORTAIL, environment

NEEDED = {"check": ["page.html"], "forget": ["Jeanne Martin"], "people": ["Jeanne Martin"], "snapshot": ["copies"]}


@pytest.mark.parametrize("command", main.commands)
@pytest.mark.parametrize("how", [KeyboardInterrupt, click.Abort])
def test_every_command_reports_its_interruption_in_a_sentence(invoke, monkeypatch, command, how):
    def interrupted(**options):
        raise how

    monkeypatch.setattr(main.commands[command], "callback", interrupted)
    result = invoke(command, *NEEDED.get(command, ()))
    assert (result.exit_code, result.stdout, result.stderr) == (Exit.INTERRUPTED, "", INTERRUPTIONS[command] + "\n")


def test_accepting_reports_what_is_left_to_do(invoke, monkeypatch, tmp_path):
    def interrupted(archive):
        raise KeyboardInterrupt

    Archive.open(tmp_path / "archive.db", create=True).close()
    monkeypatch.setattr(Archive, "accept", interrupted)
    result = invoke("crawl", "--accept")
    assert (result.exit_code, result.stderr) == (Exit.INTERRUPTED, INTERRUPTIONS["crawl --accept"] + "\n")


@pytest.fixture
def run(tmp_path):
    """A run that was interrupted after its first page."""
    made = Run(load(), ("news",), CrawlSession(tmp_path / "a.db", ("news",), "full", ""), reason="interrupted")
    made.session.began = True
    return made


def test_a_crawl_that_can_be_resumed_reports_it(run):
    assert end_of(run).message.endswith("a.db. Run it again, and it goes on from there.")


def test_a_crawl_with_a_limit_begins_anew(run):
    run.limit = 20
    assert end_of(run).message.endswith("a.db. Run it again.")


def test_a_crawl_that_was_sick_too_begins_anew(run):
    run.session.sick = ["failed: 0.8, usually 0"]
    assert end_of(run).message.endswith("a.db. Run it again.")


def test_a_crawl_without_a_page_has_written_nothing(run):
    run.session.began = False
    assert "before its first page: nothing was written" in end_of(run).message


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_reports_that_it_was_stopped(tmp_path, number):
    Archive.open(tmp_path / "archive.db", create=True).close()
    command = [*PORTAIL, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path) as server:
        for line in server.stderr:
            if "Uvicorn running" in line:
                break
        server.send_signal(number)
        said = server.communicate(timeout=30)[1]
    assert (server.returncode, said.splitlines()[-1]) == (Exit.INTERRUPTED, INTERRUPTIONS["serve"])


@pytest.mark.slow
def test_the_demo_lets_its_first_crawl_end(monkeypatch, tmp_path):
    """The crawl, a process of its own, is asked to end as the demo is, and waited for; it says the sentence."""
    waits = "import signal, sys; signal.signal(signal.SIGINT, lambda *_: sys.exit(130)); signal.pause()"
    monkeypatch.setitem(run_command.__globals__, "program", lambda: (sys.executable, "-c", waits))
    # Tests that a shell runs in the background are started with SIGINT ignored, and would wait for ever.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        with pytest.raises(click.exceptions.Exit) as ended:
            crawl_before("http://127.0.0.1", tmp_path / "archive.db")
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended.value.exit_code == Exit.INTERRUPTED


def test_the_demo_is_interrupted_with_a_crawl_that_has_not_begun(monkeypatch, tmp_path):
    dies = "import os, signal; signal.signal(signal.SIGINT, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGINT)"
    monkeypatch.setitem(run_command.__globals__, "program", lambda: (sys.executable, "-c", dies))
    with pytest.raises(KeyboardInterrupt):
        crawl_before("http://127.0.0.1", tmp_path / "archive.db")


def test_the_demo_goes_on_at_the_address_it_was_interrupted_at(tmp_path):
    path = tmp_path / "archive.db"
    assert port_of(crawls_of(path)) == 0
    with socket.create_server(("127.0.0.1", 0)) as other, Archive.open(path, create=True) as archive:
        port = other.getsockname()[1]
        archive.finish_crawl(archive.start_crawl("news", "full", f"http://127.0.0.1:{port}"), "interrupted", requests=0)
        assert port_of(crawls_of(path)) == 0
    assert port_of(crawls_of(path)) == port


@pytest.mark.parametrize(
    ("reason", "crawled"),
    [(None, ["past", "present"]), ("interrupted", ["past", "present"]), ("finished", ["present"])],
)
def test_the_demo_goes_on_with_a_past_that_is_not_whole(invoke, tmp_path, monkeypatch, reason, crawled):
    done = []
    monkeypatch.setitem(demo.callback.__globals__, "crawl_before", lambda url, archive: done.append("past"))
    monkeypatch.setitem(demo.callback.__globals__, "run_spiders", lambda spiders, settings: done.append("present"))
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        if reason:
            archive.finish_crawl(archive.start_crawl("news", "full", "http://127.0.0.1"), reason, requests=0)
    shown = invoke("demo", "--articles", "10")
    assert (shown.exit_code, done) == (Exit.FINE, crawled)
