"""What names a page whose first heading is the site's name."""

import pytest

SITE = "Réseau des villes, le site"
CARDS = "".join(
    f"<div><h3><a href='Article-{i}'>Un titre {i}</a></h3><p>Une présentation de cet article qui se termine (…)</p>"
    f"<p><a href='Article-{i}'>EN SAVOIR PLUS</a></p></div>"
    for i in range(5)
)
LINKS = "<ul>" + "".join(f"<li><a href='Article-{i}'>Un titre {i}</a></li>" for i in range(5)) + "</ul>"


@pytest.mark.parametrize("listed", [CARDS, LINKS])
@pytest.mark.parametrize("shown", ["<h2>Haïti</h2>", "<h3>Haïti</h3>", "<p><b>Haïti</b></p>", "<div>Haïti</div>"])
@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("<title>Haïti - Cités Unies France</title>", "<h1>Cités Unies France</h1>"),
        ("<title>Cités Unies France</title>", "<h1><a href='/'>Cités Unies France</a></h1>"),
        (f"<title>{SITE}</title><meta property='og:site_name' content='{SITE}'>", f"<h1>{SITE}</h1>"),
        (f"<title>{SITE}</title>", f"<h1><a href='/'>{SITE}</a></h1>"),
        (f"<title>{SITE}</title>", f"<h1><a href='/'><img src='logo.png' alt='{SITE}'></a></h1>"),
        (f"<title>Haïti - {SITE}</title>", f"<h1>{SITE}</h1>"),
        (f"<title>[{SITE}] Haïti</title>", f"<h1>{SITE}</h1>"),
        (f"<title>{SITE}</title>", f"<h1>{SITE}</h1>"),
        ("<title>Haïti - Cités Unies France</title>", "<p>Cités Unies France</p>"),
    ],
)
def test_a_keyword_is_named_as_its_page_shows_it(read_page, head, site, shown, listed):
    body = f"<html><head>{head}</head><body>{site}{shown}{listed}</body></html>"
    reading = read_page(body, "https://cites-unies-france.org/+-Haiti-+")
    assert (reading.kind, reading.subject.name) == ("keyword", "Haïti")


def test_a_keyword_has_its_name_without_the_sign_that_its_page_shows_before_it(read_page):
    body = f"<title>Le réseau</title><body><h1>#Haïti</h1>{LINKS}</body></html>"
    assert read_page(body, "https://cites-unies-france.org/+-Haiti-+").subject.name == "Haïti"


def test_a_keyword_of_a_number_is_named_by_the_head_where_only_the_site_is_a_heading(read_page):
    body = f"<title>Haïti - Cités Unies France</title><body><h1>Cités Unies France</h1>{LINKS}</body></html>"
    assert read_page(body, "https://cites-unies-france.org/spip.php?mot12").subject.name == "Haïti"


def test_an_article_is_named_by_the_heading_below_the_site_s(read_page):
    text = "Les villes se retrouvent pour parler de l’eau et de la forêt. " * 6
    body = (
        f"<html><head><meta property='og:site_name' content='{SITE}'></head><body><h1>{SITE}</h1>"
        f"<h3>L’eau et la forêt</h3><p>{text}</p><p>Publié le 3 mars 2024</p></body></html>"
    )
    reading = read_page(body, "https://cites-unies-france.org/spip.php?article12")
    assert (reading.subject.title, reading.subject.overtitle) == ("L’eau et la forêt", None)


@pytest.mark.parametrize("url", ["Cites-Unies-France", "spip.php?article12"])
def test_a_page_that_bears_the_site_s_name_keeps_it(read_page, url):
    text = "La fédération réunit des villes, des départements et des régions. " * 6
    body = f"<html><body><h1>Cités Unies France</h1><p>{text}</p><p>Publié le 3 mars 2024</p></body></html>"
    reading = read_page(f"<div id='menu'><p>Aller au menu</p></div>{body}", f"https://cites-unies-france.org/{url}")
    assert reading.subject.title == "Cités Unies France"
