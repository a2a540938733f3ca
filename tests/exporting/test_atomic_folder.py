"""A folder appears whole or not at all, whatever ends its writing, and memory does not grow with its rows."""

import os
import signal
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from scraper.archive import Unwritable
from scraper.exporting.atomic_folder import SUMS, atomic_folder

from .folders import export

KILLED = """
import os, signal, sys
from pathlib import Path
from scraper.exporting.atomic_folder import atomic_folder
with atomic_folder(Path(sys.argv[1]), replace=True) as (folder, beside):
    (folder / "a").write_text("à moitié")
    (beside / "b").write_text("à moitié")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def write(target: Path, text: str = "neuf", **options) -> None:
    with atomic_folder(target, **options) as (folder, beside):
        (folder / SUMS).write_text(text)
        (beside / "parts").write_text("…")


def test_a_folder_has_its_name_when_it_is_whole(tmp_path):
    with atomic_folder(tmp_path / "export") as (folder, _):
        (folder / "a").write_text("a")
        assert not (tmp_path / "export").exists()
    assert (tmp_path / "export" / "a").read_text() == "a"
    assert [path.name for path in tmp_path.iterdir()] == ["export"]
    assert (tmp_path / "export").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError(28, "No space left on device")])
def test_what_is_not_finished_leaves_nothing_and_what_was_there(tmp_path, error):
    write(tmp_path / "export", "ancien")

    def write_half() -> None:
        with atomic_folder(tmp_path / "export", replace=True) as (folder, _):
            (folder / "a").write_text("à moitié")
            raise error

    with pytest.raises(Unwritable if isinstance(error, OSError) else error):
        write_half()
    assert [path.name for path in tmp_path.iterdir()] == ["export"]
    assert (tmp_path / "export" / SUMS).read_text() == "ancien"


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path):
    write(tmp_path / "export", "ancien")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "export")], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 2
    assert (tmp_path / "export" / SUMS).read_text() == "ancien"
    write(tmp_path / "export", replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["export"]
    assert (tmp_path / "export" / SUMS).read_text() == "neuf"


def test_a_folder_that_was_taken_away_by_a_killed_process_comes_back(tmp_path):
    write(tmp_path / "export", "ancien")
    own = tmp_path / ".export.part"
    own.mkdir()
    (tmp_path / "export").rename(own / "replaced")
    with pytest.raises(KeyboardInterrupt), atomic_folder(tmp_path / "export", replace=True):
        raise KeyboardInterrupt
    assert (tmp_path / "export" / SUMS).read_text() == "ancien"


def test_two_do_not_write_one_folder(tmp_path):
    with atomic_folder(tmp_path / "export") as (folder, _):
        (folder / SUMS).write_text("premier")
        with pytest.raises(Unwritable, match="is being written by another export"):
            write(tmp_path / "export")
    assert (tmp_path / "export" / SUMS).read_text() == "premier"


def test_an_empty_folder_is_no_obstacle(tmp_path):
    (tmp_path / "export").mkdir()
    write(tmp_path / "export")
    assert (tmp_path / "export" / SUMS).read_text() == "neuf"


@pytest.mark.parametrize("name", ["nulle-part/export", "fichier/export", "fichier"])
def test_a_place_where_no_folder_can_be_is_reported(tmp_path, name):
    (tmp_path / "fichier").write_text("à moi")
    with pytest.raises(Unwritable, match=r"is no folder|is no export"):
        write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["fichier"]


def test_an_interrupted_export_leaves_nothing(path, archive, tmp_path):
    with archive.db.conn:
        archive.db.execute(
            "INSERT INTO news (id, url, title, first_seen) VALUES ('a', 'a', 'a', '2026-03-01T08:00:00Z')"
        )

    def stopped(counts, total):
        yield next(iter(counts))
        raise KeyboardInterrupt

    before = set(os.listdir(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        export(path, tmp_path / "export", watch=stopped)
    assert set(os.listdir(tmp_path)) - before <= {"archive.db-wal", "archive.db-shm"}


def test_memory_does_not_grow_with_the_rows(path, archive, tmp_path):
    def peak(name: str) -> int:
        tracemalloc.start()
        try:
            export(path, tmp_path / name, tables=("bodies",))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def fill(first: int, last: int) -> None:
        with archive.db.conn:
            rows = [(f"{number:064}", "zstd", b"", 7) for number in range(first, last)]
            archive.db.conn.executemany("INSERT INTO bodies (sha256, codec, data, bytes) VALUES (?, ?, ?, ?)", rows)

    fill(0, 600)
    peak("warm")
    few = peak("few")
    fill(600, 3_600)
    assert peak("many") < few * 1.2
