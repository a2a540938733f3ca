"""What was said of a record, version by version: histoire_d_une_fiche, and the record's own page."""

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


def test_a_records_page_shows_its_last_changes(ask):
    page = ask("/archive/news/Reunion-Mali").text
    assert 'href="/archive/histoire_d_une_fiche?fiche=news/Reunion-Mali"' in page
    assert "4 versions" in page
    assert 'href="/archive/versions/8"' in page
    assert 'href="/archive/-/comparer?de=1&amp;a=4"' in page
    assert "Date de publication" in page
    assert "histoire_d_une_fiche?fiche=groups/mali" in ask("/archive/groups/mali").text


def test_a_page_of_another_table_shows_no_changes(ask):
    page = ask("/archive/events/Reunion-Mali")
    assert page.status_code == 200
    assert "histoire_d_une_fiche" not in page.text
