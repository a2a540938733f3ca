"""A group's page in every shape that templates give its officers and its milestones: the same records come out."""

import pytest

from scraper import records

URL = "https://cites-unies-france.org/-Mali-"
OFFICERS = (
    ("Présidente du groupe-pays", "Léa MARCHAND", "Adjointe au maire", "Ville de Lyon"),
    ("Vice-présidente", "Awa TRAORÉ-BLANC", "Vice-présidente de la région", "GRAND PARIS SUD"),
    ("Référent à CUF", "Paul de La Tour", "Chargé de mission Afrique", "Cités Unies France"),
)
"""Label, name, function, organisation: a function that begins as a label, an organisation that reads as a name."""
HOLDERS = [
    ("president", "lea-marchand", "Adjointe au maire", "Ville de Lyon"),
    ("vice_president", "awa-traore-blanc", "Vice-présidente de la région", "GRAND PARIS SUD"),
    ("referent", "paul-de-la-tour", "Chargé de mission Afrique", "Cités Unies France"),
]
TEXTS = (
    "Le groupe est né de la rencontre de quelques communes jumelées, il y a vingt ans.",
    "Il veut ouvrir ses réunions aux jeunes élus, et poursuivre le travail engagé avec les écoles.",
)
CARDS = {
    "label above the name": "<div class=c><p>{0}</p><p>{1}</p><p>{2}</p><p>{3}</p></div>",
    "headings of two levels": "<div class=c><div>{0}</div><h5>{1}</h5><h6>{2}</h6><p>{3}</p></div>",
    "name above the label": "<div class=c><h3>{1}</h3><p>{0}</p><p>{2}</p><p>{3}</p></div>",
    "badge below the function": "<li><b>{1}</b><p>{2}</p><p>{3}</p><span>{0}</span></li>",
    "badge between name and function": "<div><strong>{1}</strong> <span class=b>{0}</span><p>{2}</p><p>{3}</p></div>",
    "spans alone": "<div><span>{1}</span><span>{0}</span><span>{2}</span><span>{3}</span></div>",
    "divs alone": "<div><div><div>{1}</div><div>{0}</div></div><div><div>{2}</div><div>{3}</div></div></div>",
    "initials, mail and profile": "<div><span>LM</span><div><p>{0}</p><p>{1}</p><p>{2}</p><p>{3}</p>"
    "<p><a href='mailto:a@exemple.org'>a@exemple.org</a></p><p><a href='Un-elu'>Voir son profil</a></p></div></div>",
    "label and function in spans of a line": "<li><span>LM</span><div><p>{1}</p>"
    "<p><span>{0}</span> · <span>{2}</span></p><p>{3}</p></div></li>",
    "function behind a dash in its label's line": "<li><p>{1}</p><p><b>{0}</b> – {2}</p><p>{3}</p></li>",
    "figure": "<figure><img src=p.jpg alt=''><figcaption><b>{1}</b><br>{0}<br>{2}<br>{3}</figcaption></figure>",
    "figure of spans": "<figure><img src=p.jpg><figcaption><span>{0}</span><span>{1}</span> <em>{2}</em> <i>{3}</i>"
    "</figcaption></figure>",
    "terms": "<dt>{0}</dt><dd>{1}</dd><dd>{2}</dd><dd>{3}</dd>",
    "terms of names": "<dt>{1}</dt><dd>{0}</dd><dd>{2}</dd><dd>{3}</dd>",
    "terms in a block": "<div><dt>{0}</dt><dd><b>{1}</b><br>{2}<br>{3}</dd></div>",
    "row": "<tr><th>{0}</th><td>{1}</td><td>{2}</td><td>{3}</td></tr>",
    "row by name": "<tr><td>{1}</td><td>{0}</td><td>{2}</td><td>{3}</td></tr>",
    "row of two cells": "<tr><th>{0}</th><td>{1}<br>{2}<br>{3}</td></tr>",
    "item on one line": "<li>{0} : {1}, {2}, {3}</li>",
    "item with a label": "<li><strong>{0}</strong> : {1}, {2}, {3}</li>",
    "item with dashes": "<li>{1} – {0} – {2} – {3}</li>",
    "item with a label in brackets": "<li>{1}, {2}, {3} ({0})</li>",
    "paragraph that ends with its label": "<p>{1}<br>{2}<br>{3}<br>{0}</p>",
    "article with a header": "<article><header><h3>{1}</h3><p>{0}</p></header><p>{2}</p><footer>{3}</footer></article>",
    "paragraphs of SPIP": "<p><strong>{0} :</strong><br>{1}<br>{2}</p><p>{3}</p>",
    "paragraphs": "<p class=l>{0}</p><p class=n>{1}</p><p>{2}</p><p>{3}</p>",
    "lines": "<b>{0} :</b><br>{1}<br>{2}<br>{3}<br>",
}
AROUND = {"<t": "<table>{}</table>", "<l": "<ul>{}</ul>", "<d": "<dl>{}</dl>"} | {"<di": "<div class=grid>{}</div>"}


