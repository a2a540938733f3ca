"""Names that templates use, and words of an article that look like its frame, cost a page none of its text."""

import pytest

URL = "https://cites-unies-france.org/Reunion-Mali"
TITLE = "Réunion du groupe-pays Mali"
FIRST = "La séance a réuni trente membres du groupe."
LAST = "Elle a duré deux heures, et une suite est prévue."
DATE = "<p>Publié le 12 février 2026</p>"


def page(text: str, *, outer: str = "<body>") -> str:
    return f"<html>{outer}<h1>{TITLE}</h1><p>{FIRST}</p>{text}<p>{LAST}</p>{DATE}</body></html>"


@pytest.mark.parametrize(
    "outer",
    [
        "<body class=no-sidebar>",
        "<body class=right-sidebar>",
        "<body class='forum menu-ferme'>",
        "<body id=social>",
        "<body><div class=no-sidebar>",
        "<body><main class=share-page>",
        "<body><div class='nav-open comments'>",
    ],
)
def test_a_name_does_not_make_a_whole_page_frame(read_page, outer):
    news = read_page(page("", outer=outer), URL).subject
    assert (news.title, news.body, news.published) == (TITLE, f"{FIRST}\n\n{LAST}", "2026-02-12")


@pytest.mark.parametrize(
    "text",
    [
        "<h3 id=comment-participer>Comment participer ?</h3>",
        "<h3 id=Forum-de-Tunis>Forum de Tunis</h3>",
        "<h3 id=Social>Social</h3>",
        "<div class=comment-participer><p>Comment participer ?</p></div>",
        "<p>Paru le 12 mars 2020 dans La Gazette des communes.</p>",
        "<p>Parution : 12 mai 2021</p>",
        "<p>Diffusé le 8 mars 2021 sur RFI</p>",
        "<p>Rédigé le 4 mai 2020, adopté le 5 juin</p>",
        "<p>Texte publié le 3 avril 2007 par Le Monde</p>",
        "<p>Publiée le 3 mars 2021, l’étude présente les résultats.</p>",
        "<p>Document rédigé le 3 mars 2021 par Paul Martin</p>",
        "<p>Le nouveau portail, réalisé avec SPIP, est en ligne.</p>",
        "<p><a href='+-Mali-+'>Toutes les actualités du Mali</a></p>",
        "<table>" + "".join(f"<tr><td>{n}</td><td>Commune {n}</td></tr>" for n in range(1, 31)) + "</table>",
    ],
)
def test_words_within_the_text_are_kept_and_do_not_end_it(read_page, text):
    reading = read_page(page(text), URL)
    assert reading.subject.published == "2026-02-12"
    assert reading.subject.body.startswith(FIRST)
    assert reading.subject.body.endswith(LAST)
    assert reading.subject.body.count("\n\n") > 1
    assert [row for row in reading.rows if type(row).__name__ == "Theme"] == []


LONG = "".join(f"<p>Le paragraphe {n} dit ce que la séance a été pour ses membres.</p>" for n in range(9))


@pytest.mark.parametrize(
    "text",
    [
        f"<p class=texte>Chapeau.</p>{LONG}",
        f"<div class=texte><p>Résumé court.</p></div><div class=corps>{LONG}</div>",
        f"<p class=texte>Un mot.</p><h3>Ordre du jour</h3>{LONG}<p class=texte>Un autre.</p>",
        f"<p>En visioconférence et à Paris</p><div class=texte>{LONG}</div>",
        f"<div class=texte>{LONG}</div><div><p>Pour plus d’informations :</p><p>Le pôle Afrique</p></div>",
    ],
)
def test_a_class_of_spips_does_not_take_the_text_from_the_text(read_page, text):
    body = read_page(f"<html><body><h1>{TITLE}</h1>{text}{DATE}</body></html>", URL).subject
    kept = " ".join(filter(None, (body.subtitle, body.lead, body.body)))
    for words in ("paragraphe 0", "paragraphe 8", "Ordre du jour", "visioconférence", "Le pôle Afrique", "Chapeau"):
        assert (words in kept) == (words in text)


