"""An export that cannot be finished leaves nothing; one that can costs as much for each page of a large archive."""

import tracemalloc

import pytest

from scraper.archive import Archive, NotAnArchive, Unwritable
from scraper.archive.errors import DamagedBody

from .reading import records

LARGE = 2**20


@pytest.mark.usefixtures("crawled")
@pytest.mark.parametrize("damage", [KeyError, DamagedBody])
def test_a_body_that_is_not_what_it_was_ends_it(write, tmp_path, monkeypatch, damage):
    def damaged(archive, sha256):
        raise damage(sha256)

    monkeypatch.setattr(Archive, "body", damaged)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(NotAnArchive, match=r"is damaged \(the body of fetch 1, https"):
        write()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("crawled")
def test_a_file_is_replaced_only_when_asked_and_only_by_a_whole_one(write, tmp_path):
    file = tmp_path / "pages.warc.gz"
    file.write_bytes(b"ancien")
    with pytest.raises(Unwritable, match="is there already"):
        write()

    def stopped(fetches, total):
        yield next(iter(fetches))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(force=True, watch=stopped)
    assert file.read_bytes() == b"ancien"
    assert len(records(write(force=True)[0])) == 10


@pytest.mark.usefixtures("crawled")
@pytest.mark.parametrize("name", ["nulle-part/pages.warc.gz", "archive.db/pages.warc.gz"])
def test_a_missing_folder_is_reported(write, name):
    with pytest.raises(Unwritable, match="is no folder"):
        write(name)


def test_one_body_is_in_memory_at_a_time(archive, save, write):
    crawl = archive.start_crawl("news", "full", "https://cites-unies-france.org")
    for number in range(24):
        save(crawl, f"Page-{number}", bytes([number]) * LARGE, "2026-03-01T08:00:00Z")
    tracemalloc.start()
    try:
        write()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * LARGE


def test_a_page_costs_the_same_among_many(archive, save, write):
    crawl = archive.start_crawl("news", "full", "https://cites-unies-france.org")

    def steps(name: str) -> int:
        counted = []
        archive.db.conn.set_progress_handler(lambda: counted.append(1), 100)
        write(name)
        archive.db.conn.set_progress_handler(None, 0)
        return len(counted)

    def saved(first: int, last: int) -> None:
        for number in range(first, last):
            save(crawl, f"Page-{number}", b"robots" if number % 2 else b"%d" % number, "2026-03-01T08:00:00Z")

    saved(0, 200)
    few = steps("peu.warc.gz")
    saved(200, 800)
    assert steps("beaucoup.warc.gz") < few * 4 * 1.3
