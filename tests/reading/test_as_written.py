"""Texts are never rewritten, only cut at their ends: a field is a piece of its page, as it is written there.

What is repaired or left out by rule is so in the page's text too: damaged letters, white space, what is invisible, the
part of an e-mail address that names a person. A footnote has its mark before it, which a browser writes where the note
is an item of a numbered list.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Comment
from hypothesis import given
from hypothesis import strategies as st

from scraper import records
from scraper.masking import mask
from scraper.reading.elements import hidden
from scraper.reading.events import whereabouts
from scraper.reading.mentions import mentioned_group
from scraper.reading.occasions import find_occasion
from scraper.reading.page import parse
from scraper.reading.people import contacts, roles_in_prose
from scraper.reading.repair import repair
from scraper.reading.text import squeeze
from tests.saved_pages import PAGES

CODES = frozenset(
    (
        "id url key list_url image_url news_id group_id person_id role_id theme_id fund_id country_code language "
        "medium mime kind role status precision date_source starts ends since opened published sha256 first_seen "
        "last_seen changed withdrawn record_table record_id field html"
    ).split()
)
"""Columns that are no text of the page: keys, addresses, words of this project, dates as the archive writes them; HTML,
whose words are those of another column (test_prose.py)."""
NAMES = frozenset((records.Person, records.Fund, records.Group, records.Theme))
"""Records that are one row whatever page names them: a name in capitals is not ("Clare HART", "FONDS PHILIPPINES")."""
NOTE = re.compile(r"^\[\w{1,4}\] ")
"""The mark of a footnote."""
BLOCK = re.compile(r"\n+")
"""Between the blocks of a text: a blank line, or the line feed of a <br>."""


def shown(body: bytes, url: str) -> str:
    """The words of a page without white space: of its text, its head's titles, its attributes, its address."""
    page = parse(body, url)
    soup = BeautifulSoup(str(page.soup), "lxml")
    for tag in soup.find_all(lambda tag: tag.name in ("script", "style", "template") or hidden(tag)):
        tag.extract()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    named = ("alt", "title", "content", "datetime")
    attributes = [tag[name] for tag in soup.find_all(True) for name in named if tag.get(name)]
    return "\n".join(tight(text) for text in (soup.get_text("\n"), *attributes, unquote(url).replace("-", " ")))


def tight(text: str) -> str:
    """A text repaired, masked, and without white space, which a page's layout makes."""
    return mask(squeeze(repair(text)[0])).replace(" ", "")


def texts(record) -> Iterator[tuple[str, str]]:
    """Each block of each text of a record, with its column."""
    for column in fields(record):
        value = getattr(record, column.name)
        if isinstance(value, str) and column.name not in CODES:
            yield from ((column.name, block) for block in map(_without_mark, BLOCK.split(value)))


def _without_mark(block: str) -> str:
    return NOTE.sub("", block)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_text_of_every_record_is_a_piece_of_its_page(page):
    words = shown(page.body, page.meta["url"])
    folded = words.casefold()
    altered = [
        (type(record).__name__, column, text)
        for record in filter(None, (page.reading.subject, *page.reading.rows))
        for column, text in texts(record)
        if tight(text) not in words and not (type(record) in NAMES and tight(text).casefold() in folded)
    ]
    assert altered == []


PHRASES = (
    "présidente du groupe-pays Mali",
    "maire de Dax",
    "conseillère déléguée aux relations",
    "coopération et solidarité",
    "vice-présidente de la Région",
    "de la culture",
    "depuis 2021",
    "chargée de mission (Sahel)",
    "…@exemple.org",
)
SIGNS = (", ", " et ", " : ", " – ", " (")


@st.composite
def holders(draw) -> str:
    """A name and words about it: some phrases in any order, with any signs between them."""
    said = draw(st.permutations(PHRASES))[: draw(st.integers(1, 6))]
    return "Anne Martin" + "".join(draw(st.sampled_from(SIGNS)) + phrase for phrase in said)


@given(holders(), st.sampled_from(("La séance, présidée par ", "Contact : ", "")))
def test_a_function_is_a_piece_of_its_phrase(ctx, holder, before):
    text = f"{before}{holder}, a eu lieu."
    titled = mentioned_group("Réunion du groupe-pays Mali", ctx)
    held = [*roles_in_prose([text], titled, ctx), *contacts([text], ctx)]
    assert [one.function for one in held if one.function and one.function not in text] == []


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("La LETTRE – no 2 – Cités Unies France", "La LETTRE – no 2"),
        ("[Cités Unies France] La LETTRE | no 2 · 2018", "La LETTRE | no 2 · 2018"),
        ("Mali — Point sur - Cités Unies France - la mission", "Mali — Point sur - Cités Unies France - la mission"),
        ("Cités Unies France", "Une page"),
    ],
)
def test_a_head_s_title_loses_the_site_s_name_at_its_ends_alone(read_page, head, title):
    text = "".join(f"<p>Le paragraphe {n} dit ce que la séance a été pour ses membres.</p>" for n in range(9))
    page = f"<html><head><title>{head}</title></head><body>{text}</body></html>"
    assert read_page(page, "https://cites-unies-france.org/-Une-page-").subject.title == title


@pytest.mark.parametrize("subtitle", ["à Paris, en visioconférence, au Sénat", "Lyon et en ligne, salle Ampère"])
def test_a_place_is_a_piece_of_its_line(article_text, subtitle):
    article = article_text("Réunion du groupe, le 5 mars 2024", subtitle=subtitle, published="2024-03-01")
    place, _ = whereabouts(article, find_occasion(article))
    assert place in subtitle
