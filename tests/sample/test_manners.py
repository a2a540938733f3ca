"""SPIP's manners over HTTP (docs/spip.md): redirects, soft 404, clamped offsets, old pages for robots."""

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_portal import Sample, Site
from tests.sample.asking import ask, is_home, soup, status

NAMES = (
    "page id_article id_rubrique id_mot action var_mode mois annee debut_autres_articles debut_articles "
    "recherche lang article5"
).split()
VALUES = (
    "article pays_page pays_intro agenda backend sitemap.xml ical imprimer forum -1 @5 9999 2026-03 0001-01 "
    "9998-12 167 calcul ² 99999999999999999999"
).split()


def _entries(site: Site, target: str) -> list[str]:
    return [a["href"] for a in soup(ask(site, target).body.decode()).find_all("a", string="EN SAVOIR PLUS")]


@pytest.mark.parametrize(
    "shape", ["/spip.php?article{n}", "/?article{n}", "/article{n}", "/article{n}.html", "/{n}", "/{slug}/"]
)
def test_numbers_lead_to_the_address(site: Site, article, shape: str):
    number, slug = article
    assert status(site, shape.format(n=number, slug=slug)) == (301, f"/{slug}")


def test_redirects_keep_other_parameters(site: Site, article):
    number, slug = article
    assert status(site, f"/spip.php?article{number}&debut_x=3") == (301, f"/{slug}?debut_x=3")


@pytest.mark.parametrize(
    "shape",
    [
        "/{slug}?foo=bar",
        "/{slug}.html",
        "/{upper}",
        "/-{slug}-",
        "/{slug}?lang=en",
        "/spip.php?page=article&id_article={n}",
        "/spip.php?page=article&id_article={n}%27",
    ],
)
def test_tolerated_spellings_show_the_same_article(site: Site, article, shape: str):
    number, slug = article
    response = ask(site, shape.format(n=number, slug=slug, upper=slug.upper()))
    assert response.status == 200
    assert soup(response.body.decode()).find("link", rel="canonical")["href"].endswith(f"/{slug}")


@pytest.mark.parametrize(
    "target",
    [
        "/spip.php?article1",
        "/spip.php?breve1",
        "/spip.php?document5",
        "/spip.php?Un-titre",
        "/spip.php?id_article=120",
        "/",
        "/index.php",
        "/spip.php?page=sommaire",
        "/?rubrique9",
    ],
)
def test_soft_404_is_the_home_page(site: Site, target: str):
    assert is_home(ask(site, target))


@pytest.mark.parametrize(
    "target",
    [
        "/Inconnu",
        "/article1",
        "/a/b/c",
        "/spip.php?page=article&id_article=1",
        "/spip.php?page=sitemap",
        "/spip.php?page=nouveautes",
        "/Actualites.php3",
    ],
)
def test_real_404(site: Site, target: str):
    response = ask(site, target)
    assert response.status == 404
    assert response.headers["Cache-Control"] == "no-store, no-cache, must-revalidate"


def test_states_of_articles(site: Site, sample: Sample):
    by_state = {head.state: head for head in sample.heads.values()}
    targets = [head.target for head in sample.heads.values() if head.state == "redirected"]
    assert {type(target) for target in targets} == {int, str}
    assert status(site, f"/{sample.path('article', by_state['protected'].number)}")[0] == 302
    assert "page=login" in status(site, f"/{sample.path('article', by_state['protected'].number)}")[1]
    assert status(site, f"/{sample.path('article', by_state['withdrawn'].number)}") == (404, None)
    assert is_home(ask(site, f"/spip.php?article{by_state['withdrawn'].number}"))
    assert status(site, f"/{sample.path('article', by_state['redirected'].number)}")[0] == 302


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("-Actualites-", 10),
        ("+-Actualite-+", 10),
        ("%2B-Actualite-%2B", 10),
        ("-Mission-Sahel-", 3),
        ("-Les-anciens-groupes-pays-", 3),
        ("-Fonds-de-solidarite-", 10),
    ],
)
def test_steps_of_lists(site: Site, path: str, step: int):
    assert len(_entries(site, f"/{path}")) == step


def test_offsets_are_clamped_and_cast(site: Site, sample: Sample):
    path, name, total = "/-Actualites-", "debut_autres_articles", len(sample.news)
    first = _entries(site, path)
    assert _entries(site, f"{path}?{name}=abc") == first
    assert _entries(site, f"{path}?debut_autre=20") == first
    assert _entries(site, f"{path}?{name}=3")[:7] == first[3:]
    assert _entries(site, f"{path}?{name}=9999") == _entries(site, f"{path}?{name}={(total - 1) // 10 * 10}")
    assert len(_entries(site, f"{path}?{name}=-1")) == total


def test_unknown_parameters_are_carried_into_pagination(site: Site):
    page = ask(site, "/-Actualites-?b=2&utm_source=x&PHPSESSID=1").body.decode()
    assert "-Actualites-?b=2&amp;debut_autres_articles=10#pagination_autres_articles" in page
    assert "utm_source=x&amp;debut" not in page


def test_headers_of_pages(site: Site, article):
    response = ask(site, f"/{article[1]}")
    assert response.headers["Composed-By"].startswith("SPIP 4.4.30 @ www.spip.net")
    assert response.headers["X-Spip-Cache"] == "86400"
    assert response.headers["Vary"] == "Cookie, Accept-Encoding"
    assert "ETag" not in response.headers


def test_calendar_has_no_end(site: Site):
    month, seen = "2026-03", set()
    for _ in range(40):
        page = soup(ask(site, f"/spip.php?page=agenda&mois={month}").body.decode())
        calendar = page.find(string="Calendrier").find_parent("div")
        month = re.search(r"mois=([\d-]+)", calendar.find_all("a")[-1]["href"])[1]
        assert month not in seen
        seen.add(month)


def test_every_page_links_to_the_login_with_its_own_address(site: Site, article):
    for target in (article[1], "-Actualites-", "spip.php?page=plan"):
        links = soup(ask(site, f"/{target}").body.decode()).find_all("a", href=re.compile("page=login&url="))
        assert len(links) == 1


@pytest.mark.parametrize("path", ["IMG/arton1000.jpg", "local/cache-vignettes/L150xH100/x.jpg", "IMG/pdf/x.pdf"])
def test_files_have_validators(site: Site, path: str):
    whole = ask(site, f"/{path}")
    assert whole.status == 200
    assert ask(site, f"/{path}", headers={"if-none-match": whole.headers["ETag"]}).status == 304
    assert ask(site, f"/{path}", headers={"if-modified-since": whole.headers["Last-Modified"]}).status == 304


@given(
    st.text(max_size=30),
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=8) | st.sampled_from(VALUES), max_size=4),
)
def test_any_address_has_an_answer(site: Site, path: str, query: dict[str, str]):
    known = {200, 204, 301, 302, 304, 403, 404}
    assert ask(site, f"/{quote(path)}?{urlencode(query)}").status in known
    assert ask(site, f"/spip.php?{urlencode(query)}").status in known


@pytest.mark.parametrize(
    "target",
    ["/spip.php?page=agenda&mois=0001-01", "/spip.php?page=agenda&mois=9999-12", "/-Mali-?debut_autres_articles=@²"],
)
def test_edges_of_time_and_number(site: Site, target: str):
    assert ask(site, target).status == 200


def test_unknown_skin_is_named(sample: Sample):
    with pytest.raises(ValueError, match="no skin is named 'gothic'; there are spip, agency, modern"):
        Site(sample, "gothic")
