"""The time to read a page grows with it and no faster, whatever stands in one paragraph of it."""

import time
import timeit

import pytest

from scraper.masking import mask

TEXTS = {
    "hours": "14h",
    "ranges": "du 12 au 15 mars, 3 et 4 ",
    "days": "1er mars ",
    "addresses": "a.b",
}


def seconds(read, *arguments):
    """The least of three runs: other programs make one slower, none makes it faster."""
    return min(timeit.repeat(lambda: read(*arguments), timer=time.process_time, number=1, repeat=3))


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


def test_a_long_word_beside_an_address_is_masked_at_once():
    assert seconds(mask, "a" * 100_000 + " @") < 0.5
