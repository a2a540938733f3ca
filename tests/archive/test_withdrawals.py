"""What the portal takes away is marked when it is certain, with its reason, and what comes back is restored."""

import json

import pytest

from scraper import records
from scraper.reading.result import Reading

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"
URL = PORTAL + "Reunion-Mali"
LOGIN = PORTAL + "spip.php?page=login&url=Reunion-Mali"
DAYS = [f"2026-03-{day:02}T08:00:00Z" for day in range(1, 10)]


@pytest.fixture
def crawl_of(archive):
    """Crawl answers of one address, one crawl each: a status, a redirect (status, target) or a reading."""
    days = iter(DAYS)

    def crawl(answer, url: str = URL, mode: str = "full", reason: str = "finished") -> records.Crawl:
        at = next(days)
        number = archive.start_crawl("news", mode, PORTAL)
        if isinstance(answer, Reading):
            fetch = records.Fetch(crawl_id=number, url=url, final_url=answer.url, status=200, fetched_at=at)
            save_response(archive, number, fetch, b"<html>", answer)
        else:
            status, target = answer if isinstance(answer, tuple) else (answer, url)
            fetch = records.Fetch(crawl_id=number, url=url, final_url=target, status=status, fetched_at=at)
            save_response(archive, number, fetch, b"", None)
        return archive.finish_crawl(number, reason, requests=1)

    return crawl


@pytest.fixture
def states(rows):
    return lambda: [(row["kind"], row["reason"]) for row in rows("SELECT kind, reason FROM versions ORDER BY id")]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_withdraws_when_a_second_crawl_meets_it(crawl_of, article, event, rows, states, status):
    crawl_of(article("Reunion-Mali", event()))
    assert crawl_of(status).withdrawn == 0
    assert rows("news")[0]["withdrawn"] is None
    assert crawl_of(status).withdrawn == 1
    assert states() == [("first", None), ("withdrawn", f"http_{status}")]
    assert (rows("news")[0]["withdrawn"], rows("events")[0]["withdrawn"]) == (DAYS[2], DAYS[2])
    assert rows("absences") == []


def test_two_refusals_in_one_crawl_are_one_sign(archive, crawl_of, article, states):
    crawl_of(article())
    number = archive.start_crawl("news", "full", PORTAL)
    for at in DAYS[1:3]:
        save_response(archive, number, records.Fetch(crawl_id=number, url=URL, status=404, fetched_at=at), b"", None)
    assert archive.finish_crawl(number, "finished", requests=2).withdrawn == 0
    assert states() == [("first", None)]


def test_a_login_page_withdraws_at_once(crawl_of, article, states):
    crawl_of(article())
    assert crawl_of((302, LOGIN)).withdrawn == 1
    assert states()[-1] == ("withdrawn", "login")


def test_another_page_in_its_place_withdraws_when_met_twice(crawl_of, article, states):
    crawl_of(article())
    other = Reading("unknown", URL, problems=[records.Problem(url=URL, rule="soft_404", detail="another page")])
    assert [crawl_of(other).withdrawn for _ in range(2)] == [0, 1]
    assert states()[-1] == ("withdrawn", "soft_404")


def test_a_section_answered_with_the_home_page_is_withdrawn_when_met_twice(crawl_of, group, rows):
    crawl_of(group(), url=PORTAL + "-Mali-")
    home = Reading("home", PORTAL + "-Mali-")
    assert [crawl_of(home, url=PORTAL + "-Mali-").withdrawn for _ in range(2)] == [0, 1]
    assert rows("groups")[0]["withdrawn"] == DAYS[2]


@pytest.mark.parametrize("target", [PORTAL + "Autre", "https://ailleurs.example/"])
def test_a_redirect_to_something_else_withdraws_when_met_twice(crawl_of, article, states, target):
    crawl_of(article())
    assert [crawl_of((302, target)).withdrawn for _ in range(2)] == [0, 1]
    assert states()[-1] == ("withdrawn", "redirect")


def test_an_article_that_now_leads_to_another_one_is_withdrawn(archive, crawl_of, article, states, rows):
    crawl_of(article())
    crawl_of(article("Autre"), url=PORTAL + "Autre")
    assert [crawl_of(article("Autre")).withdrawn for _ in range(2)] == [0, 1]
    assert [(row["id"], row["withdrawn"] is None) for row in rows("news")] == [("Reunion-Mali", False), ("Autre", True)]


def test_a_new_address_is_no_withdrawal(crawl_of, article, states, rows):
    crawl_of(article())
    moved = article("Retour-Mali", title="Retour sur la réunion")
    crawl_of(moved)
    assert [crawl_of((301, moved.url)).withdrawn for _ in range(2)] == [0, 0]
    assert states() == [("first", None), ("change", None)]
    assert {row["url"] for row in rows("aliases")} == {URL, moved.url}
    assert rows("news")[0]["url"] == moved.url