def page(officers: str = "", milestones: str = "", heading: str = "<h2>{}</h2>") -> str:
    parts = [heading.format("Création"), f"<p>{TEXTS[0]}</p>"]
    parts += [heading.format("Évènements marquants"), milestones] if milestones else []
    parts += [heading.format("Perspectives"), f"<p>{TEXTS[1]}</p>", officers]
    after = "<p>Nous écrire</p><p>Un courrier suffit pour rejoindre le groupe.</p>"
    return f"<html><body><h1>Mali</h1><div>{''.join(parts)}{after if officers else ''}</div></body></html>"


def shaped(shape: str, many: int) -> str:
    inside = "".join(CARDS[shape].format(*officer) for officer in OFFICERS[:many])
    begins = next((key for key in sorted(AROUND, key=len, reverse=True) if inside.startswith(key)), None)
    return AROUND[begins].format(inside) if begins else inside


def roles(reading) -> list[tuple]:
    return [(row.role, row.person_id, row.function, row.organisation) for row in reading.of(records.Role)]


@pytest.mark.parametrize("many", [1, 2, 3])
@pytest.mark.parametrize("shape", CARDS)
def test_officers_are_the_same_in_every_shape(read_page, shape, many):
    reading = read_page(page(shaped(shape, many)), URL)
    assert roles(reading) == HOLDERS[:many]
    sections = [(row.heading, row.text) for row in reading.of(records.GroupSection)]
    assert sections == [("Création", TEXTS[0]), ("Perspectives", TEXTS[1])]


def test_the_word_of_a_role_behind_a_label_is_a_function(read_page):
    """Labels and functions look alike in the line of a card."""
    card = "<li><p>{1}</p><p><span>{0}</span> · <span>{2}</span></p><p>{3}</p></li>"
    officers = (OFFICERS[0], (OFFICERS[0][0], "Sarah CASTERAN", "Vice-présidente", "GRAND PARIS SUD"))
    reading = read_page(page("<ul>" + "".join(card.format(*each) for each in officers) + "</ul>"), URL)
    assert roles(reading) == [HOLDERS[0], ("president", "sarah-casteran", "Vice-présidente", "GRAND PARIS SUD")]


def test_the_word_of_a_role_beside_a_name_is_a_function_on_a_card_with_its_label_at_the_end(read_page):
    """A town in capitals looks like a name."""
    card = "<li><h3>{1}</h3><p>{2}</p><p class=d>{3}</p><p class=badge>{0}</p></li>"
    officers = (OFFICERS[0], (OFFICERS[0][0], "Sarah CASTERAN", "Vice-présidente", "GRAND PARIS SUD"))
    reading = read_page(page("<ul>" + "".join(card.format(*each) for each in officers) + "</ul>"), URL)
    assert roles(reading) == [HOLDERS[0], ("president", "sarah-casteran", "Vice-présidente", "GRAND PARIS SUD")]


@pytest.mark.parametrize("title", ["<p class=t>Qui anime le groupe</p>", "<h2>Qui anime le groupe</h2>"])
def test_the_title_of_the_cards_is_in_no_section(read_page, title):
    cards = f"<div>{title}{shaped('label above the name', 3)}</div>"
    reading = read_page(page(cards), URL)
    assert roles(reading) == HOLDERS
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]


