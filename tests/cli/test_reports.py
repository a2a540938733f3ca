"""What the commands print: check, status, demo, serve, scrapy."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scraper import __version__
from scraper.archive import Archive
from scraper.cli.exits import Exit
from scraper.cli.serve import datasette_arguments
from scraper.records import Fetch
from tests.archive.pages import save_response

from .pages import article, listing
from .small_site import Answer, small_site

CHECKOUT = Path(__file__).parents[2]


def test_version(invoke):
    assert invoke("--version").output == f"portail {__version__}\n"


def test_check_shows_a_page_of_a_copy_field_by_field(portail, tmp_path):
    robots = Answer(b"User-agent: *\nDisallow: /Interdit\n", headers={"Content-Type": "text/plain"})
    meeting = article("Réunion du groupe-pays Mali, le 10 février 2021")
    with small_site({"/robots.txt": robots, "/Titre": meeting}) as site:
        result = portail("check", f"{site.url}/Titre", LANG="C")
        forbidden = portail("check", f"{site.url}/Interdit-1")
        absent = portail("check", f"{site.url}/Absent")
        asked = list(site.asked)
    assert result.returncode == 0, result.stderr
    assert "https://cites-unies-france.org/Titre" in result.stdout
    assert "2021-02-10" in result.stdout
    assert "events (1)" in result.stdout
    assert (forbidden.returncode, absent.returncode) == (Exit.USAGE, Exit.UNREACHABLE)
    assert "robots.txt forbids" in forbidden.stderr
    assert "/Interdit-1" not in asked
    assert list(tmp_path.iterdir()) == []


def test_check_asks_the_copy_that_is_given(portail):
    with small_site({"/Titre": article("Un titre")}) as site:
        result = portail("check", "https://cites-unies-france.org/Titre", "--at", site.url)
    assert result.returncode == 0, result.stderr
    assert site.asked == ["/robots.txt", "/Titre"]


def test_check_reads_a_saved_page_in_any_encoding_of_the_terminal(portail, tmp_path):
    (tmp_path / "Titre.html").write_bytes(article("Réunion à Orléans – l’été").body)
    result = portail("check", "Titre.html", "--url", "https://www.raict.org/Titre-12", PYTHONIOENCODING="ascii")
    assert result.returncode == 0, result.stderr
    assert "https://cites-unies-france.org/Titre-12" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("https://example.org/Titre",), "not on the portal"),
        (("absent.html",), "cannot be read"),
        ((".",), "cannot be read"),
    ],
)
def test_check_reports_what_it_cannot_look_at(invoke, arguments, words):
    result = invoke("check", *arguments)
    assert result.exit_code == Exit.USAGE
    assert words in result.stderr


def test_check_of_a_portal_that_does_not_answer(portail, closed_port):
    result = portail("check", f"http://127.0.0.1:{closed_port}/Titre")
    assert result.returncode == Exit.UNREACHABLE
    assert "does not answer" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture
def archive(tmp_path):
    """An archive of one crawl of one page that is not there."""
    with Archive.open(tmp_path / "archive.db", create=True) as made:
        crawl = made.start_crawl("news", "full", "https://cites-unies-france.org")
        save_response(
            made,
            crawl,
            Fetch(crawl_id=0, url="https://cites-unies-france.org/X", status=404, fetched_at="2026-03-02T08:00:00Z"),
            b"non",
            None,
        )
        made.record_problem(crawl, "https://cites-unies-france.org/X", "http_status", "HTTP 500")
        made.finish_crawl(crawl, "finished", requests=2)


@pytest.mark.usefixtures("archive")
def test_status_answers_first_and_shows_all_when_asked(invoke):
    answer, full = invoke("status"), invoke("status", "--all")
    assert (answer.exit_code, full.exit_code) == (0, 0)
    assert full.stdout.startswith(answer.stdout)
    assert "Nothing is wrong." in answer.stdout.splitlines()
    assert "http_status" not in answer.stdout
    for words in ("2026-03-02T08:00:00Z", "#1", "news, full: finished", "2 requests", "http_status"):
        assert words in full.stdout


@pytest.mark.usefixtures("archive")
def test_status_as_json(invoke):
    shown = json.loads(invoke("status", "--json").stdout)
    assert shown["crawls"][0]["requests"] == 2
    assert shown["counts"]["fetches"] == 1
    assert shown["problems"] == {"http_status": 1}
    assert shown["age_seconds"] > 0
    assert (shown["good"]["id"], shown["is_whole"], shown["writer"], shown["troubles"]) == (1, True, None, [])
    assert shown["bytes"] > 4096


def test_status_without_an_archive_shows_how_to_make_one(invoke, tmp_path):
    result = invoke("status")
    assert result.exit_code == Exit.ARCHIVE
    assert "portail crawl" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_serve_gives_datasette_what_the_checkout_holds(tmp_path):
    (tmp_path / "settings.json").write_text('{"sql_time_limit_ms": 2500, "allow_download": false}')
    arguments = datasette_arguments(Path("ailleurs/archive.db"), tmp_path, "127.0.0.1", 8001)
    assert arguments[:6] == ["serve", "ailleurs/archive.db", "--host", "127.0.0.1", "--port", "8001"]
    assert list(zip(arguments[6:14:2], arguments[7:14:2], strict=True)) == [
        ("--static", f"static:{tmp_path / 'static'}"),
        ("--metadata", str(tmp_path / "metadata.yml")),
        ("--template-dir", str(tmp_path / "templates")),
        ("--plugins-dir", str(tmp_path / "plugins")),
    ]
    assert arguments[14:] == ["--setting", "sql_time_limit_ms", "2500", "--setting", "allow_download", "false"]


def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` in the checkout."""
    command = [sys.executable, "-m", "scrapy", *map(str, arguments)]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=60)


