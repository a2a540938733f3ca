"""What a list shows, and which group lists which article, whichever comes first."""

import itertools

import pytest

from scraper.reading.result import Reading
from scraper.records import Group

PORTAL = "https://cites-unies-france.org/"


@pytest.mark.parametrize("order", list(itertools.permutations(["group", "article"])))
def test_a_group_lists_an_article_whichever_comes_first(save, rows, group, article, listing, order):
    pages = {"group": group("Mali", listing(group_id="mali")), "article": article()}
    for name in order:
        save(pages[name])
    assert rows("SELECT group_id, news_id FROM group_news") == [{"group_id": "mali", "news_id": "Reunion-Mali"}]


@pytest.mark.parametrize("order", list(itertools.permutations(["group", "article"])))
def test_an_article_is_found_by_any_address_the_list_gives(save, rows, group, article, listing, order):
    by_number = PORTAL + "spip.php?article1784"
    pages = {"group": group("Mali", listing(url=by_number, group_id="mali")), "article": article(aliases=[by_number])}
    for name in order:
        save(pages[name])
    assert rows("SELECT group_id, news_id FROM group_news") == [{"group_id": "mali", "news_id": "Reunion-Mali"}]


def test_other_lists_make_no_group_news(save, rows, article, listing):
    save(article())
    save(Reading("list", PORTAL + "-Actualites-", None, [listing(kind="news", list_url=PORTAL + "-Actualites-")]))
    assert rows("SELECT group_id, news_id FROM group_news") == []


def test_a_listing_keeps_when_it_was_first_and_last_seen(save, rows, group, listing):
    save(group("Mali", listing(group_id="mali", title="Réunion")))
    save(group("Mali", listing(group_id="mali", title="Retour sur la réunion")), at="2026-03-02T08:00:00Z")
    (shown,) = rows("listings")
    assert (shown["title"], shown["first_seen"], shown["last_seen"]) == (
        "Retour sur la réunion",
        "2026-03-01T08:00:00Z",
        "2026-03-02T08:00:00Z",
    )


INSIDE = PORTAL + "spip.php?id_rubrique=167&page=pays_intro"


@pytest.mark.parametrize("order", list(itertools.permutations(["group", "article"])))
def test_an_article_met_inside_a_group_that_it_does_not_name_is_the_group_s(save, rows, group, article, listing, order):
    pages = {"group": group("Mali", url=INSIDE), "article": article("A", listing("A", list_url=INSIDE))}
    for name in order:
        save(pages[name])
    assert rows("SELECT group_id, news_id FROM group_news") == [{"group_id": "mali", "news_id": "A"}]
    assert rows("SELECT group_id FROM listings") == [{"group_id": "mali"}]


def test_the_section_of_the_former_groups_has_no_news_of_its_own(save, rows, group, article, listing):
    save(article("A", listing("A", list_url=INSIDE)))
    save(group("Les anciens groupes-pays", url=INSIDE, kind="former"))
    assert rows("SELECT group_id, news_id FROM group_news") == []


def test_a_group_that_only_another_dress_of_an_article_names_is_known(save, rows, article, listing):
    save(article("A"))
    mali = Group(id="mali", name="Mali", kind="country")
    inside = article("A", mali, listing("A", list_url=INSIDE, group_id="mali"), url=PORTAL + "spip.php?article12")
    save(inside, url=PORTAL + "A")
    assert rows("SELECT group_id, news_id FROM group_news") == [{"group_id": "mali", "news_id": "A"}]


def test_a_link_takes_no_date_from_a_listing(save, rows, group, article, listing):
    save(group("Mali", listing(list_url=INSIDE, group_id="mali", title="Réunion", starts="2026-03-01"), url=INSIDE))
    save(article("B", listing(list_url=INSIDE)))
    (shown,) = rows("listings")
    assert (shown["title"], shown["starts"], shown["group_id"]) == ("Réunion", "2026-03-01", "mali")
