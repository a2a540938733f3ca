"""What names persons is readable by its owner only, whatever the umask; a file that is there keeps its mode."""

import os
import stat

import pytest

from scraper.archive import Archive
from scraper.archive.atomic_file import atomic_file

from .pages import PORTAL


@pytest.fixture(autouse=True)
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_archive_its_logs_and_its_lock_are_their_owners(path):
    with Archive.open(path, create=True) as archive:
        archive.start_crawl("news", "full", PORTAL.url)
        found = {file.name: oct(mode(file)) for file in path.parent.iterdir()}
    names = ("archive.db", "archive.db-wal", "archive.db-shm", "archive.db.lock")
    assert found == dict.fromkeys(names, "0o600")


def test_a_file_that_is_there_keeps_its_mode(path):
    path.touch(0o640)
    Archive.open(path, create=True).close()
    assert mode(path) == 0o640


def test_an_export_or_a_copy_is_its_owners(tmp_path):
    target = tmp_path / "pages.warc.gz"
    with atomic_file(target) as part:
        part.write_bytes(b"x")
    assert mode(target) == 0o600
    target.chmod(0o644)
    with atomic_file(target, replace=True) as part:
        part.write_bytes(b"y")
    assert mode(target) == 0o644
