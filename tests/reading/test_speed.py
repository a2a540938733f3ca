"""The time to read a page grows with it and no faster, whatever is in one paragraph of it."""

import time
import timeit

import pytest

from scraper.masking import mask
from tools.reading_cost import empty_caches

pytestmark = pytest.mark.slow  # long pages, each read up to 24 times

TEXTS = {
    "hours": "14h",
    "ranges": "du 12 au 15 mars, 3 et 4 ",
    "days": "1er mars ",
    "addresses": "a.b",
}


def seconds(read, *arguments):
    """Return the least of three runs that remember nothing: other programs make one slower, none makes it faster."""
    return min(timeit.repeat(lambda: read(*arguments), empty_caches, time.process_time, number=1, repeat=3))


@pytest.mark.parametrize("name", TEXTS)
def test_a_paragraph_is_read_in_linear_time(read_page, name):
    def page(length):
        text = TEXTS[name] * (length // len(TEXTS[name]))
        return f"<html><body><h1>Un comité à Lyon</h1><p>Publié le 3 mars 2024</p><p>{text}</p></body></html>"

    assert seconds(read_page, page(60_000)) < 12 * seconds(read_page, page(10_000)) + 0.2


PAGES = {
    "presidents": "<h1>Un comité à Lyon</h1><p>{}</p>",
    "sections": "<h1>Groupe-pays Mali</h1>{}",
    "figures": "<h1>Un comité à Lyon</h1>{}",
    "datelines": "<h1>Un comité à Lyon</h1>{}",
    "days": "<h1>Un comité à Lyon</h1>{}",
    "links": "<h1>Un comité à Lyon</h1><p>{}</p>",
    "fields": "<h1>Un comité à Lyon</h1>{}",
    "crayons": "<h1>Un comité à Lyon</h1>{}",
    "articles": "<nav>{}</nav>",
    "unclosed articles": "<nav>{}</nav>",
    "unclosed tables": "<h1>Un comité à Lyon</h1>{}",
    "unclosed menus": "{}",
    "files": "<h1>Un comité à Lyon</h1><ul id=documents_joints>{}</ul>",
}
PIECES = {
    "presidents": "Jean Petit, président du groupe-pays Mali et maire, présidé par Anne Durand ",
    "sections": "<h2>Création</h2><p>Texte</p>",
    "figures": "<figure>",
    "datelines": "<p>3 avril 2007, par Jeanne Petit</p>",
    "days": "<p>mardi 3 avril 2007</p><p><a href='Un'>Un</a></p>",
    "links": "<a href='+-Mali-+'>Mali</a> | ",
    "fields": "<div class=texte><p>Un texte.</p></div>",
    "crayons": "<div class='crayon article-texte-1'><p>Un texte.</p></div>",
    "articles": "<article><h1>Un comité</h1><p>Un texte.</p></article>",
    "unclosed articles": "<article><p>Un texte. ",
    "unclosed tables": "<table><tr><td>1",
    "unclosed menus": "<nav><div class=comments>Un ",
    "files": "<li>Un <a href='IMG/jpg/un.jpg'>x</a> titre</li>",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_one_kind_of_piece_is_read_in_linear_time(read_page, name):
    def page(length):
        return f"<html><body>{PAGES[name].format(PIECES[name] * (length // len(PIECES[name])))}</body></html>"

    url = "/-Mali-" if name == "sections" else "/Titre"
    few, many = (seconds(read_page, page(length), url) for length in (15_000, 90_000))
    assert many < 12 * few + 0.2


SHAPES = {
    "spans": "<span>a</span>",
    "bold words": "<b>a</b>",
    "headings": "<h2>a</h2>",
    "headings and text": "<h2>Un titre</h2><p>Un texte de plus.</p>",
    "links in a line": "<a href='Un-{}'>Un</a> ",
    "links in lines": "<p><a href='Un-{}'>Un</a></p>",
    "links to the home page": "<h2><a href='/'>Un site {}</a></h2>",
    "links to a panel": "<a href='#panneau'>a</a> ",
    "breaks": "a<br>",
    "breaks alone": " <br>",
    "cells": "<table><tr><td>a</td></tr></table>",
    "rows": "<tr><td>a</td><td>b</td></tr>",
    "items": "<li>un",
    "unclosed elements": "<font>a<p>b",
    "definitions": "<dt>a</dt><dd>b</dd>",
    "pictures": "<p><img src='IMG/jpg/{}.jpg'></p>",
    "comments": "a<!-- b -->",
    "entities": "&eacute;&amp;&nbsp;",
    "dates": "le 3 mars 2024, ",
    "addresses": "jean.petit{}@ville.example, ",
    "labels": "<p>Contact : Jean Petit, maire</p>",
    "scripts": "<script>a</script><style>b</style>",
    "days of a list": "<p>3 mars</p><h3><a href='Un-{}'>Un titre</a></h3>",
    "dated keywords": "<p><time datetime='2024-03-03'><a rel=tag href='+-Mali-+'>Mali</a></time></p>",
    "files": "<p><a href='IMG/pdf/{}.pdf'>x</a></p><p>Un texte</p>",
    "damaged words": "<p>rÃ©union</p>",
}
"""Pieces beside each other on a page, each with its number."""
GROWTH = 2.2
"""How many times the time a page of twice the length may take."""


GROUP = ("headings and text", "links in lines", "rows", "days of a list", "labels")
"""Those that the reader of a group's page sees otherwise."""


@pytest.mark.parametrize(("name", "url"), [*((n, "/Titre") for n in SHAPES), *((n, "/-Mali-") for n in GROUP)])
def test_a_page_of_twice_the_length_takes_twice_the_time(read_page, name, url):
    def page(length):
        piece = SHAPES[name]
        pieces = "".join(piece.format(n) for n in range(length // len(piece)))
        return f"<html><body><h1>Un comité à Lyon</h1><p>Publié le 3 mars 2024</p>{pieces}</body></html>"

    short, long = page(16_000), page(32_000)
    times = [(seconds(read_page, short, url), seconds(read_page, long, url))]
    while len(times) < 4 and _growth(times) > GROWTH:
        times.append((seconds(read_page, short, url), seconds(read_page, long, url)))
    assert _growth(times) <= GROWTH


def _growth(times):
    """The least of some runs: both pages of one are read under the same conditions."""
    return min(many / few for few, many in times)


@pytest.mark.parametrize("form", ["<p>{}</p>", "<div class=spip_documents><p>{}</p></div>", "<h1>{}</h1>"])
def test_a_long_row_of_figures_beside_a_file_is_read_at_once(read_page, form):
    row = "<a href='IMG/pdf/un.pdf'>x</a> " + "1" * 100_000
    assert seconds(read_page, f"<html><body><h1>Un</h1>{form.format(row)}</body></html>") < 2


def test_a_long_word_beside_an_address_is_masked_at_once():
    assert seconds(mask, "a" * 100_000 + " @") < 0.5
