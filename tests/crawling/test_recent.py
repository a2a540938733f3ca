"""What is worth a request in a recent crawl, and where a list's head ends."""

from dataclasses import replace

import pytest

from scraper.crawling.recent import Heads, Recent
from scraper.reading.result import Link, Pagination, Reading
from scraper.records import Listing

OWN = "https://cites-unies-france.org"
MAIN = f"{OWN}/-Actualites-"
DAY = "2026-03-{:02}"


def shown(slug: str, day: int = 1, title: str = "Titre", list_url: str = MAIN) -> Listing:
    return Listing(list_url=list_url, url=f"{OWN}/{slug}", kind="news", title=title, starts=DAY.format(day))


def page(*rows: Listing, last: int = 90, kind: str = "list", links=()) -> Reading:
    pagination = Pagination("debut_autres_articles", 10, last) if last else None
    return Reading(kind, MAIN, rows=list(rows), links=list(links), pagination=pagination)


def before(*rows: Listing, words=None) -> Recent:
    """A recent crawl of an archive whose lists showed these, each of them met."""
    lists: dict = {}
    for row in rows:
        lists.setdefault(row.list_url, {})[row.url] = row.title, row.starts
    return Recent(90, 0, frozenset(row.url for row in rows), lists, words or {})


def heads(known: Recent, head: int = 0, most: int = 100) -> Heads:
    return Heads(most, replace(known, head=head), MAIN)


KNOWN = before(shown("A", 9), shown("B", 8), shown("C", 7), shown("Autre", 7, list_url=f"{OWN}/-Mali-"))


@pytest.mark.parametrize(
    ("row", "fresh"),
    [
        (shown("A", 9), False),
        (shown("Neuf", 9), True),
        (shown("A", 9, title="Annulation : titre"), True),
        (shown("A", 10), True),
        (shown("Autre", 7), False),
    ],
    ids=["as before", "new", "another title", "another day", "first time in this list"],
)
def test_an_entry_is_fresh_that_is_new_or_shown_otherwise(row, fresh):
    assert KNOWN.fresh(page(row)) == ({row.url} if fresh else set())


@pytest.mark.parametrize(
    ("kind", "text", "fresh"),
    [("feed", "Les mots", False), ("feed", "D'autres mots", True), ("list", "D'autres mots", False)],
)
def test_an_item_of_a_feed_is_fresh_when_its_words_differ(kind, text, fresh):
    known = before(shown("A"), words={f"{OWN}/A": "Les mots"})
    found = known.fresh(page(kind=kind, links=[Link(f"{OWN}/A", "article", text)]))
    assert found == ({f"{OWN}/A"} if fresh else set())


def test_an_item_that_no_feed_had_is_left_to_the_lists_when_it_is_known():
    assert before(shown("A")).fresh(page(kind="feed", links=[Link(f"{OWN}/A", "article", "Des mots")])) == set()


def test_a_list_is_walked_while_it_shows_something_fresh_and_never_as_a_whole():
    walk = heads(KNOWN)
    assert walk.after(MAIN, page(shown("Neuf", 9))) == f"{MAIN}?debut_autres_articles=10"
    assert walk.after(f"{MAIN}?debut_autres_articles=10", page(shown("A", 9), shown("B", 8))) is None


def test_a_list_without_more_pages_ends():
    assert heads(KNOWN).after(MAIN, page(shown("Neuf", 9), last=0)) is None


@pytest.mark.parametrize(("head", "onward"), [(10, None), (11, f"{MAIN}?debut_autres_articles=10")])
def test_the_head_of_the_main_list_is_walked_and_worth_asking_whatever_is_known(head, onward):
    walk, first = heads(KNOWN, head), page(shown("A", 9), shown("B", 8))
    assert walk.worth(MAIN, first) == {f"{OWN}/A", f"{OWN}/B"}
    assert walk.after(MAIN, first) == onward
    second = f"{MAIN}?debut_autres_articles=10"
    assert walk.worth(second, page(shown("C", 7))) == ({f"{OWN}/C"} if onward else set())


def test_other_lists_have_no_such_head():
    other = page(shown("Autre", 7, list_url=f"{OWN}/-Mali-"))
    walk = heads(KNOWN, 20)
    assert walk.worth(f"{OWN}/-Mali-", other) == set()
    assert walk.after(f"{OWN}/-Mali-", other) is None


def test_what_a_list_showed_and_no_longer_shows_is_missing_when_it_is_not_older():
    walk = heads(KNOWN, 20)
    walk.worth(MAIN, page(shown("Neuf", 9), shown("B", 8)))
    present = [f"{OWN}/{slug}" for slug in ("A", "B", "C", "Autre")]
    assert walk.missing(present) == [f"{OWN}/A"]
    assert walk.missing([f"{OWN}/B"]) == []


def test_a_list_in_no_order_of_days_has_few_missing():
    walk = heads(before(*(shown(f"N{n}", n) for n in range(1, 29))), 5)
    walk.worth(MAIN, page(shown("N1", 1)))
    present = [f"{OWN}/N{n}" for n in range(29)]
    assert walk.missing(present) == [f"{OWN}/N{n}" for n in range(28, 23, -1)]


def test_a_list_without_days_has_nothing_missing():
    walk = heads(KNOWN, 20)
    walk.worth(MAIN, page(Listing(list_url=MAIN, url=f"{OWN}/B", kind="news", title="Titre")))
    assert walk.missing([f"{OWN}/A"]) == []
