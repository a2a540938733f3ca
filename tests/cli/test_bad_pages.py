"""A page that cannot be read costs nothing but a row in problems."""

import gzip

import pytest

from .pages import article, listing, page
from .small_site import Answer, small_site

GOOD = ("Avant", "Apres")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
BAD = {
    "Vide": Answer(b""),
    "Coupee-en-route": Answer(page("<p>" + "Un texte. " * 400 + "</p>"), cut=True),
    "Coupee-a-la-source": Answer(page("<h1>Titre</h1><p>Un texte qui s'arr").split(b"</body>")[0]),
    "Enorme": Answer(page("<h1>Titre</h1>" + "<p>Un paragraphe de plus.</p>" * 800_000)),
    "Bombe": Answer(gzip.compress(bytes(40 * 2**20)), 200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
    "Image": Answer(PNG),
    "Autre-jeu": Answer(page("<h1>Réunion à Orléans</h1><p>Déjà publié.</p>").decode().encode("latin-1")),
    "Panne": Answer(b"<h1>Erreur</h1>", 500),
    "Interdite": Answer(b"<h1>Interdit</h1>", 403),
    "Ailleurs": Answer(status=302, headers={"Location": "https://example.org/"}),
    "Adherents": Answer(status=302, headers={"Location": "/spip.php?page=login&url=Adherents"}),
    "Tourne": Answer(status=301, headers={"Location": "/Tourne"}),
}
RULES = {
    "Vide": "empty_page",
    "Coupee-en-route": "no_response",
    "Coupee-a-la-source": "cut_page",
    "Enorme": "too_large",
    "Bombe": "no_response",
    "Image": "not_html",
    "Autre-jeu": "wrong_charset",
    "Panne": "http_status",
    "Interdite": "http_status",
    "Ailleurs": "redirect",
    "Adherents": "redirect",
    "Tourne": "redirect",
}


@pytest.fixture
def crawled(portail, tmp_path):
    """A crawl of a site where bad pages stand between good ones, and what it asked."""
    answers = {f"/{slug}": article(slug) for slug in GOOD} | {f"/{slug}": bad for slug, bad in BAD.items()}
    with small_site({"/-Actualites-": listing(GOOD[0], *BAD, GOOD[1]), **answers}) as site:
        result = portail("crawl", "news", "--at", site.url)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    return site


def test_each_bad_page_is_a_problem_and_the_good_ones_are_records(crawled, rows):
    problems = {row["url"].rsplit("/", 1)[1]: row["rule"] for row in rows("SELECT url, rule FROM problems")}
    assert {slug: problems.get(slug) for slug in RULES} == RULES
    assert {row["id"] for row in rows("SELECT id FROM news")} >= set(GOOD)
    assert rows("SELECT finish_reason FROM crawls") == [{"finish_reason": "finished"}]
    assert all(crawled.asked.count(f"/{slug}") <= 3 for slug in BAD)
