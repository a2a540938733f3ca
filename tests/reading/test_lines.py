"""The same text in any markup becomes the same lines."""

import pytest

from scraper.reading.lines import Line, read_lines
from scraper.reading.page import parse

PUCE_4 = "<span class='spip-puce ltr'><b>–</b></span>"
PUCE_2 = "<img class='puce' src='puce.gif' alt='-'>"


def read(html: str) -> list[Line]:
    return read_lines(parse(html.encode(), "https://ville.example/"), lambda href: None)


def lines(html: str) -> list[tuple[str, bool]]:
    return [(line.text, line.starts) for line in read(html) if line.text]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Un</p><p>Deux</p>",
        "<p>Un<p>Deux",
        "Un<br><br>Deux",
        "<div><div>Un</div></div><div>Deux</div>",
        "<table><tr><td><font size=2>Un</font></td></tr><tr><td><h3>x</h3>Deux</td></tr></table>".replace(
            "<h3>x</h3>", ""
        ),
        "<ul><li>Un<li>Deux</ul>",
        "• Un<br>• Deux",
        f"<p>{PUCE_4}&nbsp;Un<br />{PUCE_4}&nbsp;Deux</p>",
        f"<p>{PUCE_2}&nbsp;Un<br>{PUCE_2}&nbsp;Deux</p>",
        "<p>=> Un</p><p>&gt;&gt; Deux</p>",
        "<p>Un</p><script>x</script><p style='display: none'>caché</p><p hidden>caché</p><p>Deux</p>",
    ],
)
def test_two_paragraphs_are_two_lines_however_they_are_written(html):
    assert lines(html) == [("Un", True), ("Deux", True)]


def test_a_single_break_is_a_line_feed_within_a_paragraph():
    assert lines("<p>Un<br />deux</p>") == [("Un", True), ("deux", False)]


def test_a_row_of_data_is_a_line_and_a_layout_table_is_none():
    data = "<table class='spip'><tr><th>Ville</th><th>Pays</th></tr><tr><td>Lille</td><td>Mali</td></tr></table>"
    layout = "<table><tr><td><p>Menu</p></td><td><h1>Titre</h1></td></tr></table>"
    assert [text for text, _ in lines(data)] == ["Ville Pays", "Lille Mali"]
    assert [text for text, _ in lines(layout)] == ["Menu", "Titre"]


def test_a_card_that_is_one_link_gives_each_of_its_lines_the_link():
    html = "<a href='X'><div>Le 5 mai 2024,</div><h3>Titre</h3></a>"
    found = read(html)
    assert [(line.text, [a.href for a in line.anchors]) for line in found] == [
        ("Le 5 mai 2024,", ["X"]),
        ("Titre", ["X"]),
    ]


def test_an_item_without_words_is_none_of_the_line_below_its_list():
    """As a button to share in a list of one: the lead below was an item, and no paragraph."""
    (line,) = read("<ul><li><button>Partager</button></li></ul><p>Les élus se réunissent.</p>")
    assert not line.item
    assert [each.item for each in read("<ul><li><div></div><p>Un</p></li></ul><p>Deux</p>")] == [True, False]


def test_addresses_are_masked_and_letters_repaired_where_they_are_met():
    (line,) = read("<p>Rzeszà²w : a.nom@exemple.org</p>")
    assert line.text == "Rzeszòw : …@exemple.org"
    assert line.repaired == (("Rzeszà²w", "Rzeszòw"),)


def test_elements_that_touch_are_laid_out_apart():
    assert lines("<p><span>14 mai 2013</span><time>3 juin 2025</time></p>") == [("14 mai 2013 3 juin 2025", True)]
    assert lines("<p>La <b>Ré</b><i>union</i> s’ouvre.</p>") == [("La Réunion s’ouvre.", True)]
    pasted = "<span style='x'>Une réunion du groupe-pays Ma</span><span style='y'>dagascar s’ouvre.</span>"
    assert lines(f"<div>{pasted}</div>") == lines(f"<p>{pasted}</p>")
    assert lines(f"<div>{pasted}</div>") == [("Une réunion du groupe-pays Madagascar s’ouvre.", True)]
    card = "<small>Maroc</small><strong>Réunion du groupe-pays Maroc, le 14 mai</strong><span>Le point.</span>"
    assert [text for text, _ in lines(f"<figcaption>{card}</figcaption>")] == [
        "Maroc",
        "Réunion du groupe-pays Maroc, le 14 mai",
        "Le point.",
    ]


def test_the_small_words_in_a_heading_are_a_line_of_their_own():
    assert lines("<h1><span>Réunion</span> <small>à Paris</small></h1>") == [("Réunion", True), ("à Paris", True)]


@pytest.mark.parametrize(
    "head",
    [
        "<h3><button aria-controls=a>Création</button></h3>",
        "<dl><dd><a href='#a'>Création</a><div id=a>Un texte.</div></dd></dl>",
        "<div><a href='#a'>Création</a></div><div><div id=a>Un texte.</div></div>",
        "<details><summary>Création</summary>Un texte.</details>",
    ],
)
def test_what_opens_a_panel_is_its_heading_and_no_link(head):
    first, *_ = read(head)
    assert (first.text, first.anchors, first.item) == ("Création", [], False)


def test_a_link_past_the_menus_opens_no_panel():
    first, *_ = read("<a href='#a'>Aller au contenu</a><div id=a>Un texte.</div>")
    assert first.anchors


def test_a_picture_that_is_loaded_late_has_its_own_source():
    (line,) = read("<p><img src='data:,' data-src='IMG/arton1.jpg'></p>")
    assert line.images == [("IMG/arton1.jpg", "")]


@pytest.mark.parametrize("style", ["background-image:url(IMG/a.jpg)", "color: red; background: #fff url('IMG/a.jpg')"])
def test_a_picture_behind_words_is_one(style):
    picture, _ = read(f'<div style="{style}"><p>Un texte.</p></div>')
    assert picture.images == [("IMG/a.jpg", "")]


@pytest.mark.parametrize("panel", ["<div role=dialog>", "<dialog>", "<div id=tarteaucitronRoot>", "<p class=rgpd>"])
def test_what_asks_for_consent_is_frame(panel):
    (line,) = read(f"{panel}Ce site utilise des cookies.")
    assert line.frame


@pytest.mark.parametrize("page", ["<body class=cookies-not-set>", "<body><div class=has-cookie-banner><h1>Titre</h1>"])
def test_a_page_that_a_script_marked_is_none(page):
    assert not any(line.frame for line in read(f"{page}<p>Un texte.</p>"))


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='X'><mat-icon class='material-icons'>open_in_new</mat-icon>La ville</a></p>",
        "<p><i class='fa-x material-symbols-outlined'>event</i><a href='X'>La ville</a></p>",
        "<p><a href='X'><span role='img' aria-label='Lien'>↗</span>La ville</a></p>",
        "<p><a href='X'>La ville →</a></p>",
        "<p><a href='X'>La ville</a> ↗</p>",
    ],
)
def test_what_is_shown_as_a_picture_is_no_word(html):
    (line,) = read(html)
    assert (line.text, line.anchors[0].text) == ("La ville", "La ville")


def test_an_image_with_a_role_is_kept():
    assert read("<p><img role='img' src='a.jpg' alt='Un pont'></p>")[0].images == [("a.jpg", "Un pont")]
