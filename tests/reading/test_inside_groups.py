"""Articles that are shown inside a group: each is a listing of the group's."""

import pytest

from scraper.records import Group, Listing

PORTAL = "https://cites-unies-france.org/"
TEXT = "<p>" + "Les villes se retrouvent pour parler de l’eau et de la forêt. " * 6 + "</p>"
ABSTRACT = "Les collectivités se retrouvent chaque année depuis trente ans. Présentation du groupe"
NAMED = f"<h2>Mali</h2><p>{ABSTRACT}</p>"


@pytest.fixture
def shown(read_page):
    """The listings and groups of an article shown at an address."""

    def _shown(url, above=NAMED, text=TEXT, **options):
        body = f"<html><body>{above}<p>Accueil Discussions</p><h1>L’eau et la forêt</h1>{text}</body></html>"
        reading = read_page(body, PORTAL + url, **options)
        listings = [(row.list_url, row.url, row.kind, row.group_id) for row in reading.of(Listing)]
        return listings, [(row.name, row.spip_id) for row in reading.of(Group)]

    return _shown


INTRO = PORTAL + "spip.php?id_rubrique=167&page=pays_intro"
ARTICLE = PORTAL + "spip.php?article12"


@pytest.mark.parametrize(
    "url",
    [
        "spip.php?page=pays_page&id_article=12&id_rubrique=167",
        "spip.php?id_article=12&id_rubrique=167&page=pays_page",
        "spip.php?id_rubrique=167&page=pays_page&id_article=12%27",
        "spip.php?page=pays_page&amp;id_article=12&amp;id_rubrique=167",
    ],
)
@pytest.mark.parametrize(
    ("above", "groups"),
    [
        (NAMED, [("Mali", 167)]),
        (f"<p>Le groupe-pays Mali réunit trente villes. {ABSTRACT}</p>", [("Mali", 167)]),
        (f"<p>{ABSTRACT}</p>", []),
        ("", []),
    ],
)
def test_the_address_and_the_name_shown_identify_the_group(shown, url, above, groups):
    assert shown(url, above) == ([(INTRO, ARTICLE, "group", "mali" if groups else None)], groups)


@pytest.mark.parametrize(
    "url",
    [
        "spip.php?article12",
        "spip.php?page=article&id_article=12&id_rubrique=167",
        "spip.php?page=pays_page&id_article=12",
        "spip.php?article12&id_rubrique=167",
    ],
)
def test_another_address_identifies_no_group(shown, url):
    assert shown(url, above="")[0] == []


def test_a_redirect_keeps_the_group_that_was_asked(shown):
    url = "spip.php?page=pays_page&id_article=12&id_rubrique=167"
    assert shown(url, final_url=PORTAL + "L-eau")[0] == [(INTRO, PORTAL + "L-eau", "group", "mali")]


def test_a_link_to_an_article_inside_a_group_identifies_the_group(read_page):
    link = "<a href='spip.php?page=pays_page&id_article=12&id_rubrique=167'>{}</a>"
    links = f"<p>{link.format('')}{link.format('Lire la suite')}</p><p>{link.format('La forêt')}</p>"
    reading = read_page(f"<html><body><h1>L’eau</h1>{TEXT}{links}<p>Publié le 3 mars 2024</p></body></html>")
    assert [(row.list_url, row.url, row.title) for row in reading.of(Listing)] == [(INTRO, ARTICLE, None)]
