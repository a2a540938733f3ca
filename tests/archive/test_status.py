"""How an archive stands."""

from datetime import UTC, datetime, timedelta

from scraper import records

PORTAL = "https://cites-unies-france.org/"


def test_a_new_archive_has_nothing_to_tell(archive):
    stands = archive.status()
    assert (stands.crawls, stands.freshest, stands.age(), stands.problems, stands.withdrawn) == ((), None, None, {}, 0)
    assert stands.counts == {table.name: 0 for table in records.TABLES}


def test_an_archive_tells_its_crawls_counts_age_and_problems(archive, crawl, save, article):
    page = article()
    page.problems += [
        records.Problem(url=page.url, rule=rule, detail=detail)
        for rule, detail in (("unread_date", "a"), ("unread_date", "b"), ("missing_field", "body"))
    ]
    save(page)
    archive.finish_crawl(crawl, "finished", requests=3)
    archive.db.execute("UPDATE news SET withdrawn = '2026-03-02T08:00:00Z'")
    stands = archive.status()
    assert (stands.crawls[0].new, stands.crawls[0].finish_reason) == (1, "finished")
    assert (stands.counts["news"], stands.counts["fetches"]) == (1, 1)
    assert stands.problems == {"unread_date": 2, "missing_field": 1}
    assert stands.withdrawn == 1
    assert stands.age(datetime(2026, 3, 1, 10, tzinfo=UTC)) == timedelta(hours=2)


def test_failures_do_not_make_an_archive_fresh(archive, crawl, save, article):
    save(article())
    late = records.Fetch(crawl_id=crawl, url=PORTAL, fetched_at="2026-05-01T08:00:00Z", error="timeout")
    archive.save(crawl, late, None, None)
    assert archive.status().freshest == "2026-03-01T08:00:00Z"


def test_the_last_five_crawls_are_told_newest_first(archive):
    for _ in range(7):
        archive.finish_crawl(archive.start_crawl("news", "full", PORTAL), "finished", requests=0)
    assert [crawl.id for crawl in archive.status().crawls] == [7, 6, 5, 4, 3]
