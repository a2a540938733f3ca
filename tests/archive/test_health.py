"""A crawl far from the baseline is sick: it is reported, and its updates are quarantined."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from scraper import bounded, reading, records
from scraper.archive import Archive
from scraper.archive.quarantine import Quarantine
from scraper.archive.resuming import resumed_by

from .pages import PORTAL, article, index, save_answer, save_response

DAYS = [f"2026-03-{day:02}T08:00:00Z" for day in range(1, 20)]
URLS = [f"{PORTAL.url}/Reunion-{number}" for number in range(50)]
COMPOSED = "SPIP {} @ www.spip.net + https://cites-unies-france.org/local/config.txt"


def good(number: int, text: str = "Les élus se retrouvent.") -> bytes:
    return article(f"Réunion {number} du groupe-pays Mali le {number % 28 + 1} mars 2026", text)


def crawl_fifty(
    archive: Archive, at: str, answers: dict[int, bytes | int | None], composed_by: str, **row
) -> records.Crawl:
    number = archive.start_crawl("news", row.get("mode", "full"), PORTAL.url)
    pages = {url: good(place) for place, url in enumerate(URLS)}
    pages |= {URLS[place]: answer for place, answer in answers.items()}
    for url, answer in pages.items():
        save_answer(archive, number, url, answer, at)
    reason = row.get("reason", "finished")
    return archive.finish_crawl(number, reason, requests=len(pages), composed_by=composed_by)


@pytest.fixture(scope="module")
def first_crawl(tmp_path_factory) -> Path:
    """An archive of one undisturbed crawl of the fifty articles, with which most tests begin."""
    path = tmp_path_factory.mktemp("first") / "archive.db"
    with Archive.open(path, create=True) as archive:
        crawl_fifty(archive, DAYS[0], {}, COMPOSED.format("4.2.8"))
    return path


@pytest.fixture
def crawl_portal(archive, first_crawl):
    """Crawl fifty articles, or answers in their place by number. Return the crawl."""
    days = iter(DAYS)

    def crawl(
        answers: dict[int, bytes | int | None] | None = None, composed_by: str = COMPOSED.format("4.2.8"), **row
    ) -> records.Crawl:
        at = next(days)
        if at == DAYS[0] and not (answers or row or archive.crawls()):
            with closing(sqlite3.connect(first_crawl)) as source:
                source.backup(archive.db.conn)
            return archive.crawls()[0]
        return crawl_fifty(archive, at, answers or {}, composed_by, **row)

    return crawl


@pytest.fixture
def sick(archive):
    """The names of the sick signs of the last crawl."""
    asked = "SELECT sign FROM crawl_health WHERE sick AND crawl_id = (SELECT max(id) FROM crawls)"
    return lambda: {sign for (sign,) in archive.db.execute(asked)}


def shown(archive) -> list[tuple]:
    return archive.db.execute("SELECT * FROM news ORDER BY id").fetchall()


STRANGE = b"<html><body><div><div><span>Portail</span></div><b>Bonjour</b><i>Tout est nouveau.</i></div></body></html>"
BARE = (
    "<!DOCTYPE html><html lang='fr'><body><table>"
    "<tr><td><font><b>Réunion {0} du groupe-pays Mali le 3 mars 2026</b></font></td></tr>"
    "<tr><td><font>Les élus se retrouvent. La rencontre aura lieu à Paris.</font></td></tr></table></body></html>"
)
SICK = {
    "half of the portal does not answer": (dict.fromkeys(range(25), 503), {"failed", "met"}),
    "silence": (dict.fromkeys(range(25)), {"failed", "met"}),
    "every article says something else": (
        {number: good(number, "Autre chose.") for number in range(40)},
        {"changed"},
    ),
    "one page in place of all": (dict.fromkeys(range(50), article("Site en maintenance")), {"changed"}),
    "pages nobody can read": (dict.fromkeys(range(30), b"\x00\x01 no page at all"), {"unknown", "met"}),
    "a new layout": ({number: BARE.format(number).encode() for number in range(50)}, {"layout article", "changed"}),
    "most articles are gone": (dict.fromkeys(range(30), 404), {"gone", "met"}),
}


@pytest.mark.parametrize("name", SICK)
def test_a_sick_crawl_is_reported_and_its_updates_are_quarantined(archive, crawl_portal, sick, name):
    answers, signs = SICK[name]
    assert crawl_portal().health == "fine"
    before, versions = shown(archive), archive.db.table("versions").count
    crawl = crawl_portal(answers)
    assert crawl.health == "sick"
    assert signs <= sick()
    assert (crawl.new, crawl.changed, crawl.withdrawn) == (0, 0, 0)
    unseen = [row[:-4] + row[-2:] for row in shown(archive)]
    assert unseen == [row[:-4] + row[-2:] for row in before]
    assert archive.db.table("versions").count == versions
    assert archive.db.execute("SELECT count(*) FROM absences").fetchone() == (0,)
    assert archive.db.execute("SELECT count(*) FROM fetches").fetchone() == (100,)


def test_a_field_that_a_few_articles_had_is_no_baseline(archive, crawl_portal, sick):
    """A crawl that goes on from one that was killed at its end reads a few articles only."""
    number = archive.start_crawl("news", "full", PORTAL.url)
    save_answer(archive, number, URLS[0], good(0).replace(b"</h1>", b"</h1><p class='soustitre'>Au siege</p>"), DAYS[0])
    archive.finish_crawl(number, "finished", requests=1)
    assert archive.db.execute("SELECT subtitle FROM news").fetchall() == [("Au siege",)]
    assert (crawl_portal().health, sick()) == ("fine", set())


@pytest.mark.slow
def test_no_crawl_of_a_part_takes_a_portal_that_refuses_its_records_for_one_that_has_withdrawn_them(
    archive, crawl_portal, sick
):
    crawl_portal()
    for _ in range(3):
        crawl = crawl_portal(dict.fromkeys(range(30), 404), mode="recent")
        assert (crawl.health, crawl.withdrawn, sick()) == ("sick", 0, {"gone"})
    assert crawl_portal(mode="recent").health == "fine"


def test_a_portal_behind_a_login_has_withdrawn_nothing(archive, crawl_portal, sick):
    crawl_portal()
    number, at = archive.start_crawl("news", "recent", PORTAL.url), DAYS[5]
    for url in URLS[:30]:
        login = f"{PORTAL.url}/spip.php?page=login"
        save_response(
            archive,
            number,
            records.Fetch(crawl_id=number, url=url, final_url=login, fetched_at=at, status=302),
            b"",
            None,
        )
    crawl = archive.finish_crawl(number, "finished", requests=30)
    assert (crawl.health, crawl.withdrawn, sick()) == ("sick", 0, {"gone"})


def test_a_portal_that_shows_one_page_for_all_has_withdrawn_nothing(archive, crawl_portal, sick):
    """Its own front page, in its own layout: only the missing records show it."""
    crawl_portal()
    number, at = archive.start_crawl("news", "recent", PORTAL.url), DAYS[5]
    for url in URLS[:6]:
        page = f"<html><body class='page_sommaire'><h1>Accueil</h1><a href='{URLS[0]}'>Une réunion</a></body></html>"
        save_answer(archive, number, url, page.encode(), at)
    crawl = archive.finish_crawl(number, "finished", requests=6)
    assert (crawl.health, crawl.withdrawn, sick()) == ("sick", 0, {"gone"})


def test_records_in_doubt_are_no_sign_when_they_are_settled(archive, crawl_portal, sick):
    crawl_portal()
    gone = dict.fromkeys(range(8), 404)
    assert crawl_portal(gone).health == "fine"
    number, at = archive.start_crawl("news", "recent", PORTAL.url), DAYS[5]
    for place, url in enumerate(URLS[:12]):
        save_answer(archive, number, url, gone.get(place, good(place)), at)
    crawl = archive.finish_crawl(number, "finished", requests=12)
    assert (crawl.health, crawl.withdrawn, sick()) == ("fine", 8, set())


def test_a_share_that_is_usually_high_can_be_sick_too(crawl_portal, sick):
    failing = dict.fromkeys(range(15), 503)
    for _ in range(3):
        assert crawl_portal(failing).health == "fine"
    crawl_portal(dict.fromkeys(range(40), 503))
    assert "failed" in sick()


def test_records_that_moved_are_not_gone(archive, crawl_portal, sick):
    crawl_portal()
    number, at = archive.start_crawl("news", "recent", PORTAL.url), DAYS[5]
    for place, url in enumerate(URLS[:30]):
        new = f"{PORTAL.url}/Autre-adresse-{place}"
        body = good(place)
        page_reading = reading.read(body, url, fetched_at=at, portal=PORTAL, final_url=new)
        fetch = records.Fetch(crawl_id=number, url=url, final_url=new, fetched_at=at, status=200, headers="[]")
        save_response(archive, number, fetch, body, page_reading)
    assert archive.finish_crawl(number, "finished", requests=30).health == "fine"


def framed(inside: str) -> bytes:
    frame = (
        "<div id='entete'><p class='nom'><a href='/'>Portail</a></p></div>{}<div id='pied'><ul><li>Fin</li></ul></div>"
    )
    return f"<html lang='fr'><body>{frame.format(inside)}</body></html>".encode()


def test_few_pages_without_the_frame_of_all_others_are_sick(archive, crawl_portal, sick):
    kinds = {"Reunion-{}": "<h1>Réunion {}</h1><p>Publié le 1er mars 2026</p>", "+-Mot{}-+": "<h1>Mot {}</h1>"}

    def crawl(pages: int, answer: bytes | None = None) -> str:
        number = archive.start_crawl("news", "recent", PORTAL.url)
        for address, inside in kinds.items():
            for place in range(pages):
                body = answer or framed(inside.format(place))
                save_answer(archive, number, f"{PORTAL.url}/{address.format(place)}", body, DAYS[pages])
        return archive.finish_crawl(number, "finished", requests=2 * pages).health

    assert crawl(12) == "fine"
    assert crawl(3) == "fine"
    assert (crawl(3, article("Site en travaux")), sick()) == ("sick", {"frame"})


@pytest.mark.slow
def test_a_number_that_was_accepted_is_the_usual(archive, crawl_portal, sick):
    for _ in range(3):
        crawl_portal()
    half = dict.fromkeys(range(25), 404)
    assert (crawl_portal(half).health, sick()) == ("sick", {"gone", "met"})
    archive.accept()
    assert crawl_portal(half).health == "fine"
    assert (crawl_portal(half).health, archive.db.execute("SELECT count(*) FROM news WHERE withdrawn").fetchone()) == (
        "fine",
        (25,),
    )


def test_a_crawl_like_the_ones_before_is_fine(crawl_portal, sick):
    crawl_portal()
    crawl = crawl_portal({number: good(number, "Autre chose.") for number in range(5)} | {6: 404, 7: 503})
    assert (crawl.health, crawl.changed, sick()) == ("fine", 5, set())


def test_without_a_past_nothing_is_sick_and_nothing_is_quarantined(archive, crawl_portal, rows):
    assert crawl_portal(dict.fromkeys(range(30), 503)).health == "fine"
    assert len(rows("news")) == 20


@pytest.mark.slow
def test_accept_applies_quarantined_updates_and_makes_the_crawl_part_of_the_baseline(archive, crawl_portal, rows):
    changed = {number: good(number, "Autre chose.") for number in range(40)}
    crawl_portal()
    crawl_portal(changed)
    assert archive.status().held == 40
    assert archive.status().sick == ["changed: 0.8, usually 0"]
    assert archive.accept() == 40
    assert len(rows("SELECT * FROM versions WHERE kind = 'change'")) == 40
    assert [row["health"] for row in rows("SELECT health FROM crawls")] == ["fine", "accepted"]
    assert rows("SELECT changed FROM crawls WHERE id = 2") == [{"changed": 40}]
    assert (archive.status().held, archive.status().sick, archive.accept()) == (0, [], 0)
    assert crawl_portal(changed).health == "fine"


def test_who_is_interrupted_in_accepting_goes_on(archive, crawl_portal, rows, monkeypatch):
    crawl_portal()
    crawl_portal({number: good(number, "Autre chose.") for number in range(40)})
    with monkeypatch.context() as patched:
        patched.setattr(Quarantine, "_release", interrupted_after(3, Quarantine._release))
        with pytest.raises(KeyboardInterrupt):
            archive.accept()
    assert archive.status().held == 37
    assert archive.accept() == 37
    assert len(rows("SELECT * FROM versions WHERE kind = 'change'")) == 40
    assert archive.accept() == 0


def interrupted_after(times: int, call):
    """A call that is interrupted after some."""
    left = iter(range(times))

    def interrupted(*arguments):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return call(*arguments)

    return interrupted


@pytest.mark.slow
def test_a_layout_that_was_accepted_is_the_usual(archive, crawl_portal):
    new = {number: BARE.format(number).encode() for number in range(50)}
    crawl_portal()
    assert crawl_portal(new).health == "sick"
    archive.accept()
    assert crawl_portal(new).health == "fine"


@pytest.mark.slow
def test_a_healthy_crawl_drops_the_quarantine_of_a_sick_one(archive, crawl_portal, rows):
    crawl_portal()
    crawl_portal({number: good(number, "Autre chose.") for number in range(40)})
    assert crawl_portal().health == "fine"
    assert archive.status().held == 0
    assert rows("SELECT * FROM versions WHERE kind <> 'first'") == []


def test_the_quarantine_of_a_killed_crawl_is_applied_with_the_next(archive, path, crawl_portal, rows):
    crawl_portal()
    number, at = archive.start_crawl("news", "full", PORTAL.url), DAYS[10]
    body = good(1, "Autre chose.")
    save_answer(archive, number, URLS[1], body, at)
    assert rows("SELECT * FROM versions WHERE kind <> 'first'") == []
    archive.close()
    with Archive.open(path) as again:
        number = again.start_crawl("news", "limited", PORTAL.url)
        assert again.finish_crawl(number, "finished", requests=0).changed == 1
        assert again.db.execute("SELECT count(*) FROM versions WHERE kind = 'change'").fetchone() == (1,)


def test_new_articles_are_quarantined_only_after_a_complete_crawl(archive, crawl_portal, rows):
    crawl_portal(mode="limited")
    number = archive.start_crawl("news", "limited", PORTAL.url)
    save_answer(archive, number, f"{PORTAL.url}/Nouveau", good(99), DAYS[5])
    assert len(rows("news")) == 51
    archive.finish_crawl(number, "finished", requests=1)


@pytest.mark.parametrize(
    ("after", "health"), [("4.2.8", "fine"), ("4.2.9", "fine"), ("4.3.0", "sick"), ("5.0.0", "sick")]
)
def test_another_series_of_the_cms_is_sick_and_a_correction_of_it_is_not(crawl_portal, sick, after, health):
    crawl_portal()
    assert crawl_portal(composed_by=COMPOSED.format(after)).health == health
    assert sick() == ({"cms"} if health == "sick" else set())


def test_a_crawl_that_ended_early_is_not_compared_by_numbers(crawl_portal, sick):
    crawl_portal()
    crawl_portal(dict.fromkeys(range(20), 404), reason="interrupted")
    assert "met" not in sick()


def test_a_strange_page_among_many_is_no_layout(crawl_portal, sick):
    crawl_portal()
    crawl_portal(dict.fromkeys(range(3), STRANGE))
    assert sick() == set()


def test_metrics_are_kept_with_the_baseline(crawl_portal, rows):
    crawl_portal()
    crawl_portal()
    metrics = {row["sign"]: row for row in rows("SELECT * FROM crawl_health WHERE crawl_id = 2")}
    assert (metrics["met"]["measured"], metrics["met"]["usual"]) == (50, 50)
    assert (metrics["coverage news.title"]["measured"], metrics["coverage news.title"]["pages"]) == (1, 50)
    assert metrics["layout article"]["measured"] == 1


def test_the_portal_is_asked_politely(archive, crawl, rows):
    times = ("2026-03-01T08:00:00Z", "2026-03-01T08:00:02Z", "2026-03-01T08:00:07Z", "2026-03-02T08:00:00Z")
    for status, at in zip((200, 503, 200, None), times, strict=True):
        error = None if status else "TimeoutError"
        fetch = records.Fetch(crawl_id=crawl, url=URLS[0], status=status, fetched_at=at, error=error)
        save_response(archive, crawl, fetch, None, None)
    second, first = rows("politeness")
    assert first == {
        "day": "2026-03-01", "requests": 3, "smallest_gap_seconds": 2, "errors": 1, "busy_share": 0.3333,
    }  # fmt: skip
    assert (second["day"], second["requests"], second["errors"]) == ("2026-03-02", 1, 1)


def test_a_page_the_readers_fail_on_does_not_keep_the_others_from_being_let_through(
    archive, path, crawl_portal, rows, monkeypatch
):
    crawl_portal()
    crawl_portal({number: good(number, "Autre chose.") for number in range(40)})
    archive.close()
    first = "Réunion 0 du groupe-pays Mali"
    page_context = reading.read.__globals__["page_context"]

    def fail(page, *args, **named):
        if first in page.soup.get_text():
            raise ZeroDivisionError("division by zero")
        return page_context(page, *args, **named)

    monkeypatch.setattr(bounded, "read", reading.read)
    monkeypatch.setitem(reading.read.__globals__, "page_context", fail)
    with Archive.open(path) as again:
        assert again.accept() == 40
        assert again.db.execute("SELECT count(*) FROM versions WHERE kind = 'change'").fetchone() == (39,)
        failures = again.db.execute("SELECT url FROM problems WHERE rule = 'reader_failed'").fetchall()
        assert failures == [(URLS[0],)]


def test_of_a_page_that_killed_crawls_left_several_times_only_the_last_is_written(archive, crawl_portal, rows):
    crawl_portal()
    for day, text in enumerate(("Une chose.", "Une autre.", "Autre chose.")):
        number, at = archive.start_crawl("news", "full", PORTAL.url), DAYS[5 + day]
        body = good(1, text)
        save_answer(archive, number, URLS[1], body, at)
    assert len(rows("held")) == 3
    number = archive.start_crawl("news", "limited", PORTAL.url)
    assert archive.finish_crawl(number, "finished", requests=0).changed == 1
    (change,) = rows("SELECT fields FROM versions WHERE kind = 'change'")
    assert "Autre chose." in change["fields"]


def test_the_quarantine_of_a_killed_crawl_is_dropped_when_the_page_is_again_as_it_was(archive, crawl_portal, rows):
    crawl_portal()
    number = archive.start_crawl("news", "full", PORTAL.url)
    save_answer(archive, number, URLS[1], good(1, "Autre chose."), DAYS[5])
    assert crawl_portal().changed == 0
    assert rows("SELECT * FROM versions WHERE kind <> 'first'") == []
    assert rows("held") == []


@pytest.mark.slow
def test_reading_again_lets_nothing_through_that_a_sick_crawl_has_met(archive, crawl_portal, rows):
    crawl_portal()
    number = archive.start_crawl("news", "full", PORTAL.url)
    for place in range(60):
        save_answer(archive, number, f"{PORTAL.url}/Piege-{place}", BARE.format(place).encode(), DAYS[5])
    assert archive.finish_crawl(number, "finished", requests=60).health == "sick"
    for crawl_first in (False, True):
        if crawl_first:
            assert crawl_portal().health == "fine"
        list(archive.reread()[1])
        assert len(rows("news")) == 50


def test_what_a_sick_crawl_asked_for_counts_as_not_asked_for(archive, crawl_portal):
    crawl_portal()
    number = archive.start_crawl("news", "full", PORTAL.url)
    new = f"{PORTAL.url}/Nouveau"
    save_answer(archive, number, new, good(99), DAYS[5])
    for place in range(40):
        save_answer(archive, number, URLS[place], good(place, "Autre chose."), DAYS[5])
    assert archive.finish_crawl(number, "interrupted", requests=41).health == "sick"
    assert new not in index(archive).met()
    assert set(URLS) <= index(archive).met()
    now = datetime.fromisoformat(DAYS[5])
    assert len(index(archive).due("news", 1, now)) == 50
    following = records.Crawl(spiders="news", mode="full", origin=PORTAL.url, started=DAYS[6], scraper_version="0")
    assert resumed_by(archive.db, following) == []


@pytest.mark.slow
def test_one_page_full_of_problems_makes_no_crawl_sick(archive, crawl_portal, sick, rows):
    damaged = good(1, " ".join(f"coopÃ©ration{number}" for number in range(260)))
    crawl_portal()
    for _ in range(3):
        assert (crawl_portal({1: damaged}).health, sick()) == ("fine", set())
    found = [row["detail"] for row in rows("problems") if row["rule"] == "repaired_text"]
    assert (len(found), found[-1]) == (21, "and 240 more")
    (measured,) = rows("SELECT measured, pages FROM crawl_health WHERE sign = 'problems' AND crawl_id = 2")
    assert measured == {"measured": 1 / 50, "pages": 50}


def test_many_pages_with_problems_are_sick(crawl_portal, sick):
    damaged = {number: good(number, "La coopÃ©ration.") for number in range(40)}
    crawl_portal()
    assert crawl_portal(damaged).health == "sick"
    assert "problems" in sick()


@pytest.mark.parametrize("usual", [0.02, 1.4, 5.2])
def test_problems_that_were_counted_one_by_one_before_make_no_crawl_sick(archive, crawl_portal, sick, usual):
    """A share of pages is never more than the problems a page that earlier versions measured."""
    crawl_portal()
    archive.db.execute("UPDATE crawl_health SET measured = ? WHERE sign = 'problems'", [usual])
    assert (crawl_portal({1: good(1, "La coopÃ©ration.")}).health, sick()) == ("fine", set())


def test_a_page_that_lists_what_is_not_there_counts_for_nothing(archive, crawl_portal, rows):
    links = "".join(f"<li><a href='/Rien-{n}'>Rien {n}</a><p>Le 3 mars 2026</p></li>" for n in range(300))
    listing = f"<html lang='fr'><body class='page_rubrique'><h1>Actualités</h1><ul>{links}</ul></body></html>".encode()
    number = archive.start_crawl("news", "full", PORTAL.url)
    save_answer(archive, number, f"{PORTAL.url}/-Actualites-", listing, DAYS[0])
    archive.finish_crawl(number, "finished", requests=1)
    assert len(rows("listings")) == 300
    assert rows("SELECT measured FROM crawl_health WHERE sign = 'listed'") == [{"measured": 0.0}]
