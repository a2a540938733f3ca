"""What differs between two texts, by paragraphs and by words, at a bounded cost."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.history.differences import MOST_PARTS, MOST_WORDS, differences

PARAGRAPHS = st.lists(st.text("ab .\n", min_size=1, max_size=12), max_size=8)


def side(passages, name: str, mark: str = "[]") -> list[str]:
    """A side's paragraphs, what differs in brackets."""
    opening, closing = mark or ("", "")
    return [
        "".join(f"{opening}{piece.text}{closing}" if piece.changed else piece.text for piece in paragraph)
        for passage in passages
        for paragraph in getattr(passage, name)
    ]


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        (["le 12 mars"], ["le 19 mars"], ["le [12] mars"], ["le [19] mars"]),
        (["à Paris"], ["à Paris, puis à Lyon"], ["à Paris"], ["à Paris[, puis à Lyon]"]),
        (["un", "deux"], ["un", "trois", "deux"], ["un", "deux"], ["un", "[trois]", "deux"]),
        (["un", "deux"], ["deux"], ["[un]", "deux"], ["deux"]),
        ([], ["un"], [], ["[un]"]),
        (["oui"], ["oui"], ["oui"], ["oui"]),
        (["deux mots"], ["autre chose"], ["[deux mots]"], ["[autre chose]"]),
        (["2026-03-12T14:00"], ["2026-03-19T14:00"], ["2026-03-[12]T14:00"], ["2026-03-[19]T14:00"]),
    ],
)
def test_words_that_differ_are_marked(before, after, old, new):
    passages = differences(before, after)
    assert side(passages, "before") == old
    assert side(passages, "after") == new


def test_equal_paragraphs_make_one_passage():
    passages = differences(["a", "b", "c d"], ["a", "b", "c e"])
    assert [(passage.same, len(passage.after)) for passage in passages] == [(True, 2), (False, 1)]


@given(PARAGRAPHS, PARAGRAPHS)
def test_nothing_of_either_text_is_lost_or_added(before, after):
    passages = differences(before, after)
    assert "".join("".join(side(passages, "before", "")).split()) == "".join("".join(before).split())
    assert "".join("".join(side(passages, "after", "")).split()) == "".join("".join(after).split())


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_is_not_marked_is_equal(before, after):
    passages = differences(before, after)
    unmarked = [
        "".join(
            piece.text
            for passage in passages
            for paragraph in getattr(passage, name)
            for piece in paragraph
            if not piece.changed
        )
        for name in ("before", "after")
    ]
    assert unmarked[0] == unmarked[1]


def test_a_stretch_of_too_many_words_is_shown_as_replaced():
    words = MOST_PARTS + 1
    passages = differences(["début " + "a " * words + "fin"], ["début " + "b " * words + "fin"])
    (old,) = side(passages, "before")
    assert old.startswith("début [a a")
    assert old.endswith("a] fin")


def test_a_long_text_is_compared_by_paragraphs():
    long = "mot " * MOST_WORDS
    passages = differences([long, "le 12 mars"], [long, "le 19 mars"])
    assert side(passages, "before")[1] == "[le 12 mars]"


@pytest.mark.parametrize(("count", "length", "distinct"), [(1, 9900, 105), (1000, 95, 3)])
def test_texts_that_would_take_long_do_not(count, length, distinct):
    """Paragraphs of few words in many orders, seconds without the bounds. CPU time: other programs do not count."""
    dice = random.Random(3)
    words = [f"mot{number}" for number in range(distinct)]
    before, after = ([" ".join(dice.choices(words, k=length)) for _ in range(count)] for _ in range(2))
    started = time.process_time()
    passages = differences(before, after)
    assert time.process_time() - started < 1
    assert "".join(side(passages, "after", "")) == "".join(after)
