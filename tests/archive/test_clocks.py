"""A clock that is set back or forward changes no order and loses nothing."""

import pytest

from scraper import records
from scraper.archive import store

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"
DAY, DAY_BEFORE, YEARS_LATER = "2026-03-01T08:00:00Z", "2026-02-28T08:00:00Z", "2036-03-01T08:00:00Z"


@pytest.mark.parametrize("second", [DAY_BEFORE, YEARS_LATER])
def test_last_seen_never_goes_back_and_every_version_stays(archive, save, article, event, listing, rows, second):
    save(article("Reunion-Mali", event(), listing()), at=DAY)
    save(article("Reunion-Mali", event(), listing(), body="Autre texte"), at=second)
    for table in ("news", "events", "listings"):
        assert {row["last_seen"] for row in rows(table)} == {max(DAY, second)}
        assert {row["first_seen"] for row in rows(table)} == {DAY}
    assert [row["kind"] for row in rows("SELECT kind FROM versions ORDER BY id")] == ["first", "change"]
    assert rows("SELECT body FROM news") == [{"body": "Autre texte"}]
    assert [damage for _, found in archive.verify(read=False) for damage in found] == []


def test_a_numbered_address_met_later_by_an_earlier_clock_does_not_set_last_seen_back(save, article, rows):
    save(article("Reunion-Mali", aliases={PORTAL + "spip.php?article1784"}, spip_id=1784), at=DAY)
    save(article("spip.php?article1784", url=PORTAL + "spip.php?article1784", spip_id=1784), at=DAY_BEFORE)
    assert [(row["id"], row["last_seen"]) for row in rows("news")] == [("Reunion-Mali", DAY)]


def test_a_sign_that_is_met_again_by_an_earlier_clock_keeps_its_time(archive, crawl, save, article, rows):
    page = article()
    save(page)
    for at in (DAY, DAY_BEFORE):
        save_response(archive, crawl, records.Fetch(crawl_id=0, url=page.url, status=404, fetched_at=at), b"", None)
    assert [row["last_seen"] for row in rows("absences")] == [DAY]


def test_a_crawl_does_not_end_before_it_began(archive, crawl, monkeypatch):
    monkeypatch.setattr(store, "now", lambda: DAY_BEFORE)
    ended = archive.finish_crawl(crawl, "finished", requests=0)
    assert ended.finished == ended.started
