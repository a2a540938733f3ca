"""`portail mentions` with and without the extra `prose`."""

import sys

import pytest
from click.testing import CliRunner

from scraper.archive import Archive
from scraper.cli import main
from scraper.cli.exits import Exit
from scraper.prose.facts import ProseFacts

command = sys.modules["scraper.cli.mentions"]  # the package's name is the command's


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as opened, opened.db.conn:
        for name in "abc":
            opened.db.execute(
                "INSERT INTO news (id, url, title) VALUES (?, ?, ?)", [name, f"https://x.fr/{name}", name]
            )
    return path


def test_without_the_extra_the_command_names_what_to_install(archive, monkeypatch):
    monkeypatch.setattr(command, "reader_of_sentences", lambda: None)
    result = CliRunner().invoke(main, ["mentions", "--archive", str(archive)])
    assert result.exit_code == Exit.CONFIGURATION
    assert "make install-prose" in result.output


def test_without_the_extra_a_crawl_reads_no_sentences(archive, monkeypatch):
    monkeypatch.setattr(command, "reader_of_sentences", lambda: None)
    monkeypatch.setattr(command, "run_command", lambda *arguments: pytest.fail("a command was run"))
    command.read_after_crawl(archive)


def test_with_it_a_crawl_reads_them_in_a_process_of_its_own(archive, monkeypatch):
    ran = []
    monkeypatch.setattr(command, "reader_of_sentences", lambda: "rules 1")
    monkeypatch.setattr(command, "run_command", lambda *arguments: ran.append(arguments))
    command.read_after_crawl(archive)
    assert ran == [("mentions", "--quiet", "--archive", str(archive))]


def test_what_was_read_before_it_was_interrupted_is_kept(archive, monkeypatch):
    read = []

    def reading_for(portal):
        def reads(texts, published, groups):
            if len(read) == 2:
                raise KeyboardInterrupt
            read.append(texts["title"])
            return ProseFacts(kind="other")

        return reads

    monkeypatch.setattr(command, "reader_of_sentences", lambda: "rules 1")
    monkeypatch.setattr(command, "reading_for", reading_for)
    result = CliRunner().invoke(main, ["mentions", "--archive", str(archive)])
    assert result.exit_code == Exit.INTERRUPTED
    assert "are kept" in result.output
    with Archive.open(archive) as opened:
        assert opened.status().sentences == 2
    read.clear()
    result = CliRunner().invoke(main, ["mentions", "--archive", str(archive)])
    assert result.output.startswith("Sentences of 1 article read by rules 1.\n")
