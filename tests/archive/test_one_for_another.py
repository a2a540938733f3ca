"""No page takes another's record: what it names in its text, lists, comments, head is not what it is."""

import itertools

import pytest

from scraper import records
from scraper.reading.result import Reading

from .pages import PORTAL, read_page, save_response

A, B = f"{PORTAL.url}/Jumelage-de-Dax", f"{PORTAL.url}/Forum-de-Tunis"
NUMBERS = {A: 4608, B: 4609}
WORDS = {A: ("Jumelage de Dax", "Les élus de Dax se retrouvent."), B: ("Forum de Tunis", "Le forum s'est ouvert.")}
PRINT = "<a href='spip.php?page=imprimer&amp;id_article={}'>Imprimer</a>"
HIDDEN = "<form method=post><input type=hidden name=id_article value=4609><textarea name=texte></textarea></form>"
IN_TEXT = {
    "a link to the print page in a sentence": "<p>Voir aussi "
    "<a href='spip.php?page=imprimer&amp;id_article=4609'>la page du forum</a>.</p>",
    "a tool alone in a paragraph": f"<p>{PRINT.format(4609)}</p>",
    "a bar of tools copied with a text": f"<div class=partage>{PRINT.format(4609)}</div>",
    "a link to the forum page": "<p><a href='spip.php?page=forum&amp;id_article=4609'>Réagir</a></p>",
    "a link to its file": "<p><a href='spip.php?page=article_pdf&amp;id_article=4609'>PDF</a></p>",
    "a link to its feed": "<p><a href='spip.php?page=backend&amp;id_article=4609'>RSS</a></p>",
    "a link by its number": "<p><a href='spip.php?article4609'>Le forum</a></p>",
    "a crayon around some words": "<p><span class='crayon article-titre-4609'>Le forum</span></p>",
    "a crayon's heading": "<h3 class='crayon article-titre-4609'>Le forum</h3>",
    "a crayon's text": "<div class='crayon article-texte-4609'><p>Un mot du forum.</p></div>",
    "a section's crayon": "<h3 class='crayon rubrique-titre-303'>Crises</h3>",
    "a field": "<p>Répondez : <input type=hidden name=id_article value=4609></p>",
    "a form": HIDDEN,
    "a canonical link": f"<link rel=canonical href='{B}'>",
    "a copied head": f"<head><link rel=canonical href='{B}'><meta property='og:url' content='{B}'></head>",
}
BELOW = {
    "a form for comments": f"<div>{HIDDEN}</div>",
    "a comment with a link": "<div class=forum-message><p>Lisez <a href='spip.php?page=imprimer&amp;id_article=4609'>"
    "ceci</a></p></div>",
    "a comment with a tool": f"<div class='comment-content'>{PRINT.format(4609)}</div>",
    "a related article with its tools": f"<div class=carte><h3><a href='{B}'>Forum de Tunis</a></h3>"
    f"<p>{PRINT.format(4609)}</p></div>",
    "a related article, without a block": f"<h3><a href='{B}'>Forum de Tunis</a></h3><p>{PRINT.format(4609)}</p>",
    "a list of related ones": "<h2>À lire aussi</h2><ul>"
    f"<li><a href='{B}'>Forum de Tunis</a> {PRINT.format(4609)}</li></ul>",
    "a tool of another beside its own": f"<p>{PRINT.format('{own}')}</p><p>{PRINT.format(4609)}</p>",
    "a tool of another alone": f"<p>{PRINT.format(4609)}</p>",
    "a link to share another": "<p><a href='https://www.facebook.com/share.php?u=spip.php?article4609'>Facebook</a></p>",
    "a link to another's feed": "<p><a href='spip.php?page=backend&amp;id_article=4609'>RSS</a></p>",
}
HEADS = {
    "a canonical address of another": f"<link rel=canonical href='{B}'>",
    "a canonical number of another": "<link rel=canonical href='spip.php?article4609'>",
    "a short link of another": "<link rel=shortlink href='spip.php?article4609'>",
    "the home page as canonical": f"<link rel=canonical href='{PORTAL.url}/'>",
    "a section as canonical": f"<link rel=canonical href='{PORTAL.url}/-Actualites-'>",
    "two canonical addresses": f"<link rel=canonical href='{A}'><link rel=canonical href='{B}'>",
    "a canonical address nowhere": f"<link rel=canonical href='{PORTAL.url}/Rien'>",
    "og:url of another": f"<meta property='og:url' content='{B}'>",
    "a feed of another": "<link rel=alternate type='application/rss+xml' "
    "href='spip.php?page=backend&amp;id_article=4609'>",
}
HOSTILE = {
    **{f"in the text: {name}": {"text": inside} for name, inside in IN_TEXT.items()},
    **{f"in SPIP's field: {name}": {"text": inside, "field": "texte"} for name, inside in IN_TEXT.items()},
    **{f"below: {name}": {"below": inside} for name, inside in BELOW.items()},
    **{f"in the head: {name}": {"head": inside} for name, inside in HEADS.items()},
}
ORDERS = ((A, B), (B, A))