@pytest.mark.parametrize(
    "other",
    [
        "<div><b>Inès ROCA</b><p>Présidente du comité de jumelage</p><p>MONTFERRAND</p></div>",
        "<p>La présidente du groupe-pays a réuni les élus de douze communes.</p>",
        "<p>Présidente du groupe-pays</p><p>Le siège est vacant.</p>",
        "<div><p>Inès Roca</p></div><p>Le groupe est sans présidente.</p>",
    ],
)
def test_who_has_no_label_of_a_group_holds_no_role(read_page, other):
    assert roles(read_page(page(other), URL)) == []


DATED = (
    ("12 mars 2011", "Participation à la conférence des villes, à Bamako"),
    ("Du 8 au 13 mai 2013", "Séjour d’étude dans trois communes"),
    ("Octobre 2014", "Table ronde sur l’état civil"),
    ("2016", "Adoption d’une feuille de route commune"),
)
MILESTONES = [
    (DATED[0][1], "2011-03-12", "2011-03-12", "day"),
    (DATED[1][1], "2013-05-08", "2013-05-13", "day"),
    (DATED[2][1], "2014-10-01", "2014-10-31", "month"),
    (DATED[3][1], "2016-01-01", "2016-12-31", "year"),
]
LINES = {
    "terms": "<dl>{}</dl><dt>{0}</dt><dd>{1} ;</dd>",
    "terms in blocks": "<dl>{}</dl><div><dt>{0}</dt><dd>{1}</dd></div>",
    "rows": "<table>{}</table><tr><th>{0}</th><td>{1}</td></tr>",
    "plain rows": "<table>{}</table><tr><td>{0}</td><td>{1}</td></tr>",
    "headed rows": "<table><tr><th>Date</th><th>Évènement</th></tr>{}</table><tr><td>{0}</td><td>{1}</td></tr>",
    "rows below a caption": "<table><caption>Repères</caption>{}</table><tr><td>{0}</td><td>{1}</td></tr>",
    "rows that end with the date": "<table>{}</table><tr><td>{1}</td><td>{0}</td></tr>",
    "items with a time": "<ol>{}</ol><li><time>{0}</time> {1} ;</li>",
    "items with a time apart": "<ol>{}</ol><li><time>{0}</time><div>{1}</div></li>",
    "items with a bold date": "<ul>{}</ul><li><strong>{0} :</strong> {1}</li>",
    "items with spans": "<ul>{}</ul><li><span>{0}</span><span>{1}</span></li>",
    "items that end with a badge": "<ul>{}</ul><li><p>{1}</p><span class=badge>{0}</span></li>",
    "panels with a heading": "<div>{}</div><div class=p><h3>{0}</h3><div><p>{1}</p></div></div>",
    "panels with a badge": "<div>{}</div><section><p>{1}</p><p class=badge>{0}</p></section>",
    "panels with buttons": "<div>{}</div><h3><button>{0}</button></h3><div><p>{1}</p></div>",
    "columns": "<div class=grid>{}</div><div class=l>{0}</div><div class=r>{1}</div>",
    "paragraphs": "{}<p><b>{0}</b></p><p>{1}</p>",
    "a date that the text has too": "<ul>{}</ul><li><span>{0}</span> <span>{1}</span></li>",
}


def time_line(shape: str) -> str:
    outer, _, inner = LINES[shape].partition("{}")
    closing, opening = inner[: inner.find(">") + 1] if inner.startswith("</") else "", inner
    opening = inner[len(closing) :]
    return outer + "".join(opening.format(*dated) for dated in DATED) + closing


@pytest.mark.parametrize("shape", LINES)
def test_milestones_are_the_same_in_every_shape(read_page, shape):
    reading = read_page(page(milestones=time_line(shape)), URL)
    rows = [(row.text, row.starts, row.ends, row.precision) for row in reading.of(records.GroupMilestone)]
    assert rows == MILESTONES
    assert [row.position for row in reading.of(records.GroupMilestone)] == [1, 2, 3, 4]
    (section,) = (row for row in reading.of(records.GroupSection) if row.position == 2)
    assert section.text.replace(" ;", "") == "\n\n".join(f"{date}\n{text}" for date, text in DATED)