def test_the_text_of_another_article_is_not_this_ones(read_page):
    other = (
        "<div class='crayon article-titre-99'>Autre</div><div class='crayon article-texte-99'><p>Autre texte.</p></div>"
    )
    own = f"<h1 class='crayon article-titre-12'>{TITLE}</h1><div class='crayon article-texte-12'><p>{FIRST}</p></div>"
    reading = read_page(f"<html><body>{own}{other}{DATE}</body></html>", URL)
    assert (reading.subject.body, reading.subject.spip_id) == (FIRST, 12)


def test_a_list_under_a_plain_address_is_a_list(read_page):
    items = "".join(
        f"<p>Le {n} février 2020,</p><h3><a href='Reunion-{n}-x'>Réunion {n}</a></h3><p>Quelques mots (…)</p>"
        f"<p><a href='Reunion-{n}-x'>EN SAVOIR PLUS</a></p>"
        for n in range(11, 17)
    )
    body = f"<html><body><p><a href='-Mali-'>Mali</a></p><h1>Archives</h1>{items}</body></html>"
    reading = read_page(body, "https://cites-unies-france.org/Archives")
    assert (reading.kind, len([row for row in reading.rows if type(row).__name__ == "Listing"])) == ("list", 6)


def test_headings_that_are_links_do_not_make_a_letter_a_list(read_page):
    items = "".join(f"<h3><a href='Article-{n}-x'>Un article {n}</a></h3>" for n in range(4))
    body = f"<html><body><h1>La LETTRE des Rencontres 2018 n°1</h1>{LONG}{items}<h3>À suivre</h3>{LONG}</body></html>"
    reading = read_page(body, "https://cites-unies-france.org/-La-LETTRE-des-Rencontres-2018-no-1-")
    assert reading.kind == "newsletter"
    assert reading.subject.body.count("paragraphe") == 18


def test_headings_that_are_links_do_not_end_a_groups_sections(read_page):
    links = "".join(f"<h3><a href='Mission-{n}-x'>Une mission {n}</a></h3>" for n in range(3))
    body = (
        f"<html><body><h1>Mali</h1><h2>Création</h2><p>{FIRST}</p><h2>Rôles et missions</h2>{links}"
        f"<h2>Perspectives</h2><p>{LAST}</p></body></html>"
    )
    reading = read_page(body, "https://cites-unies-france.org/-Mali-")
    headings = [row.heading for row in reading.rows if type(row).__name__ == "GroupSection"]
    assert headings == ["Création", "Rôles et missions", "Perspectives"]


def test_keywords_of_listed_articles_are_not_the_articles(read_page):
    others = "".join(
        "<p><a href='+-Japon-+'>Japon</a> / <a href='+-Actualite-+'>Actualité</a></p>"
        f"<h3><a href='A-{n}-x'>Autre {n}</a></h3><p>Quelques mots (…)</p>"
        for n in range(3)
    )
    body = page("").replace("</body>", f"<div>{'<p>Un mot de plus.</p>' * 9}{others}</div></body>")
    assert [row for row in read_page(body, URL).rows if type(row).__name__ == "Theme"] == []


@pytest.mark.parametrize("subtitle", ["Le 26 mai 2025, par Zoom", "Le 10 février, par Zoom"])
def test_the_form_of_a_meeting_is_no_author(read_page, subtitle):
    head = f"<h1>{TITLE}</h1><p class=s>{subtitle}</p>"
    news = read_page(
        f"<html><body><main>{head}<div><p>{FIRST}</p><p>{LAST}</p></div></main></body></html>", URL
    ).subject
    assert (news.subtitle, news.published) == (subtitle, None)


def test_a_postscript_ends_where_the_article_does(read_page):
    text = f"<div class=texte><p>{FIRST}</p></div><h4>P.-S.</h4><p>Un mot de plus.</p>"
    near = "<p>lundi 8 février 2021</p><p><a href='Autre-x'>Un autre article</a></p>"
    body = f"<html><body><main><h1>{TITLE}</h1>{text}{near}</main></body></html>"
    assert read_page(body, URL).subject.body == f"{FIRST}\n\nUn mot de plus."


@pytest.mark.parametrize("overtitle", ["G7", "UE"])
def test_a_short_overtitle_is_one(read_page, overtitle):
    body = f"<html><body><div><p>{overtitle}</p><h1>{TITLE}</h1></div><p>{FIRST}</p><p>{LAST}</p>{DATE}</body></html>"
    assert read_page(body, URL).subject.overtitle == overtitle
