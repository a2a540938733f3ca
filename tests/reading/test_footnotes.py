"""Footnotes: the mark apart from its word, copies of the note not in the sentence, the notes at the end of the text."""

import pytest
from bs4 import BeautifulSoup

from scraper.records import FormattedText

URL = "https://cites-unies-france.org/Reunion-Mali"
FIRST = "Le compte rendu est à demander au secrétariat du groupe."
SECOND = "Dont 12 villes et 3 régions."
BODY = (
    "La séance a réuni les membres [1] du groupe.\n\nQuinze collectivités [2].\n\nUne suite est prévue.\n\n"
    f"[1] {FIRST}\n\n[2] {SECOND}"
)


def sentences(first: str, second: str) -> str:
    return (
        f"<p>La séance a réuni les membres{first} du groupe.</p><p>Quinze collectivités{second}.</p>"
        "<p>Une suite est prévue.</p>"
    )


def spip(number: int, note: str) -> str:
    return (
        f"<span class='spip_note_ref'>&nbsp;[<a href='#nb{number}' class='spip_note' rel='appendix' title='{note}' "
        f"id='nh{number}'>{number}</a>]</span>"
    )


def spip_note(number: int, note: str) -> str:
    return (
        f"<div id='nb{number}'><p><span class='spip_note_ref'>[<a href='#nh{number}' title='Notes {number}' "
        f"rev='appendix'>{number}</a>]&nbsp;</span>{note}</p></div>"
    )


def old(number: int, note: str) -> str:
    return f" [<a href='#nb{number}' name='nh{number}' title='[{number}] {note}'>{number}</a>]"


def old_note(number: int, note: str) -> str:
    return f"<p>[<a href='#nh{number}' name='nb{number}'>{number}</a>] {note}</p>"


def raised(number: int, note: str) -> str:
    return f"<sup><a href='{URL}#note{number}'>{number}</a></sup>"


def tipped(number: int, note: str) -> str:
    return (
        f"<span class='x'><sup id='r{number}'><a href='#f{number}'>{number}</a></sup>"
        f"<span class='y'>{note[:30]}…</span></span>"
    )


def inside(number: int, note: str) -> str:
    return f"<a id='r{number}' href='#f{number}'><b>Note {number}</b><span role='tooltip'>{note}</span></a>"


def arrow_note(number: int, note: str) -> str:
    return f"<li id='f{number}'><p>{note} <a href='#r{number}' aria-label='Retour au texte'>↩</a></p></li>"


def cells(number: int, note: str) -> str:
    return f"<tr><td id='f{number}'><a href='#r{number}'>{number}.</a></td><td>{note}</td></tr>"


def terms(number: int, note: str) -> str:
    return f"<dt id='f{number}'>{number}</dt><dd>{note} <a href='#r{number}'>Retour au texte</a></dd>"


def lettered(number: int, note: str) -> str:
    return f" (<a id='r{number}' href='#f{number}'>{number}</a>)"


def broken(number: int, note: str) -> str:
    return f"<a id='f{number}'></a><a href='#r{number}'>({number})</a> {note}<br>"


MARKUPS = {
    "SPIP 4": (spip, spip_note, "<div class='notes'><h2>Notes</h2>{}</div>"),
    "SPIP 2": (old, old_note, "<hr><div class='bas'>{}</div>"),
    "no way back": (
        raised,
        lambda n, note: f"<li id='note{n}'>{note}</li>",
        "<section><h3>Notes</h3><ol>{}</ol></section>",
    ),
    "a tip beside": (tipped, arrow_note, "<ol>{}</ol>"),
    "a tip inside": (inside, arrow_note, "<footer><ul>{}</ul></footer>"),
    "in a table": (tipped, cells, "<table>{}</table>"),
    "in terms": (lettered, terms, "<aside><p>Notes de bas de page</p><dl>{}</dl></aside>"),
    "lines of a block": (lettered, broken, "<div class='bas'>{}</div>"),
}
PLACES = {
    "below the text": "<main><h1>Réunion du groupe-pays Mali</h1><div class='texte'>{text}</div>{notes}</main>",
    "in the text": "<main><h1>Réunion du groupe-pays Mali</h1><div class='texte'>{text}{notes}</div></main>",
    "below the files": (
        "<main><h1>Réunion du groupe-pays Mali</h1><div>{text}</div><h2>Documents joints</h2>"
        "<ul><li><a href='IMG/pdf/a.pdf'>Le rapport annuel</a></li></ul>{notes}</main>"
    ),
    "above the text": (
        "<main><h1>Réunion du groupe-pays Mali</h1><div>{notes}</div><div class='texte'>{text}</div></main>"
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("markup", MARKUPS)
def test_marks_are_apart_and_notes_at_the_end(read_page, markup, place):
    mark, note, around = MARKUPS[markup]
    text = sentences(mark(1, FIRST), mark(2, SECOND))
    notes = around.format(note(1, FIRST) + note(2, SECOND))
    page = PLACES[place].format(text=text, notes=notes)
    body = read_page(f"<html><body>{page}</body></html>", URL).subject.body
    assert body == BODY


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_mark_and_its_note_lead_to_each_other(read_page, markup):
    mark, note, around = MARKUPS[markup]
    text = sentences(mark(1, FIRST), mark(2, SECOND))
    page = PLACES["below the text"].format(text=text, notes=around.format(note(1, FIRST) + note(2, SECOND)))
    (row,) = read_page(f"<html><body>{page}</body></html>", URL).of(FormattedText)
    links = {a["id"]: (a["href"], a.get_text()) for a in BeautifulSoup(row.html, "lxml").find_all("a", id=True)}
    assert links == {
        "note-appel-1": ("#note-bas-1", "[1]"),
        "note-bas-1": ("#note-appel-1", "[1]"),
        "note-appel-2": ("#note-bas-2", "[2]"),
        "note-bas-2": ("#note-appel-2", "[2]"),
    }


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Voir aussi <a href='#partie2'>2</a>.</p><h2 id='partie2'>Le budget</h2>",
        "<p><a href='#i1'>1</a> <a href='#i2'>2</a></p><div id=i1>Un marché.</div><div id=i2>Un pont.</div>",
        "<div><a href='#t' id='t'>Imprimer</a> Taille : <a href='#t'>A</a></div><p>Deux villes.</p>",
        "<p>Le <a href='#budget' id='b'>budget</a> est voté.</p><p id='budget'>Public. <a href='#b'>Haut</a></p>",
    ],
)
def test_other_links_in_a_page_are_no_footnotes(read_page, inside):
    page = (
        f"<main><h1>Réunion du groupe-pays Mali</h1><div class=texte><p>La séance a eu lieu.</p>{inside}</div></main>"
    )
    assert "[" not in read_page(f"<html><body>{page}</body></html>", URL).subject.body