def test_an_old_address_that_is_gone_is_no_absence(crawl_of, article, states):
    crawl_of(article())
    crawl_of(article("Retour-Mali"))
    assert [crawl_of(404).withdrawn for _ in range(2)] == [0, 0]
    assert [kind for kind, _ in states()] == ["first"]


@pytest.mark.parametrize("status", [None, 429, 500, 503])
def test_no_answer_withdraws_what_every_list_has_dropped(crawl_of, article, states, status):
    crawl_of(article())
    assert [crawl_of(status).withdrawn for _ in range(2)] == [0, 1]
    assert states()[-1] == ("withdrawn", "unreachable")


def test_no_answer_withdraws_nothing_that_a_list_shows(archive, crawl_of, article, listing, states):
    crawl_of(article())
    shown = Reading("list", PORTAL + "-Actualites-", rows=[listing(kind="news")])
    for at in ("2999-03-02T08:00:00Z", "2999-03-03T08:00:00Z"):
        number = archive.start_crawl("news", "full", PORTAL)
        fetch = records.Fetch(crawl_id=number, url=shown.url, final_url=shown.url, status=200, fetched_at=at)
        save_response(archive, number, fetch, b"<html>", shown)
        save_response(
            archive, number, records.Fetch(crawl_id=number, url=URL, fetched_at=at, error="timeout"), None, None
        )
        assert archive.finish_crawl(number, "finished", requests=2).withdrawn == 0
    assert len(states()) == 1


@pytest.mark.parametrize(("mode", "reason"), [("limited", "finished"), ("full", "interrupted")])
def test_no_answer_counts_in_a_whole_crawl_only(crawl_of, article, mode, reason):
    crawl_of(article())
    assert [crawl_of(500, mode=mode, reason=reason).withdrawn for _ in range(3)] == [0, 0, 0]


def test_a_record_met_again_before_the_second_sign_stays(crawl_of, article, states, rows):
    crawl_of(article())
    crawl_of(404)
    crawl_of(article())
    assert rows("absences") == []
    assert crawl_of(404).withdrawn == 0
    assert states() == [("first", None)]


@pytest.mark.parametrize("change", [{}, {"title": "Retour sur la réunion"}])
def test_what_comes_back_is_restored(crawl_of, article, event, states, rows, change):
    crawl_of(article("Reunion-Mali", event()))
    crawl_of((302, LOGIN))
    assert crawl_of(article("Reunion-Mali", event(), **change)).changed == 1
    assert [kind for kind, _ in states()] == ["first", "withdrawn", "restored"]
    (news,), (event,) = rows("news"), rows("events")
    assert (news["withdrawn"], event["withdrawn"], news["changed"]) == (None, None, DAYS[2])


def test_what_comes_back_under_its_number_is_restored(crawl_of, article, event, states, rows):
    crawl_of(article("Reunion-Mali", event(), spip_id=12))
    crawl_of((302, LOGIN))
    crawl_of(article("article12", url=PORTAL + "spip.php?article12", spip_id=12))
    assert [kind for kind, _ in states()] == ["first", "withdrawn", "restored"]
    assert (rows("news")[0]["withdrawn"], rows("events")[0]["withdrawn"]) == (None, None)


def test_a_withdrawn_record_is_not_withdrawn_again(crawl_of, article, states):
    crawl_of(article())
    assert [crawl_of((302, LOGIN)).withdrawn for _ in range(3)] == [1, 0, 0]
    assert len(states()) == 2


def test_changes_show_when_a_record_went_and_came_back(crawl_of, article, rows):
    crawl_of(article())
    crawl_of((302, LOGIN))
    crawl_of(article())
    changes = [(row["kind"], row["field"], row["old"], row["new"]) for row in rows("changes")]
    assert changes == [("withdrawn", "withdrawn", None, DAYS[1]), ("restored", "withdrawn", DAYS[1], None)]


def test_a_withdrawal_keeps_the_fields_and_names_its_proof(crawl_of, article, rows):
    crawl_of(article(body="Texte"))
    crawl_of((302, LOGIN))
    first, gone = rows("versions")
    assert json.loads(gone["fields"]) == json.loads(first["fields"]) | {"withdrawn": DAYS[1]}
    (proof,) = rows("SELECT status, final_url FROM fetches WHERE id = ?", gone["fetch_id"])
    assert proof == {"status": 302, "final_url": LOGIN}


