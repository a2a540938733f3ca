"""Whatever goes wrong ends with one clear sentence, a documented code, and the archive as it was."""

import fcntl
import signal
import sqlite3
import subprocess

import pytest

from scraper import portal as portals
from scraper.archive import Archive
from scraper.cli.exits import Exit

from .conftest import PORTAIL
from .pages import article, listing
from .small_site import Answer, small_site

NOWHERE = "http://127.0.0.1:{}"


def ends(result, code: Exit, *words: str) -> bool:
    """Whether a command ended with this code and one sentence that holds these words, and no traceback."""
    sentence = result.stderr.strip().splitlines()[-1]
    assert vars(result).get("returncode", vars(result).get("exit_code")) == code, result.stderr
    assert "Traceback" not in result.stderr
    assert all(word in sentence for word in words), sentence
    return True


@pytest.mark.parametrize(
    "arguments",
    [
        ("voler",),
        ("crawl", "nouvelles"),
        ("crawl", "--limit", "0"),
        ("crawl", "--limit", "dix"),
        ("crawl", "--delay", "-1"),
        ("crawl", "--at", "ftp://127.0.0.1"),
        ("crawl", "--at", "127.0.0.1:8000"),
        ("crawl", "--at", "http://127.0.0.1:99999"),
        ("crawl", "--at", "http://127.0.0.1/?a=b"),
        ("crawl", "--vite"),
        ("crawl", "--archive", ""),
    ],
)
def test_what_it_does_not_know_is_a_usage_error(invoke, tmp_path, arguments):
    assert ends(invoke(*arguments), Exit.USAGE, "Error: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("voler",), ("'voler'", "crawl, status, check", "sample.")),
        (("crawl", "nouvelles"), ("'nouvelles'", "'news', 'agenda', 'groups'")),
        (("crawl", "--vite"), ("'--vite'", "--accept, --archive", "--full", "--recent")),
        (("status", "--tout"), ("'--tout'", "--all, --archive, --help, --json.")),
        (("--tout",), ("'--tout'", "--help, --version.")),
    ],
)
def test_the_sentence_names_what_there_is(invoke, arguments, words):
    assert ends(invoke(*arguments), Exit.USAGE, *words)


def test_an_unreachable_portal_leaves_no_archive(portail, tmp_path, closed_port):
    address = NOWHERE.format(closed_port)
    assert ends(portail("crawl", "--at", address), Exit.UNREACHABLE, address, "Nothing was written")
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_portal_leaves_the_archive_as_it_was(portail, tmp_path, closed_port):
    Archive.open(tmp_path / "archive.db", create=True).close()
    before = (tmp_path / "archive.db").read_bytes()
    assert ends(portail("crawl", "--at", NOWHERE.format(closed_port)), Exit.UNREACHABLE)
    assert (tmp_path / "archive.db").read_bytes() == before


@pytest.mark.parametrize("command", [("status",), ("verify",), ("crawl", "--accept"), ("crawl", "--at", NOWHERE)])
def test_a_table_that_cannot_be_read_is_named_as_damage(portail, tmp_path, closed_port, command):
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        archive.finish_crawl(archive.start_crawl("news", "full", NOWHERE), "finished", requests=0)
        (page,) = archive.db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'crawls'").fetchone()
        (size,) = archive.db.execute("PRAGMA page_size").fetchone()
    with (tmp_path / "archive.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert ends(portail(*(word.format(closed_port) for word in command)), Exit.ARCHIVE, "is damaged")


@pytest.mark.parametrize("robots", [Answer(status=503), Answer(status=302, headers={"Location": "/robots.txt"})])
def test_robots_txt_that_cannot_be_read_ends_before_the_first_page(portail, tmp_path, robots):
    with small_site({"/robots.txt": robots, "/-Actualites-": listing("A")}) as site:
        assert ends(portail("crawl", "--at", site.url), Exit.UNREACHABLE, "robots.txt answers")
    assert set(site.asked) == {"/robots.txt"}
    assert list(tmp_path.iterdir()) == []


def test_a_portal_that_is_all_errors_leaves_no_archive(portail, tmp_path):
    with small_site({}) as site:
        assert ends(portail("crawl", "--at", site.url), Exit.UNREACHABLE, "no page")
    assert list(tmp_path.iterdir()) == []


def not_sqlite(path):
    path.write_bytes(b"Ceci n'est pas une base de donnees.\n" * 20)


def anothers(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recettes (titre TEXT)")


def newer(path):
    Archive.open(path, create=True).close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (not_sqlite, "not a SQLite database"),
        (anothers, "another program"),
        (newer, "later version"),
    ],
)
def test_an_archive_that_is_not_ours_is_left_alone(portail, invoke, tmp_path, make, words):
    make(tmp_path / "archive.db")
    before = (tmp_path / "archive.db").read_bytes()
    with small_site({"/-Actualites-": listing("A")}) as site:
        assert ends(portail("crawl", "--at", site.url), Exit.ARCHIVE, "archive.db", words)
    for command in ("status", "serve"):
        assert ends(invoke(command), Exit.ARCHIVE, "archive.db", words)
    assert site.asked == []
    assert (tmp_path / "archive.db").read_bytes() == before


