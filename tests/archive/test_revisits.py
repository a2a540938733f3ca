"""Which records a recent crawl looks at again, from what the archive knows of earlier looks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive import record_index
from scraper.records import Fetch

from .pages import index, save_response

OWN = "https://cites-unies-france.org"
NOW = datetime(2026, 3, 30, 8, tzinfo=UTC)


def on(day: int) -> str:
    """A morning of March 2026."""
    return f"2026-03-{day:02}T08:00:00Z"


def paths(urls) -> list[str]:
    return [url.removeprefix(OWN) for url in urls]


@pytest.fixture
def ask(archive, crawl):
    """Ask an address on a day, and keep its status; None for no answer."""

    def asked(path: str, day: int, status: int | None = 200) -> None:
        fetch = Fetch(crawl_id=crawl, url=OWN + path, status=status, fetched_at=on(day))
        save_response(archive, crawl, fetch, b"<html>" if status else None, None)

    return asked


def test_what_was_asked_longest_ago_is_due_first(archive, save, article):
    for slug, day in (("B", 3), ("A", 2), ("C", 1)):
        save(article(slug), at=on(day))
    assert paths(index(archive).due("news", 29, NOW)) == ["/C", "/A"]


def test_an_address_that_answered_under_another_one_was_looked_at(archive, save, article):
    save(article("Ancien", spip_id=7), at=on(1))
    save(article("Autre"), at=on(2))
    save(article("Nouveau", spip_id=7), at=on(3), url=f"{OWN}/Ancien")
    assert paths(index(archive).due("news", 3, NOW)) == ["/Autre", "/Nouveau"]


def test_an_address_that_did_not_answer_has_had_its_turn(archive, save, article, ask):
    for slug in "AB":
        save(article(slug), at=on(1))
    ask("/A", 20, None)
    assert paths(index(archive).due("news", 29, NOW)) == ["/B"]


def test_what_a_second_crawl_must_settle_is_doubtful(archive, save, article, ask):
    for slug in "ABC":
        save(article(slug), at=on(1))
    ask("/A", 3, 404)
    ask("/B", 2, None)
    assert paths(index(archive).doubtful("news", 1)) == ["/B", "/A"]
    assert paths(index(archive).doubtful("news", 3)) == ["/B"]
    save(article("B"), at=on(4))
    assert paths(index(archive).doubtful("news", 3)) == ["/A"]


def test_what_is_withdrawn_is_not_looked_at(archive, save, article, event):
    save(article("A", event("A", day="2026-04-20")), at=on(1))
    for table in ("news", "events"):
        archive.db.execute(f"UPDATE {table} SET withdrawn = ?", [on(2)])
    assert index(archive).due("news", 1, NOW) == []
    assert index(archive).near(NOW) == []


def test_all_pages_of_a_group_have_their_turn(archive, crawled, group):
    other = f"{OWN}/spip.php?id_rubrique=167&page=pays_intro"
    crawled(group("Mali"), group("Mali", url=other))
    assert set(paths(index(archive).due("groups", 1, NOW))) == {"/-Mali-", other.removeprefix(OWN)}


@pytest.mark.parametrize(
    ("day", "precision", "near"),
    [
        ("2026-02-27", "day", False),
        ("2026-02-28", "day", True),
        ("2026-03-30T14:30", "minute", True),
        ("2027-09-01", "day", True),
        ("2026-06-01", "month", True),
        ("2026-12-31", "year", False),
    ],
)
def test_an_event_is_near_until_thirty_days_after_it(archive, save, article, event, day, precision, near):
    save(article("A", event("A", day=day, precision=precision)), at=on(1))
    assert paths(index(archive).near(NOW)) == (["/A"] if near else [])


def test_what_answered_was_met_and_what_failed_was_not(archive, save, article, ask):
    save(article("A", aliases={f"{OWN}/spip.php?article7"}), at=on(1))
    for path, status in (("/B", 404), ("/C", 503), ("/D", None), ("/E", 429), ("/F", 302)):
        ask(path, 2, status)
    assert set(paths(index(archive).met())) == {"/A", "/spip.php?article7", "/B", "/F"}


def test_what_a_list_showed_has_title_and_day(archive, save, article, listing):
    save(article("A", listing("B", title="Titre", starts="2026-03-01")), at=on(1))
    assert index(archive).shown() == {f"{OWN}/-Mali-": {f"{OWN}/B": ("Titre", "2026-03-01")}}


def test_the_last_body_is_the_last_good_one(archive, save, article, ask):
    assert index(archive).last_body(f"{OWN}/A") is None
    save(article("A"), at=on(1), body=b"<html>1")
    save(article("A"), at=on(2), body=b"<html>2")
    ask("/A", 3, 404)
    assert index(archive).last_body(f"{OWN}/A") == b"<html>2"


@pytest.mark.parametrize(
    ("ages", "days", "share"),
    [
        ([], 90, 0),
        ([1] * 5000, 90, 57),
        ([1] * 10, 90, 1),
        ([90, 90, 1], 90, 2),
        ([60] * 60, 90, 2),
        ([400] * 900, 90, 30),
    ],
    ids=["nothing", "just looked at", "few", "overdue", "one crawl long ago", "bounded"],
)
def test_a_share_is_the_fewest_that_keep_the_period(ages, days, share):
    assert record_index.share(ages, days) == share


@given(
    records=st.integers(1, 120),
    days=st.integers(3, 20),
    missed=st.sets(st.integers(0, 60), max_size=3),
    late=st.floats(0, 0.02),
)
def test_daily_crawls_keep_every_record_within_the_period(records, days, missed, late):
    """A simulated clock, some minutes late at each crawl; a missed day costs no more than the days missed."""
    looked = [0.0] * records
    for day in range(1, 61):
        now = day + late * day / 60
        if day in missed:
            continue
        ages = sorted(now - at for at in looked)[::-1]
        assert ages[0] <= days + len(missed)
        order = sorted(range(records), key=looked.__getitem__)
        for number in order[: record_index.share(ages, days)]:
            looked[number] = now


def test_crawls_that_were_missed_are_made_up_for():
    """Of 900 records looked at in turn, three days without a crawl leave thirty too many, which the next ones take."""
    looked = {number: NOW - timedelta(days=93 - number // 10) for number in range(900)}
    ages = [(NOW - at).total_seconds() / 86_400 for at in looked.values()]
    assert record_index.share(ages, 90) == record_index.LATE_MOST * 10