def page(url: str, text: str = "", below: str = "", head: str = "", field: str = "", own: bool = False) -> bytes:
    """An article's page. own: with a link to its own print page."""
    title, body = WORDS[url]
    tools = f"<p>{PRINT.format(NUMBERS[url])}</p>" if own else ""
    return (
        f"<!DOCTYPE html><html lang=fr><head><title>{title}</title>{head}</head><body><h1>{title}</h1>"
        f"<div class='{field}'><p>{body} Trente membres étaient présents.</p>{text}<p>Une suite est prévue.</p></div>"
        f"<p>Publié le 1er mars 2026</p>{tools}{below.replace('{own}', str(NUMBERS[url]))}</body></html>"
    ).encode()


@pytest.fixture
def visit(archive):
    """Crawl pages by address, each call a crawl; asked: the addresses asked for, where others answered."""
    days = itertools.count(1)

    def crawl(pages: dict[str, bytes], asked: dict[str, str] | None = None) -> records.Crawl:
        at = f"2026-03-{next(days):02}T08:00:00Z"
        number = archive.start_crawl("news, groups", "full", PORTAL.url)
        for url, body in pages.items():
            first = (asked or {}).get(url, url)
            fetch = records.Fetch(crawl_id=number, url=first, final_url=url, status=200, headers="[]", fetched_at=at)
            save_response(archive, number, fetch, body, read_page(body, first, at, url))
        return archive.finish_crawl(number, "finished", requests=len(pages))

    return crawl


def held(archive) -> dict[str, str]:
    """The articles: title and first sentence."""
    return {title: body.split(" Trente")[0] for title, body in archive.db.execute("SELECT title, body FROM news")}


@pytest.mark.slow
@pytest.mark.parametrize("own", [False, True], ids=["no numbers", "numbers"])
@pytest.mark.parametrize("order", ORDERS, ids=["AB", "BA"])
@pytest.mark.parametrize("name", HOSTILE)
def test_each_article_keeps_its_own_record(archive, visit, rows, name, order, own):
    pages = {A: page(A, own=own, **HOSTILE[name]), B: page(B, own=own)}
    for _ in range(3):
        visit({url: pages[url] for url in order})
        assert held(archive) == dict(WORDS.values())
    assert [row["kind"] for row in rows("SELECT kind FROM versions")] == ["first", "first"]
    assert {row["url"] for row in rows("news")} == {A, B}


@pytest.mark.parametrize("order", ORDERS, ids=["AB", "BA"])
def test_one_number_on_all_pages_is_no_number(archive, visit, order):
    tool = PRINT.format(1)
    for _ in range(3):
        visit({url: page(url, below=f"<p>{tool}</p>") for url in order})
    assert held(archive) == dict(WORDS.values())


@pytest.mark.parametrize("order", ORDERS, ids=["AB", "BA"])
def test_a_number_of_the_title_is_none_of_the_slug(archive, visit, order, monkeypatch):
    decree = f"{PORTAL.url}/Decret-2007-4609"
    monkeypatch.setitem(WORDS, decree, ("Décret 2007-4609", "Le décret est paru."))
    monkeypatch.setitem(NUMBERS, decree, 4611)
    for _ in range(2):
        visit({decree if url == A else B: page(decree) if url == A else page(B, own=True) for url in order})
    assert sorted(held(archive)) == ["Décret 2007-4609", "Forum de Tunis"]


@pytest.mark.parametrize(
    "naming",
    [
        {"below": f"<p>{PRINT.format(4609)}</p>"},
        {"head": f"<link rel=canonical href='{B}'>"},
    ],
    ids=["number", "canonical"],
)
def test_a_page_that_names_two_known_records_writes_neither(archive, visit, rows, monkeypatch, naming):
    visit({A: page(A, own="head" in naming), B: page(B, own=True)})
    monkeypatch.setitem(WORDS, A, ("Ni l'un ni l'autre", "Tout est nouveau."))
    before = rows("SELECT title, body, spip_id, url FROM news")
    visit({A: page(A, **naming)})
    assert rows("SELECT title, body, spip_id, url FROM news") == before
    (problem,) = rows("SELECT * FROM problems WHERE rule = 'two_records'")
    assert (problem["url"], problem["record"]) == (A, "news/Jumelage-de-Dax")
    assert "news/Forum-de-Tunis" in problem["detail"]
    assert archive.db.execute("SELECT count(*) FROM fetches WHERE body_sha256 IS NOT NULL").fetchone() == (3,)


DRESSES = {
    "number": f"{PORTAL.url}/spip.php?article4608",
    "template": f"{PORTAL.url}/spip.php?page=article&id_article=4608",
    "group": f"{PORTAL.url}/spip.php?page=pays_page&id_article=4608&id_rubrique=167",
    "slug": A,
    "ending": A + ".html",
    "letters": A.replace("Dax", "DAX"),
    "host": A.replace("https://", "http://www."),
}


