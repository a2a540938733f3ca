"""A name is found in whatever way it is written, and nobody else's is."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.errors import RefusedName
from scraper.archive.names import Redactor, as_text

FIRST, LAST = "Hélène", "Gérard"


def entities(word: str) -> str:
    return "".join(f"&#{ord(sign)};" if ord(sign) > 127 else sign for sign in word)


def plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


LETTERS = {
    "as given": lambda word: word,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "without accents": plain,
    "decomposed": lambda word: unicodedata.normalize("NFD", word),
    "named entities": lambda word: word.replace("é", "&eacute;").replace("è", "&egrave;"),
    "numbered entities": entities,
    "every letter an entity": lambda word: "".join(f"&#x{ord(sign):x};" for sign in word),
    "entities of a feed": lambda word: entities(word).replace("&", "&amp;"),
    "percent-encoded": lambda word: word.replace("é", "%C3%A9").replace("è", "%C3%A8"),
    "percent-encoded in Latin-1": lambda word: word.replace("é", "%e9").replace("è", "%e8"),
    "escaped in JSON": lambda word: word.replace("é", "\\u00e9").replace("è", "\\u00E8"),
    "damaged": lambda word: word.encode().decode("latin-1"),
    "lost": lambda word: word.replace("é", "?").replace("è", "\ufffd"),
    "with a soft hyphen": lambda word: word[:3] + "\u00ad" + word[3:],
    "with small capitals": lambda word: f"{word[0]}<small>{word[1:]}</small>",
}
IN_LINE = (" ", "   ", "\u00a0", "\u202f", "&nbsp;", "&#160;", "-", "\u2011", "_", "+", "%20", " <strong class='nom'>",
           "</b> ", "</td><td>", "\t", " &lt;b&gt;", "")  # fmt: skip
OVER_LINES = ("\n", "\r\n", " \n  ", "\\n", "<br>", "</div>\n<div>")


@pytest.mark.parametrize("letters", LETTERS)
@pytest.mark.parametrize("gap", [*IN_LINE, *OVER_LINES])
def test_a_name_is_found_however_it_is_written(letters, gap):
    first, last = LETTERS[letters](FIRST), LETTERS[letters](LAST)
    orders = [(first, last)] if gap in OVER_LINES else [(first, last), (last, first)]
    for one, other in orders:
        redacted = without_her(f"Contact : {one}{gap}{other}, maire")
        assert redacted in {"Contact : [nom retiré], maire", "Contact : nom-retire, maire"}
        in_a_page = without_her(f"<p>Contact : {one}{gap}{other}, maire</p>")
        assert without_her(in_a_page) == in_a_page
        assert "rard" not in in_a_page.lower()
        assert "Contact : " in in_a_page
        assert ", maire" in in_a_page


def without_her(text: str) -> str:
    return Redactor(f"{FIRST} {LAST}").text(text)


@given(
    st.text(max_size=30),
    st.sampled_from(["as given", "in capitals", "without accents", "decomposed", "lost", "with a soft hyphen"]),
    st.sampled_from([" ", "-", "\u00a0"]),
    st.text(max_size=30),
)
def test_the_words_around_it_stay(before, letters, gap, after):
    written = LETTERS[letters](FIRST) + gap + LETTERS[letters](LAST)
    redacted = without_her(f"{before} ; {written} ; {after}")
    assert redacted.startswith(f"{before} ; ")
    assert redacted.endswith(f" ; {after}")
    assert written not in redacted


@given(st.text(max_size=300))
def test_any_text_without_it_stays_as_it_is(text):
    assert Redactor("Zebulon Quexqx").text(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le"])
def test_it_is_found_in_the_bytes_of_any_encoding(encoding):
    page = as_text(f"été {FIRST} {LAST} été".encode(encoding))
    assert without_her(page) != page
    assert "rard" not in without_her(page).replace("\0", "")


@pytest.mark.parametrize(
    "written",
    [
        "jeanne.martin@ville.fr", "j.martin@ville.fr", "jmartin@ville.fr", "martin.j@ville.fr", "martinj@ville.fr",
        "martin.jeanne@ville.fr", "JEANNE_MARTIN@ville.fr", "jeanne.martin2@ville.fr", "j-martin&#64;ville.fr",
        "jeanne.martin%40ville.fr", "j.martin [at] ville.fr", "jmartin(at)ville.fr", "mailto:j.martin@ville.fr",
    ],
)  # fmt: skip
def test_e_mail_addresses_of_hers_are_found(written):
    redacted = Redactor("Jeanne Martin").text(written)
    assert "martin" not in redacted.lower()
    assert redacted.endswith("ville.fr")


@pytest.mark.parametrize(
    "written",
    [
        "Jeanne Martinez", "Jeannette Martin", "Paul Martin", "Jeanne", "Martin", "Marie-Jeanne Martin", "jeanmartin",
        "Jeanne Martin-Dupont", "Jeanne, Martin", "Martin, Jeanne", "Paul Martin\nJeanne Dupont", "Jeanne et Martin",
        "<li>Paul Martin</li><li>Jeanne Dupont</li>", "amartin@ville.fr", "jmartinez@ville.fr", "J. Martin",
        "Jeanne. Martin", "Jeanne Dupont Martin",
    ],
)  # fmt: skip
def test_nobody_else_is(written):
    assert Redactor("Jeanne Martin").text(written) == written


def test_what_may_be_hers_is_listed():
    others = ["Mme MARTIN Jeanne", "Jeanne Martin 7", "Jeanne Martin Dupont", "Paul Durand"]
    redactor = Redactor("Jeanne Martin", others)
    text = "J. Martin, Marie-Jeanne Martin, Jeanne Martin Dupont, jeanne-martin-dupont, Jeanne Martin"
    assert redactor.text(text) == text.removesuffix("Jeanne Martin") + "[nom retiré]"
    assert redactor.left == {
        "J. Martin": 1, "Marie-Jeanne Martin": 1, "Jeanne Martin Dupont": 1, "jeanne-martin-dupont": 1,
    }  # fmt: skip
    assert redactor.written == {"Jeanne Martin": 1}


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Jean-Pierre Martin", ["Jean-Pierre MARTIN", "Jean Pierre Martin", "martin-jean-pierre", "jp.martin@x.fr"]),
        ("Jeanne d'Arc", ["Jeanne d’Arc", "jeanne-d-arc", "D'ARC Jeanne", "jeanne.darc@x.fr"]),
        ("Jean de La Fontaine", ["DE LA FONTAINE Jean", "jean-de-la-fontaine", "j.delafontaine@x.fr"]),
        ("J. Martin", ["J. Martin", "J Martin", "j.martin@x.fr", "Martin J"]),
        ("Mme Anne Le Goff", ["Anne LE GOFF", "Anne Le&nbsp;Goff", "LE GOFF Anne"]),
        ("Zoë Œdipe", ["Zoe Oedipe", "ZOË ŒDIPE"]),
        ("helene gerard", ["Hélène Gérard"]),
    ],
)
def test_names_of_several_parts(name, ways):
    for way in ways:
        redacted = Redactor(name).text(f"({way})")
        assert redacted in {"([nom retiré])", "(nom-retire)", "(nom-retire@x.fr)"}, way


def test_addresses_that_differ_go_on_differing_and_the_same_is_the_same():
    redactor = Redactor("Jeanne Martin")
    assert redactor.text("an earlier erasure left nom-retire") == "an earlier erasure left nom-retire"
    ways = ["Jeanne-Martin", "jeanne-martin", "?nom=Jeanne%20Martin", "?nom=JEANNE+Martin", "jeannemartin"]
    redacted = [redactor.text(f"/{way}/") for way in ways]
    assert len(set(redacted)) == len(ways)
    assert redacted[0] == "/nom-retire2/"
    assert [redactor.text(f"/{way}/") for way in ways] == redacted
    assert redacted[-1] == "/nom-retire6/"


def test_what_is_left_can_be_written_whatever_else_is_escaped():
    redacted = Redactor("Jeanne Martin").text("\\ud83d Jeanne&nbsp;Martin \\u00e9")
    assert redacted.encode().decode() == "\\ud83d [nom retiré] é"


def test_a_text_loses_its_tags_only_where_they_are_in_the_name():
    redactor = Redactor("Jeanne Martin")
    assert redactor.text("<b>Jeanne <i>Martin</i></b>") == "[nom retiré]"
    assert redactor.text("<b>Jeanne Martin</b>") == "<b>[nom retiré]</b>"


def test_the_ways_are_many():
    assert len(list(product(LETTERS, [*IN_LINE, *OVER_LINES]))) > 300


@pytest.mark.parametrize(
    "name", ["Martin", "M. Martin", "Mme Martin", "Jeanne 7", "M.Martin", "", "  ", "Jeanne -", "…"]
)
def test_one_word_is_no_name(name):
    with pytest.raises(RefusedName):
        Redactor(name)
