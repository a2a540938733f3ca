"""A file is one document with its label, its kind and its size, however a page shows it, and no text of the article."""

import pytest

from scraper import records
from scraper.reading.file_words import label_of

URL = "https://cites-unies-france.org/Reunion-Mali"
TITLE = "Réunion du groupe-pays Mali"
LABEL = "Le rapport annuel"
BODY = "La séance a eu lieu.\n\nUne suite est prévue."
PDF = "/IMG/pdf/rapport_v2.pdf"

CARDS = {
    "a title above a button": (
        f"<div class='a'><svg><title>PDF</title></svg><div><h3>{LABEL}</h3><p>PDF – 1,2 Mo</p></div>"
        f"<a href='{PDF}' download>Télécharger</a></div>"
    ),
    "a button with format and size": (
        f"<div><p><b>{LABEL}</b></p><p><a href='{PDF}'>Télécharger (PDF, 1,2 Mo)</a></p></div>"
    ),
    "a card that is a link": (
        f"<a class='c' href='{PDF}'><span class='i'>PDF</span><span class='t'>{LABEL}</span>"
        "<span class='s'>1,2 Mo</span></a>"
    ),
    "a format before the title": (f"<li><a href='{PDF}'><span>PDF</span> <b>{LABEL}</b> <i>1,2 Mo</i></a></li>"),
    "blocks in a link": f"<a href='{PDF}'><div>{LABEL}</div><div>PDF · 1,2 Mo</div></a>",
    "one row": f"<ul><li><span>{LABEL}</span> <span>PDF | 1,2 Mo</span> <a href='{PDF}'>Télécharger</a></li></ul>",
    "cells": (
        f"<table><tr><td><img src='pdf.png' alt=''></td><td>{LABEL}</td><td>1,2 Mo</td>"
        f"<td><a href='{PDF}'>Télécharger le document</a></td></tr></table>"
    ),
    "the file's name beside": (
        f"<div class='a'><div class='n'>{LABEL}</div><div class='f'><a href='{PDF}'>rapport_v2.pdf</a></div>"
        "<div class='p'>Format : PDF • Poids : 1,2 Mo</div></div>"
    ),
    "a term and its facts": (
        f"<dl><dt>{LABEL}</dt><dd>PDF</dd><dd>1,2 Mo</dd><dd><a href='{PDF}' title='{LABEL}'>Ouvrir</a></dd></dl>"
    ),
    "a picture's size beside its format": (
        f"<div><h3><a href='{PDF}'>{LABEL}</a></h3><p><b>PDF, 1,2 Mo</b> , <b>32 × 20 pixels</b></p></div>"
    ),
    "a link and small print": f"<p><a href='{PDF}'>{LABEL}</a> <small>1,2 Mo – PDF</small></p>",
    "a figure": (
        f"<figure><a href='{PDF}'><img src='a.png' alt=''></a>"
        f"<figcaption><b>{LABEL}</b> <span>(PDF 1,2 Mo)</span></figcaption></figure>"
    ),
}


CAPTIONS = {
    "spans": (
        f"<figcaption><span>{LABEL}</span> <span>Deux pages relues.</span> <span>Source : Jo Briand</span></figcaption>"
    ),
    "bold and text": f"<figcaption><b>{LABEL}</b> Deux pages relues. <i>Source : Jo Briand</i></figcaption>",
    "blocks": f"<figcaption><div>{LABEL}</div><div>Deux pages relues. Source : Jo Briand</div></figcaption>",
}
SOUND = "/IMG/mp3/entretien.mp3"
PLAYERS = {
    "a figure": f"<figure><audio controls src='{SOUND}'></audio><figcaption>L’entretien</figcaption></figure>",
    "a player with a button": (
        f"<div><h3>L’entretien</h3><audio controls><source src='{SOUND}'></audio>"
        f"<a href='{SOUND}' download>Télécharger (MP3, 8 Mo)</a></div>"
    ),
}


def read_in(read_page, card: str, around: str = "<p>La séance a eu lieu.</p>{}<p>Une suite est prévue.</p>"):
    page = f"<main><h1>{TITLE}</h1><div class='x'>{around.format(card)}</div></main>"
    return read_page(f"<html><body>{page}</body></html>", URL)


