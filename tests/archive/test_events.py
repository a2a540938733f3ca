"""An article's own dates, and the agenda block's where it has none."""

import itertools

import pytest

from scraper.reading.result import Reading

PORTAL = "https://cites-unies-france.org/"


def home(*listings) -> Reading:
    return Reading("home", PORTAL, None, list(listings))


@pytest.fixture
def badge(listing):
    def shown(day: str = "2026-03-25", **more):
        return listing("Reunion-Mali", "agenda", list_url=PORTAL, starts=day, ends=day, date_text="25 mar", **more)

    return shown


def dates(rows) -> list[tuple]:
    return [(row["id"], row["starts"], row["date_source"], row["withdrawn"]) for row in rows("events")]


def test_an_event_no_longer_stated_stays_withdrawn(save, rows, article, event):
    save(article("Reunion-Mali", event(), event(day="2026-04-02", number=2)))
    save(article("Reunion-Mali", event()), at="2026-03-02T08:00:00Z")
    assert dates(rows) == [
        ("Reunion-Mali", "2026-03-25", "title", None),
        ("Reunion-Mali#2", "2026-04-02", "title", "2026-03-02T08:00:00Z"),
    ]
    save(article("Reunion-Mali", event(), event(day="2026-04-02", number=2)))
    assert dates(rows)[1] == ("Reunion-Mali#2", "2026-04-02", "title", None)


@pytest.mark.parametrize("order", list(itertools.permutations(["list", "article"])))
def test_the_agenda_dates_an_article_without_a_date(save, rows, article, badge, order):
    pages = {"list": home(badge()), "article": article(status="postponed")}
    for name in order:
        save(pages[name])
    assert dates(rows) == [("Reunion-Mali", "2026-03-25", "agenda", None)]
    (dated,) = rows("events")
    assert (dated["date_text"], dated["status"], dated["place"]) == ("25 mar", "postponed", None)


@pytest.mark.parametrize("order", list(itertools.permutations(["list", "article"])))
@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("title", "2026-03-26"),
        ("body", "2026-03-26"),
        ("published", "2026-03-25"),
    ],
)
def test_the_articles_own_words_win_over_the_agenda_and_it_over_a_publication_date(
    save,
    rows,
    article,
    event,
    badge,
    order,
    source,
    kept,
):
    own = event(day="2026-03-26", date_source=source, place="Paris")
    pages = {"list": home(badge()), "article": article("Reunion-Mali", own)}
    for name in order:
        save(pages[name])
    assert [row["starts"] for row in rows("events")] == [kept]
    assert rows("events")[0]["place"] == "Paris"


def test_an_agenda_date_outlives_the_next_reading_and_follows_the_badge(save, rows, article, badge):
    save(home(badge()))
    save(article())
    save(article(), at="2026-03-02T08:00:00Z")
    assert dates(rows) == [("Reunion-Mali", "2026-03-25", "agenda", None)]
    save(home(badge("2026-03-27")), at="2026-03-03T08:00:00Z")
    assert dates(rows) == [("Reunion-Mali", "2026-03-27", "agenda", None)]


def test_a_date_that_an_article_begins_to_state_replaces_the_agendas(save, rows, article, event, badge):
    save(home(badge()))
    save(article())
    save(article("Reunion-Mali", event(day="2026-03-26")))
    assert dates(rows) == [("Reunion-Mali", "2026-03-26", "title", None)]


def test_a_badge_without_a_date_dates_nothing(save, rows, article, listing):
    save(article())
    save(home(listing("Reunion-Mali", "agenda", list_url=PORTAL)))
    assert dates(rows) == []


def test_the_badge_makes_no_version(save, article, badge):
    save(article())
    save(home(badge()))
    assert save(article()).unchanged == 1
