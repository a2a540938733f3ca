"""The skins: every type of page in each of them, well-formed enough to parse, and sharing no class or id."""

import re

import pytest

from sample_portal import SKINS, Sample, Site
from scraper import portal
from tests.sample.asking import BROKEN_SPACE, ORIGIN, ask, flat, soup, text


@pytest.fixture(scope="module", params=list(SKINS))
def site(request, sample: Sample) -> Site:
    return Site(sample, request.param)


def _targets(sample: Sample) -> list[str]:
    number = next(number for number in sample.of_group("mali") if sample.heads[number].online)
    service = (
        "plan",
        "agenda",
        "agenda&mois=2031-02",
        "login",
        "recherche&recherche=Mali",
        "backend",
        "ical",
        f"imprimer&id_article={number}",
        f"forum&id_article={number}",
        "pays_intro&id_rubrique=167",
        "robots.txt",
        f"pays_page&id_article={number}&id_rubrique=167",
        "pays_intro&id_rubrique=226",
        "sitemap.xml",
    )
    sections = [sample.path("rubrique", number) for number in sample.sections]
    mots = [sample.path("mot", number) for name, number in sample.world.mots.items() if sample.of_mot(name)]
    return ["", *sections, *mots, sample.path("article", number), *(f"spip.php?page={page}" for page in service)]


@pytest.mark.slow
def test_every_page_has_the_frame(site: Site):
    for target in _targets(site.sample):
        response = ask(site, f"/{target}")
        if response.headers["Content-Type"].startswith("text/html"):
            shown = text(response.body.decode())
            for words in (
                "Le portail de la coopération décentralisée",
                "Agenda",
                "Actualités",
                "CENTRE DE RESSOURCES",
                "Texte",
                "Vidéo",
            ):
                assert flat(words) in shown


def test_every_type_of_page_is_there_and_every_link_leads_somewhere(site: Site):
    own, links = portal.load(), set()
    for target in _targets(site.sample):
        response = ask(site, f"/{target}")
        assert response.status == 200, target
        if "page=agenda" not in target and response.headers["Content-Type"].startswith("text/html"):
            found = soup(response.body.decode())
            assert not found.find("base") or found.find("base")["href"] == f"{ORIGIN}/"
            links |= {a["href"] for a in found.find_all("a", href=True)}
    urls = {own.canonical(link, f"{own.url}/") for link in links} - {None}
    paths = {url.removeprefix(own.url) for url in urls if "type=" not in url}
    missing = {path for path in paths if ask(site, path).status not in {200, 301, 302}}
    assert all(path.startswith("/spip.php?page=ressources") for path in missing)


def test_skins_share_no_class_and_no_id(sample: Sample):
    number = sample.published[40]
    names = {}
    for skin in SKINS:
        html = ask(Site(sample, skin), f"/{sample.path('article', number)}").body.decode()
        names[skin] = set(re.findall(r'(?:class|id)=["\']([^"\']+)', html)) - {"menu"}
    assert not names["agency"] & (names["spip"] | names["modern"])
    assert len(names["spip"] & names["modern"]) <= 2, names["spip"] & names["modern"]


@pytest.mark.parametrize(("skin", "first"), [("spip", "content"), ("agency", "content"), ("modern", "menu")])
def test_order_of_blocks_differs(sample: Sample, skin: str, first: str):
    head = sample.heads[sample.published[40]]
    shown = text(ask(Site(sample, skin), f"/{sample.path('article', head.number)}").body.decode())
    shown = shown[shown.index("Leportaildelacoopération") :]
    content_first = shown.index(flat(head.title)) < shown.index("CENTREDERESSOURCES")
    assert content_first == (first == "content")


def test_lists_end_their_teasers_as_each_age_does(sample: Sample):
    ends = {skin: text(ask(Site(sample, skin), "/-Actualites-").body.decode()) for skin in SKINS}
    assert "(...)" in ends["agency"]
    assert "(…)" in ends["spip"]
    assert "(…)" in ends["modern"]


def test_keyword_lists_show_keywords_and_no_date(site: Site):
    shown = text(ask(site, "/+-Actualite-+").body.decode())
    assert not re.search(r"Le\d+(?:er)?[a-zéû]+\d{4},", shown)
    assert re.search(r"Actualité/|/Actualité", shown)
    assert re.search(r"Le\d+(?:er)?[a-zéû]+\d{4},", text(ask(site, "/-Actualites-").body.decode()))


def test_broken_attribute_becomes_text(site: Site):
    assert flat('Fonds de solidarité" />') in text(ask(site, "/-Fonds-de-solidarite-").body.decode())


def test_offset_links_give_the_step(site: Site):
    offsets = {
        int(offset)
        for offset in re.findall(r"debut_autres_articles=(\d+)", ask(site, "/-Mission-Sahel-").body.decode())
    }
    assert {0, 3} & offsets
    assert all(offset % 3 == 0 for offset in offsets)


def test_damage_is_of_rare_letters_only(site: Site):
    heads = [head for head in site.sample.heads.values() if head.online and "letters" in head.flaws]
    broken = [site.sample.path("article", head.number) for head in heads]
    assert broken
    for slug in broken:
        html = ask(site, f"/{slug}").body.decode()
        assert re.search(f"à[\x80-\xbf€-™‹‡]|{BROKEN_SPACE}", html), slug
        assert "Ã" not in html
        assert "é" in html
