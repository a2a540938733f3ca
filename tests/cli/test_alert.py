"""A person is alerted when a crawl needs one, in the ways the environment names; what fails there changes nothing."""

import json
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.cli import main
from scraper.cli.alert import COMMAND, WEBHOOK, alert
from scraper.cli.exits import Exit
from scraper.dates import PARIS

SAID = "The crawl was sick (listed: 15, usually 30). Ses fiches sont retenues."


@pytest.fixture
def hook():
    """A web server that takes one POST, and what it was sent."""
    sent = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            sent.append((self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()
    server.server_close()


def test_the_command_gets_the_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(COMMAND, f"cat > '{tmp_path}/said'")
    alert(SAID, Exit.SICK, Path("archive.db"))
    assert (tmp_path / "said").read_text(encoding="utf-8") == SAID + "\n"


def test_the_webhook_gets_json(hook, monkeypatch, tmp_path):
    address, sent = hook
    monkeypatch.setenv(WEBHOOK, address)
    alert(SAID, Exit.SICK, tmp_path / "archive.db")
    ((kind, body),) = sent
    assert kind == "application/json; charset=utf-8"
    message = json.loads(body)
    assert (message["archive"], message["code"], message["text"]) == (str(tmp_path / "archive.db"), 4, SAID)


@pytest.mark.parametrize("code", [Exit.FINE, Exit.INTERRUPTED, Exit.USAGE])
def test_what_asks_nothing_of_a_person_alerts_nobody(tmp_path, monkeypatch, code):
    monkeypatch.setenv(COMMAND, f"touch '{tmp_path}/said'")
    alert(SAID, code, Path("archive.db"))
    assert not (tmp_path / "said").exists()


@pytest.mark.parametrize(
    ("name", "value"), [(COMMAND, "exit 3"), (WEBHOOK, "http://127.0.0.1:9/"), (WEBHOOK, "file:///etc/passwd")]
)
def test_an_alert_that_fails_is_reported_and_changes_nothing(monkeypatch, capsys, name, value):
    monkeypatch.setenv(name, value)
    alert(SAID, Exit.UNREACHABLE, Path("archive.db"))
    assert f"The alert by {name} failed: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ("crawl", "--at", "http://127.0.0.1:9"),
        ("crawl", "--at", "http://127.0.0.1:9", "--between", "{closed}"),
        ("crawl", "--accept"),
        ("verify",),
        ("snapshot", "."),
    ],
)
def test_a_person_is_alerted_to_what_could_not_even_begin(invoke, tmp_path, monkeypatch, command):
    (tmp_path / "archive.db").write_text("Ce n'est pas une base de données. " * 9)
    monkeypatch.setenv(COMMAND, f"cat > '{tmp_path}/said'")
    closed = f"{(datetime.now(PARIS) + timedelta(hours=2)):%H:%M}-{(datetime.now(PARIS) + timedelta(hours=3)):%H:%M}"
    ended = invoke(*(word.format(closed=closed) for word in command))
    assert ended.exit_code in {Exit.ARCHIVE, Exit.HOURS}
    assert (tmp_path / "said").read_text().strip() in ended.stderr


@pytest.mark.parametrize("command", [("crawl", "--at", "http://127.0.0.1:9"), ("verify",), ("snapshot", ".")])
def test_a_person_is_alerted_to_an_error_of_this_program(invoke, tmp_path, monkeypatch, command):
    def fails(*arguments, **named):
        raise KeyError("fiche")

    Archive.open(tmp_path / "archive.db", create=True).close()
    monkeypatch.setenv(COMMAND, f"cat > '{tmp_path}/said'")
    monkeypatch.setattr(Archive, "open", fails)
    monkeypatch.setitem(main.commands["snapshot"].callback.__globals__, "take_snapshot", fails)
    ended = invoke(*command)
    assert (ended.exit_code, type(ended.exception)) == (Exit.INTERNAL, KeyError)
    said = (tmp_path / "said").read_text().strip()
    assert said == "An error of this program ended the command (KeyError: 'fiche')."


def test_an_archive_without_quarantine_reports_it(portail, rows):
    portail("crawl", "--accept")
    result = portail("crawl", "--accept")
    assert result.returncode == 7
    assert "no archive" in result.stderr
