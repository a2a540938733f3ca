"""Two versions of a record side by side: /archive/-/comparer?de=ID&a=ID."""

import re

import pytest


@pytest.fixture
def compared(ask):
    def text(before, after) -> str:
        answer = ask(f"/archive/-/comparer?de={before}&a={after}")
        assert answer.status_code == 200
        return answer.text

    return text


def test_what_differs_is_marked_by_words_on_its_own_side(compared):
    text = compared(1, 4)
    assert "<p>Réunion du groupe-pays Mali, le <del>12</del> mars</p>" in text
    assert "<p>Réunion du groupe-pays Mali, le <ins>19</ins> mars</p>" in text
    assert "lieu : <del>Paris</del>" in text
    assert "lieu : <ins>Lyon</ins>" in text


def test_the_sides_name_their_versions(compared):
    head = compared(1, 4).split("archive-sides-head")[1]
    assert re.findall(r'href="/archive/versions/(\d)"', head) == ["1", "4"]
    assert re.findall(r'datetime="([^T]+)', head) == ["2026-03-01", "2026-03-03"]


def test_only_fields_that_differ_are_unfolded(compared):
    shown, folded = compared(1, 4).split('<details class="archive-same">')
    assert re.findall(r"<h2>([^<]+) <", shown) == ["Titre", "Texte", "Date de publication", "Événements"]
    assert re.findall(r"<dt>([^<]+) <", folded) == ["Langue"]


def test_paragraphs_that_do_not_differ_are_folded(compared):
    (folded,) = re.findall(r"<summary>(1 paragraphe[^<]*)<.*?</summary>\s*<p>[^<]*</p>", compared(1, 4), re.DOTALL)
    assert folded.strip() == "1 paragraphe sans changement"


def test_what_was_added_has_nothing_on_the_other_side(compared):
    text = compared(3, 6)
    assert "<ins>Partie 2</ins>" in text
    assert "<ins>Dix villes.</ins>" in text
    assert "<del>" not in text.split("archive-sides-head")[1]


def test_a_withdrawal_shows_as_a_change(compared):
    text = compared(4, 7)
    assert re.findall(r"<h2>([^<]+) <", text) == ["Retrait constaté"]
    assert "<ins>2026-03-05T08:00:00Z</ins>" in text


def test_sides_can_be_swapped(compared):
    assert 'href="/archive/-/comparer?de=4&amp;a=1"' in compared(1, 4)
    assert "le <del>19</del> mars" in compared(4, 1)


@pytest.mark.parametrize(("before", "after"), [(4, 4), (4, 8)])
def test_equal_versions_are_shown_as_equal(compared, before, after):
    assert "Les deux versions disent la même chose." in compared(before, after)


def test_scraped_text_is_text(compared):
    text = compared(2, 5)
    assert "&lt;script&gt;alert(1)" in re.sub("</?ins>", "", text)
    assert "<script>alert" not in re.sub("</?ins>", "", text)
    assert "<img" not in text


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 400, "Deux numéros de version sont attendus"),
        ("?de=1", 400, "Deux numéros de version sont attendus"),
        ("?de=1&a=x", 400, "Deux numéros de version sont attendus"),
        ("?de=1&a=-4", 400, "Deux numéros de version sont attendus"),
        ("?de=1&a=" + "9" * 30, 400, "Deux numéros de version sont attendus"),
        ("?de=1&a=<b>", 400, "Deux numéros de version sont attendus"),
        ("?de=1&a=99", 404, "La version 99 n&#39;existe pas"),
        ("?de=98&a=1", 404, "La version 98 n&#39;existe pas"),
        ("?de=1&a=2", 400, "celles de deux fiches, news/Reunion-Mali et news/Seisme"),
        ("?de=1&a=3", 400, "celles de deux fiches, news/Reunion-Mali et groups/mali"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(ask, query, status, sentence):
    answer = ask(f"/archive/-/comparer{query}")
    assert answer.status_code == status
    assert sentence in answer.text
    assert 'href="/archive/histoire_d_une_fiche"' in answer.text
    assert "<b>" not in answer.text


def test_a_database_that_is_not_served_is_not_found(ask):
    assert ask("/autre/-/comparer?de=1&a=4").status_code == 404
