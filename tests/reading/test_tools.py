"""An article's tools are none of its text, least of all where it has little text; what reads alike in a text stays."""

import pytest

from scraper import records

URL = "https://cites-unies-france.org/Reunion-Mali"
TITLE = "Réunion du groupe-pays Mali"
KEYWORDS = "<a href='+-Mali-+'>Mali</a> / <a href='+-Climat-et-environnement-+'>Climat et environnement</a>"
TOOLS = (
    f"<p>Thèmes : {KEYWORDS}</p>",
    f"<div class=mots><b>Mots-clés :</b> {KEYWORDS}</div>",
    f"<p>Keywords: {KEYWORDS}</p>",
    f"<p>Catégories : {KEYWORDS}</p>",
    "<p>Thèmes : <a href='Mali'>Mali</a> / <a href='mot/climat-et-environnement'>Climat et environnement</a></p>",
    "<p>Thèmes : <a href='spip.php?mot12'>Mali</a></p>",
    "<p><a href='spip.php?page=ami&id_article=12'>Envoyer à un ami</a></p>",
    "<ul><li><a href='mailto:?subject=x'>Envoyer l’article par mail</a></li><li><a href='#'>Imprimer</a></li></ul>",
    "<p><a href='spip.php?page=article_pdf&id_article=12'>Enregistrer au format PDF</a></p>",
    "<p><a href='#top'>Haut de page</a></p>",
    "<p><a href='#'>Back to top</a> | <a href='javascript:window.print()'>Print this page</a></p>",
    "<p><a href='-Mali-'>Retour</a></p>",
    "<p><a href='-Actualites-'>Retour à la liste</a></p>",
    "<p><a href='spip.php?page=ami&id_article=12'>Send to a friend</a> <a href='#'>Share</a></p>",
    "<p><a href='#forum'>Commenter cet article</a></p>",
    "<p><a href='#forum'>0 commentaire</a></p>",
    "<p>Mis à jour le 3 mars 2021</p>",
    "<p>Dernière mise à jour : 3 mars 2021 à 14h30</p>",
    "<p>Article modifié le 3 mars 2021</p>",
    "<p>Last updated on 3 March 2021</p>",
    "<p>Temps de lecture : 3 min</p>",
    "<p>3 min read</p>",
    "<p>Lu 1 245 fois</p>",
    "<p>Visites : 1245</p>",
    "<p>1245 visites – Popularité : 12 %</p>",
    "<p>Accueil &gt; Groupes-pays &gt; Mali</p>",
    "<p>Home &gt; Country groups &gt; Mali</p>",
    "<h3>Dans la même rubrique</h3><ul><li><a href='Autre-article'>Un autre article</a></li></ul>",
    "<p>Related articles</p><p><a href='Autre-article'>Un autre article</a></p>",
)
TEXTS = {
    "none": ("", None),
    "one line": ("<p>La réunion se tiendra à Paris.</p>", "La réunion se tiendra à Paris."),
    "a few words": ("<p>Ordre du jour joint</p>", "Ordre du jour joint"),
    "English": ("<p>The meeting will be held in Paris.</p>", "The meeting will be held in Paris."),
    "a picture": ("<p><img src='IMG/jpg/carte.jpg' alt=''></p>", None),
}
DATE = "<p>Publié le 12 février 2026</p>"


def told_by(read_page, inside: str, lang: str = "fr") -> str | None:
    html = (
        f"<html lang={lang}><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{inside}</div></body></html>"
    )
    news = read_page(html, URL).subject
    # A few words below a title may be read as a subtitle: they are not lost.
    return "\n\n".join(filter(None, (news.subtitle, news.lead, news.body))) or None


@pytest.mark.parametrize("tools", TOOLS)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("field", ["", "texte"])
def test_tools_below_a_text_are_none_of_it(read_page, text, tools, field):
    shown, expected = TEXTS[text]
    shown = f"<div class={field}>{shown}</div>" if field else shown
    assert told_by(read_page, f"{shown}{tools}{DATE}") == expected
    assert told_by(read_page, f"{DATE}{shown}{tools}") == expected


@pytest.mark.parametrize("tools", [tools for tools in TOOLS if "rubrique" not in tools and "Related" not in tools])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("field", ["", "texte"])
def test_tools_above_a_text_are_none_of_it(read_page, text, tools, field):
    shown, expected = TEXTS[text]
    shown = f"<div class={field}>{shown}</div>" if field else shown
    assert told_by(read_page, f"{tools}{shown}{DATE}") == expected


def test_all_of_them_together_are_none_of_a_text(read_page):
    assert told_by(read_page, "".join(TOOLS)) is None
    assert told_by(read_page, f"<p>Ordre du jour joint</p>{''.join(TOOLS)}", "en") == "Ordre du jour joint"


