"""What differs between two texts, by paragraphs and by words, at a bounded cost."""

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


def test_a_stretch_of_too_many_words_is_told_as_replaced():
    words = MOST_PARTS + 1
    passages = differences(["début " + "a " * words + "fin"], ["début " + "b " * words + "fin"])
    (old,) = side(passages, "before")
    assert old.startswith("début [a a")
    assert old.endswith("a] fin")


def test_a_long_text_is_compared_by_paragraphs():
    long = "mot " * MOST_WORDS
    passages = differences([long, "le 12 mars"], [long, "le 19 mars"])
    assert side(passages, "before")[1] == "[le 12 mars]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("".join(f"x a{n} " for n in range(5000)), "".join(f"x b{n} " for n in range(5000))),
        ("x y " * 5000, "y x " * 4999),
        (" ".join(map(str, range(10000))), " ".join(map(str, range(10000, 0, -1)))),
    ],
)
def test_texts_made_to_be_slow_are_not(before, after):
    """CPU time, not the clock's: another program's load does not count."""
    started = time.process_time()
    differences([before], [after])
    differences(before.split(), after.split())
    differences(
        [before[at : at + 900] for at in range(0, len(before), 900)],
        [after[at : at + 900] for at in range(0, len(after), 900)],
    )
    assert time.process_time() - started < 20
