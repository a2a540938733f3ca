"""A list is walked to its end in as few requests as its portal allows."""

from operator import is_ as is_same

import pytest

from scraper import spip
from scraper.crawling.lists import Lists, at_offset, listed, ways
from scraper.reading.result import Link, Pagination, Reading
from scraper.records import Listing

LIST = "https://cites-unies-france.org/-Actualites-"
NAME = "debut_autres_articles"


def page(url: str, entries: list[int], last: int, step: int = 10) -> Reading:
    rows = [Listing(list_url=LIST, url=f"https://cites-unies-france.org/a{n}", kind="news") for n in entries]
    return Reading("list", url, rows=rows, pagination=Pagination(NAME, step, last) if last else None)


def walk(lists: Lists, size: int, *, step: int = 10, whole_works: bool = True, shift: int = 0) -> list[str]:
    """The addresses asked of a list of `size` entries, newest first; `shift` new ones appear while page two is read."""
    asked, url = [], LIST
    last = (size - 1) // step * step
    while url:
        asked.append(url)
        offset = url.partition("=")[2] or "0"
        if offset == "-1":
            entries = range(size) if whole_works else range(step)
        else:
            start = min(int(offset), last) - (shift if len(asked) > 1 else 0)
            entries = range(max(start, 0), min(start + step, size))
        url = lists.after(url, page(url, list(entries), last, step))
    return asked


def test_whole_list_in_one_request_when_the_portal_gives_it():
    assert walk(Lists(1000, 3000), 150) == [LIST, f"{LIST}?{NAME}=-1"]


def test_offsets_are_walked_when_the_whole_list_is_not_given():
    asked = walk(Lists(1000, 3000), 45, whole_works=False)
    assert asked == [LIST, f"{LIST}?{NAME}=-1", *(f"{LIST}?{NAME}={n}" for n in (10, 20, 30, 40))]


def test_a_list_too_long_to_be_asked_whole_is_walked():
    assert len(walk(Lists(1000, 3000), 3500)) == 350


def test_a_second_page_costs_as_much_as_the_whole_list():
    assert walk(Lists(1000, 3000), 15) == [LIST, f"{LIST}?{NAME}=-1"]


def test_one_page_is_one_request():
    assert walk(Lists(1000, 3000), 7) == [LIST]


def test_a_list_is_no_longer_than_allowed():
    assert len(walk(Lists(5, 0), 500)) == 5


def test_a_list_of_three_steps_by_three():
    assert walk(Lists(1000, 0), 9, step=3)[1:] == [f"{LIST}?{NAME}=3", f"{LIST}?{NAME}=6"]


def test_a_page_that_shows_nothing_new_ends_the_list():
    lists = Lists(1000, 0)
    first = lists.after(LIST, page(LIST, [1, 2], 90))
    assert first == f"{LIST}?{NAME}=10"
    assert lists.after(first, page(first, [1, 2], 90)) is None


def test_entries_that_drift_to_the_next_page_do_not_end_the_list():
    assert len(walk(Lists(1000, 0), 45, shift=4)) == 5


def test_behind_a_page_that_does_not_answer_the_list_goes_on():
    lists = Lists(1000, 3000)
    whole = lists.after(LIST, page(LIST, [1, 2], 90))
    assert lists.after_refusal(whole) == f"{LIST}?{NAME}=10"
    assert lists.after_refusal(f"{LIST}?{NAME}=10") == f"{LIST}?{NAME}=20"
    assert lists.after_refusal(f"{LIST}?{NAME}=90") is None


def test_an_unknown_page_that_does_not_answer_leads_nowhere():
    assert Lists(1000, 3000).after_refusal("https://cites-unies-france.org/Titre") is None


@pytest.mark.parametrize("url", [LIST, "https://cites-unies-france.org/spip.php?page=agenda"])
def test_without_offset_undoes_at_offset(url):
    assert spip.without_offset(at_offset(url, NAME, 20)) == url
    assert at_offset(at_offset(url, NAME, 20), NAME, 30) == at_offset(url, NAME, 30)


def test_of_a_list_that_was_read_only_where_it_leads_is_kept():
    """A crawl of 50,000 pages would keep all titles of all lists, and each address once for each page that has it."""
    pages = [page(LIST, [1, 2], 10) for _ in range(2)]
    for each in pages:
        each.rows[0].title, each.marks, each.links = "Titre", frozenset("a"), [Link(f"{LIST}{2}", "list", "Suite")]
    first, second = map(ways, pages)
    assert (listed(first), first.kind, first.pagination) == (listed(pages[0]), "list", pages[0].pagination)
    assert [(link.url, link.kind) for link in first.links] == [(f"{LIST}2", "list")]
    assert not (first.marks)
    assert not (first.rows[0].title)
    assert not (first.links[0].text)
    assert all(map(is_same, listed(first), listed(second)))