def test_a_line_of_a_time_line_may_have_no_date(read_page):
    items = ("<time>2011</time><p>Création du groupe</p>", "<p>Dialogue</p>", "<time>2013</time><p>Bilan</p>")
    line = "".join(f"<li>{item}</li>" for item in items)
    rows = read_page(page(milestones=f"<ol>{line}</ol>"), URL).of(records.GroupMilestone)
    assert [(row.position, row.text, row.starts) for row in rows] == [
        (1, "Création du groupe", "2011-01-01"),
        (3, "Bilan", "2013-01-01"),
    ]


@pytest.mark.parametrize("outer", ["{}", "<section>{}</section>"])
def test_a_year_dates_all_items_below_it(read_page, outer):
    years = "".join(
        outer.format(f"<h3>{year}</h3><ul><li>Réunion à Bamako</li><li>Visite à Kayes</li></ul>")
        for year in (2011, 2013)
    )
    rows = read_page(page(milestones=f"<div>{years}</div>"), URL).of(records.GroupMilestone)
    assert [(row.starts[:4], row.text) for row in rows] == [
        (year, text) for year in ("2011", "2013") for text in ("Réunion à Bamako", "Visite à Kayes")
    ]


def test_a_date_beside_a_text_that_has_it_is_not_repeated(read_page):
    items = "<li><span>2011</span> <span>Création en 2011 du groupe ;</span></li>" * 2
    reading = read_page(page(milestones=f"<ul>{items}</ul>"), URL)
    assert [row.text for row in reading.of(records.GroupMilestone)] == ["Création en 2011 du groupe"] * 2
    assert "2011 Création" not in [row.text for row in reading.of(records.GroupSection)][1]


HEADINGS = {
    "heading": "<h2>{}</h2>",
    "button in a heading": "<h3><button type=button aria-expanded=false>{}</button></h3>",
    "button": "<button type=button aria-controls='p{0}'>{0}</button><div id='p{0}'></div>",
    "summary": "<summary>{}</summary>",
    "numbered": "<h2><span>01</span> {}</h2>",
    "number beside": "<div><span>01</span><h3>{}</h3></div>",
    "number above": "<p>01</p><h3>{}</h3>",
    "label of a panel": "<p class=panel-title>{}</p>",
    "item": "<ul><li><h3>{}</h3></li></ul>",
}


@pytest.mark.parametrize("shape", HEADINGS)
def test_sections_are_the_same_under_every_heading(read_page, shape):
    reading = read_page(page(heading=HEADINGS[shape]), URL)
    sections = [(row.heading, row.text) for row in reading.of(records.GroupSection)]
    assert sections == [("Création", TEXTS[0]), ("Perspectives", TEXTS[1])]


def test_what_is_below_the_sections_is_in_none(read_page):
    rail = "<p><a href='-Mali-'>Les articles du groupe</a></p><div><p>Solène ROCA, conseillère</p></div>"
    reading = read_page(page().replace("</body>", f"{rail}</body>"), URL)
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]


@pytest.mark.parametrize("box", ["<section>{}</section>", "<div><div>{}</div></div>", "<li>{}</li>"])
def test_what_is_beside_the_elements_of_the_sections_is_in_none(read_page, box):
    """A way back below the last of them, in the element that holds all: each section has an element of its own."""
    pairs = zip(("Création", "Perspectives"), TEXTS, strict=True)
    sections = "".join(box.format(f"<h2>{heading}</h2><p>{text}</p>") for heading, text in pairs)
    html = f"<h1>Mali</h1><div>{sections}<p><a href='-Mali-'>Retour au tableau de bord</a></p></div>"
    reading = read_page(f"<html><body>{html}</body></html>", URL)
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]