def test_a_withdrawal_is_no_open_problem(crawl_of, article, rows):
    crawl_of(article())
    crawl_of(404)
    assert [row["rule"] for row in rows("open_problems")] == ["gone"]
    crawl_of(404)
    assert rows("open_problems") == []


def test_another_articles_page_in_place_of_an_article_is_no_edit_of_it(crawl_of, article, rows, states):
    own = article("Reunion-Mali", title="Réunion Mali", body="Le groupe se réunit.")
    crawl_of(own)
    crawl_of(article("Forum", title="Forum de Tunis", body="Le forum s'ouvre."), url=PORTAL + "Forum")
    in_place = article("Reunion-Mali", title="Forum de Tunis", body="Le forum s'ouvre.")
    assert crawl_of(in_place).withdrawn == 0
    assert [row["title"] for row in rows("news")] == ["Réunion Mali", "Forum de Tunis"]
    assert [(row["record"], row["rule"]) for row in rows("problems")] == [("news/Reunion-Mali", "soft_404")]
    assert {row["url"]: row["record_id"] for row in rows("aliases")} == {URL: "Reunion-Mali", PORTAL + "Forum": "Forum"}
    assert crawl_of(in_place).withdrawn == 1
    assert states() == [("first", None), ("first", None), ("withdrawn", "soft_404")]
    crawl_of(article("Reunion-Mali", title="Réunion Mali", body="Le groupe s'est réuni."))
    assert states()[-1] == ("restored", None)


def test_articles_of_one_text_that_are_edited_alike_are_both_edited(crawl_of, article, rows, states):
    for name in ("Reunion-Mali", "Reunion-Mali-2"):
        crawl_of(article(name, title="Réunion Mali", body="Le groupe se réunit."), url=PORTAL + name)
    for name in ("Reunion-Mali", "Reunion-Mali-2"):
        crawl_of(article(name, title="Réunion Mali", body="Le groupe s'est réuni."), url=PORTAL + name)
    assert [kind for kind, _ in states()] == ["first", "first", "change", "change"]


def test_an_article_whose_address_led_to_another_for_a_while_is_itself_again(crawl_of, article, rows):
    forum = article("Forum", title="Forum de Tunis", body="Le forum s'ouvre.")
    crawl_of(article("Reunion-Mali", title="Réunion Mali", body="Le groupe se réunit."))
    crawl_of(forum, url=PORTAL + "Forum")
    crawl_of(forum)
    crawl_of(article("Reunion-Mali", title="Réunion Mali", body="Le groupe s'est réuni."))
    assert [(row["id"], row["title"], row["body"]) for row in rows("news")] == [
        ("Reunion-Mali", "Réunion Mali", "Le groupe s'est réuni."),
        ("Forum", "Forum de Tunis", "Le forum s'ouvre."),
    ]


def test_an_article_that_takes_the_text_of_one_that_goes_is_edited_and_stays(crawl_of, article, rows, states):
    forum = {"title": "Forum de Tunis", "body": "Le forum s'ouvre."}
    crawl_of(article("Reunion-Mali", title="Réunion Mali", body="Le groupe se réunit."))
    crawl_of(article("Forum", **forum), url=PORTAL + "Forum")
    for _ in range(2):
        crawl_of(article("Reunion-Mali", **forum))
        crawl_of(404, url=PORTAL + "Forum")
    assert [(row["id"], row["withdrawn"] is None) for row in rows("news")] == [("Reunion-Mali", True), ("Forum", False)]
    assert ("change", None) in states()


def test_a_page_with_a_number_of_its_own_is_its_articles(crawl_of, article, rows, states):
    by_number = PORTAL + "spip.php?article1784"
    crawl_of(article("article1784", url=by_number, spip_id=1784, title="Liban", body="Un."), url=by_number)
    crawl_of(article("Programme", title="Programme Liban", body="Deux."), url=PORTAL + "Programme")
    for _ in range(2):
        crawl_of(
            article("article1784", url=by_number, spip_id=1784, title="Programme Liban", body="Deux."), url=by_number
        )
    assert [row["withdrawn"] for row in rows("news")] == [None, None]


def test_what_took_the_place_of_a_withdrawn_article_is_no_double_of_it(crawl_of, article, rows):
    forum = article("Forum", title="Forum de Tunis", body="Le forum s'ouvre.")
    crawl_of(article("Reunion-Mali", title="Réunion Mali", body="Le groupe se réunit."))
    crawl_of(forum, url=PORTAL + "Forum")
    for _ in range(4):
        crawl_of(forum)
    assert rows("news")[0]["withdrawn"] is not None
    (double,) = rows("SELECT last_seen FROM problems WHERE rule = 'duplicate_record'")
    assert double["last_seen"] < DAYS[5]