@pytest.mark.parametrize(
    "around",
    [
        "<p>La séance a eu lieu.</p>{}<p>Une suite est prévue.</p>",
        "<p>La séance a eu lieu.</p><p>Une suite est prévue.</p>{}",
        "<p>La séance a eu lieu.</p><p>Une suite est prévue.</p><h2>Documents joints</h2><div>{}</div>",
    ],
    ids=["amid", "below", "labelled"],
)
@pytest.mark.parametrize("card", CARDS)
def test_a_file_in_a_card_is_one_document(read_page, card, around):
    reading = read_in(read_page, CARDS[card], around)
    (document,) = reading.of(records.Document)
    got = (document.title, document.medium, document.size_text, document.description)
    assert got == (LABEL, "text", "1,2 Mo", None)
    assert reading.subject.body == BODY


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_in_one_line_is_a_title_and_a_description(read_page, caption):
    figure = f"<figure><a href='{PDF}'><img src='a.png' alt=''></a>{CAPTIONS[caption]}</figure>"
    reading = read_in(read_page, figure)
    (document,) = reading.of(records.Document)
    assert (document.title, document.description) == (LABEL, "Deux pages relues. Source : Jo Briand")
    assert reading.subject.body == BODY


@pytest.mark.parametrize("player", PLAYERS)
def test_the_words_of_a_player_are_its_file_s(read_page, player):
    reading = read_in(read_page, PLAYERS[player])
    (document,) = reading.of(records.Document)
    assert (document.title, document.medium, document.description) == ("L’entretien", "sound", None)
    assert reading.subject.body == BODY


def test_a_picture_with_a_button_to_download_it_is_a_document(read_page):
    picture = (
        "<figure><img src='/local/cache-vignettes/L400xH300/carte-1.jpg' alt=''>"
        "<figcaption>La carte des partenaires <a href='/IMG/jpg/carte.jpg'>Télécharger</a></figcaption></figure>"
    )
    (document,) = read_in(read_page, picture).of(records.Document)
    assert (document.title, document.medium) == ("La carte des partenaires", "photo")


@pytest.mark.parametrize(
    "sentence",
    [
        f"<p>Le compte rendu est à <a href='{PDF}'>télécharger</a>.</p>",
        f"<p><a href='{PDF}'>Télécharger</a> le compte rendu complet de la séance, qui est public.</p>",
        f"<p>Les membres ont lu <a href='{PDF}'>le rapport</a> (PDF, 1,2 Mo) avant la séance.</p>",
    ],
)
def test_a_sentence_with_a_file_s_link_stays_in_the_text(read_page, sentence):
    reading = read_in(read_page, sentence)
    assert len(reading.of(records.Document)) == 1
    assert len(reading.subject.body.split("\n\n")) == 3


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ("Télécharger le document « Programme » PDF – 236,4 ko", "Programme"),
        ("Télécharger : Programme (PDF, 2 Mo)", "Programme"),
        ("Programme (PDF, 200 ko, nouvelle fenêtre)", "Programme"),
        ("Lire « L’eau » et « La ville »", "Lire « L’eau » et « La ville »"),
        ("Lire la suite de l’appel", "Lire la suite de l’appel"),
    ],
)
def test_what_to_do_with_a_file_is_no_part_of_its_label(shown, label):
    assert label_of(shown) == label


@pytest.mark.parametrize("facts", ["PDF, 1,9 ko", "Document PDF, 1,9 ko", "Son MP3 - 3 Mo", "Image (jpeg)"])
def test_what_sort_of_file_it_is_is_no_description(read_page, facts):
    card = f"<article><h3>Note jointe</h3><p>{facts}</p><p><a href='IMG/pdf/note.pdf'>Télécharger</a></p></article>"
    (document,) = read_in(read_page, card).of(records.Document)
    assert (document.title, document.description) == ("Note jointe", None)


@pytest.mark.parametrize("button", ["Télécharger", "Ouvrir le document (PDF)", "Voir [pdf]"])
def test_a_button_below_the_words_about_a_file_is_no_label(read_page, button):
    card = (
        f"<div><div><p>Note jointe</p></div><div>PDF, 1,9 ko</div><p><a href='IMG/pdf/note.pdf'>{button}</a></p></div>"
    )
    (document,) = read_in(read_page, card).of(records.Document)
    assert (document.title, document.size_text) == ("Note jointe", "1,9 ko")


def test_a_link_to_the_article_s_own_picture_is_no_document(read_page):
    picture = "<div><img src='IMG/logo/arton12.jpg' alt=''><a href='IMG/logo/arton12.jpg'>Agrandir l’image</a></div>"
    html = f"<html><body><h1>{TITLE}</h1>{picture}<p>La séance a eu lieu.</p></body></html>"
    reading = read_page(html, URL)
    assert reading.of(records.Document) == []
    assert reading.subject.image_url == "https://cites-unies-france.org/IMG/logo/arton12.jpg"


def test_a_section_marked_as_a_tag_is_no_keyword(read_page):
    tags = "<a rel=tag href='-Actualites-'>Actualités</a> <a rel=tag href='+-Eau-+'>Eau</a>"
    html = f"<html><body><h1>{TITLE}</h1><p>La séance a eu lieu.</p><p>{tags}</p></body></html>"
    assert [theme.name for theme in read_page(html, URL).of(records.Theme)] == ["Eau"]
