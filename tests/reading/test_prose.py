"""Texts as HTML: the words of the plain text, the page's lists, tables, headings and links, and no other markup."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper import portal as portals
from scraper.allowed_html import is_allowed
from scraper.reading import read, words_of
from scraper.reading.prose import paragraphs_html
from scraper.records import FormattedText, GroupSection, News
from tests.saved_pages import PAGES

ALLOWED = set("p h3 h4 h5 ul ol li blockquote table thead tbody tr th td a strong em sup br".split())
INLINE = {"a", "strong", "em", "sup"}
HEAD = (
    f"<html lang='fr'><head><title>x</title><!-- {'x' * 1024} --></head><body>"  # a NUL in the first bytes is no page's
    "<h1>Réunion du groupe-pays Mali, le 10 février 2021</h1>"
)
FIRST = "<p>Les élus se sont retrouvés à Paris pour une journée de travail.</p>"
LAST = "<p>La prochaine rencontre aura lieu à Bamako.</p>"
END = "<p>Publié le 10 février 2021</p></body></html>"


class Checked(HTMLParser):
    """HTML, checked by another parser than the one that cleaned it: its words, elements and links."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.wrong, self.links, self.ids = [], [], [], [], []
        self.feed(markup)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.text.append("" if tag in INLINE else " ")
        names = {name for name, _ in attrs}
        if tag not in ALLOWED or names - ({"href", "id", "rel"} if tag == "a" else set()):
            self.wrong.append((tag, attrs))
        if tag != "br":
            self.open.append(tag)
        for name, value in attrs:
            if name == "href":
                self.links.append(value)
                if not re.fullmatch(r"https?://[^/\s<>\"]\S*|#note-[\w.:-]+", value, re.IGNORECASE):
                    self.wrong.append(value)
            elif name == "id":
                self.ids.append(value)
                if not value.startswith("note-"):
                    self.wrong.append(value)
            elif value != "nofollow noopener":
                self.wrong.append(value)

    def handle_endtag(self, tag):
        self.text.append("" if tag in INLINE else " ")
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.wrong.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment

    @property
    def words(self) -> list[str]:
        return "".join(self.text).split()


def plain_of(reading, row: FormattedText) -> str:
    """The plain text that a text as HTML is of."""
    if row.field == "sections":
        return next(each.text for each in reading.of(GroupSection) if each.position == row.position)
    return getattr(reading.subject, row.field)


def faults(reading) -> list:
    """What is wrong with the texts of a reading."""
    found = [problem.detail for problem in reading.problems if problem.rule == "reader_failed"]
    for row in reading.of(FormattedText):
        checked = Checked(row.html)
        found += checked.wrong
        if checked.words != plain_of(reading, row).split() or words_of(row.html) != checked.words:
            found.append((row.field, checked.words, plain_of(reading, row)))
        if not is_allowed(row.html) or "\x00" in row.html:
            found.append(row.html)
    return found


def of_page(markup: str) -> str:
    return HEAD + FIRST + markup + LAST + END


def shown(read_page, markup: str) -> str:
    """A page's text as HTML, without the paragraphs around what is tested."""
    reading = read_page(of_page(markup))
    assert faults(reading) == []
    row = next((row for row in reading.of(FormattedText) if row.field == "body"), None)
    html = row.html if row else paragraphs_html(reading.subject.body)
    return html.replace(' rel="nofollow noopener"', "").removeprefix(FIRST).removesuffix(LAST)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_saved_page_s_texts_have_the_words_of_the_plain_text(page):
    assert faults(page.reading) == []


