"""The commands that write files beside the archive, export and snapshot: what they say, and how they end."""

import resource
import subprocess
from pathlib import Path
from random import Random

import pytest

from scraper.archive import Archive
from scraper.cli.exits import Exit
from scraper.records import Fetch
from tests.archive.pages import save_response

from .conftest import PORTAIL, environment

PORTAL = "https://cites-unies-france.org"
ROOM = 2**16
"""Bytes of a file that a full disk takes; SQLite's own beside the archive need half of them."""


@pytest.fixture(autouse=True)
def archive(tmp_path) -> Path:
    """An archive of one crawl: two pages that differ in nothing but their address, and one that did not answer."""
    with Archive.open(tmp_path / "archive.db", create=True) as made:
        crawl = made.start_crawl("news", "full", PORTAL)
        for slug, body in (("A", b"<p>a.b@exemple.org</p>"), ("B", b"<p>a.b@exemple.org</p>"), ("C", None)):
            status = None if body is None else 200
            fetch = Fetch(crawl_id=0, url=f"{PORTAL}/{slug}", status=status, fetched_at="2026-03-02T08:00:00Z")
            save_response(made, crawl, fetch, body, None)
        made.finish_crawl(crawl, "finished", requests=3)
    return tmp_path / "archive.db"


def test_export_reports_what_it_wrote(invoke, tmp_path):
    result = invoke("export", "--warc", "pages.warc.gz", "--since", "2026-03-01", "--until", "2026-03-02", "--crawl", 1)
    size = (tmp_path / "pages.warc.gz").stat().st_size
    assert (result.exit_code, result.stderr) == (Exit.FINE, "")
    assert result.stdout == (
        f"pages.warc.gz: 3 records (1 warcinfo, 1 response, 1 revisit), {size} bytes. "
        "Left out: 1 fetches without a response.\n"
    )


def test_export_replaces_a_file_only_with_force(invoke, tmp_path):
    (tmp_path / "pages.warc.gz").write_bytes(b"ancien")
    refused = invoke("export", "--warc", "pages.warc.gz")
    assert (refused.exit_code, (tmp_path / "pages.warc.gz").read_bytes()) == (Exit.UNWRITABLE, b"ancien")
    assert refused.stderr == ("Error: pages.warc.gz is there already: name another file, or replace it with --force.\n")
    assert invoke("export", "--warc", "pages.warc.gz", "--force").exit_code == Exit.FINE
    assert (tmp_path / "pages.warc.gz").stat().st_size > len(b"ancien")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Name what to write: a folder, DIR, or a WARC file, --warc FILE.warc.gz."),
        (("dossier", "--warc", "p.warc.gz"), "Name what to write: a folder, DIR, or a WARC file"),
        (("dossier", "--crawl", "1"), "--crawl is for a WARC: leave it out."),
        (("--warc", "p.warc.gz", "--country", "ML"), "--country is for a folder: leave it out."),
        (("dossier", "--snapshot", "--country", "ML"), "--snapshot is of the whole archive: leave out"),
        (("dossier", "--table", "nouvelles"), "There is no table 'nouvelles': name one of news, events"),
        (("dossier", "--country", "XX"), "There is no country 'XX' in the archive: give its code"),
        (("dossier", "--group", "Mali"), "There is no group 'Mali' in the archive"),
        (("dossier", "--since", "2030-01-01"), "has no row in what was asked (since 2030-01-01): nothing was written."),
        (("--warc", "archive.db", "--force"), "'archive.db' must end in .warc.gz"),
        (("--warc", "p.warc.gz", "--since", "hier"), "'hier' does not match"),
        (("--warc", "p.warc.gz", "--since", "2026-03-03"), "keeps no response in what was asked (since 2026-03-03)"),
        (("--warc", "p.warc.gz", "--crawl", "7"), "keeps no response in what was asked (crawl 7)"),
    ],
)
def test_export_reports_what_it_cannot_do(invoke, tmp_path, arguments, words):
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = invoke("export", *arguments)
    assert result.exit_code == Exit.USAGE
    assert words in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_export_of_a_folder_reports_what_it_wrote(invoke, tmp_path):
    result = invoke("export", "dossier", "--table", "fetches", "--table", "bodies")
    files = [path for path in (tmp_path / "dossier").rglob("*") if path.is_file()]
    assert (result.exit_code, result.stderr) == (Exit.FINE, "")
    first, *others = result.stdout.splitlines()
    size = sum(path.stat().st_size for path in files)
    assert first == f"dossier: 4 rows of 2 tables, {len(files)} files, {size} bytes."
    assert all(line.startswith("Left out: parquet/") for line in others)


def test_a_folder_is_replaced_only_with_force_and_only_an_export(invoke, tmp_path):
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "notes.txt").write_text("à moi")
    refused = invoke("export", "dossier", "--table", "fetches", "--force")
    assert refused.exit_code == Exit.UNWRITABLE
    assert refused.stderr == "Error: dossier is there already, and is no export: name another folder.\n"
    assert invoke("export", "autre", "--table", "fetches").exit_code == Exit.FINE
    assert "replace it with --force" in invoke("export", "autre", "--table", "bodies").stderr
    assert invoke("export", "autre", "--table", "bodies", "--force").exit_code == Exit.FINE
    assert [path.name for path in (tmp_path / "autre" / "csv").iterdir()] == ["bodies.csv"]


def test_export_s_help_names_the_personal_data_in_it(invoke):
    assert "e-mail addresses" in " ".join(invoke("export", "--help").stdout.split())


def test_snapshot_reports_what_it_wrote_and_removed(invoke, tmp_path):
    copies = tmp_path / "copies"
    copies.mkdir()
    old = copies / "archive-2020-01-01T000000Z.db"
    old.write_bytes((tmp_path / "archive.db").read_bytes())
    result = invoke("snapshot", "copies", "--keep", 1)
    (copy,) = copies.glob("*.db")
    assert result.exit_code == Exit.FINE
    assert result.stdout.startswith(f"copies/{copy.name}: {copy.stat().st_size} bytes, ")
    assert result.stdout.endswith(f"Removed: copies/{old.name}\n")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nulle-part",), Exit.UNWRITABLE, "Error: nulle-part is no folder: name one that is there.\n"),
        (("archive.db",), Exit.UNWRITABLE, "Error: archive.db is no folder: name one that is there.\n"),
        ((".", "--archive", "rien.db"), Exit.ARCHIVE, "There is no archive at rien.db"),
        ((".", "--keep", "0"), Exit.USAGE, "0 is not in the range"),
    ],
)
def test_snapshot_reports_what_it_cannot_do(invoke, tmp_path, arguments, code, words):
    before = sorted(tmp_path.iterdir())
    result = invoke("snapshot", *arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--warc", "copies/p.warc.gz"),
        ("export", "copies/dossier", "--snapshot"),
        ("snapshot", "copies"),
    ],
)
def test_a_disk_that_takes_no_more_leaves_no_half_file(tmp_path, archive, arguments):
    (tmp_path / "copies").mkdir()
    with Archive.open(archive) as opened:
        fetch = Fetch(crawl_id=0, url=f"{PORTAL}/D", status=200, fetched_at="2026-03-02T08:00:00Z")
        save_response(opened, opened.start_crawl("news", "full", PORTAL), fetch, Random(1).randbytes(4 * ROOM), None)
    ended = subprocess.run(
        [*PORTAIL, *arguments],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
    )
    assert ended.returncode == Exit.UNWRITABLE
    assert ended.stderr.startswith("Error: copies/")
    assert "cannot be written" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert list((tmp_path / "copies").iterdir()) == []