@pytest.mark.parametrize(
    ("tab", "panel"),
    [
        (
            "<button role=tab id=t{0} aria-controls=p{0}>{1}</button>",
            "<div role=tabpanel id=p{0} aria-labelledby=t{0}>",
        ),
        ("<li><a role=tab href='#p{0}'>{1}</a></li>", "<div role=tabpanel id=p{0}>"),
        ("<li><a role=tab href='#p{0}'>{1}</a></li>", "<div role=tabpanel id=p{0} hidden>"),
    ],
)
def test_a_tab_is_the_heading_of_its_panel_and_what_follows_the_panels_is_in_none(read_page, tab, panel):
    headings = ("Création", "Perspectives")
    tabs = "".join(tab.format(n, heading) for n, heading in enumerate(headings))
    panels = "".join(panel.format(n) + f"<p>{text}</p></div>" for n, text in enumerate(TEXTS))
    html = f"<h1>Mali</h1><div role=tablist>{tabs}</div>{panels}<p>Le groupe publie ses comptes rendus ici même.</p>"
    reading = read_page(f"<html><body>{html}</body></html>", URL)
    assert [(row.heading, row.text) for row in reading.of(records.GroupSection)] == [*zip(headings, TEXTS, strict=True)]


def test_what_only_leads_to_other_pages_is_no_section(read_page):
    ways = "<h2>Prochains rendez-vous</h2><ul><li><a href='Reunion-x'>Réunion Mali</a> — 30 janvier 2027</li></ul>"
    reading = read_page(page().replace("</div></body>", f"{ways}</div></body>"), URL)
    assert [row.heading for row in reading.of(records.GroupSection)] == ["Création", "Perspectives"]


def test_the_keywords_of_listed_articles_are_none_of_the_group(read_page):
    entry = "<li><h2><a href='Un-{0}'>Réunion {0}</a></h2><p>3 mars 200{0} | <a rel=tag href='+-Eau-+'>Eau</a></p></li>"
    html = page().replace("</body>", f"<ol>{''.join(map(entry.format, range(3)))}</ol></body>")
    reading = read_page(html, URL)
    assert (len(reading.of(records.Listing)), reading.of(records.GroupTheme)) == (3, [])


def test_words_about_an_empty_list_are_in_no_section(read_page):
    html = page().replace("</div></body>", "<p>Aucune publication pour le moment.</p></div></body>")
    assert [row.text for row in read_page(html, URL).of(records.GroupSection)] == [*TEXTS]


def test_the_one_paragraph_of_a_first_section_called_presentation_is_the_abstract(read_page):
    way = "<p><a href='spip.php?page=pays_intro&id_rubrique=9'>Découvrir le groupe</a></p>"
    reading = read_page(f"<html><body><h1>Mali</h1><h2>Présentation</h2><p>{TEXTS[0]}</p>{way}</body></html>", URL)
    assert (reading.subject.abstract, reading.of(records.GroupSection)) == (TEXTS[0], [])


def test_a_year_before_its_month_is_a_date_and_a_dash_none(read_page):
    lines = (
        ("2011 · mars", "Visite, le 12 mars 2011, de Bamako"),
        ("—", "Dialogue"),
        ("2014 · octobre", "Table ronde"),
    )
    table = "".join(f"<tr><td>{date}</td><td>{text}</td></tr>" for date, text in lines)
    found = read_page(page(milestones=f"<table>{table}</table>"), URL).of(records.GroupMilestone)
    assert [(row.position, row.text, row.starts) for row in found] == [
        (1, lines[0][1], "2011-03-12"),
        (3, "Table ronde", "2014-10-01"),
    ]


def test_an_accordion_s_section_ends_with_its_panel(read_page):
    fold = "<h2><button aria-controls=p{0}>{1}</button></h2><div id=p{0}><p>{2}</p></div>"
    folds = "".join(
        fold.format(n, *each) for n, each in enumerate(zip(("Création", "Perspectives"), TEXTS, strict=True))
    )
    after = "<p>Suivez les travaux du groupe, ses réunions et ses publications.</p>"
    reading = read_page(f"<html><body><h1>Mali</h1>{folds}{after}</body></html>", URL)
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]