SHAPES = {
    "paragraph": ("<p>Un <b>mot</b> <i>dit</i>.</p>", "<p>Un <strong>mot</strong> <em>dit</em>.</p>"),
    "part of a word": ("<p>La <b>Ré</b>union, la 2<sup>e</sup>.</p>",
                       "<p>La <strong>Ré</strong>union, la 2<sup>e</sup>.</p>"),
    "break": ("<p>Un vers,<br>un autre.</p>", "<p>Un vers,<br>un autre.</p>"),
    "headings": ("<h2>Le matin</h2><p>Un mot.</p><h4>À midi</h4><p>Deux mots.</p>",
                 "<h3>Le matin</h3><p>Un mot.</p><h4>À midi</h4><p>Deux mots.</p>"),
    "nested lists": ("<ul><li>un<ol><li>deux</li><li>trois</li></ol></li><li>quatre</li></ul>",
                     "<ul><li>un<ol><li>deux</li><li>trois</li></ol></li><li>quatre</li></ul>"),
    "a list right in a list": ("<ul><li>un</li><ul><li>deux</li></ul><li>trois</li></ul>",
                               "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>"),
    "paragraphs in an item": ("<ul><li><p>un</p><p>encore</p></li></ul>", "<ul><li>un<p>encore</p></li></ul>"),
    "bullets": ("<p>- un<br>- deux<br>encore</p>", "<ul><li>un</li><li>deux<br>encore</li></ul>"),
    "quotation": ("<blockquote><p>Oui.</p></blockquote>", "<blockquote><p>Oui.</p></blockquote>"),
    "data": ("<table><tr><th>Ville</th><th>Don</th></tr><tr><td><b>Dijon</b></td><td></td></tr></table>",
             "<table><thead><tr><th>Ville</th><th>Don</th></tr></thead>"
             "<tbody><tr><td><strong>Dijon</strong></td><td></td></tr></tbody></table>"),
    "layout": ("<table><tr><td><p>Un mot sur la rencontre de Bamako.</p></td></tr></table>",
               "<p>Un mot sur la rencontre de Bamako.</p>"),
    "link": ("<p>Lire <a href='https://exemple.org/a?b=1&amp;c=2' onclick='x()' class='y'>la suite</a>.</p>",
             '<p>Lire <a href="https://exemple.org/a?b=1&amp;c=2">la suite</a>.</p>'),
    "link of emphasis": ("<p>Lire <a href='https://exemple.org/'><b>la</b> suite</a>.</p>",
                         '<p>Lire <a href="https://exemple.org/"><strong>la</strong> suite</a>.</p>'),
    "relative": ("<p>Lire <a href='Autre-page'>la suite</a>.</p>",
                 '<p>Lire <a href="https://cites-unies-france.org/Autre-page">la suite</a>.</p>'),
    "script link": ("<p>Lire <a href='javascript:alert(1)'>la suite</a>.</p>", "<p>Lire la suite.</p>"),
    "data link": ("<p>Lire <a href='data:text/html,x'>la suite</a>.</p>", "<p>Lire la suite.</p>"),
    "quotes in a link": ("<p>Lire <a href='https://exemple.org/&quot;&gt;<b>x'>la suite</a>.</p>",
                         '<p>Lire <a href="https://exemple.org/%22%3E%3Cb%3Ex">la suite</a>.</p>'),
    "mail": ("<p>Écrire à <a href='mailto:a.b@exemple.org'>a.b@exemple.org</a>, merci <b>bien</b>.</p>",
             "<p>Écrire à …@exemple.org, merci <strong>bien</strong>.</p>"),
    "address in a link": ("<p>Lire <a href='https://exemple.org/?de=a.b@exemple.org'>la suite</a>.</p>",
                          "<p>Lire la suite.</p>"),
    "address in pieces": ("<p>Écrire à <b>a.b</b>@<i>exemple.org</i>, à <b>Dijon</b>.</p>",
                          "<p>Écrire à <strong>…</strong>@<em>exemple.org</em>, à <strong>Dijon</strong>.</p>"),
    "repaired": ("<p>La coopÃ©ration <b>à Dijon</b>.</p>", "<p>La coopération <strong>à Dijon</strong>.</p>"),
    "notes": ("<p>Un mot <span>[<a href='#nb1' id='nh1'>1</a>]</span>.</p><div class='notes'><div id='nb1'>"
              "<p><span>[<a href='#nh1'>1</a>]</span> Une note.</p></div></div>",
              '<p>Un mot <a id="note-appel-1" href="#note-bas-1">[1]</a>.</p>'
              "<p>La prochaine rencontre aura lieu à Bamako.</p>"
              '<p><a id="note-bas-1" href="#note-appel-1">[1]</a> Une note.</p>'),
    "a mark among emphasis": (
        "<p>Un <b>mot [<a href='#nb1' id='nh1'>1</a>] encore</b>.</p><div class='notes'><p id='nb1'>"
        "[<a href='#nh1'>1</a>] Une <i>note</i>.</p></div>",
        '<p>Un <strong>mot</strong> <a id="note-appel-1" href="#note-bas-1">[1]</a> <strong>encore</strong>.</p>'
        "<p>La prochaine rencontre aura lieu à Bamako.</p>"
        '<p><a id="note-bas-1" href="#note-appel-1">[1]</a> Une <em>note</em>.</p>'),
    "a mark twice": (
        "<p>Un mot [<a href='#nb1' id='nh1'>1</a>], un autre [<a href='#nb1' id='nh2'>1</a>].</p><div class='notes'>"
        "<p id='nb1'>[<a href='#nh1'>1</a>] Une note.</p></div>",
        '<p>Un mot <a id="note-appel-1" href="#note-bas-1">[1]</a>, un autre <a href="#note-bas-1">[1]</a>.</p>'
        "<p>La prochaine rencontre aura lieu à Bamako.</p>"
        '<p><a id="note-bas-1" href="#note-appel-1">[1]</a> Une note.</p>'),
    "a link to nothing": ("<p>Lire <a href='#haut'>la suite</a>.</p>", "<p>Lire la suite.</p>"),
    "picture": ("<p>Un mot <img src='x.png' alt='vu' style='a' onerror='b()'>.</p>", "<p>Un mot .</p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_text_has_the_markup_of_its_page(read_page, name):
    markup, expected = SHAPES[name]
    assert shown(read_page, markup) == expected


def test_an_address_over_two_lines_is_masked_and_costs_the_markup(read_page):
    """The mask of the plain text reaches over the paragraph's end, which no line alone shows."""
    reading = read_page(of_page("<p>Écrire à a.b</p><p>@exemple.org, <b>merci</b>.</p>"))
    assert "a.b" not in reading.subject.body
    assert [row for row in reading.of(FormattedText) if row.field == "body"] == []


def test_a_list_around_all_of_a_text_lays_the_page_out(read_page):
    page = (HEAD + FIRST + "<p>Un <b>mot</b>.</p>" + LAST + END).replace("<h1>", "<ul><li><h1>")
    (row,) = read_page(page.replace("</body>", "</li></ul></body>")).of(FormattedText)
    assert "<ul>" not in row.html


def test_a_section_of_a_group_has_its_markup(read_page):
    page = (
        "<html><body class='page_rubrique'><h1>Groupe-pays Mali</h1><h3>Création</h3>"
        "<p>Le groupe est <b>né</b> en 1999.</p><h3>Perspectives</h3><ul><li>un projet</li><li>un autre</li></ul>"
        "<p>fin</p></body></html>"
    )
    reading = read_page(page, url="https://cites-unies-france.org/-Mali-")
    assert faults(reading) == []
    texts = {row.position: row.html for row in reading.of(FormattedText)}
    assert texts[1] == "<p>Le groupe est <strong>né</strong> en 1999.</p>"
    assert texts[2].startswith("<ul><li>un projet</li><li>un autre</li></ul>")


def test_plain_text_is_paragraphs():
    assert (
        paragraphs_html("Un <b>,\nun autre.\n\nDeux & trois.")
        == "<p>Un &lt;b&gt;,<br>un autre.</p><p>Deux &amp; trois.</p>"
    )
    assert paragraphs_html("") == ""


def test_many_links_do_not_make_a_text_grow(read_page):
    """One long link around many pieces is written for some of them alone."""
    pieces = "<p>x <b>y</b></p>" * 500
    reading = read_page(of_page(f"<a href='https://exemple.org/{'z' * 1500}'>{pieces}</a>"))
    assert faults(reading) == []
    assert sum(len(row.html) for row in reading.of(FormattedText)) < 100 * len(reading.subject.body)


HOSTILE = [
    "<script>alert(1)</script>", "<script src=//x.org/a.js></script>", "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi><mglyph><style><img src=x onerror=alert(1)></style></mglyph></mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<style>@import 'javascript:alert(1)';</style>", "<p style='background:url(javascript:alert(1))'>x</p>",
    "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<base href='javascript:/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//x.org/a.css>",
    "<a href=javascript:alert(1)>x</a>", "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>", "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>", "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>", "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='file:///etc/passwd'>x</a>", "<a href='mailto:a@b.org'>x</a>",
    "<a href='//x.org/\"onmouseover=alert(1)'>x</a>", "<a href='http://[oops'>x</a>",
    "<a href='https://x.org/' onmouseover=alert(1) style=a target=_top ping=//y>x</a>",
    "<a href='#nb1\"onclick=\"x'>x</a>", "<a name='\"><script>' href='#\"><script>'>x</a>",
    "<b onclick=alert(1)>x</b>", "<div onmouseover='alert(1)'>x", "<b><i>x</b>y</i>", "<p><table><p>x</table>",
    "<table><td><b>x<tr><td>y</b>", "<ul><li>x<ul><li>y", "</p></div></body>",
    "<a href='https://x.org/'><p>x<a href='https://y.org/'>y", "<h2>x<h3>y<p>z", "<blockquote><blockquote>x",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "&#60;img src=x onerror=alert(1)&#62;",
    "&#x3c;b&#x3e;x", "&notit; &amp;notit; &#0; &#xD800; &#x110000;", "\x00<b\x00>x\x00</b>",
    "x\u202eyz\u202c\u2066\u200fy", "\ufeff\u200b\u00adx", "<!-- <script>alert(1)</script> -->",
    "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?>x<?xml y?>",
    "<textarea></textarea><img src=x onerror=alert(1)>", "<title><img src=x onerror=alert(1)></title>",
    "<plaintext>x", "<xmp><img src=x onerror=alert(1)></xmp>", "<template><img src=x onerror=alert(1)></template>",
    "<details open ontoggle=alert(1)>x</details>", "<x-y onclick=alert(1) tabindex=1>x</x-y>",
    "<p id=note-x class=y>z</p>", "<" * 500, "<b>" * 200 + "x", "{{7*7}} {% raw %} ${x} <%= y %>", "'\"`=<>&;/\\",
    "é" * 3 + "\u0301" * 50,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("around", ["<p>Un <b>mot</b> {} bien.</p>", "<ul><li>un {}</li><li>deux</li></ul>", "{}"])
def test_hostile_markup_shows_as_text_or_not_at_all(read_page, text, around):
    reading = read_page(of_page(around.format(text) if "{}" in around else around))
    assert faults(reading) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text(read_page, text):
    """Escaped in the page, it is words; so it is in the plain text and in the HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    reading = read_page(of_page(f"<p>Un <b>mot</b> <i>{escaped}</i></p><ul><li>{escaped} un</li><li>deux</li></ul>"))
    assert faults(reading) == []
    assert isinstance(reading.subject, News)


PARTS = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<h2>", "</h2>", "<h4>", "</h4>", "<ul>", "</ul>", "<ol>",
    "</ol>", "<li>", "</li>", "<dl>", "<dd>", "<dt>", "</dl>", "<blockquote>", "</blockquote>", "<table>", "</table>",
    "<tr>", "<td>", "<th>", "</td>", "<caption>", "</tr>", "<a href='https://x.org/'>", "<a href='javascript:x'>",
    "<a href='#n1'>", "<p id=n1>", "<a id=n1>", "</a>", "<sup>", "</sup>", "<div>", "</div>", "<span>", "</span>",
    "<svg>", "<math>", "<style>", "</style>", "<script>", "</script>", "<!--", "-->", " ", "\n", "- ", "• ", "un",
    "deux mots", "&lt;b&gt;", "&amp;amp;", "a.b@exemple.org", "a.b", "@exemple.org", "coopÃ©ration", "à l'Ã©cole",
    "\u202e", "1er mars 2026", "Fin.",
])  # fmt: skip


@settings(max_examples=100)
@given(st.lists(st.one_of(PARTS, PARTS, st.text(max_size=8)), max_size=40))
def test_any_markup_passes_the_allow_list(parts):
    body = of_page("".join(parts)).encode("utf-8", "replace")
    url = "https://cites-unies-france.org/Une-page"
    reading = read(body, url, fetched_at="2026-03-02T08:00:00Z", portal=portals.load())
    assert faults(reading) == []
