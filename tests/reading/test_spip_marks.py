"""SPIP's own marks show what a page is about and where its text is; the rest is furniture."""

import pytest

URL = "https://cites-unies-france.org/Reunion-Mali"
TITLE = "Réunion du groupe-pays Mali"
TEXT = "<p>La séance a réuni trente membres du groupe.</p><p>Elle a duré deux heures.</p>"
READ = "La séance a réuni trente membres du groupe.\n\nElle a duré deux heures."
OTHERS = "".join(
    f"<h3 class='crayon article-titre-{n}'><a href='Autre-{n}-x'>Un autre article</a></h3><p>Il dit autre chose (…)</p>"
    for n in (7, 8, 9)
)
COMMENTS = (
    "<h2>Commentaires</h2><div class=comment-item><p>12 mars 2026, par un visiteur</p><p>Merci pour ce texte.</p></div>"
    "<div class=forum-message><div class=forum-chapo>Merci</div></div>"
)


def article(own: str, around: str = "") -> str:
    return f"<html><body><div>{own}</div>{around}</body></html>"


def test_crayons_mark_an_article_among_others(read_page):
    own = f"<h1 class='crayon article-titre-12'>{TITLE}</h1><div class='crayon article-texte-12 texte'>{TEXT}</div>"
    reading = read_page(article(own, OTHERS + COMMENTS), URL)
    assert (reading.kind, reading.subject.title, reading.subject.body) == ("article", TITLE, READ)
    assert reading.subject.spip_id == 12


@pytest.mark.parametrize("kind", ["article", "breve"])
def test_crayons_name_the_object_that_an_address_does_not(read_page, kind):
    own = f"<h2 class='crayon {kind}-titre-12'>{TITLE}</h2><div class='crayon {kind}-texte-12'>{TEXT}</div>"
    assert read_page(article(own, OTHERS), "https://cites-unies-france.org/vie-du-reseau/Reunion").kind == "article"


def test_the_frame_around_the_text_is_none(read_page):
    own = (
        f"<h1>{TITLE}</h1><p>par Jeanne Martin</p><p>popularité : 14 %</p><div class=texte>{TEXT}</div>"
        "<p>Jeanne Martin</p><h2>Dans la même rubrique</h2><ul><li>Un autre article</li></ul>"
    )
    news = read_page(article(own, "<p>Publié le 12 février 2026</p>" + COMMENTS), URL).subject
    assert (news.body, news.lead, news.published) == (READ, None, "2026-02-12")


def test_a_paragraph_above_the_text_is_its_lead(read_page):
    own = f"<h1>{TITLE}</h1><div class=cap><p>Trente membres étaient là.</p></div><div class=texte>{TEXT}</div>"
    news = read_page(article(own), URL).subject
    assert (news.lead, news.body) == ("Trente membres étaient là.", READ)


def test_the_postscript_and_the_notes_are_text_and_what_is_between_them_is_not(read_page):
    own = (
        f"<h1>{TITLE}</h1><div class=texte>{TEXT}</div><p>Jeanne Martin</p>"
        "<div class=ps><p>Une suite est prévue.</p></div><p>Réagir</p><div class=notes><p>[1] Une note.</p></div>"
    )
    assert read_page(article(own), URL).subject.body == f"{READ}\n\nUne suite est prévue.\n\n[1] Une note."


def test_a_postscript_goes_with_a_text_that_crayons_mark(read_page):
    own = (
        f"<h1>{TITLE}</h1><p>Mots-clés > <a href='?mot1'>Mali</a>, <a href='?mot2'>Sahel</a></p>"
        f"<div><div class='crayon article-texte-12'>{TEXT}</div></div>"
        "<div class=ps><h4>Note</h4><div class='crayon article-ps-12'><p>Une suite est prévue.</p></div></div>"
    )
    assert read_page(article(own), URL).subject.body == f"{READ}\n\nNote\n\nUne suite est prévue."


def test_a_postscript_may_have_a_heading_instead_of_a_class(read_page):
    own = (
        f"<h1>{TITLE}</h1><div class=texte>{TEXT}</div><p>Réagir</p><h4>Post-scriptum</h4><p>Une suite est prévue.</p>"
    )
    assert read_page(article(own), URL).subject.body == f"{READ}\n\nUne suite est prévue."