def test_words_in_a_column_of_dates_are_no_milestone(read_page):
    rows = "".join(f"<tr><td>{date}</td><td>{text}</td></tr>" for date, text in (*DATED, ("Sans date", "Dialogue")))
    table = f"<table><caption>Repères<span> connus</span></caption>{rows}</table>"
    reading = read_page(page(milestones=table), URL)
    assert [row.text for row in reading.of(records.GroupMilestone)] == [text for _, text in DATED]
    assert "Sans date" not in reading.of(records.GroupSection)[1].text


def test_lines_of_a_time_line_that_are_blocks_in_items_are_dated_by_their_words(read_page):
    items = "".join(f"<li><b>•</b><div>{text}, le {n} mars 2011</div></li>" for n, (_, text) in enumerate(DATED, 2))
    reading = read_page(page(milestones=f"<ol>{items}</ol>"), URL)
    assert [row.starts for row in reading.of(records.GroupMilestone)] == [f"2011-03-0{n}" for n in range(2, 6)]


def test_a_presentation_is_named_above_its_tabs(read_page):
    """Not by the heading of what stands beside it."""
    tabs = "<a href='-Mali-'>Articles</a> <a href='spip.php?page=pays_intro&id_rubrique=9'>Présentation du groupe</a>"
    html = page().replace("<div>", f"<p>{tabs}</p><div>", 1).replace("</body>", "<h2>Derniers échanges</h2></body>")
    reading = read_page(html, "https://cites-unies-france.org/spip.php?page=pays_intro&id_rubrique=9")
    assert reading.subject.id == "mali"


AMID = (
    "<p>{0}, <time>{1}</time>, {2} ;</p>",
    "<span class=t>{0}, </span><time>{1}</time><span class=t>, {2} ;</span>",
    "{0}, <b>{1}</b>, {2} ;",
)


@pytest.mark.parametrize("item", AMID)
def test_a_date_amid_the_words_of_a_milestone_is_one_of_them(read_page, item):
    dated = (
        ("Séjour dans trois communes du fleuve", "du 8 au 13 mai 2013", "à Bamako"),
        ("Bilan", "en 2016", "à Lyon"),
    )
    items = "".join(f"<li>{item.format(*words)}</li>" for words in dated)
    reading = read_page(page(milestones=f"<ol>{items}</ol>"), URL)
    rows = reading.of(records.GroupMilestone)
    assert [(row.starts, row.text) for row in rows] == [
        (day, ", ".join(words)) for day, words in zip(("2013-05-08", "2016-01-01"), dated, strict=True)
    ]
    assert reading.of(records.GroupSection)[1].text.startswith(", ".join(dated[0]))


ABSTRACT = "Ce groupe réunit des villes qui travaillent ensemble depuis quinze ans."
PRESENTATION = "https://cites-unies-france.org/spip.php?page=pays_intro&id_rubrique=9"


def test_what_is_below_a_name_that_is_no_heading_is_the_abstract(read_page):
    """As in tables of old: all that heads something is bold."""
    heads = (
        "<p><a href='-Mali-'>Actualités du groupe-pays Mali</a></p><p><b>Mali</b></p><p><b>GROUPE DE TRAVAIL</b></p>"
    )
    html = page(heading="<p><b>{}</b></p>").replace("<h1>Mali</h1><div>", f"<div>{heads}<p>{ABSTRACT}</p>")
    reading = read_page(html, PRESENTATION)
    assert (reading.subject.id, reading.subject.abstract) == ("mali", ABSTRACT)
    assert [row.heading for row in reading.of(records.GroupSection)] == ["Création", "Perspectives"]


def test_ways_to_the_group_s_pages_below_its_sections_end_none_of_them(read_page):
    ways = "<p><a href='-Mali-'>Accueil du groupe</a></p><p>Présentation du groupe</p>"
    reading = read_page(page().replace("</body>", f"<div><p>L’espace du groupe</p>{ways}</div></body>"), PRESENTATION)
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]