@pytest.mark.parametrize(
    "text",
    [
        "Thèmes : eau, climat et jeunesse.",
        "Thèmes : eau / climat / jeunesse",
        "Thèmes abordés : l’eau et le climat",
        "Mise à jour du répertoire des coopérations avec le Mali",
        "Mis à jour le 3 mars 2021, le répertoire compte trente coopérations.",
        "Modifié le 3 mars 2021 par décret, le statut des élus locaux change",
        "Visites de terrain à Bamako et à Mopti",
        "1245 visites ont été faites en 2020",
        "Lu trois fois en séance",
        "Retour sur la réunion de Bamako",
        "Retour d’expérience",
        "Partager l’eau, partager les savoirs",
        "Share your experience with us",
        "Print media in Mali",
        "Haut de page, bas de page : une typographie de l’affiche",
        "Commenter l’actualité malienne",
        "Dans la même rubrique, nous publierons les actes",
        "Accueil des délégations à 9h",
        "Home of the delegation",
        "Updated guidelines for local authorities",
        "Imprimer des cartes",
        "Envoyer à un ami malien",
        "Lecture publique : 30 minutes",
    ],
)
@pytest.mark.parametrize("field", ["", "texte"])
@pytest.mark.parametrize("more", ["", "<p>Un autre paragraphe, plus long, dit ce que la réunion a été.</p>"])
def test_a_text_that_begins_with_such_words_stays(read_page, text, field, more):
    inside = f"<p>{text}</p>{more}"
    body = told_by(read_page, (f"<div class={field}>{inside}</div>" if field else inside) + DATE)
    assert body is not None
    assert body.startswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "<h3>Thèmes</h3><p>L’eau, <a href='+-Climat-+'>le climat</a> et la jeunesse sont au programme.</p>",
        "<p>Thèmes : <a href='Eau-et-villes'>l’eau</a> / <a href='Climat-et-villes'>le climat</a></p>",
        "<p><a href='https://www.lemonde.fr/article'>Lire la suite</a></p>",
        "<p>Voir aussi : <a href='+-Mali-+'>les articles sur le Mali</a>, en ligne</p>",
        "<h3>Dans la même rubrique</h3><p>Deux articles paraîtront bientôt.</p>",
    ],
)
def test_what_reads_alike_within_a_text_stays(read_page, text):
    body = told_by(read_page, f"<p>La séance a réuni trente membres.</p>{text}<p>Une suite est prévue.</p>{DATE}")
    assert body.startswith("La séance a réuni trente membres.")
    assert body.endswith("Une suite est prévue.")
    assert body.count("\n\n") == text.count("<p>") + text.count("<h3>") + 1


@pytest.mark.parametrize("tools", TOOLS)
@pytest.mark.parametrize("top", ["", "<h1>Cités Unies France EN</h1>"])
def test_tools_of_a_page_of_text_are_none_of_it(read_page, tools, top):
    text = "".join(f"<p>Paragraph {n} says what local authorities do together abroad.</p>" for n in range(5))
    inside = f"{top}<div class=texte>{text}</div><div>{tools}</div>"
    html = f"<html lang=en><head><title>Cités Unies France EN</title></head><body>{inside}</body></html>"
    news = read_page(html, "https://cites-unies-france.org/-Cites-Unies-France-EN-").subject
    assert news.body == "\n\n".join(f"Paragraph {n} says what local authorities do together abroad." for n in range(5))


@pytest.mark.parametrize(
    "tools", ["", TOOLS[6], f"{TOOLS[6]}<p>Mis à jour le 3 mars 2021</p>", f"{TOOLS[0]}{TOOLS[9]}"]
)
def test_tools_do_not_part_a_text_from_its_documents(read_page, tools):
    files = (
        "<p><b>Documents à télécharger</b></p><p><a href='IMG/pdf/a.pdf'>Note</a> <a href='IMG/pdf/b.pdf'>Plan</a></p>"
    )
    html = f"<html><body><h1>{TITLE}</h1><p>La réunion a eu lieu.</p>{tools}{files}{DATE}</body></html>"
    reading = read_page(html, URL)
    assert [row.title for row in reading.of(records.Document)] == ["Note", "Plan"]
    assert reading.subject.body == "La réunion a eu lieu."


@pytest.mark.parametrize("holder", ["<div class=spip_documents>{}</div>", "<div class=texte><p>{}</p></div>"])
def test_the_picture_of_a_text_without_words_is_not_the_article_s_own(read_page, holder):
    html = f"<html><body><h1>{TITLE}</h1>{holder.format('<img src=IMG/jpg/carte.jpg>')}{DATE}</body></html>"
    assert read_page(html, URL).subject.image_url is None
