"""What is found first, by each rule of the search; and that no text gives an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive
from scraper.archive.database import writing
from scraper.search import MOST, NEWEST, OLDEST, Query, name_of, results
from scraper.search.kinds import bare_name
from tests.search.conftest import found_in


def names(found) -> list[str]:
    return [f"{hit.kind}/{hit.record_id}" for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Maroc", "groups/maroc"),
        ("marocaine", "groups/maroc"),
        ("SEISME", "news/Seisme"),
        ("d'eau potable", "news/Eau"),
        ("François Bonneau", "people/francois-bonneau"),
        ("Ouagadougou", "documents/d1"),
        ("ivoiriens", "news/Abidjan"),
        ("Côte d’Ivoire", "news/Abidjan"),
        ("groupes-pays Sénégal", "news/Reunion-a-venir"),
        ("fonds Maroc", "funds/maroc"),
        ("Maroc fonds de solidarité", "funds/maroc"),
        ("groupe-pays Maroc", "groups/maroc"),
        ("le groupe marocain", "groups/maroc"),
        ("personne François Bonneau", "people/francois-bonneau"),
        ("document Le programme", "documents/d3"),
    ],
)
def test_what_is_found_first(find, text, first):
    assert names(find(text))[0] == first


@pytest.mark.parametrize(
    "texts",
    [
        ("eau", "d'eau", "l’eau", "eaux", "EAU"),
        ("régional", "régionaux", "regionale", "régionales"),
        ("collectivité", "collectivités", "collectivite"),
        ("groupe-pays", "groupes-pays"),
        ("franco-sénégalais", "franco-sénégalaises", "francosénégalais"),
        ("œuvre", "oeuvres"),
        ("Sénégal", "sénégalaises"),
        ("Niger OU Maroc", "niger OR maroc", "Maroc | Niger"),
    ],
)
def test_what_is_one_word_finds_the_same(find, texts):
    found = [set(names(find(text))) for text in texts]
    assert all(found[0] == other for other in found)
    assert found[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"appel à projets"', {"news/Niger"}),
        ('"projets à appel"', set()),
        ("«appel à projets", {"news/Niger"}),
        ("projets -stage", {"news/Eau"}),
        ("ivoir* -maroc", {"news/Abidjan"}),
        ("la", {"news/Reunion-Maroc"}),
        ("jusqu'ici", {"news/Eau"}),
        ("de eaux territoriales", {"news/Eaux"}),
        ("niger abidjan", set()),
    ],
)
def test_what_is_typed_is_understood(find, text, found):
    if text == "la":  # common words alone are looked for as written
        assert find(text).total < find().total
    else:
        assert set(names(find(text))) == found


def test_only_what_is_left_out_finds_the_rest(find):
    everything = find(size=100)
    assert set(names(find("-maroc", size=100))) < set(names(everything))
    assert len(everything.hits) == everything.total


def test_filters_and_counts(find):
    found = find("maroc")
    assert sum(number for kind, number in found.kinds.items() if kind != "event") == found.total
    for name, counts in (("kind", found.kinds), ("country", found.countries), ("group", found.groups)):
        for value, number in counts.items():
            assert find("maroc", **{name: value}).total == number
    for year, number in found.years.items():
        assert find("maroc", year=int(year)).total == number
    assert find("maroc", year=0).total == 0


def test_an_event_is_found_with_its_article(find):
    (hit,) = find("assainissement").hits
    assert (hit.kind, hit.starts) == ("news", "2022-05-02")
    assert names(find("assainissement", kind="event")) == ["news/Eau"]


def test_the_newest_and_the_oldest_come_first_and_what_has_no_day_last(find):
    newest, oldest = ([hit.day for hit in find(sort=sort, size=100).hits] for sort in (NEWEST, OLDEST))
    days = [day for day in newest if day]
    assert days == sorted(days, reverse=True)
    assert newest[len(days) :] == [None] * (len(newest) - len(days))
    assert [day for day in oldest if day] == days[::-1]
    assert oldest[: len(days)] == days[::-1]


@pytest.mark.parametrize("sort", ["relevance", NEWEST, OLDEST])
def test_pages_have_each_hit_once(find, sort):
    whole = names(find("maroc", sort=sort, size=100))
    pages = [names(find("maroc", sort=sort, size=2, page=page)) for page in range(1, 5)]
    assert [name for page in pages for name in page] == whole


@pytest.mark.parametrize("sort", ["relevance", NEWEST, OLDEST])
def test_results_are_bounded_and_paged(find, monkeypatch, sort):
    whole = find("maroc", size=100)
    monkeypatch.setattr(results, "MOST", 3)
    bounded = find("maroc", sort=sort, size=2)
    assert (bounded.total, bounded.is_bounded, bounded.pages) == (3, True, 2)
    assert not whole.is_bounded
    assert whole.total < MOST
    assert len(set(names(bounded) + names(find("maroc", sort=sort, size=2, page=2)))) == 3


def test_of_many_the_record_of_that_name_comes_first_too(find, monkeypatch):
    monkeypatch.setattr(results, "MOST", 1)
    found = find("fonds Maroc", size=1)
    assert (found.is_bounded, names(found)) == (True, ["funds/maroc"])


@pytest.mark.parametrize(
    ("kind", "name", "bare"),
    [
        ("groups", "Mission Sahel", "sahel"),
        ("groups", "Groupe de travail Eau", "eau"),
        ("groups", "Pays de la Loire", "pay loir"),
        ("groups", "Groupes-pays", "group pay"),
        ("funds", "Fonds d’urgence Liban", "@lb"),
        ("people", "Fonds", "fond"),
    ],
)
def test_a_name_is_known_without_the_words_of_its_kind(kind, name, bare):
    assert bare_name(name_of(name), kind) == bare


def test_what_is_withdrawn_is_found_and_marked(filled, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(filled.read_bytes())
    with Archive.open(copy) as archive:
        with writing(archive.db):
            archive.db.execute("UPDATE news SET withdrawn = '2026-03-04T08:00:00Z' WHERE id = 'Eau'")
        hits = found_in(archive.db.conn, Query("assainissement OU programme")).hits
    assert {(hit.kind, hit.record_id, hit.withdrawn) for hit in hits} == {
        ("news", "Eau", "2026-03-04T08:00:00Z"),
        ("documents", "d3", "2026-03-04T08:00:00Z"),
    }


ODD = [
    "",
    " ",
    '"',
    '""',
    "-",
    "--",
    "OU",
    "OU OU",
    "*",
    "a*",
    "(",
    ")",
    "NEAR(",
    "\0",
    "a\0b",
    "'",
    "l'",
    '"-',
    "\ud800",
]
LONG = ["x" * 10_000, "mot " * 5_000, "a-" * 5_000, '"a ' * 5_000]


@pytest.mark.parametrize("text", [*ODD, *LONG, "de", "-de", "a:b", "{title}:x", "^a", "+"])
def test_no_text_gives_an_error(find, text):
    assert find(text).total >= 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \"-*'’OUaeé()^:+{}")), max_size=60))
def test_no_text_at_all_gives_an_error(find, text):
    find(text)