def test_a_copy_is_not_mixed_with_the_portal(portail, tmp_path):
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        archive.finish_crawl(archive.start_crawl("news", "full", portals.load().url), "finished", requests=0)
    before = (tmp_path / "archive.db").read_bytes()
    with small_site({"/-Actualites-": listing("A")}) as site:
        assert ends(portail("crawl", "--at", site.url), Exit.ARCHIVE, "archive.db", site.url, "--archive")
    assert site.asked == []
    assert (tmp_path / "archive.db").read_bytes() == before


def test_a_folder_that_is_not_there_is_named_before_anything_is_asked(portail):
    with small_site({"/-Actualites-": listing("A")}) as site:
        assert ends(portail("crawl", "--at", site.url, "--archive", "la/bas.db"), Exit.ARCHIVE, "la/bas.db")
    assert site.asked == []


def test_another_crawl_at_work_is_named_before_anything_is_asked(portail, tmp_path):
    Archive.open(tmp_path / "archive.db", create=True).close()
    with (tmp_path / "archive.db.lock").open("a+") as lock, small_site({"/-Actualites-": listing("A")}) as site:
        lock.write("process 1 since 2026-03-02T08:00:00Z\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert ends(portail("crawl", "--at", site.url), Exit.LOCKED, "process 1")
    assert site.asked == []


def test_a_contact_that_spoils_the_name_is_bad_configuration(portail):
    result = portail("crawl", "--at", NOWHERE.format(9), PORTAIL_CONTACT="https://example.org/archive")
    assert ends(result, Exit.CONFIGURATION, "PORTAIL_CONTACT", "archive")


@pytest.mark.slow
def test_an_interrupted_crawl_ends_cleanly_and_keeps_what_it_read(tmp_path, rows):
    slugs = [f"Titre-{n}" for n in range(40)]
    answers = {"/-Actualites-": listing(*slugs), **{f"/{slug}": article(slug) for slug in slugs}}
    with small_site(answers) as site:
        command = [*PORTAIL, "crawl", "news", "--at", site.url, "--delay", "0.2", "--archive", tmp_path / "archive.db"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as crawl:
            site.wait_for("/Titre-3")
            crawl.send_signal(signal.SIGINT)
            said = crawl.communicate(timeout=30)[1]
    assert crawl.returncode == Exit.INTERRUPTED
    kept = f"The crawl was interrupted: what was read so far is kept in {tmp_path / 'archive.db'}. "
    assert said.endswith(f"\n{kept}Run it again, and it goes on from there.\n")
    assert "Error" not in said
    assert "Traceback" not in said
    (row,) = rows("SELECT finish_reason, finished, new FROM crawls")
    assert row["finish_reason"] == "interrupted"
    assert row["finished"]
    assert 3 <= row["new"] < 40


def test_every_code_is_in_the_help(portail):
    said = " ".join(portail("--help").stdout.split())
    assert all(f"{code.value} {code.meaning}" in said for code in Exit)
