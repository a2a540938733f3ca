"""What was said of a record, version by version: histoire_d_une_fiche, and the ways to the pages for readers."""

import pytest


@pytest.fixture
def history(ask):
    def rows(record: str) -> list[dict]:
        return ask(f"/archive/histoire_d_une_fiche.json?_shape=array&fiche={record}").json()

    return rows


def test_all_versions_of_a_record_are_listed_from_the_last_to_the_first(history):
    listed = [(row["version"], row["etat"], row["champs"], row["comparaison"]) for row in history("news/Reunion-Mali")]
    assert listed == [
        (8, "restored", "withdrawn", "de=7&a=8"),
        (7, "withdrawn", "withdrawn", "de=4&a=7"),
        (4, "change", "title, body, published, events", "de=1&a=4"),
        (1, "first", None, None),
    ]
    assert [row["motif"] for row in history("news/Reunion-Mali")] == [None, "login", None, None]


def test_a_group_has_a_history_too(history):
    assert [row["champs"] for row in history("groups/mali")] == ["sections", "sections", None]


@pytest.mark.parametrize("record", ["", "news", "news/", "Reunion-Mali", "news/Reunion-Mal", "groups/Reunion-Mali"])
def test_what_is_no_record_has_no_history(history, record):
    assert history(record) == []


def test_a_history_leads_to_versions_and_comparisons(ask):
    page = ask("/archive/histoire_d_une_fiche?fiche=news/Reunion-Mali").text
    assert '<a href="/archive/versions/7">7</a>' in page
    assert '<a href="/archive/-/comparer?de=4&amp;a=7">comparer</a>' in page


@pytest.mark.parametrize(
    ("row", "page"),
    [
        ("news/Reunion-Mali", "/actualite/Reunion-Mali"),
        ("groups/mali", "/groupe/mali"),
        ("versions/4", "/actualite/Reunion-Mali/v/4"),
        ("versions/6", "/groupe/mali/v/6"),
    ],
)
def test_a_row_leads_to_its_page_for_readers(ask, row, page):
    text = ask(f"/archive/{row}").text
    assert f'href="{page}"' in text
    assert f'href="/en{page}"' in text


def test_a_row_of_another_table_leads_to_none(ask):
    page = ask("/archive/events/Reunion-Mali")
    assert page.status_code == 200
    assert "archive-hint" not in page.text


@pytest.mark.parametrize(
    ("query", "page"),
    [("de=1&a=4", "/actualite/Reunion-Mali/comparer"), ("de=3&a=6", "/groupe/mali/comparer")],
)
def test_a_comparison_leads_to_its_page_for_readers(ask, query, page):
    answer = ask(f"/archive/-/comparer?{query}")
    assert answer.status_code == 200
    assert (answer.url.path, answer.url.query.decode()) == (page, query)


@pytest.mark.parametrize("path", ["/archive/-/comparer", "/archive/-/comparer?de=1&a=99", "/autre/-/comparer?de=1&a=4"])
def test_a_comparison_of_no_versions_is_not_found(ask, path):
    assert ask(path).status_code == 404