@pytest.mark.parametrize("way", ["<p>{} / Notre action</p>", "<ol><li>{}</li><li>Notre action</li></ol>"])
def test_a_presentation_is_named_by_the_section_before_its_heading_on_the_way_to_it(read_page, way):
    way = way.format("<a href='/'>Accueil</a> / <a href='-Mali-'>Mali</a>")
    for heading, section in (("Notre action", "Mali"), ("Qui sommes-nous ?", "Eau et climat")):
        own = way.replace("Notre action", heading).replace("Mali</a>", f"{section}</a>")
        reading = read_page(page().replace("<h1>Mali</h1>", f"{own}<h1>{heading}</h1>"), PRESENTATION)
        assert reading.subject.name == section


@pytest.mark.parametrize(
    "heading", ["Mali : qui sommes-nous ?", "Le groupe Mali en détail", "À propos – Mali", "Présentation : Mali"]
)
def test_a_presentation_is_named_by_the_section_in_its_heading(read_page, heading):
    menu = "".join(
        f"<li><a href='-{name}-'>{words}</a></li>" for name, words in (("Mali", "Mali"), ("Qui", "Qui sommes-nous ?"))
    )
    tab = "<a href='spip.php?page=pays_intro&id_rubrique=9'>Le groupe Mali en détail</a>"
    html = page().replace("<h1>Mali</h1>", f"<ul>{menu}</ul><p>{tab}</p><h1>{heading}</h1><p>{TEXTS[1]}</p>")
    reading = read_page(html, PRESENTATION)
    assert (reading.subject.id, reading.subject.abstract) == ("mali", TEXTS[1])


def test_sections_below_a_column_with_the_group_s_news_are_read(read_page):
    article = "<p><a href='Un-article'>Réunion du groupe</a> 3 mars 2020</p>"
    column = f"<div><p>Dernières actualités</p>{article}<p>Votre contact</p></div>"
    html = page().replace("<div>", f"{column}<div>", 1)
    reading = read_page(html, PRESENTATION)
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]
    assert (len(reading.of(records.Listing)), reading.subject.abstract) == (1, None)


def test_sections_between_a_column_and_the_group_s_own_news_are_read(read_page):
    coming = "".join(f"<li><time>0{n}/12</time> <a href='Le-{n}'>Forum de Lima {n}</a></li>" for n in range(1, 4))
    news = "<h2>Travaux et actualités</h2><article><h3><a href='Une'>Réunion</a></h3><p>3 mars 2020</p></article>"
    column = f"<aside><p>À l’agenda</p><ol>{coming}</ol></aside><p>{ABSTRACT}</p>"
    html = page(milestones="<p>Forum des villes à Lima ;</p>" * 12)
    html = html.replace("<h1>Mali</h1><div>", f"<main><h1>Mali</h1>{column}<div>")
    html = html.replace("</div></body>", f"{news}</div></main></body>")
    reading = read_page(html, "https://cites-unies-france.org/-Mali-")
    headings = [row.heading for row in reading.of(records.GroupSection)]
    assert headings == ["Création", "Évènements marquants", "Perspectives"]
    assert reading.subject.abstract == ABSTRACT


def test_a_paragraph_between_a_group_s_name_and_its_articles_is_the_abstract(read_page):
    entry = "<li><h2><a href='Un-{0}'>Réunion {0}</a></h2><p>3 mars 200{0}</p></li>"
    html = f"<html><body><h1>Mali</h1><p>{TEXTS[0]}</p><ol>{''.join(map(entry.format, range(3)))}</ol></body></html>"
    assert read_page(html, URL).subject.abstract == TEXTS[0]
    assert read_page(html.replace("</p><ol>", f"</p><p>{TEXTS[1]}</p><ol>"), URL).subject.abstract is None


@pytest.mark.parametrize(
    "closed",
    [
        "hidden=until-found",
        "role=region aria-labelledby=b{0} hidden",
        "role=region aria-labelledby=b{0} style='display:none'",
    ],
)
def test_panels_that_a_button_or_a_search_in_the_page_opens_are_read(read_page, closed):
    fold = f"<h2><button id=b{{0}} aria-controls=p{{0}}>{{1}}</button></h2><div id=p{{0}} {closed}><p>{{2}}</p></div>"
    folds = "".join(
        fold.format(n, *each) for n, each in enumerate(zip(("Création", "Perspectives"), TEXTS, strict=True))
    )
    reading = read_page(f"<html><body><h1>Mali</h1>{folds}</body></html>", URL)
    assert [row.text for row in reading.of(records.GroupSection)] == [*TEXTS]