@pytest.mark.slow
def test_scrapy_crawls_from_the_checkout(tmp_path, rows):
    with small_site({"/-Actualites-": listing("Titre"), "/Titre": article("Un titre")}) as site:
        path, at = f"ARCHIVE={tmp_path / 'archive.db'}", f"PORTAL_AT={site.url}"
        result = scrapy("crawl", "news", "-s", path, "-s", at, "-s", "DOWNLOAD_DELAY=0", "-s", "ARTICLE_LIMIT=1")
    assert result.returncode == 0, result.stderr
    assert re.search(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \[", result.stderr, re.MULTILINE)
    assert not re.search(r"^\d{4}-\d\d-\d\d ", result.stderr, re.MULTILINE)
    assert rows("SELECT spiders, mode, finish_reason, new FROM crawls") == [
        {"spiders": "news", "mode": "limited", "finish_reason": "finished", "new": 1},
    ]


@pytest.mark.slow
def test_scrapy_ends_with_our_sentences_and_codes(tmp_path):
    unknown = scrapy("crawl", "nouvelles")
    assert unknown.returncode == Exit.USAGE
    assert "agenda, documents, groups, news" in unknown.stderr
    (tmp_path / "archive.db").write_bytes(b"pas une archive" * 20)
    refused = scrapy("crawl", "news", "-s", f"ARCHIVE={tmp_path / 'archive.db'}")
    assert refused.returncode == Exit.ARCHIVE
    assert "not a SQLite database" in refused.stderr
    silent = scrapy("crawl", "news", "-s", f"ARCHIVE={tmp_path / 'new.db'}", "-s", "PORTAL_AT=http://127.0.0.1:9")
    assert silent.returncode == Exit.UNREACHABLE
    assert "Error: Nothing was written: " in silent.stderr
    assert "Traceback" not in unknown.stderr + refused.stderr + silent.stderr


def test_serve_reports_that_its_port_is_taken(invoke, tmp_path):
    Archive.open(tmp_path / "archive.db", create=True).close()
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = invoke("serve", "--port", other.getsockname()[1])
    assert result.exit_code == Exit.USAGE
    assert "name another --port" in result.stderr


def test_it_may_be_interrupted_before_it_is_loaded(tmp_path):
    """Ctrl-C in the second that loading takes."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    paths = f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"
    ended = subprocess.run(
        [sys.executable, "-m", "scraper", "status"],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (
        Exit.INTERRUPTED,
        "The command was interrupted before it began: nothing was written. Run it again.\n",
    )
