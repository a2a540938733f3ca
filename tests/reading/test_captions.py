"""Words below a table or a file are read by visitors: they are the text's, or the document's that the file is."""

import pytest

from scraper import records

URL = "https://cites-unies-france.org/Reunion-Mali"
SAID = "Une description du rapport, en deux phrases. La seconde."


def file_4(legend: str, href: str = "IMG/pdf/a.pdf") -> str:
    """As SPIP 4 shows a file in a text."""
    return (
        "<div class='spip_document_12 spip_document spip_documents spip_document_file spip_documents_left'>"
        f"<figure class='spip_doc_inner'><a href='{href}' class='spip_doc_lien' title='PDF - 2.1 kio'>"
        f"<img src='pdf.svg' alt=''></a><figcaption class='spip_doc_legende'>{legend}</figcaption></figure></div>"
    )


TITLE = "<div class='spip_doc_titre'><strong>Le rapport annuel</strong></div>"
DESCRIBED = f"<div class='spip_doc_descriptif'>{SAID}</div>"
CREDITS = "<div class='spip_doc_credits'>Jeanne Martin</div>"
OLD = (
    "<dl class='spip_document_12 spip_documents'><dt><a href='IMG/pdf/a.pdf' title='PDF - 43.8 ko'>"
    "<img src='pdf.png' alt='PDF - 43.8 ko'></a></dt><dt class='spip_doc_titre'><strong>Le rapport annuel</strong></dt>"
    f"<dd class='spip_doc_descriptif'>{SAID}</dd></dl>"
)
JOINED = (
    "<div id='documents_joints'><h2>Documents joints</h2><ul>"
    "<li><a class='spip_doc pdf' href='IMG/pdf/a.pdf'><strong class=titre>Le rapport annuel</strong></a>"
    f"<small class=info_document>PDF - 88 kio</small><div class=descriptif>{SAID}</div></li>"
    "<li><a class='spip_doc pdf' href='IMG/pdf/b.pdf'><strong class=titre>Le programme</strong></a>"
    "<div class=descriptif>Deux jours à Paris</div><div class=credits>Paul Durand</div></li></ul></div>"
)
FIGURE = (
    "<figure><a href='IMG/pdf/a.pdf'><img src='a.png'></a>"
    f"<figcaption>Le rapport annuel<br>{SAID}</figcaption></figure>"
)


def read_text(read_page, inside: str, after: str = ""):
    text = f"<div class=texte><p>La séance a eu lieu.</p>{inside}<p>Une suite est prévue.</p></div>{after}"
    title = "Réunion du groupe-pays Mali"
    html = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{text}</main></body></html>"
    return read_page(html, URL)


def documents(reading) -> list[tuple]:
    return [(row.title, row.description) for row in reading.of(records.Document)]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (file_4(TITLE), ("Le rapport annuel", None)),
        (file_4(TITLE + DESCRIBED), ("Le rapport annuel", SAID)),
        (file_4(TITLE + DESCRIBED + CREDITS), ("Le rapport annuel", f"{SAID}\n\nJeanne Martin")),
        (file_4(DESCRIBED), (None, SAID)),
        (file_4(f"<div class='spip_doc_descriptif'><p>{SAID}</p><p>Fin.</p></div>"), (None, f"{SAID}\n\nFin.")),
        (file_4(TITLE + CREDITS, "IMG/jpg/carte.jpg"), ("Le rapport annuel", "Jeanne Martin")),
        (OLD, ("Le rapport annuel", SAID)),
        (OLD.replace("phrases. ", "phrases.<br>"), ("Le rapport annuel", SAID.replace("phrases. ", "phrases.\n"))),
        (FIGURE, ("Le rapport annuel", SAID)),
        (
            file_4(TITLE + "<div class=spip_doc_descriptif>Écrire à j.martin@exemple.org</div>"),
            ("Le rapport annuel", "Écrire à …@exemple.org"),
        ),
    ],
)
def test_a_files_caption_in_the_text_is_its_documents(read_page, shown, expected):
    reading = read_text(read_page, shown)
    assert documents(reading) == [expected]
    assert reading.subject.body == "La séance a eu lieu.\n\nUne suite est prévue."


def test_each_of_several_files_has_its_own_description(read_page):
    reading = read_text(read_page, "", JOINED)
    assert documents(reading) == [("Le rapport annuel", SAID), ("Le programme", "Deux jours à Paris\n\nPaul Durand")]


def test_words_behind_a_file_s_link_describe_it(read_page):
    shown = f"<ul class=spip_documents><li><a href='IMG/pdf/a.pdf'>Le rapport annuel</a> : {SAID}</li></ul>"
    reading = read_text(read_page, shown)
    assert documents(reading) == [("Le rapport annuel", SAID)]


@pytest.mark.parametrize("kind", ["", " (PDF - 12 ko)", " (OpenDocument - 12 ko)", " – 2,1 Mo", " :"])
def test_a_file_s_kind_and_size_do_not_describe_it(read_page, kind):
    shown = f"<ul class=spip_documents><li><a href='IMG/odt/a.odt'>Le rapport annuel</a>{kind}</li></ul>"
    assert documents(read_text(read_page, shown)) == [("Le rapport annuel", None)]


def test_the_caption_of_a_picture_is_text(read_page):
    picture = (
        f"<figure class=spip_documents><img src='IMG/jpg/a.jpg'><figcaption>{TITLE}{DESCRIBED}</figcaption></figure>"
    )
    reading = read_text(read_page, picture)
    assert documents(reading) == []
    assert reading.subject.body.split("\n\n")[1:-1] == ["Le rapport annuel", SAID]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Les villes<br>Source : le ministère", "Les villes\nSource : le ministère"),
        ("Les villes<br /> <small id=x class='summary offscreen'>Douze villes</small>", "Les villes\nDouze villes"),
        ("Les villes<br><small>Douze villes</small><br>En 2019", "Les villes\nDouze villes\nEn 2019"),
        ("<p>Les villes</p><p>Douze villes</p>", "Les villes\n\nDouze villes"),
    ],
)
def test_every_line_of_a_tables_caption_is_text(read_page, caption, expected):
    rows = "<tr><th>Ville</th><th>Membres</th></tr><tr><td>Dax</td><td>12</td></tr>"
    body = read_text(read_page, f"<table class=spip><caption>{caption}</caption>{rows}</table>").subject.body
    assert body == f"La séance a eu lieu.\n\n{expected}\n\nVille Membres\n\nDax 12\n\nUne suite est prévue."


def test_a_caption_that_is_hidden_as_a_whole_is_none(read_page):
    caption = "<caption class='summary offscreen'><small>Douze villes</small></caption>"
    body = read_text(read_page, f"<table class=spip>{caption}<tr><td>Dax</td><td>12</td></tr></table>").subject.body
    assert "Douze" not in body


def test_a_groups_files_have_their_descriptions_and_its_sections_none(read_page):
    text = "Le groupe réunit des collectivités qui travaillent au Mali."
    html = (
        f"<html><body><h1>Mali</h1><h2>Création</h2><p>{text}</p>{file_4(TITLE + DESCRIBED)}"
        f"<h2>Perspectives</h2><p>{text}</p></body></html>"
    )
    reading = read_page(html, "https://cites-unies-france.org/-Mali-")
    assert documents(reading) == [("Le rapport annuel", SAID)]
    assert [row.text for row in reading.of(records.GroupSection)] == [text, text]
