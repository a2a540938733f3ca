"""The head of an article: the lines about its title, and those that only seem to belong to it."""

import pytest

URL = "https://cites-unies-france.org/Reunion-du-groupe-pays-Mali-a-Paris-le-10-fevrier-2021"
TITLE = "Réunion du groupe-pays Mali à Paris, le 10 février 2021"
TEXT = "<div class=t><p>La séance a réuni trente membres du groupe.</p><p>Elle a duré deux heures.</p></div>"
DATE = "<p>Publié le 12 février 2021</p>"

HEADS = {
    "plain": (f"<h1>{TITLE}</h1>", None, None),
    "breadcrumb that ends with the title, cut": (f"<p>Réunion du groupe-pays Mali à…</p><h1>{TITLE}</h1>", None, None),
    "one class for what stands above and below": (
        f"<p class=soustitre>Groupe-pays</p><h1>{TITLE}</h1><p class=soustitre>en visioconférence</p>",
        "Groupe-pays",
        "en visioconférence",
    ),
    "wrapped": (
        f"<div><div><p>Groupe-pays</p></div></div><div><div><div><h1>{TITLE}</h1></div></div></div>",
        "Groupe-pays",
        None,
    ),
    "in the heading": (f"<h1>{TITLE} <small>au Sénat</small></h1>", None, "au Sénat"),
    "with the title, in a block of its own": (f"<header><h1>{TITLE}</h1><p>Tipaza</p></header>", None, "Tipaza"),
    "twice": (f"<div><h1>{TITLE}</h1></div><div><p>Groupe-pays</p><h1>{TITLE}</h1></div>", "Groupe-pays", None),
    "before tools": (f"<h1>{TITLE}</h1><p>Envoyer à un ami PDF</p><p>1024 visites</p>", None, None),
    "before a date": (f"<h1>{TITLE}</h1>{DATE}", None, None),
}


@pytest.mark.parametrize("head", HEADS)
def test_the_head_is_separated_from_the_text(read_page, head):
    markup, overtitle, subtitle = HEADS[head]
    date = "" if DATE in markup else DATE
    news = read_page(f"<html><body><main>{markup}{TEXT}{date}</main></body></html>", URL).subject
    assert (news.title, news.overtitle, news.subtitle) == (TITLE, overtitle, subtitle)
    assert (news.body, news.published) == (
        "La séance a réuni trente membres du groupe.\n\nElle a duré deux heures.",
        "2021-02-12",
    )


def test_a_publication_date_ends_before_the_words_behind_it(read_page):
    stamp = "<p>Publié le <time>12 février 2021</time><time>3 mars 2022</time></p>"
    news = read_page(f"<html><body><main><h1>{TITLE}</h1>{TEXT}{stamp}</main></body></html>", URL).subject
    assert (news.published, news.published_text) == ("2021-02-12", "12 février 2021")


def test_an_article_whose_neighbours_are_dated_is_no_home_page(read_page):
    near = "".join(f"<p>lundi {n} février 2021</p><p><a href='Autre-{n}-x'>Un autre article</a></p>" for n in (8, 15))
    page = f"<html><body><main><h1>{TITLE}</h1>{TEXT}{near}</main></body></html>"
    assert read_page(page, "https://cites-unies-france.org/spip.php?article4314").kind == "article"


def test_a_menu_on_one_line_is_no_text(read_page):
    menu = " | ".join(f"<a href='-{word}-'>{word}</a>" for word in ("Actualites", "Groupes", "Fonds", "Contact"))
    text = f"<font size=4>{TITLE}</font><br><br><font size=2>Un texte.</font>{DATE}"
    news = read_page(f"<html><body>{menu}<br><br>{text}</body></html>", URL).subject
    assert (news.title, news.body) == (TITLE, "Un texte.")
