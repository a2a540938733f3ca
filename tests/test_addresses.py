"""Canonical addresses: one page, one address, whatever was typed, linked or tolerated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import portal as portals
from scraper import spip

PORTAL = portals.load()
ROOT = "https://cites-unies-france.org"
ALIASES = st.sampled_from(sorted(PORTAL.hosts))
SLUGS = st.from_regex(r"[A-Z][a-z]{1,8}(-[a-z0-9]{1,8}){1,6}", fullmatch=True)


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("http://www.raict.org/Programme-concerte-Liban-1784", "/Programme-concerte-Liban-1784"),
        ("spip.php?article1784", "/spip.php?article1784"),
        ("?article1784", "/spip.php?article1784"),
        ("spip.php?page=article&id_article=1784", "/spip.php?article1784"),
        ("spip.php?id_rubrique=195&page=pays_page&id_article=4963%27", "/spip.php?article4963"),
        ("spip.php?page=pays_page&id_article=4963&id_rubrique=195", "/spip.php?article4963"),
        ("spip.php?page=pays_intro&amp;id_rubrique=167", "/spip.php?id_rubrique=167&page=pays_intro"),
        ("/%2B-Actualite-%2B?debut_autres_articles=310", "/+-Actualite-+?debut_autres_articles=310"),
        ("+-Maroc-55-+", "/+-Maroc-55-+"),
        ("-Actualites-?debut_autres_articles=10&utm_source=x#pagination", "/-Actualites-?debut_autres_articles=10"),
        ("-Actualites-?debut_autres_articles=0", "/-Actualites-"),
        ("-Actualites-?date=2024-03", "/-Actualites-"),
        ("/?", "/"),
        ("spip.php?page=sommaire", "/"),
        ("IMG/pdf/note.pdf?1700131200", "/IMG/pdf/note.pdf"),
        ("spip.php?page=agenda&mois=2031-07", "/spip.php?page=agenda"),
        ("article120.html", "/article120.html"),
        ("groupes/mali/", "/groupes/mali/"),
    ],
)
def test_an_alias_folds_to_the_canonical_address(href, canonical):
    assert PORTAL.canonical(href) == ROOT + canonical


@pytest.mark.parametrize(
    "href",
    [
        "mailto:a@example.org",
        "javascript:void(0)",
        "//evil.example/x",
        "https://coopdec-icic.org/",
        "ftp://raict.org/x",
        "http://[",
        "tel:+331",
    ],
)
def test_what_leads_off_the_portal_has_no_canonical_address(href):
    assert PORTAL.canonical(href) is None


@pytest.mark.parametrize(
    "href",
    [
        "spip.php?page=login&url=-Actualites-", "/ecrire/", "spip.php?page=recherche&recherche=mali",
        "spip.php?action=cron",
        "spip.php?page=imprimer&id_article=12", "spip.php?page=forum&id_article=12", "spip.php?id_article=5&page=amp",
        "_Simone-Giovetti_", "IMG/pdf/x.pdf", "local/cache-css/x.css",
    ],
)  # fmt: skip
def test_traps_are_not_worth_a_visit(href):
    assert not spip.address(PORTAL.canonical(href)).worth_a_visit


@given(
    ALIASES,
    st.sampled_from(["http", "https"]),
    SLUGS,
    st.sampled_from(["", "?foo=bar", "#x", "?var_mode=calcul", "?lang=en"]),
)
def test_every_host_and_scheme_and_unknown_parameter_fold_to_one(host, scheme, slug, extra):
    assert PORTAL.canonical(f"{scheme}://{host}/{slug}{extra}") == f"{ROOT}/{slug}"


@given(
    ALIASES,
    st.integers(1, 99999),
    st.sampled_from(
        [
            "spip.php?article{}",
            "?article{}",
            "spip.php?page=article&id_article={}",
            "spip.php?id_article={}&page=article",
            "spip.php?page=pays_page&id_article={}%27&id_rubrique=7",
        ]
    ),
)
def test_every_numbered_form_of_an_article_folds_to_one(host, number, form):
    assert PORTAL.canonical(f"http://{host}/{form.format(number)}") == f"{ROOT}/spip.php?article{number}"


@given(st.text(max_size=60))
def test_a_canonical_address_is_its_own_canonical_address(text):
    url = PORTAL.canonical(text)
    assert url is None or PORTAL.canonical(url) == url


@given(st.text(max_size=60))
def test_any_address_can_be_read(text):
    spip.address("https://x.example/" + text)
    spip.slug("https://x.example/" + text)


def test_a_copy_s_neighbours_are_not_the_copy():
    copy = PORTAL.crawled_at("http://127.0.0.1:8000/copie")
    assert copy.canonical("http://127.0.0.1:8000/copie") == f"{ROOT}/"
    assert copy.canonical("http://127.0.0.1:8000/copieur") is None


@given(SLUGS)
def test_a_copy_carries_the_portal_s_addresses(slug):
    copy = PORTAL.crawled_at("http://127.0.0.1:8000/copie/")
    url = copy.canonical(slug, "http://127.0.0.1:8000/copie/")
    assert url == f"{ROOT}/{slug}"
    assert copy.request_url(url) == f"http://127.0.0.1:8000/copie/{slug}"
    assert copy.canonical("http://127.0.0.1:9000/x") is None
    assert copy.canonical(f"http://www.raict.org/{slug}") == url
