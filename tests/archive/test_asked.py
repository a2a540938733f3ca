"""The archive knows when each address was last asked, with an answer or without."""

from scraper.archive import Archive
from scraper.records import Fetch

from .pages import index, save_response

OWN = "https://cites-unies-france.org"


def test_the_last_time_counts_with_an_answer_or_without(tmp_path):
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        crawl = archive.start_crawl("news", "full", OWN)
        for path, day, status in (("/A", 1, 200), ("/B", 2, 404), ("/A", 3, None)):
            fetch = Fetch(crawl_id=0, url=OWN + path, status=status, fetched_at=f"2026-03-0{day}T08:00:00Z")
            save_response(archive, crawl, fetch, None if status is None else b"<p>Texte</p>", None)
        assert index(archive).asked == {f"{OWN}/A": "2026-03-03T08:00:00Z", f"{OWN}/B": "2026-03-02T08:00:00Z"}
