"""Which pages a spider asks next: each once, articles after the lists, and no more than --limit."""

from types import SimpleNamespace

import pytest

from scraper import portal as portals
from scraper.crawling.frontier import ARTICLE, ENTRY, LIST, Frontier, Step
from scraper.crawling.lists import Lists
from scraper.crawling.run import Requests, Run
from scraper.reading.result import Reading
from scraper.records import News

OWN = "https://cites-unies-france.org"


def article(path: str) -> Step:
    return Step(OWN + path, ARTICLE, article=True)


def paths(steps) -> list[str]:
    return [step.url.removeprefix(OWN) for step in steps]


@pytest.fixture
def make_frontier():
    """A frontier in a run; known: addresses of the archive's records; ways: where each page leads, by path."""

    def make(*, known=(), ways=None, limit=None, budget=None, asked=()) -> Frontier:
        index = SimpleNamespace(present=lambda table: [OWN + path for path in known], asked=dict(asked))
        session = SimpleNamespace(known=index)
        run = Run(portals.load(), ("news",), session, Requests(budget), limit=limit)
        led = ways or {}
        return Frontier(run, "news", Lists(9, 9), lambda url, read: led.get(url.removeprefix(OWN), ()))

    return make


def test_a_page_is_asked_once_whoever_names_it(make_frontier):
    frontier = make_frontier()
    assert paths(frontier.add([article("/A"), article("/A")])) == ["/A"]
    assert paths(frontier.add([article("/A"), article("/B")])) == ["/B"]


def test_what_another_spider_has_asked_is_not_asked_again(make_frontier):
    frontier = make_frontier()
    frontier.run.requests.asked.add(f"{OWN}/A")
    assert paths(frontier.add([article("/A")])) == []
    assert not frontier.is_unseen(f"{OWN}/A")


def test_pages_that_the_run_has_read_are_gone_through(make_frontier):
    ways = {"/-Liste-": [article("/A"), Step(f"{OWN}/-Suite-", LIST)], "/-Suite-": [article("/B")]}
    frontier = make_frontier(ways=ways)
    for path in ways:
        frontier.run.read_pages[OWN + path] = Reading("list", OWN + path)
    assert paths(frontier.add([Step(f"{OWN}/-Liste-", LIST)])) == ["/A", "/B"]


def test_the_limit_counts_articles_and_those_met_by_another_way(make_frontier):
    frontier = make_frontier(limit=2)
    met = Reading("article", f"{OWN}/A", subject=News(id="A", url=f"{OWN}/A", title="A"))
    assert list(frontier.follow(f"{OWN}/-A-", f"{OWN}/A", met)) == []
    assert paths(frontier.add([article("/B"), article("/C"), Step(f"{OWN}/-L-", LIST)])) == ["/B", "/-L-"]
    assert frontier.is_full


def test_articles_are_deferred_until_the_records_that_no_list_shows_were_asked(make_frontier):
    frontier = make_frontier(known=["/Oublie", "/A"])
    assert paths(frontier.add([article("/A"), Step(f"{OWN}/-L-", LIST)])) == ["/-L-"]
    assert frontier.waiting == 1
    assert [paths(frontier.next_batch()) for _ in range(3)] == [["/Oublie"], ["/A"], []]


def test_nothing_is_deferred_in_an_archive_without_records(make_frontier):
    frontier = make_frontier()
    assert paths(frontier.add([article("/A")])) == ["/A"]
    assert frontier.next_batch() == []


def test_with_a_budget_what_was_never_asked_comes_first_and_then_what_was_asked_longest_ago(make_frontier):
    asked = {f"{OWN}/{name}": f"2026-03-0{day}T08:00:00Z" for name, day in (("A", 2), ("B", 1), ("-L-", 1))}
    frontier = make_frontier(known=["/A", "/B"], budget=9, asked=asked)
    steps = list(frontier.start([Step(f"{OWN}/-L-", ENTRY), article("/C")]))
    ordered = sorted(steps, key=lambda step: -step.priority)
    assert paths(ordered) == ["/-L-", "/C", "/B", "/A"]
    assert frontier.run.requests.never_asked == {f"{OWN}/C"}
