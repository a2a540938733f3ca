"""Summaries of a text, which templates and plugins write above it: links to its headings are no text."""

import pytest

LINKS = ("<a href='#a'>Le programme</a>", "<a href='#b'>Les suites</a>")
PARTS = "<h3 id='a'>Le programme</h3><p>La visite dure trois jours.</p><h3 id='b'>Les suites</h3><p>Un accord suit.</p>"
TEXT = "Le programme\n\nLa visite dure trois jours.\n\nLes suites\n\nUn accord suit."


def article(above: str) -> str:
    head = "<h1>Une délégation à Lima</h1><p>Publié le 3 mars 2021</p>"
    return f"<html><body><main>{head}<div>{above}{PARTS}</div></main></body></html>"


@pytest.mark.parametrize(
    "summary",
    [
        f"<div><p>Dans cet article</p><ul><li>{LINKS[0]}</li><li>{LINKS[1]}</li></ul></div>",
        f"<div><b>Sommaire</b><ol><li>1. {LINKS[0]}</li><li>2. {LINKS[1]}</li></ol></div>",
        f"<nav>{LINKS[0]} {LINKS[1]}</nav>",
    ],
    ids=["list", "numbered", "without-a-label"],
)
def test_a_summary_and_its_label_are_no_text(read_page, summary):
    assert read_page(article(summary)).subject.body == TEXT


def test_a_paragraph_above_a_summary_is_text(read_page):
    links = f"<p>Une visite attendue.</p><p>{LINKS[0]}</p><p>{LINKS[1]}</p>"
    assert read_page(article(links)).subject.body == f"Une visite attendue.\n\n{TEXT}"