@pytest.mark.parametrize(
    "toggle",
    [
        "<div class=h><h4><a href='#p{0}' data-toggle=collapse>{1}</a></h4></div>",
        "<div role=button aria-controls=p{0}><span><i></i></span><a class=t tabindex=0>{1}</a></div>",
    ],
)
def test_what_opens_its_own_section_heads_it(read_page, toggle):
    """Beside a section with a plain heading."""
    heads = ("Création", "Perspectives")
    folds = "".join(
        f"<div>{toggle.format(n, head)}<div id=p{n}><p>{text}</p></div></div>"
        for n, (head, text) in enumerate(zip(heads, TEXTS, strict=True))
    )
    plain = "<div><h2>Évènements marquants</h2><p>Visite de Bamako, en 2012, avec trois communes.</p></div>"
    reading = read_page(f"<html><body><h1>Mali</h1>{folds}{plain}</body></html>", URL)
    assert [row.heading for row in reading.of(records.GroupSection)] == [*heads, "Évènements marquants"]


def test_the_word_of_a_role_behind_its_term_is_a_function(read_page):
    rows = (("Nom", "Léa MARCHAND"), ("Fonction", "Vice-présidente"), ("Organisme", "GRAND PARIS SUD"))
    terms = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in rows)
    card = f"<div><h3>Présidente du groupe-pays :</h3><dl>{terms}</dl></div>"
    assert roles(read_page(page(card), URL)) == [("president", "lea-marchand", "Vice-présidente", "GRAND PARIS SUD")]


def test_a_group_is_named_as_links_call_it_where_its_heading_has_more_words(read_page):
    menu = "<ul><li><a href='#'>Groupes</a></li><li><a href='-Eau-et-climat-'>Eau et climat</a></li></ul>"
    html = page().replace("<h1>Mali</h1>", f"{menu}<h1>Groupes de travail : Eau et climat</h1>")
    assert read_page(html, "https://cites-unies-france.org/-Eau-et-climat-").subject.id == "eau-et-climat"


def test_a_numbered_heading_is_no_date_of_the_article_below(read_page):
    article = "<h3><a href='Un-article'>Réunion du groupe</a></h3><p>Les élus ont préparé leur voyage de juin.</p>"
    html = page(heading="<h2>4. {}</h2>").replace("</body>", f"<div>{article}</div></body>")
    reading = read_page(html, URL)
    assert [row.heading for row in reading.of(records.GroupSection)] == ["Création", "Perspectives"]
    assert [row.date_text for row in reading.of(records.Listing)] == [None]


def test_what_the_cards_of_articles_have_above_their_titles_is_in_no_section(read_page):
    card = "<div class=c><p>Mali</p><h3><a href='Un-{0}'>Réunion {0}</a></h3><p>3 mars 200{0}</p></div>"
    html = page().replace("</body>", f"<h2>Dans ce groupe</h2>{''.join(map(card.format, range(3)))}</body>")
    reading = read_page(html, URL)
    assert [row.heading for row in reading.of(records.GroupSection)] == ["Création", "Perspectives"]


def test_what_is_below_the_element_of_all_sections_is_in_none(read_page):
    """A heading as theirs, with sentences, or the name of the group above a list."""
    appeal = "<section><h2>Recevez notre lettre</h2><p>Elle paraît deux fois par mois, en français.</p></section>"
    html = page().replace("</body>", f"{appeal}</body>")
    assert [row.text for row in read_page(html, URL).of(records.GroupSection)] == [*TEXTS]
    entry = "<h2>Nos articles</h2><p>Mali</p><h3><a href='Un-article'>Réunion</a></h3><p>3 mars 2020</p>"
    html = page().replace("</div></body>", f"{entry}</div></body>")
    assert [row.text for row in read_page(html, URL).of(records.GroupSection)] == [*TEXTS]