@pytest.mark.parametrize("first", DRESSES)
@pytest.mark.parametrize("second", DRESSES)
def test_one_article_is_one_row_however_it_was_met(archive, visit, first, second):
    body = page(A, head=f"<link rel=canonical href='{A}'>", own=True)
    for urls in ((first,), (second, first), (first, second)):
        visit({DRESSES[name]: body for name in urls} | {B: page(B, own=True)})
    assert held(archive) == dict(WORDS.values())


def test_an_article_that_moves_is_the_same_with_a_redirect_with_its_number_and_with_both(
    archive, visit, rows, monkeypatch
):
    new = f"{PORTAL.url}/Retour-sur-le-jumelage"
    visit({A: page(A, own=True), B: page(B, own=True)})
    monkeypatch.setitem(WORDS, new, ("Retour sur le jumelage", "Le jumelage a eu lieu."))
    monkeypatch.setitem(NUMBERS, new, 4608)
    visit({new: page(new, own=True), B: page(B, own=True)})
    assert [(row["id"], row["title"]) for row in rows("SELECT * FROM news ORDER BY spip_id")] == [
        ("Jumelage-de-Dax", "Retour sur le jumelage"),
        ("Forum-de-Tunis", "Forum de Tunis"),
    ]
    last = f"{PORTAL.url}/Bilan-du-jumelage"
    monkeypatch.setitem(NUMBERS, last, 4608)
    monkeypatch.setitem(WORDS, last, ("Bilan du jumelage", "Le bilan est bon."))
    visit({last: page(last)}, {last: new})
    assert {row["id"] for row in rows("news")} == {"Jumelage-de-Dax", "Forum-de-Tunis"}
    assert "Bilan du jumelage" in held(archive)


MALI, NIGER = f"{PORTAL.url}/-Mali-", f"{PORTAL.url}/-Niger-"
GROUPS = {MALI: "Mali", NIGER: "Niger"}
GROUP_ATTACKS = {
    "canonical": ("head", f"<link rel=canonical href='{NIGER}'>"),
    "presentation": (
        "text", "<p><a href='spip.php?page=pays_intro&amp;id_rubrique=168'>Présentation du groupe</a></p>",
    ),
    "section": ("text", "<p><a href='spip.php?rubrique168'>Niger</a> et <a href='-Niger-'>le groupe</a></p>"),
    "crayon": ("text", "<h3 class='crayon rubrique-titre-168'>Niger</h3><p>Un mot.</p>"),
    "feed": ("text", "<p><a href='spip.php?page=backend&amp;id_rubrique=168'>RSS</a></p>"),
    "feed in head": (
        "head", "<link rel=alternate type='application/rss+xml' href='spip.php?page=backend&amp;id_rubrique=168'>",
    ),
}  # fmt: skip


def section(url: str, head: str = "", text: str = "") -> bytes:
    """A group's page, with its own feed where nothing else is planted in its head."""
    name = GROUPS[url]
    own = 167 if url == MALI else 168
    feed = f"<link rel=alternate type='application/rss+xml' href='spip.php?page=backend&amp;id_rubrique={own}'>"
    return (
        f"<html lang=fr><head><title>{name}</title>{head or feed}</head><body><h1>Groupe-pays {name}</h1>"
        f"<p>Le groupe {name} réunit des villes. {'Un mot. ' * 9}</p><h3>Création</h3><p>Créé en {own}9.</p>{text}"
        "</body></html>"
    ).encode()


@pytest.mark.parametrize("order", [(MALI, NIGER), (NIGER, MALI)], ids=["AB", "BA"])
@pytest.mark.parametrize("name", GROUP_ATTACKS)
def test_each_group_keeps_its_own_record(visit, rows, name, order):
    place, planted = GROUP_ATTACKS[name]
    pages = {MALI: section(MALI, **{place: planted}), NIGER: section(NIGER)}
    for _ in range(3):
        visit({url: pages[url] for url in order})
        assert {row["name"]: row["url"] for row in rows("groups")} == {"Mali": MALI, "Niger": NIGER}
        founded = {
            (row["group_id"], row["text"].split("\n")[0]) for row in rows("group_sections") if "Créé" in row["text"]
        }
        assert founded <= {("mali", "Créé en 1679."), ("niger", "Créé en 1689.")}
    assert {row["kind"] for row in rows("SELECT kind FROM versions")} == {"first"}


@pytest.mark.parametrize("mention_first", [True, False])
def test_a_keyword_that_leads_to_another_is_not_that_one(save, rows, article, mention_first):
    mali, niger = (
        records.Theme(id=name.lower(), name=name, url=f"{PORTAL.url}/+-{name}-+") for name in ("Mali", "Niger")
    )
    own, other = (Reading("keyword", theme.url, theme) for theme in (mali, niger))
    wrong = article(
        "A",
        records.Theme(id="niger", name="Niger", url=mali.url),
        records.NewsTheme(news_id="A", theme_id="niger"),
    )
    for _ in range(2):
        for read in (wrong, own, other) if mention_first else (own, other, wrong):
            save(read)
    assert {row["id"]: row["name"] for row in rows("themes")} == {"mali": "Mali", "niger": "Niger"}
    assert rows("news_themes")[0]["theme_id"] == "niger"