@pytest.mark.parametrize("postscript", ["", "<div class=ps><p>Une suite est prévue.</p></div>"])
def test_the_site_that_an_article_is_about_is_text(read_page, postscript):
    site = "<p class=hyperlien>Voir en ligne : <a href='https://exemple.org/'>Le site</a></p>"
    own = f"<h1>{TITLE}</h1><div class=texte>{TEXT}</div><p>Réagir</p>{site}{postscript}"
    body = read_page(article(own), URL).subject.body
    assert body == f"{READ}\n\nVoir en ligne : Le site" + "\n\nUne suite est prévue." * bool(postscript)


def test_a_small_marked_text_beside_a_long_one_does_not_bound_the_text(read_page):
    long = "".join(f"<p>Le paragraphe numéro {n} dit ce que la séance a été.</p>" for n in range(9))
    own = f"<h1>{TITLE}</h1>{long}<div class=texte><p>Lettre d’information.</p></div>"
    assert read_page(article(own), URL).subject.body.count("paragraphe") == 9


def test_keywords_alone_on_a_line_are_no_text(read_page):
    words = "<p><a href='+-Mali-+'>Mali</a> / <a href='+-Sahel-+'>Sahel</a></p>"
    reading = read_page(article(f"<h1>{TITLE}</h1>{words}{TEXT}"), URL)
    assert reading.subject.body == READ
    assert [row.name for row in reading.rows if type(row).__name__ == "Theme"] == ["Mali", "Sahel"]


def test_a_plain_address_is_an_articles_where_sections_have_spips_marks(read_page):
    menu = "<ul><li><a href='-Mali-'>Mali</a></li><li><a href='-Maroc-'>Maroc</a></li></ul>"
    assert read_page(article(f"<h1>{TITLE}</h1><p>Un mot.</p>", menu + OTHERS), URL).kind == "article"


def test_an_unclosed_menu_does_not_swallow_the_page(read_page):
    page = f"<html><body><nav><ul><li><a href='-Mali-'>Mali</a><article><h1>{TITLE}</h1>{TEXT}</article></body></html>"
    assert read_page(page, URL).subject.body == READ


def test_the_calendar_of_a_month_is_no_text(read_page):
    days = "".join(f"<td>{day}</td>" + "</tr><tr>" * (day % 7 == 0) for day in range(1, 32))
    month = f"<table><tr>{''.join(f'<th>{day}</th>' for day in 'LMMJVSD')}</tr><tr>{days}</tr></table>"
    assert read_page(article(f"<h1>{TITLE}</h1>{TEXT}{month}"), URL).subject.body == READ


def test_a_picture_in_place_of_a_title_is_read_by_its_alternative(read_page):
    news = read_page(article(f"<h1><img src='t.png' alt='{TITLE}'></h1>{TEXT}"), URL).subject
    assert (news.title, news.body) == (TITLE, READ)


def test_a_link_within_a_link_is_read(read_page):
    own = f"<h1>{TITLE}</h1><div><a href='Un'><span>Un <div><a href='Deux'>deux</a></div></span></a></div>{TEXT}"
    assert {link.url.rsplit("/", 1)[-1] for link in read_page(article(own), URL).links} >= {"Deux"}


@pytest.mark.parametrize("tail", ["}", "<script>count()</script>", "<!-- 0.2 s -->\n", "<img src='c.gif'>"])
def test_what_a_server_adds_behind_the_end_of_a_page_does_not_cut_it(read_page, tail):
    assert read_page(article(f"<h1>{TITLE}</h1>{TEXT}") + tail, URL).subject.body == READ


def test_the_files_of_a_group_are_documents_of_it(read_page):
    page = (
        "<html><body><h1>Sénégal</h1><h3>Création</h3><p>Le groupe est né en 1999.</p>"
        "<p>Référent à CUF :<br>Jeanne Martin</p><h4>Documents joints</h4>"
        "<ul class=documents_joints><li><a href='IMG/pdf/r.pdf'>Répertoire</a></li></ul></body></html>"
    )
    reading = read_page(page, "https://cites-unies-france.org/-Senegal-")
    documents = [row for row in reading.rows if type(row).__name__ == "Document"]
    assert [(row.title, row.group_id, row.news_id) for row in documents] == [("Répertoire", "senegal", None)]
